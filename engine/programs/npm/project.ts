import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import { readText } from '../input.js';
import { exists } from '../files/presence.js';

export type Manifest = Readonly<Record<string, unknown>>;

/** Ends a command with a message; the lines are printed as npm or yarn print errors. */
export class NpmError extends Error {
  override readonly name = 'NpmError';
  readonly code: string;
  readonly lines: readonly string[];

  constructor(code: string, lines: readonly string[]) {
    super(lines.join('\n'));
    this.code = code;
    this.lines = lines;
  }
}

/** The folder with package.json at or above the working directory; the working directory when there is none. */
export function projectFolder(sys: Sys): string {
  const start = sys.cwd();
  for (let folder = start; ; folder = folder.replace(/\/[^/]*$/, '')) {
    if (exists(sys, `${folder}/package.json`)) return folder === '' ? '/' : folder;
    if (folder === '' || folder === '/') return start;
  }
}

/** package.json of a folder; undefined when there is none. */
export function* readManifest(sys: Sys, folder: string): Task<Manifest | undefined> {
  const path = `${folder}/package.json`;
  if (!exists(sys, path)) return undefined;
  const text = yield* readText(sys, path);
  try {
    return record(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new NpmError('EJSONPARSE', [
      `path ${path}`,
      `JSON.parse Failed to parse JSON data.`,
      'JSON.parse Note: package.json must be actual JSON, not just JavaScript.',
    ]);
  }
}

export function* writeText(sys: Sys, path: string, text: string, mode = 0o644): Task<void> {
  const fd = sys.open(path, { write: true, create: true, truncate: true, mode });
  try {
    yield* sys.write(fd, encodeUtf8(text));
  } finally {
    sys.close(fd);
  }
}

/** Writes package.json with the indentation and the end that the file had. */
export function* writeManifest(sys: Sys, folder: string, manifest: Manifest): Task<void> {
  const path = `${folder}/package.json`;
  const before = exists(sys, path) ? yield* readText(sys, path) : '{\n  \n';
  const indent = /^\{\n?([ \t]*)"/.exec(before)?.[1] ?? '  ';
  const newline = before.includes('\n') ? '\n' : '';
  yield* writeText(sys, path, `${JSON.stringify(manifest, undefined, newline === '' && indent === '' ? 0 : indent)}${newline}`);
}

export function record(value: unknown): Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** The texts of an object such as `dependencies` or `scripts`. */
export function texts(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
