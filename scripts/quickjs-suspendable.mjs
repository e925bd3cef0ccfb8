// Writes engine/programs/node/quickjs/wasm-suspendable-text.ts: the WebAssembly of wasm-text.ts once more, so made that a call into the host can put
// the JavaScript aside (Asyncify of Binaryen). The two imports are those that may wait: functions of the host, and the look-up between steps.
// Run it after scripts/quickjs-wasm.mjs, with the path of Binaryen's wasm-opt: node scripts/quickjs-suspendable.mjs node_modules/binaryen/bin/wasm-opt
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withLocalsInMemory } from './quickjs-frames.mjs';

const [optimiser] = process.argv.slice(2);
if (!optimiser) throw new Error('which wasm-opt?');
const folder = mkdtempSync(path.join(os.tmpdir(), 'quickjs-'));
const [from, to] = [path.join(folder, 'in.wasm'), path.join(folder, 'out.wasm')];
const text = /return '([^']+)'/.exec(readFileSync('engine/programs/node/quickjs/wasm-text.ts', 'utf8'))[1];
writeFileSync(from, Buffer.from(text, 'base64'));
// Where something may wait: the functions that were seen below a call of the host from functions, methods, constructors, callbacks of arrays, generators, promises and
// eval. Elsewhere (getters, toJSON, valueOf) nothing can wait: made for all functions, the interpreter's own would take forty kilobytes of stack for each call.
const functions =
  '1120,108,202,42,669,973,710,537,1133,1123,1021,405,1230,1017,9,1136,1034,1033,644,1018,1031,1024,198,645,1014,517,1216,406,1005,1296,996,302,1303,397,38,660,488,1089,1184,989,858,1257,895';
execFileSync(process.execPath, [
  optimiser,
  from,
  // Not `-all`: newer ones write what Node 20 does not read.
  ...['bulk-memory', 'bulk-memory-opt', 'sign-ext', 'mutable-globals', 'nontrapping-float-to-int', 'multivalue', 'reference-types'].map(
    name => `--enable-${name}`,
  ),
  '--asyncify',
  `--pass-arg=asyncify-onlylist@${functions}`,
  '--pass-arg=asyncify-imports@a.s,a.i',
  '--pass-arg=asyncify-asserts',
  '-Os',
  '-o',
  to,
]);
writeFileSync(
  'engine/programs/node/quickjs/wasm-suspendable-text.ts',
  `/** QuickJS as WebAssembly that can be put aside, base64 (scripts/quickjs-suspendable.mjs). In a function, so that nothing of it is read before it is used. */
export function suspendableWasmText(): string {
  return '${Buffer.from(withLocalsInMemory(readFileSync(to))).toString('base64')}';
}
`,
);
rmSync(folder, { recursive: true });
