import type { Value } from '../objects/object.js';
import { PyFloat } from '../objects/values.js';

/** Sums floats as CPython 3.12 does (Neumaier): what rounding loses is kept beside. */
export class CompensatedSum {
  #lost = 0;

  takes(total: Value, item: Value): boolean {
    const isFloat = (value: Value): boolean => value instanceof PyFloat && !value.type.isHeap;
    const isNumber = (value: Value): boolean => isFloat(value) || typeof value === 'number';
    return isNumber(total) && isNumber(item) && (isFloat(total) || isFloat(item));
  }

  add(total: Value, item: Value): PyFloat {
    const [a, b] = [floatOf(total), floatOf(item)];
    const sum = a + b;
    if (Number.isFinite(sum)) this.#lost += Math.abs(a) >= Math.abs(b) ? a - sum + b : b - sum + a;
    return new PyFloat(sum);
  }

  /** The total with what was lost. */
  settle(total: Value): Value {
    const lost = this.#lost;
    this.#lost = 0;
    return total instanceof PyFloat && lost !== 0 ? new PyFloat(total.value + lost) : total;
  }
}

function floatOf(value: Value): number {
  return value instanceof PyFloat ? value.value : Number(value);
}
