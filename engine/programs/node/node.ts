import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import { isErrno } from '../../core/errno.js';
import type { Main, Sys } from '../../process/sys.js';
import { readFile } from '../input.js';
import { parseEnvFile } from './env-file.js';
import { parseNodeArguments } from './options.js';
import { NodeProcess } from './process.js';
import { releaseOf, type NodeRelease } from './versions.js';

/** The program `node` of a release. */
export function node(version: string): Main {
  const release = releaseOf(version);
  return function* (sys, argv) {
    const asked = parseNodeArguments(argv.slice(1));
    switch (asked.kind) {
      case 'print':
        yield* say(sys, 1, asked.what === 'version' ? `v${release.version}\n` : asked.text);
        return 0;
      case 'error':
        yield* say(sys, 2, `${argv[0] ?? 'node'}: ${asked.message}\n`);
        return 9;
      case 'refused':
        yield* say(sys, 2, `drydock: node ${asked.option} is not simulated\n`);
        return 9;
      case 'run':
        return yield* runNode(sys, release, asked, argv);
    }
  };
}

function* runNode(
  sys: Sys,
  release: NodeRelease,
  asked: Extract<ReturnType<typeof parseNodeArguments>, { kind: 'run' }>,
  argv: readonly string[],
): Task<number> {
  for (const file of asked.envFiles) {
    const text = yield* readEnvFile(sys, file);
    if (text === undefined) {
      yield* say(sys, 2, `${argv[0] ?? 'node'}: ${file}: not found\n`);
      return 9;
    }
    // What is in the environment already is stronger.
    for (const [name, value] of parseEnvFile(text)) if (!sys.env.has(name)) sys.env.set(name, value);
  }
  const execPath = executableOf(sys, argv[0] ?? 'node');
  const main = asked.main ?? (sys.isTerminal(0) ? { kind: 'repl' as const } : { kind: 'stdin' as const });
  const process = new NodeProcess(sys, {
    release,
    execPath,
    argv: [execPath, ...asked.rest],
    execArgv: asked.execArgv,
    preload: asked.preload,
    check: asked.check,
    main,
  });
  return yield* process.run();
}

function* readEnvFile(sys: Sys, file: string): Task<string | undefined> {
  try {
    return decodeUtf8(yield* readFile(sys, file));
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}

/** The full path of the running program, as /proc/self/exe has it. */
function executableOf(sys: Sys, name: string): string {
  const candidates = name.includes('/') ? [name] : (sys.env.get('PATH') ?? '').split(':').map(folder => `${folder}/${name}`);
  for (const candidate of candidates) {
    try {
      if (sys.access(candidate, { execute: true })) return sys.realpath(candidate);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }
  return '/usr/local/bin/node';
}

function* say(sys: Sys, fd: number, text: string): Task<void> {
  yield* sys.write(fd, encodeUtf8(text));
}
