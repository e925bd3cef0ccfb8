import { Errno, isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import { Content } from '../../../fs/content.js';
import type { TarEntry } from '../../../fs/tar.js';
import type { Main, Sys } from '../../../process/sys.js';
import { formatPermissions } from '../../files/mode.js';
import { readFile } from '../../input.js';
import { MAX_DEPTH, MAX_INPUT_BYTES } from '../../limits.js';
import { Output } from '../../output.js';
import { strftime } from '../../time/strftime.js';
import { utc } from '../../time/calendar.js';
import { readArchive, type Member, type PackageArchive } from '../archive.js';
import { parseStanza, type Stanza } from '../control.js';
import { makeDirectories, putFiles } from '../put-files.js';
import { refusalOf } from '../../unsimulated.js';
import { encodeDeb, UnknownPacking } from './deb-file.js';

const HELP =
  '\nType dpkg-deb --help for help about manipulating *.deb files;\nType dpkg --help for help about installing and deinstalling packages.\n';

class DebError extends Error {
  override readonly name = 'DebError';
}

/** dpkg-deb: makes packages and looks into them. */
export const dpkgDeb: Main = function* (sys, argv) {
  const out = new Output(sys, 1);
  const words = argv.slice(1).filter(word => !/^(-Z.*|-z\d|--root-owner-group|--no-check|-v|--verbose|--nocheck)$/.test(word));
  const [option = '', ...rest] = words;
  const action = Object.hasOwn(actions, option) ? actions[option] : undefined;
  try {
    const refusal = words
      .map(word => (Object.hasOwn(actions, word) ? undefined : refusalOf('dpkg-deb', word)))
      .find(each => each !== undefined);
    if (refusal !== undefined) throw new UnknownPacking(refusal);
    if (!action) throw new DebError(`${option === '' ? 'need an action option' : `unknown option ${option}`}\n${HELP.trimEnd()}`);
    yield* action(sys, out, rest);
    yield* out.flush();
    return 0;
  } catch (error) {
    if (!(error instanceof DebError || error instanceof UnknownPacking || isErrno(error))) throw error;
    yield* out.flush();
    yield* sys.write(2, encodeUtf8(error instanceof UnknownPacking ? `${error.message}\n` : `dpkg-deb: error: ${error.message}\n`));
    return 2;
  }
};

type Action = (sys: Sys, out: Output, words: readonly string[]) => Task<void>;

const actions: Readonly<Record<string, Action>> = {
  '-b': build,
  '--build': build,
  '-c': contents,
  '--contents': contents,
  '-I': information,
  '--info': information,
  '-f': fields,
  '--field': fields,
  '-x': (sys, _, words) => extract(sys, words),
  '--extract': (sys, _, words) => extract(sys, words),
  '-e': (sys, _, words) => extractControl(sys, words),
  '--control': (sys, _, words) => extractControl(sys, words),
  '--version': function* (_, out) {
    yield* out.line("Debian 'dpkg-deb' package archive backend version 1.21.23 (amd64).");
  },
};

function* build(sys: Sys, out: Output, [folder, target]: readonly string[]): Task<void> {
  if (folder === undefined) throw new DebError(`--build needs a <directory> argument\n${HELP.trimEnd()}`);
  const root = folder.replace(/\/+$/, '');
  const stanza = yield* readControl(sys, root);
  const { name, version, architecture } = yield* checked(sys, root, stanza);
  const control = yield* collect(sys, `${root}/DEBIAN`, new Set());
  const data = yield* collect(sys, root, new Set([`${root}/DEBIAN`]));
  const file = `${name}_${version.replace(/^\d+:/, '')}_${architecture}.deb`;
  const path = target === undefined ? `${root}.deb` : isDirectory(sys, target) ? `${target.replace(/\/+$/, '')}/${file}` : target;
  yield* out.line(`dpkg-deb: building package '${name}' in '${path}'.`);
  const fd = sys.open(path, { write: true, create: true, truncate: true, mode: 0o644 });
  yield* sys.write(fd, encodeDeb(control, data, Math.floor(sys.clock.epochMsOf(sys.clock.now()) / 1000)));
  sys.close(fd);
}

function* readControl(sys: Sys, root: string): Task<Stanza> {
  try {
    return parseStanza(new Content(yield* readFile(sys, `${root}/DEBIAN/control`)).text());
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new DebError(`failed to open package info file '${root}/DEBIAN/control' for reading: ${error.message}`);
  }
}

function* checked(sys: Sys, root: string, stanza: Stanza): Task<{ name: string; version: string; architecture: string }> {
  const file = `${root}/DEBIAN/control`;
  const [name = '', version = '', architecture = ''] = ['Package', 'Version', 'Architecture'].map(field => stanza.get(field));
  const lines = [...stanza.values()].reduce((sum, value) => sum + value.split('\n').length, 1);
  const place = `parsing file '${file}' near line ${String(lines)}`;
  if (name === '') throw new DebError(`${place}:\n missing 'Package' field`);
  const bad = /[^a-z0-9+.-]/.exec(name.toLowerCase())?.[0];
  if (bad !== undefined)
    throw new DebError(
      `${place}:\n invalid package name in 'Package' field: character '${bad}' not allowed (only letters, digits and characters '-+._')`,
    );
  for (const field of ['Description', 'Maintainer', 'Architecture'])
    if (!stanza.has(field))
      yield* sys.write(2, encodeUtf8(`dpkg-deb: warning: ${place} package '${name.toLowerCase()}':\n missing '${field}' field\n`));
  if (version === '') throw new DebError(`${place} package '${name.toLowerCase()}':\n missing 'Version' field`);
  if (architecture === '') throw new DebError('package architecture is missing or empty');
  return { name: name.toLowerCase(), version, architecture };
}

/** The members of a folder, itself first. */
function* collect(sys: Sys, root: string, without: ReadonlySet<string>): Task<readonly TarEntry[]> {
  const entries: TarEntry[] = [];
  let total = 0;
  const visit = function* (path: string, name: string, depth: number): Task<void> {
    yield* sys.tick();
    if (without.has(path) || depth > MAX_DEPTH) return;
    const { kind, mode, uid, gid, modifiedAt } = sys.lstat(path);
    const content = kind === 'file' ? new Content(yield* readFile(sys, path)) : undefined;
    total += content?.sizeBytes ?? 0;
    if (total > MAX_INPUT_BYTES) throw new DebError('drydock: packages of more than 64 MiB are not simulated');
    const mtime = Math.floor(sys.clock.epochMsOf(modifiedAt) / 1000);
    const linkTarget = kind === 'symlink' ? sys.readlink(path) : '';
    const owner = { uid, gid, ...(uid === 0 ? { uname: 'root' } : {}), ...(gid === 0 ? { gname: 'root' } : {}) };
    entries.push({
      path: name,
      kind,
      mode,
      ...owner,
      mtime,
      linkTarget,
      sizeBytes: content?.sizeBytes ?? 0,
      ...(content ? { content } : {}),
    });
    if (kind === 'directory') for (const each of sys.readdir(path)) yield* visit(`${path}/${each.name}`, `${name}/${each.name}`, depth + 1);
  };
  yield* visit(root, '.', 0);
  return entries;
}

function isDirectory(sys: Sys, path: string): boolean {
  try {
    return sys.stat(path).kind === 'directory';
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

function* opened(sys: Sys, path: string | undefined, option: string): Task<PackageArchive> {
  if (path === undefined) throw new DebError(`${option} needs a .deb filename argument\n${HELP.trimEnd()}`);
  try {
    const archive = yield* readArchive(sys, path, 'deb');
    if (archive) return archive;
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new DebError(`failed to read archive '${path}': ${error.message}`);
  }
  throw new DebError(`'${path}' is not a Debian format archive`);
}

function* contents(sys: Sys, out: Output, [path]: readonly string[]): Task<void> {
  const { members } = yield* opened(sys, path, '--contents');
  const time = strftime('%Y-%m-%d %H:%M', sys.clock.epochMsOf(sys.clock.now()), utc);
  for (const member of withFolders(members)) {
    const letter = member.kind === 'directory' ? 'd' : member.kind === 'symlink' ? 'l' : '-';
    const owner = `${member.uid === 0 ? 'root' : String(member.uid)}/${member.gid === 0 ? 'root' : String(member.gid)}`;
    const name = `.${member.path}${member.kind === 'directory' && member.path !== '/' ? '/' : ''}`;
    const link = member.kind === 'symlink' ? ` -> ${member.target}` : '';
    const size = String(sizeOf(member)).padStart(Math.max(1, 19 - owner.length));
    yield* out.line(`${letter}${formatPermissions(member.mode)} ${owner}${size} ${time} ${name}${link}`);
  }
}

/** With the root, and the folders that lead to files where a package does not name them. */
function withFolders(members: readonly Member[]): readonly Member[] {
  const all = new Map<string, Member>([['/', folder('/')]]);
  for (const member of members) {
    for (let slash = member.path.indexOf('/', 1); slash > 0; slash = member.path.indexOf('/', slash + 1)) {
      const path = member.path.slice(0, slash);
      if (!all.has(path)) all.set(path, folder(path));
    }
    all.set(member.path, member);
  }
  return [...all.values()];
}

function folder(path: string): Member {
  return { kind: 'directory', path, mode: 0o755, uid: 0, gid: 0 };
}

function sizeOf(member: Member): number {
  if (member.kind === 'text') return encodeUtf8(member.text).length;
  if (member.kind === 'content') return member.content.sizeBytes;
  return member.kind === 'program' || member.kind === 'filler' ? member.sizeBytes : 0;
}

function* information(sys: Sys, out: Output, [path, ...names]: readonly string[]): Task<void> {
  const { control, info = {} } = yield* opened(sys, path, '--info');
  if (names.length > 0) {
    for (const name of names) yield* out.write(name === 'control' ? control : (info[name] ?? ''));
    return;
  }
  yield* out.write(
    ` new Debian package, version 2.0.\n size ${String(sys.stat(path ?? '').sizeBytes)} bytes: control archive=${String(control.length)} bytes.\n`,
  );
  const files = Object.entries({ ...info, control }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, text] of files) {
    const isScript = /^p(re|ost)(inst|rm)$/.test(name);
    const shebang = isScript ? ` ${text.split('\n')[0] ?? ''}` : '';
    yield* out.line(
      ` ${String(encodeUtf8(text).length).padStart(7)} bytes, ${String(text.split('\n').length - 1).padStart(5)} lines   ${isScript ? '*' : ' '}  ${name.padEnd(20)}${shebang}`.trimEnd(),
    );
  }
  for (const line of control.trimEnd().split('\n')) yield* out.line(` ${line}`);
}

function* fields(sys: Sys, out: Output, [path, ...names]: readonly string[]): Task<void> {
  const { control } = yield* opened(sys, path, '--field');
  if (names.length === 0) return yield* out.write(control.endsWith('\n') ? control : `${control}\n`);
  const stanza = parseStanza(control);
  for (const name of names) {
    const found = [...stanza].find(([field]) => field.toLowerCase() === name.toLowerCase());
    if (found) yield* out.line(names.length === 1 ? found[1] : `${found[0]}: ${found[1]}`);
  }
}

function* extract(sys: Sys, [path, target]: readonly string[]): Task<void> {
  const { members } = yield* opened(sys, path, '--extract');
  if (target === undefined)
    throw new DebError(`--extract needs a target directory.\nPerhaps you should be using dpkg --install ?\n${HELP.trimEnd()}`);
  const root = absolute(sys, target);
  makeDirectories(sys, root);
  yield* putFiles(
    sys,
    members.map(member => ({ ...member, path: `${root}${member.path}` })),
  );
}

function* extractControl(sys: Sys, [path, target = 'DEBIAN']: readonly string[]): Task<void> {
  const { control, info = {} } = yield* opened(sys, path, '--control');
  const root = absolute(sys, target);
  makeDirectories(sys, root);
  for (const [name, text] of Object.entries({ ...info, control })) {
    if (name.includes('/')) throw new Errno('EINVAL');
    const mode = /^p(re|ost)(inst|rm)$/.test(name) ? 0o755 : 0o644;
    yield* putFiles(sys, [{ kind: 'text', path: `${root}/${name}`, text, mode, uid: 0, gid: 0 }]);
  }
}

function absolute(sys: Sys, path: string): string {
  const bare = path.replace(/\/+$/, '');
  return bare.startsWith('/') ? bare : `${sys.cwd().replace(/\/$/, '')}/${bare}`;
}
