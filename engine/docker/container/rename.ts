import type { Task } from '../../core/task.js';
import { defineCommand, exactly } from '../command.js';
import { complain, type Cli } from '../cli.js';
import { ApiError } from '../client.js';
import { Failure } from '../failure.js';

export const rename = defineCommand({
  names: ['container rename', 'rename'],
  usage: 'CONTAINER NEW_NAME',
  text: { en: 'Rename a container', ko: '컨테이너 이름을 바꿉니다' },
  arity: exactly(2),
  completes: 'container',
  run: renameContainer,
});

function* renameContainer(cli: Cli): Task<number> {
  const [oldName, newName] = cli.args.map(name => name.trim());
  if (!oldName || !newName) throw new Failure('Error: Neither old nor new names may be empty');
  try {
    yield* cli.client().post(`/containers/${oldName}/rename`, { name: newName });
    return 0;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    yield* complain(cli, error.message);
    throw new Failure(`Error: failed to rename container named ${oldName}`);
  }
}
