import { compilePhp } from '../compiler/compile.js';
import type { FunctionCode } from '../runtime/code.js';

const KEPT = 64;
const MAX_SOURCE = 200_000;
const known = new Map<string, { readonly source: string; readonly code: FunctionCode }>();

/** Compiles a file unless the same text was compiled before: pages are asked for again and again. */
export function compileCached(source: string, file: string): FunctionCode {
  const found = known.get(file);
  if (found?.source === source) return found.code;
  const code = compilePhp(source, file, 'file');
  if (source.length > MAX_SOURCE) return code;
  if (known.size >= KEPT) known.clear();
  known.set(file, { source, code });
  return code;
}
