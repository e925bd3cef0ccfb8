import { isErrno } from '../../../core/errno.js';
import { remembered } from '../../../core/remembered.js';
import type { Task } from '../../../core/task.js';
import type { Sys } from '../../../process/sys.js';
import { readText } from '../../input.js';
import { errnoNumber } from '../errno-number.js';
import { matchesGlob } from '../glob.js';

/** One directive as it is written. */
export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  /** What is in its braces. */
  readonly block: readonly Directive[] | undefined;
  readonly file: string;
  readonly line: number;
}

/** What is wrong with a configuration, with the place. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  static at(place: { readonly file: string; readonly line: number }, problem: string): ConfigError {
    return new ConfigError(`${problem} in ${place.file}:${String(place.line)}`);
  }
}

interface Token {
  readonly text: string;
  readonly kind: 'word' | 'mark';
  readonly line: number;
}

/** How deep files may include each other, and how many they may be. */
const MAX_INCLUDED_FILES = 512;

/** The files of a configuration and the directives in them. */
export interface ParsedConfig {
  readonly directives: readonly Directive[];
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** Reads a configuration file and all that it includes. Throws ConfigError. */
export function* parseConfigFile(sys: Sys, path: string): Task<ParsedConfig> {
  const files: { path: string; text: string }[] = [];
  const directives = yield* parseFile(sys, path, path, files);
  return { directives, files };
}

/** Reads the text of `-g`. */
export function parseGlobalDirectives(text: string): readonly Directive[] {
  return group(tokenize(text, 'command line'), 'command line');
}

function* parseFile(sys: Sys, path: string, mainPath: string, files: { path: string; text: string }[]): Task<readonly Directive[]> {
  let text: string;
  try {
    text = yield* readText(sys, path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new ConfigError(`open() "${path}" failed (${errnoNumber(error.code)}: ${error.message})`);
  }
  files.push({ path, text });
  if (files.length > MAX_INCLUDED_FILES) throw new ConfigError('too many open files');
  return yield* expandIncludes(sys, directivesOf(`${path}\0${text}`), mainPath, files);
}

/** The directives of a file, before its includes: by its path, which messages name, and its text. */
const directivesOf = remembered((file: string): readonly Directive[] => {
  const path = file.slice(0, file.indexOf('\0'));
  return group(tokenize(file.slice(path.length + 1), path), path);
});

function* expandIncludes(
  sys: Sys,
  directives: readonly Directive[],
  mainPath: string,
  files: { path: string; text: string }[],
): Task<readonly Directive[]> {
  const expanded: Directive[] = [];
  for (const directive of directives) {
    if (directive.name === 'include' && directive.args.length === 1 && !directive.block) {
      const folder = mainPath.slice(0, mainPath.lastIndexOf('/') + 1);
      const pattern = directive.args[0] ?? '';
      for (const path of findFiles(sys, pattern.startsWith('/') ? pattern : folder + pattern)) {
        try {
          expanded.push(...(yield* parseFile(sys, path, mainPath, files)));
        } catch (error) {
          throw error instanceof ConfigError && error.message.startsWith('open()') ? ConfigError.at(directive, error.message) : error;
        }
      }
      continue;
    }
    const block = directive.block && (yield* expandIncludes(sys, directive.block, mainPath, files));
    expanded.push(block ? { ...directive, block } : directive);
  }
  return expanded;
}

/** The files that a pattern of `include` names, in the order of their names; a plain name stands for itself. */
function findFiles(sys: Sys, pattern: string): readonly string[] {
  if (!/[*?[]/.test(pattern)) return [pattern];
  const slash = pattern.lastIndexOf('/');
  const folder = pattern.slice(0, slash) || '/';
  try {
    return sys
      .readdir(folder)
      .filter(({ name }) => !name.startsWith('.') && matchesGlob(pattern.slice(slash + 1), name))
      .map(({ name }) => `${pattern.slice(0, slash)}/${name}`);
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}

/** What a backslash in front of these stands for; before anything else it stays. */
const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
  ['t', '\t'],
  ['r', '\r'],
  ['n', '\n'],
]);

const quoteEnds: Readonly<Record<string, string>> = { '"': '"', "'": "'" };

function tokenize(text: string, file: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const char = text[at] ?? '';
    if (char === '\n') line++;
    if (/\s/.test(char)) {
      at++;
    } else if (char === '#') {
      while (at < text.length && text[at] !== '\n') at++;
    } else if (char === ';' || char === '{' || char === '}') {
      tokens.push({ text: char, kind: 'mark', line });
      at++;
    } else {
      const word = readWord(text, at, line, file);
      tokens.push({ text: word.text, kind: 'word', line: word.line });
      at = word.end;
      line = word.line;
    }
  }
  tokens.push({ text: '', kind: 'mark', line });
  return tokens;
}

function readWord(
  text: string,
  start: number,
  startLine: number,
  file: string,
): { readonly text: string; readonly end: number; readonly line: number } {
  const quote = quoteEnds[text[start] ?? ''];
  let word = '';
  let line = startLine;
  let at = quote === undefined ? start : start + 1;
  for (; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '\n') line++;
    if (char === '\\' && at + 1 < text.length) {
      const next = text[++at] ?? '';
      word += escapes.get(next) ?? `\\${next}`;
      continue;
    }
    if (quote === undefined ? /[\s;]/.test(char) || (char === '{' && !word.endsWith('$')) : char === quote) break;
    // `${name}` is a variable, not a block.
    if (quote === undefined && char === '{') {
      const close = text.indexOf('}', at);
      word += text.slice(at, close < 0 ? text.length : close + 1);
      at = close < 0 ? text.length : close;
      continue;
    }
    word += char;
  }
  if (quote === undefined) return { text: word, end: at, line: text[at] === '\n' ? line - 1 : line };
  if (at >= text.length) throw ConfigError.at({ file, line }, 'unexpected end of file, expecting ";" or "}"');
  if (!/[\s;{)]/.test(text[at + 1] ?? ' ')) throw ConfigError.at({ file, line }, `unexpected "${text[at + 1] ?? ''}"`);
  return { text: word, end: at + 1, line };
}

/** Puts tokens together into directives with their blocks. */
function group(tokens: readonly Token[], file: string): readonly Directive[] {
  const cursor = { at: 0 };
  const directives = readBlock(tokens, cursor, file, true);
  return directives;
}

function readBlock(tokens: readonly Token[], cursor: { at: number }, file: string, isTop: boolean): readonly Directive[] {
  const directives: Directive[] = [];
  for (;;) {
    const first = tokens[cursor.at++];
    if (!first || (first.kind === 'mark' && first.text === '')) {
      if (isTop) return directives;
      throw ConfigError.at({ file, line: first?.line ?? 1 }, 'unexpected end of file, expecting "}"');
    }
    if (first.kind === 'mark') {
      if (first.text === '}' && !isTop) return directives;
      throw ConfigError.at({ file, line: first.line }, `unexpected "${first.text}"`);
    }
    directives.push(readDirective(tokens, cursor, file, first));
  }
}

function readDirective(tokens: readonly Token[], cursor: { at: number }, file: string, first: Token): Directive {
  const args: string[] = [];
  for (;;) {
    const token = tokens[cursor.at++];
    if (!token || (token.kind === 'mark' && token.text === '')) {
      throw ConfigError.at({ file, line: token?.line ?? first.line }, 'unexpected end of file, expecting ";" or "}"');
    }
    if (token.kind === 'word') {
      args.push(token.text);
      continue;
    }
    if (token.text === '}') throw ConfigError.at({ file, line: token.line }, 'unexpected "}"');
    const block = token.text === '{' ? readBlock(tokens, cursor, file, false) : undefined;
    return { name: first.text, args, block, file, line: token.line };
  }
}
