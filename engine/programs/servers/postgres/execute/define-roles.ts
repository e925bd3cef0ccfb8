import { codes, PgError } from '../pg-error.js';
import type { SessionAccess } from '../plan/runtime.js';
import type { RoleOptions } from '../sql/statements.js';
import { roleNamed, type Globals, type Role } from '../storage/catalog.js';
import { noRights } from '../storage/cluster.js';
import { encryptPassword } from '../wire/passwords.js';
import { requireRole } from './names.js';

interface Host {
  readonly session: SessionAccess;
  readonly saveGlobals: (globals: Globals) => void;
  readonly randomBytes: (count: number) => Uint8Array;
}

function requireCreateRole(session: SessionAccess, message: string): void {
  const own = session.globals().roles.get(session.userOid);
  if (!own?.superuser && !own?.createRole) throw new PgError(codes.privilege, message);
}

/** CREATE ROLE and CREATE USER. */
export function createRole(name: string, options: RoleOptions, isUser: boolean, host: Host): void {
  const { session } = host;
  const globals = session.globals();
  requireCreateRole(session, 'permission denied to create role');
  if (options.superuser && !globals.roles.get(session.userOid)?.superuser)
    throw new PgError(codes.privilege, 'must be superuser to create superusers');
  if (name.startsWith('pg_'))
    throw new PgError('42939', `role name "${name}" is reserved`, { detail: 'Role names starting with "pg_" are reserved.' });
  if (name === 'public' || name === 'none') throw new PgError('42939', `role name "${name}" is reserved`);
  if (roleNamed(globals, name)) throw new PgError(codes.duplicateObject, `role "${name}" already exists`);
  const role = withOptions({ ...noRights, oid: session.cluster.newOid(), name, login: isUser }, options, host);
  const roles = new Map(globals.roles).set(role.oid, { ...role, memberOf: options.inRoles.map(of => requireRole(session, of).oid) });
  for (const member of options.members) {
    const found = requireRole(session, member);
    roles.set(found.oid, { ...found, memberOf: [...found.memberOf, role.oid] });
  }
  host.saveGlobals({ ...globals, roles });
}

/** ALTER ROLE. */
export function alterRole(name: string, options: RoleOptions, host: Host): void {
  const { session } = host;
  const globals = session.globals();
  const role = requireRole(session, name);
  const onlyPassword = Object.keys(options).every(key => ['password', 'inRoles', 'members'].includes(key));
  if (role.oid !== session.userOid || !onlyPassword) requireCreateRole(session, 'permission denied');
  if (role.superuser && !globals.roles.get(session.userOid)?.superuser)
    throw new PgError(codes.privilege, 'must be superuser to alter superuser roles or change superuser attribute');
  host.saveGlobals({ ...globals, roles: new Map(globals.roles).set(role.oid, withOptions(role, options, host)) });
}

function withOptions(role: Role, { password, inRoles: _, members: __, ...flags }: RoleOptions, { session, randomBytes }: Host): Role {
  const changed: Role = { ...role, ...flags };
  if (password === undefined) return changed;
  const { password: ___, ...open } = changed;
  if (password === null) return open;
  if (password === '') {
    session.notice('NOTICE', 'empty string is not a valid password, clearing password');
    return open;
  }
  return {
    ...open,
    password: encryptPassword(password, role.name, session.setting('password_encryption') ?? 'scram-sha-256', randomBytes(16)),
  };
}

/** GRANT role TO member. */
export function grantRoles(roles: readonly string[], members: readonly string[], isGrant: boolean, { session, saveGlobals }: Host): void {
  requireCreateRole(session, 'permission denied to grant role');
  for (const name of roles) {
    const role = requireRole(session, name);
    for (const memberName of members) {
      const globals = session.globals();
      const member = requireRole(session, memberName);
      const has = member.memberOf.includes(role.oid);
      if (has === isGrant) {
        session.notice(
          isGrant ? 'NOTICE' : 'WARNING',
          isGrant
            ? `role "${member.name}" is already a member of role "${role.name}"`
            : `role "${member.name}" is not a member of role "${role.name}"`,
        );
        continue;
      }
      if (isGrant && session.isMember(role.oid, member.oid) && !role.superuser)
        throw new PgError('0LP01', `role "${member.name}" is a member of role "${role.name}"`);
      const memberOf = isGrant ? [...member.memberOf, role.oid] : member.memberOf.filter(oid => oid !== role.oid);
      saveGlobals({ ...globals, roles: new Map(globals.roles).set(member.oid, { ...member, memberOf }) });
    }
  }
}
