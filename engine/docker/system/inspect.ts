import type { Task } from '../../core/task.js';
import { atLeast, defineCommand } from '../command.js';
import { complain, type Cli } from '../cli.js';
import { ApiError } from '../client.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool, text } from '../flags/flag-type.js';
import { inspectFormat } from '../flags/format-flag.js';
import { findContainer, findImage, findNetwork, findVolume } from '../inspect/find.js';
import { inspectAll, type Inspected } from '../inspect/inspector.js';

export const inspect = defineCommand({
  names: ['inspect'],
  usage: '[OPTIONS] NAME|ID [NAME|ID...]',
  text: { en: 'Return low-level information on Docker objects', ko: 'Docker 객체의 자세한 정보를 보여 줍니다' },
  arity: atLeast(1),
  completes: 'container',
  flags: [
    inspectFormat,
    flag('size', 's', bool, { en: 'Add the size of the files, for containers', ko: '컨테이너라면 파일 크기를 함께 보여 줍니다' }),
    flag('type', '', text, { en: 'Look among objects of this type only', ko: '이 종류의 객체만 찾습니다' }),
  ],
  run: inspectObjects,
});

/** In the order in which they are tried; Swarm's and plugins are known, but there never are any. */
const types = ['config', 'container', 'image', 'network', 'node', 'plugin', 'secret', 'service', 'task', 'volume'];
const tried = ['container', 'image', 'network', 'volume'];

function* inspectObjects(cli: Cli): Task<number> {
  const type = cli.flags.text('type');
  if (type !== '' && !types.includes(type)) {
    const quoted = types.map(known => JSON.stringify(known)).join(', ');
    throw new Failure(`unknown type: ${JSON.stringify(type)}: must be one of ${quoted}`);
  }
  if (type !== '' && !tried.includes(type)) throw new Failure(`drydock: docker inspect --type ${type} is not simulated`, 125);
  return yield* inspectAll(cli, name => (type === '' ? findAny(cli, name) : findTyped(cli, type, name)));
}

function* findAny(cli: Cli, name: string): Task<Inspected> {
  for (const type of tried) {
    try {
      return yield* findTyped(cli, type, name);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
    }
  }
  throw new Failure(`Error: No such object: ${name}`);
}

function* findTyped(cli: Cli, type: string, name: string): Task<Inspected> {
  const size = cli.flags.bool('size');
  if (type === 'container') return yield* findContainer(cli, name, size);
  const found = yield* findOther(cli, type, name);
  if (size) yield* complain(cli, `WARNING: --size ignored for ${type}`);
  return found;
}

function findOther(cli: Cli, type: string, name: string): Task<Inspected> {
  if (type === 'image') return findImage(cli, name);
  return type === 'network' ? findNetwork(cli, name, false) : findVolume(cli, name);
}
