import { isDoc, isList, type Value } from '../bson/values.js';

/** What a command needs to be allowed to. */
export type Privilege = 'none' | 'read' | 'write' | 'dbAdmin' | 'userAdmin' | 'clusterRead' | 'cluster';

const ownDatabase: Readonly<Record<string, readonly Privilege[]>> = {
  read: ['read'],
  readWrite: ['read', 'write'],
  dbAdmin: ['dbAdmin'],
  userAdmin: ['userAdmin'],
  dbOwner: ['read', 'write', 'dbAdmin', 'userAdmin'],
};

const everywhere: Readonly<Record<string, readonly Privilege[]>> = {
  readAnyDatabase: ['read', 'clusterRead'],
  readWriteAnyDatabase: ['read', 'write', 'clusterRead'],
  dbAdminAnyDatabase: ['dbAdmin', 'clusterRead'],
  userAdminAnyDatabase: ['userAdmin', 'clusterRead'],
  clusterMonitor: ['clusterRead'],
  hostManager: ['clusterRead', 'cluster'],
  clusterManager: ['clusterRead', 'cluster'],
  clusterAdmin: ['clusterRead', 'cluster'],
  backup: ['read', 'clusterRead'],
  restore: ['write', 'dbAdmin', 'userAdmin'],
  root: ['read', 'write', 'dbAdmin', 'userAdmin', 'clusterRead', 'cluster'],
};

export function isBuiltIn(role: string, database: string): boolean {
  return Object.hasOwn(ownDatabase, role) || (database === 'admin' && Object.hasOwn(everywhere, role));
}

/** Whether roles allow something in a database. */
export function allows(roles: Value | undefined, needed: Privilege, database: string): boolean {
  if (needed === 'none') return true;
  if (!isList(roles)) return false;
  return roles.some(role => {
    const [name, db] = isDoc(role) ? [role.get('role'), role.get('db')] : [];
    if (typeof name !== 'string') return false;
    const general = db === 'admin' && Object.hasOwn(everywhere, name) ? everywhere[name] : undefined;
    if (general?.includes(needed)) return true;
    const own = db === database && Object.hasOwn(ownDatabase, name) ? ownDatabase[name] : undefined;
    return own?.includes(needed) === true || (needed === 'read' && own?.includes('write') === true);
  });
}
