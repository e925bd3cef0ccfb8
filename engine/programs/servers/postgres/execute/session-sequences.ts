import { codes, PgError } from '../pg-error.js';
import type { Relation, SequenceSpec } from '../storage/catalog.js';
import type { SequenceAccess } from '../plan/runtime.js';
import type { Session } from './session.js';

interface Taken {
  readonly spec: SequenceSpec;
  given: bigint;
  readonly until: bigint;
}

/** Sequences as one session sees them: it remembers what it got from each. */
export class SessionSequences implements SequenceAccess {
  readonly #session: Pick<Session, 'database' | 'mayUse' | 'transaction'>;
  #last: Relation | undefined;
  readonly #values = new Map<number, bigint>();
  /** Numbers that the session has taken (CACHE) and not given out yet. */
  readonly #taken = new Map<number, Taken>();

  constructor(session: Pick<Session, 'database' | 'mayUse' | 'transaction'>) {
    this.#session = session;
  }

  /** nextval. */
  next(relation: Relation): bigint {
    const spec = relation.sequence;
    if (!spec) throw new PgError(codes.wrongObject, `"${relation.name}" is not a sequence`);
    if (!this.#session.mayUse(relation, 'USAGE') && !this.#session.mayUse(relation, 'UPDATE'))
      throw new PgError(codes.privilege, `permission denied for sequence ${relation.name}`);
    const next = this.#takenBefore(relation, spec) ?? this.#take(relation, spec);
    this.#last = relation;
    this.#values.set(relation.oid, next);
    return next;
  }

  /** The next of the numbers that the session has already; none once somebody has altered the sequence. */
  #takenBefore({ oid }: Relation, spec: SequenceSpec): bigint | undefined {
    const taken = this.#taken.get(oid);
    if (taken?.spec !== spec || taken.given === taken.until) return undefined;
    taken.given += BigInt(spec.increment);
    return taken.given;
  }

  /** Takes as many numbers as CACHE says, or as there are, and gives the first. */
  #take(relation: Relation, spec: SequenceSpec): bigint {
    const state = this.#session.database.sequence(relation.filenode);
    const [increment, min, max] = [BigInt(spec.increment), BigInt(spec.min), BigInt(spec.max)];
    let next = state.called ? state.last + increment : state.last;
    if (next > max || next < min) {
      if (!spec.cycle)
        throw new PgError(
          '2200H',
          `nextval: reached ${increment > 0n ? 'maximum' : 'minimum'} value of sequence "${relation.name}" (${(increment > 0n ? max : min).toString()})`,
        );
      next = increment > 0n ? min : max;
    }
    const room = ((increment > 0n ? max : min) - next) / increment;
    const more = BigInt(spec.cache) - 1n;
    const until = next + (more < room ? more : room) * increment;
    this.#taken.set(relation.oid, { spec, given: next, until });
    state.last = until;
    state.called = true;
    this.#session.transaction?.log.sequence(relation.filenode, state);
    return next;
  }

  /** currval. */
  current(relation: Relation): bigint {
    const value = this.#values.get(relation.oid);
    if (value === undefined)
      throw new PgError(codes.notInState, `currval of sequence "${relation.name}" is not yet defined in this session`);
    return value;
  }

  /** lastval. */
  latest(): bigint {
    if (!this.#last) throw new PgError(codes.notInState, 'lastval is not yet defined in this session');
    return this.current(this.#last);
  }

  /** setval. */
  set(relation: Relation, value: bigint, called: boolean): void {
    const spec = relation.sequence;
    if (!spec) throw new PgError(codes.wrongObject, `"${relation.name}" is not a sequence`);
    if (!this.#session.mayUse(relation, 'UPDATE')) throw new PgError(codes.privilege, `permission denied for sequence ${relation.name}`);
    if (value < BigInt(spec.min) || value > BigInt(spec.max))
      throw new PgError(
        codes.numericOutOfRange,
        `setval: value ${value.toString()} is out of bounds for sequence "${relation.name}" (${spec.min}..${spec.max})`,
      );
    const state = this.#session.database.sequence(relation.filenode);
    this.#taken.delete(relation.oid);
    state.last = value;
    state.called = called;
    this.#session.transaction?.log.sequence(relation.filenode, state);
    if (called) this.#values.set(relation.oid, value);
    this.#last = relation;
  }

  /** DISCARD SEQUENCES. */
  forget(): void {
    this.#last = undefined;
    this.#values.clear();
    this.#taken.clear();
  }
}
