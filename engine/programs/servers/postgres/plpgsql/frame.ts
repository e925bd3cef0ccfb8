import type { Session } from '../execute/session.js';
import { codes, PgError } from '../pg-error.js';
import type { Compiled, Runtime } from '../plan/runtime.js';
import type { VariableColumn, Variables } from '../plan/variables.js';
import type { ResultShape } from '../routines/result-shape.js';
import type { ValueShape } from '../routines/value-shape.js';
import type { PgType } from '../values/type-table.js';
import type { Row, Value } from '../values/value.js';
import type { PlStatement, RowSource } from './ast.js';
import type { OpenCursor } from './cursors.js';

/** A variable: what it may hold, and where its value lies. */
export interface Slot {
  readonly name: string;
  readonly index: number;
  shape: ValueShape;
  readonly isConstant: boolean;
  readonly isNotNull: boolean;
  /** Of a cursor: the query that OPEN runs. */
  readonly query?: RowSource;
}

type Seen = Pick<Variables, 'visible' | 'entries'> & { readonly key: string };

interface Level {
  readonly label: string | undefined;
  readonly slots: Map<string, Slot>;
}

/** How a call ends a loop or itself. */
export type Signal = { readonly kind: 'exit' | 'continue'; readonly label?: string } | { readonly kind: 'return' } | undefined;

/** What is called, and with what. */
export interface Called {
  /** What messages call it: `f(integer)`. */
  readonly shown: string;
  readonly wanted: ResultShape;
  /** Types and values of $1, $2 … */
  readonly params: readonly PgType[];
  readonly args: Row;
}

/** One call of a function in PL/pgSQL. */
export class Frame {
  readonly session: Session;
  readonly runtime: Runtime;
  /** What messages call it: `f(integer)`. */
  readonly shown: string;
  readonly values: Value[] = [];
  /** Where the arguments that go out lie. */
  readonly outputs: Slot[] = [];
  readonly cursors = new Map<string, OpenCursor>();
  /** What RETURN gave. */
  result: { readonly value: Value; readonly node: Pick<Compiled, 'type' | 'fields'> } | undefined;
  /** What RETURN NEXT and RETURN QUERY gave. */
  readonly rows: Row[] = [];
  /** Rows of the last statement. */
  rowCount = 0;
  /** The error that is being handled. */
  handled: PgError | undefined;
  /** Where it is, for messages. */
  at: PlStatement | undefined;
  readonly wanted: ResultShape;
  readonly #params: readonly PgType[];
  readonly #args: Row;
  readonly #levels: Level[] = [];
  #seen: Seen | undefined;

  constructor(session: Session, runtime: Runtime, { shown, wanted, params, args }: Called) {
    this.session = session;
    this.runtime = runtime;
    this.shown = shown;
    this.wanted = wanted;
    this.#params = params;
    this.#args = args;
  }

  /** Names that are made until `leave` hide those of the same name. */
  enter(label?: string): void {
    this.#levels.push({ label, slots: new Map() });
    this.#seen = undefined;
  }

  leave(): void {
    this.#levels.pop();
    this.#seen = undefined;
  }

  declare(name: string, shape: ValueShape, value: Value, options: Partial<Pick<Slot, 'isConstant' | 'isNotNull' | 'query'>> = {}): Slot {
    const index = this.values.push(value) - 1;
    const slot: Slot = { isConstant: false, isNotNull: false, ...options, name, index, shape };
    this.#levels.at(-1)?.slots.set(name, slot);
    this.#seen = undefined;
    return slot;
  }

  /** Another name for a variable. */
  alias(name: string, slot: Slot): void {
    this.#levels.at(-1)?.slots.set(name, slot);
    this.#seen = undefined;
  }

  find(name: string): Slot | undefined {
    for (let i = this.#levels.length - 1; i >= 0; i--) {
      const found = this.#levels[i]?.slots.get(name);
      if (found) return found;
    }
    return undefined;
  }

  require(name: string): Slot {
    const slot = this.find(name);
    if (!slot) throw new PgError(codes.syntax, `"${name}" is not a known variable`);
    return slot;
  }

  /** A record takes the columns of what is put into it. */
  reshape(slot: Slot, fields: Compiled['fields']): void {
    if (slot.shape.fields === fields) return;
    slot.shape = { type: slot.shape.type, typmod: slot.shape.typmod, ...(fields ? { fields } : {}) };
    this.#seen = undefined;
  }

  /** The variables as statements see them, and a text that is the same as long as their kinds are. */
  variables(): Variables & { readonly key: string } {
    this.#seen ??= this.#look();
    return { ...this.#seen, holds: 'variables', params: this.#params, args: this.#args, values: this.values };
  }

  #look(): Seen {
    const visible = new Map<string, VariableColumn>();
    const entries: Variables['entries'][number][] = [];
    for (const { label, slots } of this.#levels) {
      const columns = [...slots].map(([name, slot]) => columnOf(name, slot));
      for (const column of columns) visible.set(column.name, column);
      if (label !== undefined) entries.unshift({ name: label, columns });
    }
    const all = [...visible.values()];
    return { key: all.map(keyOf).join(), visible: all, entries };
  }
}

function columnOf(name: string, { index, shape }: Slot): VariableColumn {
  return { name, index, type: shape.type, typmod: shape.typmod, ...(shape.fields ? { fields: shape.fields } : {}) };
}

function keyOf({ name, index, type, fields }: VariableColumn): string {
  const inner = fields?.map(field => `${field.name} ${String(field.type.oid)}`).join(';') ?? '';
  return `${name} ${String(index)} ${String(type.oid)} (${inner})`;
}
