import type { Task } from '../../core/task.js';
import { atMost, defineCommand } from '../command.js';
import { printLine, type Cli } from '../cli.js';
import { storedAuths, writeConfigFile } from '../config-file.js';
import { serverKey } from './login.js';

export const logout = defineCommand({
  names: ['logout'],
  usage: '[SERVER]',
  text: { en: 'Log out from a registry', ko: '레지스트리에서 로그아웃합니다' },
  details: { en: 'Without a server, Docker Hub is meant.', ko: '서버를 적지 않으면 Docker Hub에서 로그아웃합니다.' },
  arity: atMost(1),
  run: logOut,
});

function* logOut(cli: Cli): Task<number> {
  const server = serverKey(cli.args[0]);
  yield* printLine(cli, `Removing login credentials for ${server}`);
  const { [server]: removed, ...auths } = storedAuths(cli.config);
  if (removed !== undefined) yield* writeConfigFile(cli.sys, { ...cli.config, content: { ...cli.config.content, auths } });
  return 0;
}
