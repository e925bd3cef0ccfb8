import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { normaliseIp } from '../../../net/ip.js';
import type { SocketAddress } from '../../../net/socket.js';
import type { Sys } from '../../../process/sys.js';
import { readText } from '../../input.js';
import { matchesGlob } from '../glob.js';
import type { HttpdBuild } from './builds.js';
import { knownDirectives, unsimulatedDirectives } from './directive-names.js';

/** A line of a configuration; a section has its lines in `block`. */
export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  readonly block: readonly Directive[] | undefined;
  readonly file: string;
  readonly line: number;
}

/** What is wrong with a configuration, in Apache's words. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  static at({ file, line }: { readonly file: string; readonly line: number }, problem: string): ConfigError {
    return new ConfigError(`AH00526: Syntax error on line ${String(line)} of ${file}:\n${problem}`);
  }
}

/** What the server does with a site: the main one, or a virtual host. */
export interface Site {
  readonly names: readonly string[];
  readonly port: number | undefined;
  readonly root: string;
  readonly directives: readonly Directive[];
}

export interface HttpdConfig {
  readonly build: HttpdBuild;
  readonly listens: readonly SocketAddress[];
  readonly serverName: string | undefined;
  readonly user: string;
  readonly pidFile: string;
  readonly errorLog: string;
  readonly accessLogs: readonly { readonly path: string; readonly format: string }[];
  readonly types: ReadonlyMap<string, string>;
  readonly main: Site;
  readonly sites: readonly Site[];
}

/** Reads and checks the whole configuration; `path` is its file, when it is not that of the build. */
export function* loadConfig(sys: Sys, build: HttpdBuild, path = build.configFile): Task<HttpdConfig> {
  const defines = new Set(['FOREGROUND']);
  const directives = yield* readConfigFile({ sys, build, defines }, path);
  const all = flatten(directives, loadedModules(directives), defines);
  const value = (name: string): string | undefined => all.findLast(directive => directive.name.toLowerCase() === name)?.args[0];
  const absolute = (file: string): string => (file.startsWith('/') ? file : `${build.root}/${file}`);
  const formats = new Map<string, string>(
    all.filter(({ name, args }) => name.toLowerCase() === 'logformat' && args.length > 1).map(({ args }) => [args[1] ?? '', args[0] ?? '']),
  );
  const main = siteOf(all, undefined, `${build.root}/htdocs`);
  const root = all.find(({ name }) => name.toLowerCase() === 'documentroot');
  if (root && !isDirectory(sys, main.root))
    throw ConfigError.at(root, `DocumentRoot '${main.root}' is not a directory, or is not readable`);
  return {
    build,
    listens: all.filter(({ name }) => name.toLowerCase() === 'listen').map(readListen),
    serverName: value('servername'),
    user: value('user') ?? 'daemon',
    pidFile: absolute(value('pidfile') ?? 'logs/httpd.pid'),
    errorLog: absolute(value('errorlog') ?? 'logs/error_log'),
    // All sites write into one set of logs here.
    accessLogs: [...all, ...all.flatMap(({ name, block }) => (name.toLowerCase() === 'virtualhost' ? (block ?? []) : []))]
      .filter(({ name }) => name.toLowerCase() === 'customlog')
      .map(({ args: [file = '', format = ''] }) => ({ path: absolute(file), format: formats.get(format) ?? format })),
    types: yield* readTypes(sys, absolute(value('typesconfig') ?? 'conf/mime.types'), all),
    main,
    sites: all
      .filter(({ name, block }) => name.toLowerCase() === 'virtualhost' && block)
      .map(host => siteOf(host.block ?? [], host.args[0], main.root)),
  };
}

function siteOf(directives: readonly Directive[], address: string | undefined, root: string): Site {
  const own = (name: string): readonly string[] =>
    directives.filter(directive => directive.name.toLowerCase() === name).flatMap(({ args }) => args);
  const port = /:(\d+)$/.exec(address ?? '')?.[1];
  return {
    names: [...own('servername'), ...own('serveralias')].map(name => name.replace(/:\d+$/, '').toLowerCase()),
    port: port === undefined ? undefined : Number(port),
    root: (own('documentroot').at(-1) ?? root).replace(/(.)\/$/, '$1'),
    directives,
  };
}

/** What the reading of a configuration needs of its surroundings. */
interface Reading {
  readonly sys: Sys;
  readonly build: HttpdBuild;
  readonly defines: Set<string>;
  /** Files that include this one, and sections around a line. */
  readonly includes?: number;
  readonly sections?: number;
}

/** AP_MAX_INCLUDE_DEPTH of httpd. */
const MAX_INCLUDES = 16;
/** Sections in each other; no configuration that httpd takes has so many. */
const MAX_SECTIONS = 100;

function* readConfigFile(reading: Reading, path: string): Task<readonly Directive[]> {
  let text: string;
  try {
    text = yield* readText(reading.sys, path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new ConfigError(`${reading.build.name}: Could not open configuration file ${path}: ${error.message}`);
  }
  const { env } = reading.sys;
  const lines = joinLines(text.replace(/\$\{(\w+)\}/g, (whole, name: string) => env.get(name) ?? whole));
  const { directives } = yield* readLines(reading, lines, 0, path, undefined);
  return directives;
}

interface Line {
  readonly text: string;
  readonly number: number;
}

/** A backslash at the end of a line joins the next one. */
function joinLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let pending = '';
  for (const [index, raw] of text.split('\n').entries()) {
    pending += raw.replace(/\r$/, '');
    if (pending.endsWith('\\')) {
      pending = pending.slice(0, -1);
      continue;
    }
    const trimmed = pending.trim();
    if (trimmed !== '' && !trimmed.startsWith('#')) lines.push({ text: trimmed, number: index + 1 });
    pending = '';
  }
  return lines;
}

interface Section {
  readonly directives: readonly Directive[];
  readonly next: number;
}

function* readLines(reading: Reading, lines: readonly Line[], start: number, file: string, section: Directive | undefined): Task<Section> {
  const directives: Directive[] = [];
  for (let at = start; at < lines.length; at++) {
    const { text, number } = lines[at] ?? { text: '', number: 0 };
    const close = /^<\/(\w+)>$/.exec(text);
    if (close) {
      if (section?.name.toLowerCase() === close[1]?.toLowerCase()) return { directives, next: at };
      throw ConfigError.at(
        { file, line: number },
        section
          ? `Expected </${section.name}> but saw </${close[1] ?? ''}>`
          : `</${close[1] ?? ''}> without matching <${close[1] ?? ''}> section`,
      );
    }
    const open = /^<(\w+)\s*(.*?)>$/.exec(text);
    const words = splitWords(open ? `${open[1] ?? ''} ${open[2] ?? ''}` : text);
    const [name = '', ...args] = words;
    const directive: Directive = { name, args, block: undefined, file, line: number };
    checkName(directive, open !== null);
    if (open) {
      const { sections = 0 } = reading;
      if (sections >= MAX_SECTIONS) throw ConfigError.at(directive, `<${name}> cannot occur within <${section?.name ?? ''}> section`);
      const inner = yield* readLines({ ...reading, sections: sections + 1 }, lines, at + 1, file, directive);
      directives.push({ ...directive, block: inner.directives });
      at = inner.next;
    } else if (/^include(optional)?$/i.test(name)) {
      const { includes = 0 } = reading;
      if (includes >= MAX_INCLUDES)
        throw ConfigError.at(directive, `Exceeded maximum include depth of ${String(MAX_INCLUDES)}, There appears to be a recursion.`);
      for (const path of includedFiles(reading, args[0] ?? ''))
        directives.push(...(yield* readConfigFile({ ...reading, includes: includes + 1 }, path)));
    } else directives.push(directive);
  }
  if (section) throw ConfigError.at(section, `<${section.name}> was not closed.`);
  return { directives, next: lines.length };
}

/** The one handler that there is: PHP's. */
function isPhpHandler({ name, args }: Directive): boolean {
  return name.toLowerCase() === 'sethandler' && args[0] === 'application/x-httpd-php';
}

function checkName(directive: Directive, isSection: boolean): void {
  const name = directive.name.toLowerCase();
  if (unsimulatedDirectives.has(name) && !isPhpHandler(directive))
    throw new ConfigError(`drydock: the httpd directive ${directive.name} is not simulated (${directive.file}:${String(directive.line)})`);
  const shown = isSection ? `<${directive.name}` : directive.name;
  if (!knownDirectives.has(name) && !isPhpHandler(directive))
    throw ConfigError.at(
      directive,
      `Invalid command '${shown}', perhaps misspelled or defined by a module not included in the server configuration`,
    );
  if (name === 'listen' && !/^((\[[^\]]*\]|[^:]+):)?\d+$/.test(directive.args[0] ?? '')) {
    throw ConfigError.at(
      directive,
      directive.args.length === 0
        ? 'Listen requires at least one argument, A port number or a numeric IP address and a port number, and an optional protocol'
        : 'Port must be specified',
    );
  }
}

function splitWords(text: string): readonly string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double?.replace(/\\(["\\])/g, '$1') ?? single ?? plain ?? '',
  );
}

function includedFiles({ sys, build }: Reading, pattern: string): readonly string[] {
  const path = pattern.startsWith('/') ? pattern : `${build.root}/${pattern}`;
  if (!/[*?[]/.test(path)) return [path];
  const folder = path.slice(0, path.lastIndexOf('/'));
  try {
    return sys
      .readdir(folder)
      .filter(({ name }) => matchesGlob(path.slice(folder.length + 1), name))
      .map(({ name }) => `${folder}/${name}`);
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}

function loadedModules(directives: readonly Directive[]): ReadonlySet<string> {
  return new Set(
    directives
      .filter(({ name }) => name.toLowerCase() === 'loadmodule')
      .flatMap(({ args: [id = '', file = ''] }) => [id, file.replace(/^.*\//, '').replace(/\.so$/, '.c')]),
  );
}

/** Puts the lines of conditional sections that hold in the place of the sections. */
function flatten(directives: readonly Directive[], modules: ReadonlySet<string>, defines: ReadonlySet<string>): readonly Directive[] {
  return directives.flatMap(directive => {
    const name = directive.name.toLowerCase();
    const block = directive.block && flatten(directive.block, modules, defines);
    if (name !== 'ifmodule' && name !== 'ifdefine') return [block ? { ...directive, block } : directive];
    const wanted = directive.args[0] ?? '';
    const has = (name === 'ifmodule' ? modules : defines).has(wanted.replace(/^!/, ''));
    return has === wanted.startsWith('!') ? [] : (block ?? []);
  });
}

/** Without an address the server listens on `::`, which takes IPv4 as well. */
function readListen({ args }: Directive): SocketAddress {
  const match = /^(?:(\[[^\]]*\]|[^:]+):)?(\d+)$/.exec(args[0] ?? '');
  const host = match?.[1]?.replace(/^\[|\]$/g, '');
  return { ip: (host === undefined || host === '*' ? undefined : normaliseIp(host)) ?? '::', port: Number(match?.[2]) };
}

function* readTypes(sys: Sys, path: string, directives: readonly Directive[]): Task<ReadonlyMap<string, string>> {
  const types = new Map<string, string>();
  try {
    for (const line of (yield* readText(sys, path)).split('\n')) {
      const [type = '', ...extensions] = line.replace(/#.*/, '').trim().split(/\s+/);
      for (const extension of extensions) types.set(extension, type);
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
  for (const {
    name,
    args: [type = '', ...extensions],
  } of directives) {
    if (name.toLowerCase() === 'addtype') for (const extension of extensions) types.set(extension.replace(/^\./, ''), type);
  }
  return types;
}

function isDirectory(sys: Sys, path: string): boolean {
  try {
    return sys.stat(path).kind === 'directory';
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}
