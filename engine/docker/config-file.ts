import { decodeUtf8, encodeUtf8 } from '../core/utf8.js';
import { isErrno } from '../core/errno.js';
import { parseGoJson } from '../core/go-json.js';
import type { Task } from '../core/task.js';
import type { Sys } from '../process/sys.js';
import { Failure } from './failure.js';
import { isRecord, recordAt, textAt, type JsonRecord } from './json-view.js';

/** `config.json` of the client: logins, default formats, detach keys. */
export interface ConfigFile {
  /** What is wrong with the file; the client warns of it and goes on without. */
  readonly warning?: string;
  readonly directory: string;
  readonly content: JsonRecord;
}

/** Reads `<directory>/config.json`; a file that is not there is an empty one. */
export function* readConfigFile(sys: Sys, directory: string): Task<ConfigFile> {
  const path = `${directory}/config.json`;
  let text: string | undefined;
  try {
    text = yield* readFileIfThere(sys, path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    const reason = `open ${path}: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`;
    return { directory, content: {}, warning: `WARNING: Error loading config file: ${reason}` };
  }
  if (text === undefined || text.trim() === '') return { directory, content: {} };
  const parsed = parseGoJson(text);
  if ('value' in parsed && isRecord(parsed.value)) return { directory, content: parsed.value };
  const problem = 'problem' in parsed ? parsed.problem.replace(/^invalid JSON: /, '') : notObject(parsed.value);
  return { directory, content: {}, warning: `WARNING: Error parsing config file (${path}): ${problem}` };
}

function notObject(value: unknown): string {
  const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  return `json: cannot unmarshal ${kind} into Go value of type configfile.ConfigFile`;
}

/** Replaces the file, making its directory when needed. */
export function* writeConfigFile(sys: Sys, config: ConfigFile): Task<void> {
  try {
    sys.mkdir(config.directory, 0o700);
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
  }
  const fd = sys.open(`${config.directory}/config.json`, { write: true, create: true, truncate: true, mode: 0o600 });
  yield* sys.write(fd, encodeUtf8(JSON.stringify(config.content, undefined, '\t')));
  sys.close(fd);
}

/** The format that the file sets for a command (`psFormat`, `imagesFormat` …). */
export function defaultFormat(config: ConfigFile, key: string): string {
  return textAt(config.content, key);
}

/** Logins by registry, as they are stored. */
export function storedAuths(config: ConfigFile): JsonRecord {
  return recordAt(config.content, 'auths');
}

/** A whole file as text; undefined when there is none. */
export function* readFileIfThere(sys: Sys, path: string): Task<string | undefined> {
  let fd: number;
  try {
    fd = sys.open(path, { read: true });
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
  return yield* readAllText(sys, fd);
}

/** Everything from a descriptor, which is closed. */
export function* readAllText(sys: Sys, fd: number): Task<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const chunk = yield* sys.read(fd, 65536);
    if (chunk.length === 0) break;
    size += chunk.length;
    if (size > MAX_FILE_BYTES) throw new Failure('file is too long');
    chunks.push(chunk);
  }
  sys.close(fd);
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return decodeUtf8(all);
}

/** Configuration, environment and label files are text; anything longer is a mistake. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;
