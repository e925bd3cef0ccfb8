import type { Task } from '../../core/task.js';
import { atMost, defineCommand } from '../command.js';
import { printLine, type Cli } from '../cli.js';
import { storedAuths, writeConfigFile } from '../config-file.js';
import { HUB_KEY } from './auth.js';
import { hostOf } from './login.js';

export const logout = defineCommand({
  names: ['logout'],
  usage: '[SERVER]',
  text: { en: 'Log out from a registry', ko: '레지스트리에서 로그아웃합니다' },
  details: { en: 'Without a server, Docker Hub is meant.', ko: '서버를 적지 않으면 Docker Hub에서 로그아웃합니다.' },
  arity: atMost(1),
  run: logOut,
});

function* logOut(cli: Cli): Task<number> {
  const given = cli.args[0] ?? '';
  const host = hostOf(given);
  yield* printLine(cli, `Removing login credentials for ${given === '' ? HUB_KEY : host}`);
  // Older clients kept logins under the address as it was typed.
  const keys = given === '' ? [HUB_KEY] : [given, host, `http://${host}`, `https://${host}`];
  const before = Object.entries(storedAuths(cli.config));
  const kept = before.filter(([key]) => !keys.includes(key));
  if (kept.length < before.length)
    yield* writeConfigFile(cli.sys, { ...cli.config, content: { ...cli.config.content, auths: Object.fromEntries(kept) } });
  return 0;
}
