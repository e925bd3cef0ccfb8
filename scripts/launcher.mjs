#!/usr/bin/env node
// The first file of the bundled program. The program itself lies in scripts that are compiled ahead of time: reading V8's code cache takes a
// fifth of the time that compiling takes, and the first prompt is there before one notices. Without a cache that fits (another version of
// Node.js) they are compiled as usual.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';

const folder = import.meta.dirname;
const requireOutside = createRequire(import.meta.url);
const loaded = new Map();

const [first, ...rest] = process.argv.slice(2);
if ((first === '--version' || first === '-V') && rest.length === 0) process.stdout.write(`${DRYDOCK_VERSION}\n`);
else await launch();

async function launch() {
  process.exitCode = await load('program').runProgram(process.argv.slice(2));
  // scripts/bundle.mjs asks for this once, after a lesson has been played, so that what a start needs is in the caches.
  if (process.env.DRYDOCK_WRITE_CODE_CACHE)
    for (const [name, { script }] of loaded) writeFileSync(cacheOf(name), script.createCachedData());
}

/** What one of the program's scripts exports. */
function load(name) {
  const known = loaded.get(name);
  if (known) return known.module.exports;
  const filename = path.join(folder, `${name}.cjs`);
  // esbuild writes ASCII only, so the file can be taken byte by letter.
  const source = readFileSync(filename, 'latin1');
  const script = new Script(`(function (require, module, exports, programUrl) {${source}\n})`, { filename, cachedData: readCache(name) });
  const module = { exports: {} };
  loaded.set(name, { script, module });
  script.runInThisContext()(requireInside, module, module.exports, import.meta.url);
  return module.exports;
}

/** The scripts of the program ask for each other and for modules of Node.js. */
function requireInside(name) {
  return name.startsWith('./aside-') ? load(name.slice(2, -'.cjs'.length)) : requireOutside(name);
}

function cacheOf(name) {
  return path.join(folder, `${name}.cache`);
}

function readCache(name) {
  try {
    return readFileSync(cacheOf(name));
  } catch {
    return undefined;
  }
}
