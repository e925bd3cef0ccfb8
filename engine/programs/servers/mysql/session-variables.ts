import type { Engine } from './engine.js';
import { readOnlyNames, sessionNames, type Variables } from './server-variables.js';
import { sqlErrors } from './sql-error.js';
import { toInteger, toText, type Value } from './values/value.js';

/** The settings of one connection over those of the server. */
export class SessionVariables {
  readonly #engine: Engine;
  readonly #own: Variables = new Map();

  constructor(engine: Engine) {
    this.#engine = engine;
    for (const name of sessionNames) {
      const value = engine.variables.get(name);
      if (value !== undefined) this.#own.set(name, value);
    }
  }

  text(name: string, scope?: 'global' | 'session'): string | undefined {
    return (scope === 'global' ? undefined : this.#own.get(name)) ?? this.#engine.variables.get(name);
  }

  isOn(name: string): boolean {
    return this.text(name) === 'ON' || this.text(name) === '1';
  }

  /** The value in an expression: switches are numbers there. */
  value(name: string, scope: 'global' | 'session' | undefined): Value {
    const text = this.text(name, scope);
    if (text === undefined) throw sqlErrors.unknownVariable(name);
    if (name !== 'version' && /^-?\d{1,20}$/.test(text)) return BigInt(text);
    if ((text === 'ON' || text === 'OFF') && !['have_ssl', 'event_scheduler', 'query_cache_type'].includes(name))
      return text === 'ON' ? 1n : 0n;
    return text;
  }

  /** Undefined: the server's own value. */
  set(name: string, scope: 'global' | 'session' | undefined, value: Value | undefined): void {
    const current = this.#engine.variables.get(name);
    if (current === undefined) throw sqlErrors.unknownVariable(name);
    if (readOnlyNames.has(name)) throw sqlErrors.readOnlyVariable(name);
    const isSession = sessionNames.has(name);
    if (!isSession && scope !== 'global') throw sqlErrors.globalVariable(name);
    const text = value === undefined ? current : this.#checked(name, current, value);
    if (scope === 'global') this.#engine.variables.set(name, text);
    else this.#own.set(name, text);
  }

  /** Used by SET NAMES and the like. */
  assign(name: string, text: string): void {
    this.#own.set(name, text);
  }

  entries(scope: 'global' | 'session'): readonly (readonly [string, string])[] {
    const all = new Map(this.#engine.variables);
    if (scope === 'session') for (const [name, value] of this.#own) all.set(name, value);
    return [...all].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  #checked(name: string, current: string, value: Value): string {
    const text = value === null ? 'NULL' : toText(value);
    if (current === 'ON' || current === 'OFF') {
      if (/^(on|1|true)$/i.test(text)) return 'ON';
      if (/^(off|0|false)$/i.test(text)) return 'OFF';
      throw sqlErrors.wrongValueForVariable(name, text);
    }
    if (name === 'sql_mode') return sqlMode(text);
    if (name.endsWith('isolation')) return isolation(name, text);
    if (/^\d+$/.test(current) && name !== 'timestamp') {
      if (typeof value === 'string') throw sqlErrors.wrongTypeForVariable(name);
      return String(toInteger(value));
    }
    return text;
  }
}

const modes = [
  'ALLOW_INVALID_DATES',
  'ANSI_QUOTES',
  'ERROR_FOR_DIVISION_BY_ZERO',
  'HIGH_NOT_PRECEDENCE',
  'IGNORE_SPACE',
  'NO_AUTO_CREATE_USER',
  'NO_AUTO_VALUE_ON_ZERO',
  'NO_BACKSLASH_ESCAPES',
  'NO_DIR_IN_CREATE',
  'NO_ENGINE_SUBSTITUTION',
  'NO_UNSIGNED_SUBTRACTION',
  'NO_ZERO_DATE',
  'NO_ZERO_IN_DATE',
  'ONLY_FULL_GROUP_BY',
  'PAD_CHAR_TO_FULL_LENGTH',
  'PIPES_AS_CONCAT',
  'REAL_AS_FLOAT',
  'STRICT_ALL_TABLES',
  'STRICT_TRANS_TABLES',
  'TIME_TRUNCATE_FRACTIONAL',
];
/** Modes that change how statements are read, which is not done here. */
const foreignModes = ['ANSI_QUOTES', 'NO_BACKSLASH_ESCAPES', 'PIPES_AS_CONCAT', 'HIGH_NOT_PRECEDENCE', 'PAD_CHAR_TO_FULL_LENGTH'];

function sqlMode(text: string): string {
  const names = text
    .toUpperCase()
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
  const expanded = names.flatMap(name =>
    name === 'TRADITIONAL'
      ? [
          'STRICT_TRANS_TABLES',
          'STRICT_ALL_TABLES',
          'NO_ZERO_IN_DATE',
          'NO_ZERO_DATE',
          'ERROR_FOR_DIVISION_BY_ZERO',
          'TRADITIONAL',
          'NO_ENGINE_SUBSTITUTION',
        ]
      : [name],
  );
  const unknown = expanded.find(name => !modes.includes(name) && name !== 'TRADITIONAL');
  if (unknown === 'ANSI') throw sqlErrors.notSimulated('sql_mode ANSI');
  if (unknown !== undefined) throw sqlErrors.wrongValueForVariable('sql_mode', unknown);
  const foreign = expanded.find(name => foreignModes.includes(name));
  if (foreign !== undefined) throw sqlErrors.notSimulated(`sql_mode ${foreign}`);
  return expanded.join(',');
}

function isolation(name: string, text: string): string {
  const level = text.toUpperCase().replaceAll(' ', '-');
  if (['READ-UNCOMMITTED', 'READ-COMMITTED', 'REPEATABLE-READ', 'SERIALIZABLE'].includes(level)) return level;
  throw sqlErrors.wrongValueForVariable(name, text);
}
