import type { Task } from '../../core/task.js';
import { atLeast, defineCommand } from '../command.js';
import { complain, printLine, type Cli } from '../cli.js';
import { ApiError } from '../client.js';
import { Failure } from '../failure.js';
import { numberAt, textAt } from '../json-view.js';

export const wait = defineCommand({
  names: ['container wait', 'wait'],
  usage: 'CONTAINER [CONTAINER...]',
  text: {
    en: 'Block until one or more containers stop, then print their exit codes',
    ko: '컨테이너가 멈출 때까지 기다렸다가 종료 코드를 출력합니다',
  },
  arity: atLeast(1),
  completes: 'running-container',
  run: waitForContainers,
});

function* waitForContainers(cli: Cli): Task<number> {
  const errors: string[] = [];
  for (const name of cli.args) {
    try {
      const { body } = yield* cli.client().request('POST', `/containers/${name}/wait`);
      const answer = body.kind === 'json' ? body.value : body.kind === 'objects' ? yield* body.channel.receive() : undefined;
      const reason = textAt(answer, 'Error', 'Message');
      if (reason !== '') throw new Failure(reason);
      yield* printLine(cli, String(numberAt(answer, 'StatusCode')));
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof Failure)) throw error;
      errors.push(error.message);
    }
  }
  for (const error of errors) yield* complain(cli, error);
  return errors.length > 0 ? 1 : 0;
}
