#!/usr/bin/env node
// The first file of the bundled program. The program itself is one script that is compiled ahead of time: reading V8's code cache takes a
// fifth of the time that compiling takes, and the first prompt is there before one notices. Without a cache that fits (another version of
// Node.js) it is compiled as usual.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';

const [first, ...rest] = process.argv.slice(2);
if ((first === '--version' || first === '-V') && rest.length === 0) process.stdout.write(`${DRYDOCK_VERSION}\n`);
else await launch();

async function launch() {
  // esbuild writes ASCII only, so the file can be taken byte by letter.
  const filename = path.join(import.meta.dirname, 'program.cjs');
  const source = readFileSync(filename, 'latin1');
  const script = new Script(`(function (require, module, exports, programUrl) {${source}\n})`, {
    filename,
    cachedData: readCache(),
  });
  const module = { exports: {} };
  script.runInThisContext()(createRequire(filename), module, module.exports, import.meta.url);
  process.exitCode = await module.exports.runProgram(process.argv.slice(2));
  // scripts/bundle.mjs asks for this once, after a lesson has been played, so that what a start needs is in the cache.
  const wanted = process.env.DRYDOCK_WRITE_CODE_CACHE;
  if (wanted) writeFileSync(wanted, script.createCachedData());
}

function readCache() {
  try {
    return readFileSync(path.join(import.meta.dirname, 'program.cache'));
  } catch {
    return undefined;
  }
}
