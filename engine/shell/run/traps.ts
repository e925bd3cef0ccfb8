import { CowMap } from '../../core/cow.js';
import type { Task } from '../../core/task.js';
import { signalNumbers, type Signal } from '../../process/signals.js';
import type { Sys } from '../../process/sys.js';

export type TrapEvent = Signal | 'EXIT' | 'ERR' | 'DEBUG' | 'RETURN';

const none: ReadonlySet<Signal> = new Set();
const noActions: ReadonlyMap<TrapEvent, string> = new Map();

/** What `trap` has set, and the signals that were caught. */
export class Traps {
  readonly #actions = new CowMap<TrapEvent, string>();
  readonly #sys: Sys;
  /** Set in a subshell: the parent's actions, which `trap` still lists. */
  #inherited = noActions;
  /** The signal that the process ignores from its beginning, which `trap` lists while there is nothing else to list. */
  #ignored: Signal | undefined;
  /** Signals that the shell itself catches when it has no trap for them. */
  readonly #own: ReadonlySet<Signal>;
  /** Signals that came while a line was read. */
  readonly #postponed: Signal[] = [];
  /** The traps that are under way, which do not set themselves off. */
  #running: readonly TrapEvent[] = [];

  constructor(sys: Sys, own: ReadonlySet<Signal>) {
    this.#sys = sys;
    this.#own = own;
    for (const signal of own) sys.onSignal(signal, 'catch');
  }

  /** A subshell starts without its parent's traps, except that what was ignored stays so. */
  static fork(parent: Traps, options: { readonly errtrace: boolean; readonly functrace: boolean }, lists: boolean): (sys: Sys) => Traps {
    if (parent.#actions.size === 0 && parent.#inherited.size === 0 && parent.#own.size === 0) return sys => new Traps(sys, none);
    const actions = new Map(parent.#actions);
    const inherited = lists ? new Map([...parent.#inherited, ...actions]) : noActions;
    const kept = new Set<TrapEvent>([
      ...(options.errtrace ? ['ERR' as const] : []),
      ...(options.functrace ? (['DEBUG', 'RETURN'] as const) : []),
    ]);
    return sys => {
      const traps = new Traps(sys, none);
      traps.#inherited = inherited;
      for (const [event, action] of actions) {
        if (action === '' || kept.has(event)) traps.#actions.set(event, action);
        else if (isSignal(event)) sys.onSignal(event, 'default');
      }
      for (const signal of parent.#own) if (actions.get(signal) !== '') sys.onSignal(signal, 'default');
      return traps;
    };
  }

  /** '' ignores, undefined takes the default back. */
  set(event: TrapEvent, action: string | undefined): void {
    this.forgetInherited();
    if (action === undefined) this.#actions.delete(event);
    else this.#actions.set(event, action);
    if (!isSignal(event) || event === 'SIGKILL' || event === 'SIGSTOP') return;
    const disposition = action === undefined ? (this.#own.has(event) ? 'catch' : 'default') : action === '' ? 'ignore' : 'catch';
    this.#sys.onSignal(event, disposition);
  }

  /** Whether functions would hide a trap: those on ERR, DEBUG and RETURN are for the outside alone, unless `set -E` and `set -T`. */
  get hidable(): boolean {
    return this.#actions.size > 0 && (this.#actions.has('ERR') || this.#actions.has('DEBUG') || this.#actions.has('RETURN'));
  }

  /** Takes these traps away; what it gives brings those back that have not been set anew. */
  hide(events: readonly ('ERR' | 'DEBUG' | 'RETURN')[]): () => void {
    const hidden = events.flatMap(event => {
      const action = this.#actions.get(event);
      return action !== undefined && this.#actions.delete(event) ? [[event, action] as const] : [];
    });
    return () => {
      for (const [event, action] of hidden) if (!this.#actions.has(event)) this.#actions.set(event, action);
    };
  }

  get(event: TrapEvent): string | undefined {
    return this.#actions.get(event);
  }

  has(event: TrapEvent): boolean {
    const action = this.#actions.get(event);
    return action !== undefined && action !== '';
  }

  /** What `trap` lists. */
  listed(): readonly (readonly [TrapEvent, string])[] {
    // EXIT is signal 0; the shell's own events come last.
    const place = (event: TrapEvent): number =>
      event === 'EXIT' ? 0 : isSignal(event) ? signalNumbers[event] : 100 + ['DEBUG', 'ERR', 'RETURN'].indexOf(event);
    const all = new Map([...this.#inherited, ...this.#actions]);
    if (all.size === 0 && this.#ignored !== undefined) return [[this.#ignored, '']];
    return [...all].sort(([a], [b]) => place(a) - place(b));
  }

  /** Ignores a signal without a trap of the script. */
  ignore(signal: Signal): void {
    this.#sys.onSignal(signal, 'ignore');
    this.#ignored = signal;
  }

  /** From now on only traps of this process are listed. */
  forgetInherited(): void {
    this.#inherited = noActions;
    this.#ignored = undefined;
  }

  /** Whether an action is under way. */
  get running(): boolean {
    return this.#running.length > 0;
  }

  /** Whether anything may be waiting to be handled. */
  get active(): boolean {
    return this.#actions.size > 0 || this.#own.size > 0;
  }

  /** Whether nothing would be lost when the shell became another program. */
  get none(): boolean {
    return [...this.#actions.values()].every(action => action === '');
  }

  /** Runs a trap that does not set itself off. */
  *runAlone(event: TrapEvent, run: (action: string) => Task<number>, action = this.#actions.get(event) ?? ''): Task<void> {
    if (this.#running.includes(event)) return;
    this.#running = [...this.#running, event];
    try {
      yield* run(action);
    } finally {
      this.#running = this.#running.filter(other => other !== event);
    }
  }

  /** The signals that have come, which stay for later. */
  waiting(): readonly Signal[] {
    for (let signal = this.#sys.takeSignal(); signal !== undefined; signal = this.#sys.takeSignal()) this.#postponed.push(signal);
    return this.#postponed;
  }

  #next(): Signal | undefined {
    return this.#postponed.shift() ?? this.#sys.takeSignal();
  }

  /**
   * Runs the traps of the signals that have come. `interrupted` hears of those that the shell caught for itself, `trapped` of
   * the others.
   */
  *runPending(
    run: (action: string) => Task<number>,
    interrupted: (signal: Signal) => void,
    trapped?: (signal: Signal) => Task<void> | undefined,
  ): Task<void> {
    if (this.#running.some(isSignal)) return;
    for (let signal = this.#next(); signal !== undefined; signal = this.#next()) {
      const action = this.#actions.get(signal);
      if (action === undefined) {
        interrupted(signal);
        continue;
      }
      if (action === '') continue;
      const first = trapped?.(signal);
      if (first) yield* first;
      yield* this.runAlone(signal, run, action);
    }
  }
}

function isSignal(event: TrapEvent): event is Signal {
  return event !== 'EXIT' && event !== 'ERR' && event !== 'DEBUG' && event !== 'RETURN';
}
