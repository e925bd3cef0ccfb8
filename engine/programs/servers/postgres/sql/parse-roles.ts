import { notSimulated } from '../pg-error.js';
import type { RoleOptions, Statement } from './statements.js';
import type { TokenCursor } from './token-cursor.js';

const flags: Readonly<Record<string, RoleOptionsFlag>> = {
  superuser: { superuser: true },
  nosuperuser: { superuser: false },
  createdb: { createDb: true },
  nocreatedb: { createDb: false },
  createrole: { createRole: true },
  nocreaterole: { createRole: false },
  inherit: { inherit: true },
  noinherit: { inherit: false },
  login: { login: true },
  nologin: { login: false },
  replication: { replication: true },
  noreplication: { replication: false },
  bypassrls: { bypassRls: true },
  nobypassrls: { bypassRls: false },
};

type RoleOptionsFlag = Partial<RoleOptions>;

/** `[WITH] LOGIN PASSWORD 'x' …`. */
export function parseRoleOptions(cursor: TokenCursor): RoleOptions {
  cursor.takes('with');
  let options: RoleOptions = { inRoles: [], members: [] };
  for (;;) {
    const { text, kind } = cursor.peek();
    const flag = kind === 'word' && Object.hasOwn(flags, text) ? flags[text] : undefined;
    if (flag) {
      cursor.next();
      options = { ...options, ...flag };
    } else if (cursor.sees('encrypted') || cursor.sees('password')) {
      cursor.takes('encrypted');
      cursor.expect('password');
      options = { ...options, password: cursor.takes('null') ? null : cursor.string() };
    } else if (cursor.takes('connection', 'limit')) {
      const negative = cursor.takes('-');
      options = { ...options, connectionLimit: cursor.integer() * (negative ? -1 : 1) };
    } else if (cursor.takes('valid', 'until')) options = { ...options, validUntil: parseValidUntil(cursor) };
    else if (cursor.takes('in', 'role') || cursor.takes('in', 'group')) options = { ...options, inRoles: roleNames(cursor) };
    else if (cursor.takes('role') || cursor.takes('user') || cursor.takes('admin')) options = { ...options, members: roleNames(cursor) };
    else if (cursor.takes('sysid')) cursor.integer();
    else return options;
  }
}

/** A role, or CURRENT_USER. */
export function roleName(cursor: TokenCursor): string {
  const word = cursor.takesOne('current_user', 'session_user', 'current_role');
  return word ?? cursor.name();
}

export function roleNames(cursor: TokenCursor): readonly string[] {
  return cursor.list(() => roleName(cursor));
}

const privilegeWords =
  'select insert update delete truncate references trigger usage create connect temporary temp execute set maintain'.split(' ');

/** GRANT and REVOKE. */
export function parseGrant(cursor: TokenCursor, at: number, isGrant: boolean): Statement {
  if (!isGrant) {
    cursor.takes('grant', 'option', 'for');
    cursor.takes('admin', 'option', 'for');
  }
  const isAll = cursor.takes('all');
  if (isAll) cursor.takes('privileges');
  const words = isAll ? [] : cursor.list(() => parsePrivilege(cursor));
  if (!isAll && !cursor.sees('on')) {
    cursor.expect(isGrant ? 'to' : 'from');
    const members = roleNames(cursor);
    finishGrant(cursor);
    return { kind: 'grant-role', isGrant, roles: words, members, at };
  }
  cursor.expect('on');
  const on = parseGrantObject(cursor);
  const names = cursor.list(() => {
    const name = cursor.qualifiedName();
    if (on === 'function' && cursor.sees('(')) while (!cursor.takes(')')) cursor.next();
    return name;
  });
  cursor.expect(isGrant ? 'to' : 'from');
  cursor.takes('group');
  const roles = cursor.list(() => (cursor.takes('public') ? 'public' : roleName(cursor)));
  const withGrantOption = finishGrant(cursor);
  return {
    kind: 'grant',
    isGrant,
    on,
    names,
    roles,
    withGrantOption,
    at,
    ...(isAll ? {} : { privileges: words.map(word => (word === 'temp' ? 'temporary' : word)) }),
  };
}

function parsePrivilege(cursor: TokenCursor): string {
  const word = privilegeWords.find(privilege => cursor.sees(privilege));
  if (word === undefined) return cursor.name();
  cursor.next();
  if (cursor.sees('(')) cursor.nameList();
  return word;
}

function finishGrant(cursor: TokenCursor): boolean {
  const grantOption = cursor.takes('with', 'grant', 'option');
  cursor.takes('with', 'admin', 'option');
  if (cursor.takes('granted', 'by')) roleName(cursor);
  cursor.takesOne('cascade', 'restrict');
  return grantOption;
}

type GrantObject = Extract<Statement, { kind: 'grant' }>['on'];

function parseGrantObject(cursor: TokenCursor): GrantObject {
  if (cursor.takes('all')) {
    const what = cursor.takesOne('tables', 'sequences', 'functions', 'routines');
    if (what === undefined) throw cursor.unexpected();
    cursor.expect('in', 'schema');
    if (what === 'functions' || what === 'routines') return 'function';
    return what === 'tables' ? 'all tables' : 'all sequences';
  }
  return cursor.takesOne('table', 'sequence', 'schema', 'database', 'function', 'type') ?? 'table';
}

/** A password that never ends is what everybody has. */
function parseValidUntil(cursor: TokenCursor): string {
  const { at } = cursor.peek();
  const until = cursor.string();
  if (until !== 'infinity') throw notSimulated('VALID UNTIL', at);
  return until;
}
