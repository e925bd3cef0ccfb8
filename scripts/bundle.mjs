// Bundles the command line program into dist/: a small launcher, the program as one script with V8's code cache beside it, and the
// worker of `drydock grade`.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { asideName, beginLater, loadApart, loadAside, takeShared } from './bundle/plugins.mjs';
import { apart, aside, later } from './bundle/tables.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  minifyIdentifiers: true,
  legalComments: 'linked',
  logLevel: 'warning',
};

const scripts = [...Object.keys(aside), ...Object.keys(apart)].map(asideName);
if (new Set(scripts).size < scripts.length) throw new Error(`two of these scripts have one name: ${scripts.join(', ')}`);

rmSync('dist', { recursive: true, force: true });
await build({
  ...common,
  entryPoints: { drydock: 'scripts/launcher.mjs' },
  outdir: 'dist',
  format: 'esm',
  define: { DRYDOCK_VERSION: JSON.stringify(version) },
});
const program = {
  ...common,
  entryPoints: { program: 'build/cli/program.js' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  charset: 'ascii',
  // The script is run by the launcher, which knows where it lies; import() would need a loader of its own.
  define: { 'import.meta.url': 'programUrl' },
  supported: { 'dynamic-import': false },
};
const shared = await buildApart();
await build({ ...program, plugins: [loadAside(aside), loadApart(apart, shared), beginLater(later)] });
for (const file of Object.keys(aside)) {
  await build({ ...common, entryPoints: [file], outfile: path.join('dist', asideName(file)), format: 'cjs' });
}
escapeRegularExpressions('dist/program.cjs');
if (existsSync('build/cli/worker.js')) {
  await build({
    ...common,
    entryPoints: { worker: 'build/cli/worker.js' },
    outdir: 'dist',
    splitting: true,
    format: 'esm',
    chunkNames: 'chunks/[name]-[hash]',
    // Packages in CommonJS ask for require().
    banner: { js: "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);" },
  });
}
cpSync('lessons', 'dist/lessons', { recursive: true });
chmodSync('dist/drydock.js', 0o755);
writeCodeCache();

/** Writes the scripts of the large programs. Returns which modules of the main script they use: without them it would not keep these apart. */
async function buildApart() {
  const plugins = [loadAside(aside), loadApart(apart), beginLater(later)];
  const main = await build({ ...program, plugins, metafile: true, write: false });
  const inMain = new Set(Object.keys(main.metafile.inputs));
  const wanted = new Set();
  for (const file of Object.keys(apart)) {
    await build({
      ...common,
      entryPoints: [file],
      outfile: path.join('dist', asideName(file)),
      format: 'cjs',
      plugins: [loadAside(aside), takeShared(inMain, wanted)],
      banner: { js: 'module.exports = require => { const module = { exports: {} };' },
      footer: { js: 'return module.exports; };' },
    });
  }
  return [...wanted];
}

/** The launcher reads the script byte by byte; esbuild leaves letters beyond ASCII as they are in regular expressions, of all places. */
function escapeRegularExpressions(file) {
  const escaped = readFileSync(file, 'utf8').replace(/[^\0-\x7F]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  writeFileSync(file, escaped);
}

/** Plays the beginning of a lesson, so that the cache holds what every start needs. */
function writeCodeCache() {
  const home = mkdtempSync(path.join(os.tmpdir(), 'drydock-build-'));
  const env = { ...process.env, DRYDOCK_WRITE_CODE_CACHE: path.resolve('dist/program.cache') };
  try {
    execFileSync(process.execPath, ['dist/drydock.js', 'start', 'check-install', '--home', home], {
      env,
      input: 'docker version\ncheck\nquit\n',
      stdio: ['pipe', 'ignore', 'inherit'],
    });
  } catch (error) {
    // The lesson is not complete, so the exit code is 1.
    if (error.status !== 1) throw error;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
