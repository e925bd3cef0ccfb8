import type { Task } from '../../core/task.js';
import { defineCommand, exactly } from '../command.js';
import { print, type Cli } from '../cli.js';
import { asList, numberAt, textAt } from '../json-view.js';

export const diff = defineCommand({
  names: ['container diff', 'diff'],
  usage: 'CONTAINER',
  text: {
    en: "Inspect changes to files or directories on a container's filesystem",
    ko: '컨테이너 파일 시스템에서 바뀐 파일과 디렉터리를 보여 줍니다',
  },
  arity: exactly(1),
  completes: 'container',
  run: showChanges,
});

/** Kinds of changes as the API counts them. */
const kinds = ['C', 'A', 'D'];

function* showChanges(cli: Cli): Task<number> {
  const changes = asList(yield* cli.client().get(`/containers/${cli.args[0] ?? ''}/changes`));
  yield* print(cli, changes.map(change => `${kinds[numberAt(change, 'Kind')] ?? ''} ${textAt(change, 'Path')}\n`).join(''));
  return 0;
}
