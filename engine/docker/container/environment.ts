import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { readAllText } from '../config-file.js';
import { Failure } from '../failure.js';

/** The lines of `--env-file` files and then the values of `-e`; a name alone takes its value from the environment. */
export function* readEnvironment(sys: Sys, files: readonly string[], values: readonly string[]): Task<readonly string[]> {
  const lines = yield* readKeyValueFiles(sys, files, name => sys.env.get(name));
  const given = values.flatMap(value => {
    if (value.includes('=')) return [value];
    const found = sys.env.get(value);
    return [found === undefined ? value : `${value}=${found}`];
  });
  return [...lines, ...given];
}

/** The lines of `--label-file` files and then the values of `--label`. */
export function* readLabels(sys: Sys, files: readonly string[], values: readonly string[]): Task<Readonly<Record<string, string>>> {
  const lines = yield* readKeyValueFiles(sys, files, undefined);
  return keyValueMap([...lines, ...values]);
}

/** `a=b` texts as a map; a key alone has the value ''. */
export function keyValueMap(texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts.map((text): [string, string] => {
      const equals = text.indexOf('=');
      return equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
    }),
  );
}

function* readKeyValueFiles(
  sys: Sys,
  files: readonly string[],
  lookUp: ((name: string) => string | undefined) | undefined,
): Task<readonly string[]> {
  const lines: string[] = [];
  for (const file of files) lines.push(...parseKeyValueFile(file, yield* readOrFail(sys, file), lookUp));
  return lines;
}

/** Reads a file that the user named. Throws Failure with Go's words. */
export function* readOrFail(sys: Sys, path: string): Task<string> {
  let fd: number;
  try {
    fd = sys.open(path, { read: true });
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Failure(`open ${path}: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`);
  }
  return yield* readAllText(sys, fd);
}

function parseKeyValueFile(file: string, content: string, lookUp: ((name: string) => string | undefined) | undefined): readonly string[] {
  const lines: string[] = [];
  for (const raw of content.replace(/^\ufeff/, '').split('\n')) {
    const line = raw.replace(/^\s+/, '').replace(/\r$/, '');
    if (line === '' || line.startsWith('#')) continue;
    const equals = line.indexOf('=');
    const name = equals < 0 ? line : line.slice(0, equals);
    if (name.trimStart() === '') throw new Failure(`invalid env file (${file}): no variable name on line '${line}'`);
    if (/[ \t\n\r\v\f]/.test(name)) throw new Failure(`invalid env file (${file}): variable '${name}' contains whitespaces`);
    if (equals >= 0) lines.push(line);
    else if (lookUp) {
      const found = lookUp(line.trim());
      if (found !== undefined) lines.push(`${line.trim()}=${found}`);
    }
  }
  return lines;
}
