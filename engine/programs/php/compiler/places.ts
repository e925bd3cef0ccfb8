import type { Expr } from '../syntax/ast.js';
import type { Frame } from '../runtime/code.js';
import { elementOf, LocalPlace, propertyOf, PropertyPlace, RefPlace, StaticPlace, type Place } from '../runtime/places.js';
import { Ref, UNSET, type Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import { classFinder } from './class-ref.js';
import type { FunctionCompiler } from './context.js';

/** Finds where a value is to be put, when that has been computed. */
export type PlaceFinder = (vm: Vm, frame: Frame, operands: readonly Value[]) => Place;

/** The name of a variable that is written in the program, if it is. */
export function localName(expr: Expr): string | undefined {
  if (expr.kind !== 'variable' || typeof expr.name !== 'string' || expr.name === 'this' || superglobals.has(expr.name)) return undefined;
  return expr.name;
}

/** Variables that are the same everywhere. */
export const superglobals: ReadonlySet<string> = new Set('GLOBALS _SERVER _GET _POST _COOKIE _FILES _REQUEST _ENV _SESSION'.split(' '));

/** Where an expression points to. `operands` gets what has to be computed before. */
export function placeOf(c: FunctionCompiler, expr: Expr, operands: Expr[], doing = 'assign'): PlaceFinder {
  switch (expr.kind) {
    case 'variable':
      return variablePlace(c, expr, operands);
    case 'dim': {
      if (isGlobals(expr.base) && expr.index) return globalPlace(c, expr.index, operands);
      const base = placeOf(c, expr.base, operands, 'modify');
      const key = expr.index && c.operand(expr.index, operands);
      return (vm, frame, values) => {
        const at = key?.(vm, frame, values);
        return elementOf(vm, base(vm, frame, values), at);
      };
    }
    case 'prop':
      return propertyPlace(c, expr, operands, doing);
    case 'staticProp': {
      const cls = classFinder(c, expr.cls, operands);
      const name = typeof expr.name === 'string' ? expr.name : c.operand(expr.name, operands);
      return (vm, frame, values) => {
        const text = typeof name === 'string' ? name : vm.text(name(vm, frame, values));
        const { ref, property } = vm.classes.staticRef(cls(vm, frame, values), text, frame.callable.scope);
        return property.type ? new StaticPlace(vm, ref, property) : new RefPlace(ref);
      };
    }
    default: {
      const value = c.operand(expr, operands);
      return (vm, frame, values) => new RefPlace(new Ref(value(vm, frame, values)));
    }
  }
}

function isGlobals(expr: Expr): boolean {
  return expr.kind === 'variable' && expr.name === 'GLOBALS';
}

function globalPlace(c: FunctionCompiler, index: Expr, operands: Expr[]): PlaceFinder {
  const key = c.operand(index, operands);
  return (vm, frame, values) => new RefPlace(vm.global(vm.text(key(vm, frame, values))));
}

function variablePlace(c: FunctionCompiler, expr: Extract<Expr, { kind: 'variable' }>, operands: Expr[]): PlaceFinder {
  if (typeof expr.name !== 'string') {
    const name = c.operand(expr.name, operands);
    return (vm, frame, values) => new RefPlace(namedVariable(vm, frame, vm.text(name(vm, frame, values))));
  }
  if (expr.name === 'this') return (_, frame) => new RefPlace(new Ref(frame.callable.self ?? null));
  if (superglobals.has(expr.name)) {
    const { name } = expr;
    return vm => new RefPlace(vm.global(name));
  }
  const index = c.slot(expr.name);
  return (vm, frame) => new LocalPlace(vm, frame, index);
}

/** `$$name` */
export function namedVariable(_: Vm, frame: Frame, name: string): Ref {
  const scope = frame.names();
  let ref = scope.get(name);
  if (!ref) {
    ref = new Ref(UNSET);
    scope.set(name, ref);
  }
  return ref;
}

function propertyPlace(c: FunctionCompiler, expr: Extract<Expr, { kind: 'prop' }>, operands: Expr[], doing: string): PlaceFinder {
  const name = typeof expr.name === 'string' ? expr.name : c.operand(expr.name, operands);
  const nameOf = (vm: Vm, frame: Frame, values: readonly Value[]): string =>
    typeof name === 'string' ? name : vm.text(name(vm, frame, values));
  if (expr.base.kind === 'variable' && expr.base.name === 'this')
    return (vm, frame, values) => {
      const { self } = frame.callable;
      if (!self) throw vm.errors.error('Using $this when not in object context');
      return new PropertyPlace(vm, self, nameOf(vm, frame, values));
    };
  const base = placeOf(c, expr.base, operands, 'modify');
  return (vm, frame, values) => propertyOf(vm, base(vm, frame, values), nameOf(vm, frame, values), doing);
}
