import type { Command } from '../server/request.js';
import type { Privilege } from '../server/roles.js';
import * as information from './information.js';
import { ok } from './information.js';
import * as read from './read.js';
import * as schema from './schema.js';
import * as users from './users.js';
import * as write from './write.js';

/** A command and what one needs to be allowed to do to give it. */
export interface CommandRow {
  readonly run: Command;
  readonly needs: Privilege;
}

const row = (run: Command, needs: Privilege): CommandRow => ({ run, needs });

/** Commands by name. */
export const commands: ReadonlyMap<string, CommandRow> = new Map<string, CommandRow>([
  ['hello', row(information.hello, 'none')],
  ['isMaster', row(information.hello, 'none')],
  ['ismaster', row(information.hello, 'none')],
  ['ping', row(ok, 'none')],
  ['buildInfo', row(information.buildInfo, 'none')],
  ['buildinfo', row(information.buildInfo, 'none')],
  ['serverStatus', row(information.serverStatus, 'clusterRead')],
  ['hostInfo', row(information.hostInfo, 'clusterRead')],
  ['getCmdLineOpts', row(information.getCmdLineOpts, 'clusterRead')],
  ['getLog', row(information.getLog, 'clusterRead')],
  ['getParameter', row(information.getParameter, 'clusterRead')],
  ['connectionStatus', row(information.connectionStatus, 'none')],
  ['whatsmyuri', row(information.whatsMyUri, 'none')],
  ['currentOp', row(information.currentOp, 'clusterRead')],
  ['getFreeMonitoringStatus', row(information.freeMonitoring, 'clusterRead')],
  ['replSetGetStatus', row(information.noReplication, 'clusterRead')],
  ['replSetGetConfig', row(information.noReplication, 'clusterRead')],
  ['shutdown', row(information.shutdown, 'cluster')],
  ['endSessions', row(ok, 'none')],
  ['startSession', row(ok, 'none')],
  ['refreshSessions', row(ok, 'none')],
  ['killSessions', row(ok, 'none')],
  ['fsync', row(ok, 'cluster')],
  ['find', row(read.find, 'read')],
  ['getMore', row(read.getMore, 'read')],
  ['killCursors', row(read.killCursors, 'none')],
  ['count', row(read.count, 'read')],
  ['distinct', row(read.distinct, 'read')],
  ['aggregate', row(read.aggregate, 'read')],
  ['explain', row(read.explain, 'read')],
  ['insert', row(write.insert, 'write')],
  ['update', row(write.update, 'write')],
  ['delete', row(write.remove, 'write')],
  ['findAndModify', row(write.findAndModify, 'write')],
  ['findandmodify', row(write.findAndModify, 'write')],
  ['create', row(schema.create, 'write')],
  ['collMod', row(schema.collMod, 'dbAdmin')],
  ['drop', row(schema.drop, 'write')],
  ['dropDatabase', row(schema.dropDatabase, 'dbAdmin')],
  ['renameCollection', row(schema.renameCollection, 'write')],
  ['listCollections', row(schema.listCollections, 'read')],
  ['listDatabases', row(schema.listDatabases, 'none')],
  ['createIndexes', row(schema.createIndexes, 'write')],
  ['listIndexes', row(schema.listIndexes, 'read')],
  ['dropIndexes', row(schema.dropIndexes, 'write')],
  ['deleteIndexes', row(schema.dropIndexes, 'write')],
  ['collStats', row(schema.collStats, 'read')],
  ['dbStats', row(schema.dbStats, 'read')],
  ['validate', row(schema.validate, 'dbAdmin')],
  ['createUser', row(users.createUser, 'userAdmin')],
  ['updateUser', row(users.updateUser, 'userAdmin')],
  ['dropUser', row(users.dropUser, 'userAdmin')],
  ['dropAllUsersFromDatabase', row(users.dropAllUsers, 'userAdmin')],
  ['grantRolesToUser', row(users.grantRoles, 'userAdmin')],
  ['revokeRolesFromUser', row(users.revokeRoles, 'userAdmin')],
  ['usersInfo', row(users.usersInfo, 'userAdmin')],
  ['saslStart', row(users.saslStart, 'none')],
  ['saslContinue', row(users.saslContinue, 'none')],
  ['logout', row(users.logout, 'none')],
]);

/** Commands of the real server that Drydock does not have. */
export const knownElsewhere: ReadonlySet<string> = new Set([
  'mapReduce',
  'top',
  'compact',
  'reIndex',
  'profile',
  'createRole',
  'updateRole',
  'dropRole',
  'rolesInfo',
  'setParameter',
  'setFeatureCompatibilityVersion',
  'convertToCapped',
  'cloneCollectionAsCapped',
  'dbHash',
  'dataSize',
  'killOp',
  'logRotate',
  'planCacheClear',
  'connPoolStats',
  'listCommands',
  'fsyncUnlock',
  'replSetInitiate',
  'setFreeMonitoring',
]);
