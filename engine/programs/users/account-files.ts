import { largestOf, smallestOf } from '../../core/extremes.js';
import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import { readText } from '../input.js';

/** One line of a file of /etc, cut at its colons. */
type Entry = readonly string[];

export interface NewUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly comment: string;
  readonly home: string;
  readonly shell: string;
  /** What stands in /etc/shadow; `!` lets nobody in. */
  readonly password: string;
}

/** /etc/passwd, /etc/group and their shadows, to be changed and written back. */
export class AccountFiles {
  readonly #sys: Sys;
  #users: readonly Entry[] = [];
  #groups: readonly Entry[] = [];
  #shadow: readonly Entry[] | undefined;
  #groupShadow: readonly Entry[] | undefined;

  private constructor(sys: Sys) {
    this.#sys = sys;
  }

  static *load(sys: Sys): Task<AccountFiles> {
    const files = new AccountFiles(sys);
    files.#users = (yield* entriesOf(sys, '/etc/passwd')) ?? [];
    files.#groups = (yield* entriesOf(sys, '/etc/group')) ?? [];
    files.#shadow = yield* entriesOf(sys, '/etc/shadow');
    files.#groupShadow = yield* entriesOf(sys, '/etc/gshadow');
    return files;
  }

  user(name: string): { readonly uid: number; readonly gid: number; readonly home: string } | undefined {
    const found = this.#users.find(([first]) => first === name);
    return found && { uid: Number(found[2]), gid: Number(found[3]), home: found[5] ?? '/' };
  }

  hasUid(uid: number): boolean {
    return this.#users.some(entry => entry[2] === String(uid));
  }

  hasGid(gid: number): boolean {
    return this.#groups.some(entry => entry[2] === String(gid));
  }

  /** The number of a group given by name or number. */
  gidOf(group: string): number | undefined {
    const found = this.#groups.find(([name, , gid]) => name === group || gid === group);
    return found && Number(found[2]);
  }

  nameOfGroup(gid: number): string | undefined {
    return this.#groups.find(entry => entry[2] === String(gid))?.[0];
  }

  membersOf(group: string): readonly string[] {
    return (this.#groups.find(([name]) => name === group)?.[3] ?? '').split(',').filter(member => member !== '');
  }

  /** Users whose first group it is. */
  usersOf(gid: number): readonly string[] {
    return this.#users.filter(entry => entry[3] === String(gid)).map(([name]) => name ?? '');
  }

  /** The first number from one end of a range that nobody has: neither a user nor a group, or no group or no user alone. */
  freeId(from: number, to: number, among: 'both' | 'users' | 'groups' = 'both'): number {
    const step = from <= to ? 1 : -1;
    for (let id = from; id !== to + step; id += step)
      if (!(among !== 'groups' && this.hasUid(id)) && !(among !== 'users' && this.hasGid(id))) return id;
    return to;
  }

  /** The number that `useradd` and `groupadd` give: after the highest in use, or before the lowest of the system's own. */
  nextId(among: 'users' | 'groups', system: boolean): number {
    const [from, to] = system ? [101, 999] : [1000, 60_000];
    const used = (among === 'users' ? this.#users : this.#groups).map(entry => Number(entry[2])).filter(id => id >= from && id <= to);
    const next = system ? smallestOf(used, to + 1) - 1 : largestOf(used, from - 1) + 1;
    if (next >= from && next <= to) return next;
    return system ? this.freeId(to, from, among) : this.freeId(from, to, among);
  }

  addUser({ name, uid, gid, comment, home, shell, password }: NewUser): void {
    this.#users = [...this.#users, [name, 'x', String(uid), String(gid), comment, home, shell]];
    const day = Math.floor(this.#sys.clock.epochMsOf(this.#sys.clock.now()) / 86_400_000);
    this.#shadow &&= [...this.#shadow, [name, password, String(day), '0', '99999', '7', '', '', '']];
  }

  addGroup(name: string, gid: number): void {
    this.#groups = [...this.#groups, [name, 'x', String(gid), '']];
    this.#groupShadow &&= [...this.#groupShadow, [name, '!', '', '']];
  }

  addMember(group: string, user: string): void {
    this.#changeMembers(group, members => (members.includes(user) ? members : [...members, user]));
  }

  removeMember(group: string, user: string): void {
    this.#changeMembers(group, members => members.filter(member => member !== user));
  }

  removeUser(name: string): void {
    for (const [group = ''] of this.#groups) this.removeMember(group, name);
    this.#users = this.#users.filter(([first]) => first !== name);
    this.#shadow &&= this.#shadow.filter(([first]) => first !== name);
  }

  removeGroup(name: string): void {
    this.#groups = this.#groups.filter(([first]) => first !== name);
    this.#groupShadow &&= this.#groupShadow.filter(([first]) => first !== name);
  }

  /** Changes fields of a user; the groups know it by its new name. */
  changeUser(name: string, change: Partial<Omit<NewUser, 'password'>>): void {
    const { name: newName = name } = change;
    this.#users = this.#users.map(entry => {
      if (entry[0] !== name) return entry;
      const [, password = 'x', uid = '', gid = '', comment = '', home = '', shell = ''] = entry;
      const numbers = [String(change.uid ?? uid), String(change.gid ?? gid)];
      return [newName, password, ...numbers, change.comment ?? comment, change.home ?? home, change.shell ?? shell];
    });
    if (newName === name) return;
    this.#shadow &&= this.#shadow.map(entry => (entry[0] === name ? [newName, ...entry.slice(1)] : entry));
    for (const [group = ''] of this.#groups)
      this.#changeMembers(group, members => members.map(member => (member === name ? newName : member)));
  }

  /** Renames a group or gives it another number, which goes for the users whose first group it is. */
  changeGroup(
    name: string,
    { name: newName = name, gid }: { readonly name?: string | undefined; readonly gid?: number | undefined },
  ): void {
    const before = this.#groups.find(entry => entry[0] === name)?.[2];
    const changed = (entry: Entry): Entry => (entry[0] === name ? [newName, ...entry.slice(1)] : entry);
    this.#groups = this.#groups.map(entry =>
      entry[0] === name ? [newName, entry[1] ?? 'x', String(gid ?? before), entry[3] ?? ''] : entry,
    );
    this.#groupShadow &&= this.#groupShadow.map(changed);
    if (gid !== undefined)
      this.#users = this.#users.map(entry => (entry[3] === before ? [...entry.slice(0, 3), String(gid), ...entry.slice(4)] : entry));
  }

  setMembers(group: string, members: readonly string[]): void {
    this.#changeMembers(group, () => members);
  }

  /** Groups that name a user among their members. */
  groupsOf(user: string): readonly string[] {
    return this.#groups.flatMap(([name = '']) => (this.membersOf(name).includes(user) ? [name] : []));
  }

  /** The fields of a user in /etc/shadow: `name password changed min max warn inactive expires`. */
  shadowOf(name: string): readonly string[] | undefined {
    return this.#shadow?.find(entry => entry[0] === name) ?? this.#users.find(entry => entry[0] === name)?.slice(0, 2);
  }

  /** Sets a field of a user in /etc/shadow by its place (1: the password). */
  setShadow(name: string, field: number, value: string): void {
    const changed = (entry: Entry): Entry => (entry[0] === name ? entry.map((text, i) => (i === field ? value : text)) : entry);
    if (this.#shadow) this.#shadow = this.#shadow.map(changed);
    else if (field === 1) this.#users = this.#users.map(changed);
  }

  /** A new password, changed today. */
  setPassword(name: string, field: string): void {
    this.setShadow(name, 1, field);
    this.setShadow(name, 2, String(Math.floor(this.#sys.clock.epochMsOf(this.#sys.clock.now()) / 86_400_000)));
  }

  names(): readonly string[] {
    return this.#users.map(([name]) => name ?? '');
  }

  nameOfUser(uid: number): string | undefined {
    return this.#users.find(entry => entry[2] === String(uid))?.[0];
  }

  *save(): Task<void> {
    yield* this.#write('/etc/passwd', this.#users);
    yield* this.#write('/etc/group', this.#groups);
    if (this.#shadow) yield* this.#write('/etc/shadow', this.#shadow);
    if (this.#groupShadow) yield* this.#write('/etc/gshadow', this.#groupShadow);
  }

  #changeMembers(group: string, change: (members: readonly string[]) => readonly string[]): void {
    const changed = (entry: Entry): Entry =>
      entry[0] === group ? [...entry.slice(0, 3), change((entry[3] ?? '').split(',').filter(member => member !== '')).join(',')] : entry;
    this.#groups = this.#groups.map(changed);
    this.#groupShadow &&= this.#groupShadow.map(changed);
  }

  *#write(path: string, entries: readonly Entry[]): Task<void> {
    const fd = this.#sys.open(path, { write: true, create: true, truncate: true, mode: 0o644 });
    yield* this.#sys.write(fd, encodeUtf8(entries.map(entry => `${entry.join(':')}\n`).join('')));
    this.#sys.close(fd);
  }
}

function* entriesOf(sys: Sys, path: string): Task<readonly Entry[] | undefined> {
  try {
    return (yield* readText(sys, path)).split('\n').flatMap(line => (line === '' ? [] : [line.split(':')]));
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}
