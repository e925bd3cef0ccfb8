import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { decodeUtf8 } from '../../engine/core/utf8.js';
import type { RunOutput } from '../helpers/machine.js';
import { describeTree, type Outcome, type TreeReader } from './outcome.js';
import { sampleExecutables, sampleFiles, sampleLinks, sampleTime, withoutUsage, type Recorded } from './sample-files.js';

const env = { LC_ALL: 'C', PATH: '/usr/bin:/bin', HOME: '/root' };

const changing: ReadonlySet<string> = new Set(
  'rm rmdir mv cp ln chmod chown chgrp install mkdir mkfifo mknod touch truncate shred dd split csplit tar unlink link -delete -exec -execdir -o -i'.split(
    ' ',
  ),
);

/** Whether this machine has the very programs that the recordings are of. */
export function hasRealPrograms(): boolean {
  const firstLine = (command: string, ...args: readonly string[]): string => spawnSync(command, args, { env, encoding: 'utf8' }).stdout;
  const root = process.getuid?.() === 0;
  return root && firstLine('ls', '--version').startsWith('ls (GNU coreutils) 9.1\n') && firstLine('busybox').startsWith('BusyBox v1.35.0');
}

/** Runs commands with the programs of this machine in a directory with the sample files; `close` removes it. */
export class RealMachine {
  readonly #directory = mkdtempSync(join(tmpdir(), 'drydock-programs-'));
  #fresh = '';

  /** What a command prints, and what stands in the directory after it. */
  run(line: Pick<Recorded, 'flavour' | 'argv' | 'stdin'>): Outcome {
    this.#refuseOutside(line.argv);
    this.#prepare();
    const output = this.#spawn(line);
    const tree = describeTree(this.#reader());
    if (tree.join('\n') !== this.#fresh) this.#fresh = '';
    return { ...output, tree };
  }

  close(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /** Makes the samples where the last command changed them. */
  #prepare(): void {
    if (this.#fresh === '') {
      for (const name of readdirSync(this.#directory)) rmSync(join(this.#directory, name), { recursive: true, force: true });
      this.#makeSamples();
    }
    this.#setTimes();
    if (this.#fresh !== '') return;
    // Looking at files changes when they were looked at last.
    this.#fresh = describeTree(this.#reader()).join('\n');
    this.#setTimes();
  }

  #setTimes(): void {
    for (const path of [...Object.keys(sampleFiles), ...Object.keys(sampleLinks), 'dir/sub', 'dir', '.'])
      lutimesSync(join(this.#directory, path), sampleTime(path), sampleTime(path));
  }

  #makeSamples(): void {
    for (const [path, content] of Object.entries(sampleFiles)) {
      mkdirSync(dirname(join(this.#directory, path)), { recursive: true });
      writeFileSync(join(this.#directory, path), content);
    }
    for (const path of sampleExecutables) chmodSync(join(this.#directory, path), 0o755);
    for (const [path, target] of Object.entries(sampleLinks)) symlinkSync(target, join(this.#directory, path));
    chmodSync(this.#directory, 0o755);
  }

  /** What changes files runs for real, as root: it may name nothing outside of the directory, whatever a grammar makes up. */
  #refuseOutside(argv: readonly string[]): void {
    if (!argv.some(word => changing.has(word))) return;
    const outside = argv.find(word => /(?:^|[=\s])[/~]|(?:^|[/=])\.\.(?:$|\/)|no-preserve-root/.test(word));
    if (outside !== undefined) throw new Error(`${argv.join(' ')}: ${outside} is outside of the directory of the samples`);
  }

  #spawn({ flavour, argv, stdin }: Pick<Recorded, 'flavour' | 'argv' | 'stdin'>): RunOutput {
    const [program = '', ...args] = flavour === 'busybox' ? ['busybox', ...argv] : argv;
    const input = stdin === undefined ? '' : (sampleFiles[stdin] ?? '');
    // Debian's awk is mawk, whatever the name leads to on this machine.
    const file = program === 'awk' ? 'mawk' : program;
    const result = spawnSync(file, args, { argv0: program, cwd: this.#directory, env, input, timeout: 5000 });
    const text = (bytes: Uint8Array): string => decodeUtf8(new Uint8Array(bytes)).replaceAll(this.#directory, '/data');
    return { code: result.status ?? -1, stdout: text(result.stdout), stderr: withoutUsage(text(result.stderr)) };
  }

  #reader(): TreeReader {
    const at = (path: string): string => join(this.#directory, path);
    return {
      list: path => readdirSync(at(path)),
      stat: path => {
        const stat = lstatSync(at(path));
        const kind = stat.isDirectory() ? 'directory' : stat.isSymbolicLink() ? 'symlink' : stat.isFile() ? 'file' : 'other';
        return {
          kind,
          mode: stat.mode & 0o7777,
          nlink: stat.nlink,
          uid: stat.uid,
          gid: stat.gid,
          modifiedAt: Math.floor(stat.mtimeMs / 1000),
        };
      },
      link: path => readlinkSync(at(path)),
      content: path => decodeUtf8(new Uint8Array(readFileSync(at(path)))),
    };
  }
}
