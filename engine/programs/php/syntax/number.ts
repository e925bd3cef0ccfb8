import type { Expr } from './ast.js';

/** A whole number as written: a float where it does not fit into 64 bits. */
export function parseIntLiteral(written: string, line: number): Expr {
  const digits = written.replaceAll('_', '').toLowerCase();
  const text = /^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits;
  const big = BigInt(/^0o[0-7]*$|^0x|^0b|^\d+$/.test(text) ? text : '0');
  if (big > 0x7fff_ffff_ffff_ffffn) return { kind: 'float', value: Number(text.startsWith('0') ? big : digits), line };
  const small = Number(big);
  return { kind: 'int', value: Number.isSafeInteger(small) ? small : big, line };
}

export function parseFloatLiteral(written: string): number {
  return Number(written.replaceAll('_', ''));
}
