import { codes, notSimulated, PgError } from '../pg-error.js';
import { parseDeferral } from './parse-deferral.js';
import { parseExpression } from './parse-expression.js';
import { parseColumn, parseSequenceOptions, parseTableConstraint } from './parse-definition.js';
import { parseAlterRoutine, parseRenameTrigger } from './parse-alter-routine.js';
import { parseRoleOptions, roleName } from './parse-roles.js';
import { parseSetValues } from './parse-settings.js';
import { parseTypeName } from './parse-type.js';
import type { AlterTableAction, ObjectKind, Statement } from './statements.js';
import type { TokenCursor } from './token-cursor.js';

/** What follows ALTER. */
export function parseAlter(cursor: TokenCursor, at: number): Statement {
  if (cursor.takes('system')) return parseSetting(cursor, at, 'system', '');
  if (cursor.takes('default', 'privileges')) return skipAll(cursor, { kind: 'not-simulated', what: 'ALTER DEFAULT PRIVILEGES', at });
  const routine = cursor.takesOne('function', 'procedure', 'routine');
  if (routine !== undefined) return parseAlterRoutine(cursor, at, routine);
  if (cursor.takes('trigger')) return parseRenameTrigger(cursor, at);
  const what = parseKind(cursor);
  if (what === undefined) {
    const { text } = cursor.peek();
    if (
      ['policy', 'domain', 'rule', 'tablespace', 'publication', 'subscription', 'server', 'operator', 'collation', 'aggregate'].includes(
        text,
      )
    )
      return skipAll(cursor, { kind: 'not-simulated', what: `ALTER ${text.toUpperCase()}`, at });
    throw cursor.unexpected();
  }
  const ifExists = cursor.takes('if', 'exists');
  cursor.takes('only');
  if (what === 'role') return parseAlterRole(cursor, at);
  const name = cursor.qualifiedName();
  if (cursor.takes('owner', 'to')) return { kind: 'owner', what, name, role: roleName(cursor), at };
  if (what === 'database') return parseAlterDatabase(cursor, at, name.at(-1) ?? '');
  if (what === 'sequence' && !cursor.sees('rename') && !cursor.sees('set', 'schema'))
    return { kind: 'alter-sequence', name, options: parseSequenceOptions(cursor), ifExists, at };
  if (what === 'type' && cursor.takes('add', 'value')) return parseEnumValue(cursor, at, name);
  if (what === 'extension') return skipAll(cursor, { kind: 'not-simulated', what: 'ALTER EXTENSION', at });
  if (cursor.sees('rename', 'to')) {
    cursor.expect('rename', 'to');
    return { kind: 'rename', what, name, to: cursor.name(), ifExists, at };
  }
  return { kind: 'alter-table', what, name, actions: cursor.list(() => parseAction(cursor)), ifExists, at };
}

export function skipAll(cursor: TokenCursor, statement: Statement): Statement {
  while (!cursor.isAtEnd() && !cursor.sees(';')) cursor.next();
  return statement;
}

/** TABLE, VIEW, INDEX … */
export function parseKind(cursor: TokenCursor): ObjectKind | undefined {
  if (cursor.takes('materialized', 'view')) return 'materialized view';
  if (cursor.takesOne('role', 'user', 'group') !== undefined) return 'role';
  return cursor.takesOne('table', 'view', 'sequence', 'index', 'schema', 'type', 'database', 'extension');
}

function parseEnumValue(cursor: TokenCursor, at: number, name: readonly string[]): Statement {
  const ifNotExists = cursor.takes('if', 'not', 'exists');
  const label = cursor.string();
  const before = cursor.takes('before') ? { before: cursor.string() } : {};
  const after = cursor.takes('after') ? { after: cursor.string() } : {};
  return { kind: 'alter-enum', name, label, ifNotExists, at, ...before, ...after };
}

function parseAlterRole(cursor: TokenCursor, at: number): Statement {
  const name = cursor.takes('all') ? 'all' : roleName(cursor);
  if (cursor.takes('rename', 'to')) return { kind: 'rename', what: 'role', name: [name], to: cursor.name(), ifExists: false, at };
  if (cursor.takes('in', 'database')) cursor.name();
  if (cursor.sees('set') || cursor.sees('reset')) return parseSetting(cursor, at, 'role', name);
  return { kind: 'alter-role', name, options: parseRoleOptions(cursor), at };
}

function parseAlterDatabase(cursor: TokenCursor, at: number, name: string): Statement {
  if (cursor.takes('rename', 'to')) return { kind: 'rename', what: 'database', name: [name], to: cursor.name(), ifExists: false, at };
  if (cursor.sees('set') || cursor.sees('reset')) return parseSetting(cursor, at, 'database', name);
  return skipAll(cursor, { kind: 'not-simulated', what: 'this ALTER DATABASE', at });
}

function parseSetting(cursor: TokenCursor, at: number, on: 'system' | 'database' | 'role', target: string): Statement {
  if (cursor.takes('reset'))
    return { kind: 'alter-setting', on, target, name: cursor.takes('all') ? 'all' : cursor.qualifiedName().join('.'), at };
  cursor.expect('set');
  const name = cursor.qualifiedName().join('.');
  if (!cursor.takes('=')) cursor.expect('to');
  const values = parseSetValues(cursor);
  return { kind: 'alter-setting', on, target, name, at, ...(values ? { values } : {}) };
}

function parseAction(cursor: TokenCursor): AlterTableAction {
  if (cursor.takes('add')) return parseAdd(cursor);
  if (cursor.takes('drop')) return parseDrop(cursor);
  if (cursor.takes('alter')) return parseAlterColumn(cursor);
  if (cursor.takes('rename')) return parseRename(cursor);
  if (cursor.takes('owner', 'to')) return { kind: 'owner', role: roleName(cursor) };
  if (cursor.takes('set', 'schema')) return { kind: 'schema', schema: cursor.name() };
  const isEnabled = cursor.takesOne('enable', 'disable');
  if (isEnabled !== undefined && cursor.sees('row')) throw notSimulated('ROW LEVEL SECURITY', cursor.peek().at);
  if (isEnabled !== undefined) return parseTriggerState(cursor, isEnabled === 'enable');
  if (cursor.takes('validate', 'constraint')) return { kind: 'validate', name: cursor.name() };
  throw cursor.unexpected();
}

/** ENABLE TRIGGER and DISABLE TRIGGER. */
function parseTriggerState(cursor: TokenCursor, isEnabled: boolean): AlterTableAction {
  cursor.takesOne('always', 'replica');
  cursor.expect('trigger');
  if (cursor.takesOne('all', 'user') !== undefined) return { kind: 'trigger', isEnabled };
  return { kind: 'trigger', name: cursor.name(), isEnabled };
}

function parseAdd(cursor: TokenCursor): AlterTableAction {
  if (['constraint', 'primary', 'unique', 'check', 'foreign', 'exclude'].some(word => cursor.sees(word))) {
    const constraint = parseTableConstraint(cursor);
    if (!cursor.takes('not', 'valid')) return { kind: 'add-constraint', constraint };
    if (constraint.kind !== 'check' && constraint.kind !== 'foreign')
      throw new PgError(
        codes.featureNotSupported,
        `${constraint.kind === 'primary' ? 'PRIMARY KEY' : 'UNIQUE'} constraints cannot be marked NOT VALID`,
      );
    return { kind: 'add-constraint', constraint: { ...constraint, isNotValid: true } };
  }
  cursor.takes('column');
  const ifNotExists = cursor.takes('if', 'not', 'exists');
  return { kind: 'add-column', column: parseColumn(cursor), ifNotExists };
}

function parseDrop(cursor: TokenCursor): AlterTableAction {
  const isConstraint = cursor.takes('constraint');
  if (!isConstraint) cursor.takes('column');
  const ifExists = cursor.takes('if', 'exists');
  const name = cursor.name();
  const cascade = cursor.takesOne('cascade', 'restrict') === 'cascade';
  return { kind: isConstraint ? 'drop-constraint' : 'drop-column', name, ifExists, cascade };
}

function parseAlterColumn(cursor: TokenCursor): AlterTableAction {
  if (cursor.takes('constraint')) return { kind: 'alter-constraint', name: cursor.name(), ...parseDeferral(cursor) };
  cursor.takes('column');
  const column = cursor.name();
  if (cursor.takes('set', 'default')) return { kind: 'set-default', column, expression: parseExpression(cursor) };
  if (cursor.takes('drop', 'default')) return { kind: 'set-default', column };
  if (cursor.takes('set', 'not', 'null')) return { kind: 'not-null', column, isSet: true };
  if (cursor.takes('drop', 'not', 'null')) return { kind: 'not-null', column, isSet: false };
  if (cursor.takes('drop', 'identity')) return { kind: 'drop-identity', column, ifExists: cursor.takes('if', 'exists') };
  if (cursor.takes('add', 'generated')) {
    const always = cursor.takes('always');
    if (!always) cursor.expect('by', 'default');
    cursor.expect('as', 'identity');
    const options = cursor.takes('(') ? parseSequenceOptions(cursor) : {};
    cursor.takes(')');
    return { kind: 'identity', column, always, options };
  }
  if (cursor.takes('set', 'data', 'type') || cursor.takes('type')) {
    const type = parseTypeName(cursor);
    if (cursor.takes('collate')) cursor.qualifiedName();
    return { kind: 'type', column, type, ...(cursor.takes('using') ? { using: parseExpression(cursor) } : {}) };
  }
  throw cursor.unexpected();
}

function parseRename(cursor: TokenCursor): AlterTableAction {
  if (cursor.takes('to')) return { kind: 'rename', to: cursor.name() };
  if (cursor.takes('constraint')) {
    const constraint = cursor.name();
    cursor.expect('to');
    return { kind: 'rename-constraint', constraint, to: cursor.name() };
  }
  cursor.takes('column');
  const column = cursor.name();
  cursor.expect('to');
  return { kind: 'rename-column', column, to: cursor.name() };
}
