// Writes engine/programs/node/quickjs/wasm-suspendable-text.ts: the WebAssembly of wasm-text.ts once more, so made that a call into the host can put
// the JavaScript aside (Asyncify of Binaryen). The two imports are those that may wait: functions of the host, and the look-up between steps.
// Run it after scripts/quickjs-wasm.mjs, with the path of Binaryen's wasm-opt: node scripts/quickjs-suspendable.mjs node_modules/binaryen/bin/wasm-opt
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const [optimiser] = process.argv.slice(2);
if (!optimiser) throw new Error('which wasm-opt?');
const folder = mkdtempSync(path.join(os.tmpdir(), 'quickjs-'));
const [from, to] = [path.join(folder, 'in.wasm'), path.join(folder, 'out.wasm')];
const text = /return '([^']+)'/.exec(readFileSync('engine/programs/node/quickjs/wasm-text.ts', 'utf8'))[1];
writeFileSync(from, Buffer.from(text, 'base64'));
execFileSync(process.execPath, [optimiser, from, '-all', '--asyncify', '--pass-arg=asyncify-imports@a.s,a.i', '-Os', '-o', to]);
writeFileSync(
  'engine/programs/node/quickjs/wasm-suspendable-text.ts',
  `/** QuickJS as WebAssembly that can be put aside, base64 (scripts/quickjs-suspendable.mjs). In a function, so that nothing of it is read before it is used. */
export function suspendableWasmText(): string {
  return '${readFileSync(to).toString('base64')}';
}
`,
);
rmSync(folder, { recursive: true });
