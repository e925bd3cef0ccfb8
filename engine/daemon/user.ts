import { isErrno } from '../core/errno.js';
import type { Content } from '../fs/content.js';
import type { MountNamespace } from '../fs/mount-namespace.js';
import { superuser } from '../fs/permissions.js';
import { idOutOfRange, unknownGroup, unknownUser } from './errors.js';

/** Whom a process of a container runs as. */
export interface ContainerUser {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly home: string;
}

interface PasswdLine {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

interface GroupLine {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** Reads what a container has in a file; nothing when there is no such file. */
export type ReadText = (path: string) => string;

/** Finds `name`, `uid`, `name:group` … in the container's own passwd and group files (moby/sys/user, GetExecUser). */
export function resolveUser(specification: string, read: ReadText, extraGroups: readonly string[] = []): ContainerUser {
  const [name = '', group = ''] = specification.split(':');
  const users = keep(parsed.passwd, read('/etc/passwd'), parsePasswd);
  const groups = keep(parsed.group, read('/etc/group'), parseGroups);
  const user = findUser(name, users);
  const gid = group === '' ? user.gid : findGroup(group, groups);
  const memberships =
    group === '' ? groups.filter(({ members }) => user.name !== undefined && members.includes(user.name)).map(line => line.gid) : [];
  const extra = extraGroups.map(text => findGroup(text, groups));
  // The main group is in the list as well, and one that lists its own user comes a second time.
  // The kernel keeps them sorted.
  return { uid: user.uid, gid, groups: [gid].concat(memberships, extra).sort((a, b) => a - b), home: user.home };
}

function findUser(text: string, users: readonly PasswdLine[]): { name: string | undefined; uid: number; gid: number; home: string } {
  const wanted = text === '' ? '0' : text;
  const uid = numberIn(wanted);
  const found = users.find(line => line.name === wanted) ?? users.find(line => line.uid === uid);
  if (found) return found;
  if (uid === undefined) throw unknownUser(text);
  return { name: undefined, uid, gid: 0, home: '/' };
}

function findGroup(text: string, groups: readonly GroupLine[]): number {
  const found = groups.find(line => line.name === text);
  if (found) return found.gid;
  const gid = numberIn(text);
  if (gid !== undefined) return gid;
  throw unknownGroup(text);
}

/** A number that no name stands for; throws where no user or group can have it. */
function numberIn(text: string): number | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const number = Number(text);
  if (number < 0 || number > 2 ** 31 - 1) throw idOutOfRange();
  return number;
}

/** Most containers have the files of their images: what was read last stays parsed. */
const parsed = { passwd: new Map<string, readonly PasswdLine[]>(), group: new Map<string, readonly GroupLine[]>() };
const KEPT_FILES = 16;

function keep<T>(known: Map<string, T>, text: string, parse: (text: string) => T): T {
  let value = known.get(text);
  if (value !== undefined) return value;
  if (known.size >= KEPT_FILES) known.clear();
  known.set(text, (value = parse(text)));
  return value;
}

/** Docker takes for 0 what is no number (moby/sys/user, parseParts). */
function idOf(text: string): number {
  return /^\d+$/.test(text) ? Math.min(Number(text), 2 ** 32 - 1) : 0;
}

function parsePasswd(text: string): readonly PasswdLine[] {
  return fieldsOf(text).map(([name = '', , uid = '', gid = '', , home = '/']) => ({ name, uid: idOf(uid), gid: idOf(gid), home }));
}

function parseGroups(text: string): readonly GroupLine[] {
  return fieldsOf(text).map(([name = '', , gid = '', members = '']) => ({
    name,
    gid: idOf(gid),
    members: members === '' ? [] : members.split(','),
  }));
}

function fieldsOf(text: string): readonly string[][] {
  return text
    .split('\n')
    .filter(line => line.trim() !== '' && !line.startsWith('#'))
    .map(line => line.split(':'));
}

/** Kept with the file, which containers share with their image. */
const wholeText = (content: Content): string => content.text();

/** Reads files of a container as they are now. */
export function readerOf(mounts: MountNamespace): ReadText {
  return path => {
    try {
      return mounts.readFile(superuser, path).derive(wholeText);
    } catch (error) {
      if (isErrno(error)) return '';
      throw error;
    }
  };
}
