import type { Interpreter } from './interpreter.js';
import { plain, type Item, type Items } from './items.js';
import { formatJson } from './json-writer.js';
import { deletePaths, entries, getPath, type Path } from './paths.js';
import type { Scope } from './scope.js';
import type { Expression } from './syntax.js';
import { isArray, isTrue, JqError, type Json } from './value.js';

/** The program asks to end. */
export class Halt extends Error {
  readonly status: number;
  readonly value: Json | undefined;

  constructor(status: number, value: Json | undefined) {
    super('halt');
    this.status = status;
    this.value = value;
  }
}

interface Call {
  readonly jq: Interpreter;
  readonly args: readonly Expression[];
  readonly scope: Scope;
  readonly item: Item;
}

/** Functions that take expressions rather than values, know paths, or speak to the outside; undefined when there is none of that name. */
export function callSpecial(jq: Interpreter, name: string, args: readonly Expression[], scope: Scope, item: Item): Items | undefined {
  return specials.get(`${name}/${String(args.length)}`)?.({ jq, args, scope, item });
}

/** Whether there is such a function. */
export function isSpecial(key: string): boolean {
  return specials.has(key);
}

const nothing: Expression = { kind: 'literal', value: null };
const argument = (call: Call, at: number): Expression => call.args[at] ?? nothing;
const valuesOf = (call: Call, at: number): Generator<Json, void> => call.jq.values(argument(call, at), call.scope, call.item.value);
const itemsOf = (call: Call, at: number, item: Item = call.item): Items => call.jq.run(argument(call, at), call.scope, item);

const specials = new Map<string, (call: Call) => Items>([
  ['empty/0', () => none()],
  ['error/0', call => failing(call.item.value)],
  ['error/1', error],
  ['not/0', call => one(!isTrue(call.item.value))],
  ['path/1', paths],
  ['del/1', remove],
  ['delpaths/1', deletePathList],
  ['getpath/1', atPath],
  ['range/1', call => range(call, undefined, 0, undefined)],
  ['range/2', call => range(call, 0, 1, undefined)],
  ['range/3', call => range(call, 0, 1, 2)],
  ['first/1', first],
  ['last/1', last],
  ['limit/2', limit],
  ['until/2', until],
  ['while/2', loopWhile],
  ['repeat/1', repeat],
  ['recurse/1', call => recurse(call, call.item)],
  ['recurse/2', recurseWhile],
  ['isempty/1', isEmpty],
  ['any/2', call => quantified(call, true)],
  ['all/2', call => quantified(call, false)],
  ['input/0', input],
  ['inputs/0', inputs],
  ['debug/0', debug],
  ['stderr/0', debug],
  ['input_line_number/0', call => one(call.jq.outside.inputLine())],
  ['now/0', call => one(call.jq.outside.now())],
  ['halt/0', () => halting(0, undefined)],
  ['halt_error/1', haltError],
]);

function* none(): Items {
  // Nothing comes out.
}

function* one(value: Json): Items {
  yield plain(value);
}

function* failing(value: Json): Items {
  throw new JqError(value);
}

function* halting(status: number, value: Json | undefined): Items {
  throw new Halt(status, value);
}

function* error(call: Call): Items {
  for (const value of valuesOf(call, 0)) throw new JqError(value);
}

function* paths(call: Call): Items {
  for (const path of call.jq.paths(argument(call, 0), call.scope, call.item.value)) yield plain(path);
}

function* remove(call: Call): Items {
  yield plain(deletePaths(call.item.value, [...call.jq.paths(argument(call, 0), call.scope, call.item.value)]));
}

function* deletePathList(call: Call): Items {
  for (const list of valuesOf(call, 0)) {
    if (!isArray(list)) throw new JqError('Paths must be specified as an array');
    yield plain(deletePaths(call.item.value, list.map(pathOf)));
  }
}

function pathOf(value: Json): Path {
  if (!isArray(value)) throw new JqError('Path must be specified as an array');
  return value;
}

function* atPath(call: Call): Items {
  for (const value of valuesOf(call, 0)) {
    const path = pathOf(value);
    yield { value: getPath(call.item.value, path), path: call.item.path && [...call.item.path, ...path] };
  }
}

function* range(call: Call, from: number | undefined, to: number, by: number | undefined): Items {
  for (const start of from === undefined ? [0] : valuesOf(call, from)) {
    for (const end of valuesOf(call, to)) {
      for (const step of by === undefined ? [1] : valuesOf(call, by)) {
        if (typeof start !== 'number' || typeof end !== 'number' || typeof step !== 'number')
          throw new JqError('Range bounds must be numeric');
        if (step === 0 && start >= end) continue;
        for (let at = start; step < 0 ? at > end : at < end; at += step) {
          call.jq.outside.charge();
          yield plain(at);
        }
      }
    }
  }
}

function* first(call: Call): Items {
  for (const item of itemsOf(call, 0)) {
    yield item;
    return;
  }
}

function* last(call: Call): Items {
  let found: Item | undefined;
  for (const item of itemsOf(call, 0)) found = item;
  if (found) yield found;
}

function* limit(call: Call): Items {
  for (const count of valuesOf(call, 0)) {
    let left = typeof count === 'number' ? count : 0;
    if (left <= 0) continue;
    for (const item of itemsOf(call, 1)) {
      yield item;
      if (--left <= 0) break;
    }
  }
}

function firstTruth(call: Call, item: Item): boolean {
  for (const { value } of itemsOf(call, 0, plain(item.value))) return isTrue(value);
  return true;
}

function* until(call: Call): Items {
  let item: Item | undefined = call.item;
  while (item && !firstTruth(call, item)) {
    call.jq.outside.charge();
    const next: IteratorResult<Item, void> = itemsOf(call, 1, item).next();
    item = next.done ? undefined : next.value;
  }
  if (item) yield item;
}

/** The rest of what is done again and again, deepest last; a list of its own, for it may go on for ever. */
function* chain(call: Call, goesOn: (item: Item) => boolean, next: (item: Item) => Items): Items {
  const open: Items[] = [];
  if (!goesOn(call.item)) return;
  yield call.item;
  open.push(next(call.item));
  for (let inner = open.at(-1); inner; inner = open.at(-1)) {
    call.jq.outside.charge();
    const result = inner.next();
    if (result.done) open.pop();
    else if (goesOn(result.value)) {
      yield result.value;
      // What has one result only leaves nothing behind.
      open.push(next(result.value));
    }
    if (open.length > MAX_CHAIN) open.shift();
  }
}

const MAX_CHAIN = 10_000;

function loopWhile(call: Call): Items {
  return chain(
    call,
    item => firstTruth(call, item),
    item => itemsOf(call, 1, item),
  );
}

function repeat(call: Call): Items {
  return chain(
    call,
    () => true,
    item => itemsOf(call, 0, item),
  );
}

function recurse(call: Call, item: Item): Items {
  return chain(
    { ...call, item },
    () => true,
    next => itemsOf(call, 0, next),
  );
}

function recurseWhile(call: Call): Items {
  const holds = ({ value }: Item): boolean => [...call.jq.values(argument(call, 1), call.scope, value)].some(isTrue);
  return chain(
    call,
    () => true,
    function* (item) {
      for (const next of itemsOf(call, 0, item)) if (holds(next)) yield next;
    },
  );
}

function* isEmpty(call: Call): Items {
  yield plain(itemsOf(call, 0).next().done === true);
}

function* quantified(call: Call, wanted: boolean): Items {
  for (const value of valuesOf(call, 0)) {
    for (const truth of call.jq.values(argument(call, 1), call.scope, value)) {
      if (isTrue(truth) !== wanted) continue;
      yield plain(wanted);
      return;
    }
  }
  yield plain(!wanted);
}

function* input(call: Call): Items {
  const next = call.jq.outside.nextInput();
  if (!next) throw new JqError('break');
  yield plain(next[0]);
}

function* inputs(call: Call): Items {
  for (let next = call.jq.outside.nextInput(); next; next = call.jq.outside.nextInput()) yield plain(next[0]);
}

function* debug(call: Call): Items {
  call.jq.outside.debug(`["DEBUG:",${formatJson(call.item.value)}]`);
  yield call.item;
}

function* haltError(call: Call): Items {
  for (const status of valuesOf(call, 0)) {
    if (typeof status !== 'number') throw new JqError('halt_error/1: number required');
    yield* halting(status, call.item.value);
  }
}

/** Elements or members as a list of values. */
export function itemsIn(value: Json): readonly Json[] {
  return [...entries(value)].map(([, item]) => item);
}
