import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ExecutionContext } from 'ava';

const folder = path.resolve('test/golden/screens');

/** Compares with a recorded screen; DRYDOCK_UPDATE_GOLDEN=1 records it anew. */
export function compareGolden(t: ExecutionContext, name: string, actual: string): void {
  const file = path.join(folder, name);
  if (process.env['DRYDOCK_UPDATE_GOLDEN'] === '1') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, actual);
  }
  t.is(actual, existsSync(file) ? readFileSync(file, 'utf8') : '');
}
