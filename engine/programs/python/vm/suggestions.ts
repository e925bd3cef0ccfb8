import { exceptionType, type PyException, type PyTraceback } from '../objects/exception.js';
import type { Value } from '../objects/object.js';
import { PyModule, textOf } from '../objects/values.js';
import { moduleSource } from '../lib/library.js';
import { namesOf } from '../builtins/object.js';
import { localsOf } from './frame.js';
import type { Vm } from './vm.js';

const MAX_CANDIDATES = 750;
const MOVE = 2;
const CASE = 1;

/** `. Did you mean: 'print'?` */
export function suggestion(vm: Vm, exception: PyException): string {
  const name = textOf(exception.attrs?.get('name'));
  if (exception.type.isSubtypeOf(exceptionType('ImportError'))) {
    const wanted = textOf(exception.attrs?.get('name_from'));
    const module = name === undefined ? undefined : vm.module(name);
    const found = wanted !== undefined && module instanceof PyModule ? closest(wanted, namesOf(module)) : undefined;
    return found === undefined ? '' : `. Did you mean: '${found}'?`;
  }
  if (name === undefined) return '';
  if (exception.type.isSubtypeOf(exceptionType('AttributeError'))) {
    const object: Value = exception.attrs?.get('obj');
    if (object === undefined) return '';
    const found = closest(name, namesOf(object));
    return found === undefined ? '' : `. Did you mean: '${found}'?`;
  }
  return exception.type.isSubtypeOf(exceptionType('NameError')) ? forName(vm, exception, name) : '';
}

function forName(vm: Vm, exception: PyException, name: string): string {
  let last: PyTraceback | undefined = exception.traceback;
  while (last?.next) last = last.next;
  if (!last) return '';
  const { frame } = last;
  const self = frame.locals[frame.code.parts.locals.indexOf('self')];
  const isKnown = vm.nativeModules.has(name) || moduleSource(name) !== undefined;
  if (self !== undefined && namesOf(self).includes(name)) return `. Did you mean: 'self.${name}'?`;
  const keys = [...localsOf(frame).map.keys(), ...frame.globals.map.keys(), ...frame.builtins.map.keys()];
  const found = closest(name, [...new Set(keys.filter(key => typeof key === 'string'))]);
  if (found !== undefined) return `. Did you mean: '${found}'?${isKnown ? ` Or did you forget to import '${name}'?` : ''}`;
  return isKnown ? `. Did you forget to import '${name}'?` : '';
}

/** The name most like another, if one is like it enough. */
function closest(wrong: string, candidates: readonly string[]): string | undefined {
  if (candidates.length > MAX_CANDIDATES || wrong.length > 40) return undefined;
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    if (candidate === wrong) continue;
    const most = Math.min(((candidate.length + wrong.length + 3) * MOVE) / 6, bestDistance - 1);
    const distance = distanceOf(wrong, candidate, most);
    if (distance <= most) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function cost(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? CASE : MOVE;
}

/** Levenshtein's distance, where another case costs half. */
function distanceOf(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) * MOVE > most) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index * MOVE);
  for (let i = 0; i < a.length; i++) {
    const next = [(i + 1) * MOVE];
    for (let j = 0; j < b.length; j++) {
      next.push(Math.min((row[j] ?? 0) + cost(a.charAt(i), b.charAt(j)), (row[j + 1] ?? 0) + MOVE, (next[j] ?? 0) + MOVE));
    }
    row = next;
  }
  return row[b.length] ?? Infinity;
}
