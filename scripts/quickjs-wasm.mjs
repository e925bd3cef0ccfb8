// Writes engine/programs/node/quickjs/wasm-text.ts: the WebAssembly of QuickJS out of the package that embeds it, as base64 text, so that the
// engine can make an instance at once, with hooks for engine/programs/node/quickjs/hooks.ts. Run it after an update of the package, and look again
// where JSRuntime keeps its rejection tracker (hooks.ts): node scripts/quickjs-wasm.mjs
import { writeFileSync } from 'node:fs';
import variant from '@jitl/quickjs-singlefile-mjs-release-sync';
import { withHooks } from './quickjs-hooks.mjs';

let wasm;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = (source, imports) => {
  if (source instanceof Uint8Array) wasm = source;
  return instantiate(source, imports);
};
const load = await variant.importModuleLoader();
await load();
if (!wasm) throw new Error('the package no longer hands its WebAssembly to WebAssembly.instantiate');

writeFileSync(
  'engine/programs/node/quickjs/wasm-text.ts',
  `/** QuickJS as WebAssembly, base64 (scripts/quickjs-wasm.mjs). In a function, so that nothing of it is read before it is used. */
export function wasmText(): string {
  return '${Buffer.from(withHooks(wasm)).toString('base64')}';
}
`,
);
