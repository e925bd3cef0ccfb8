// Bundles the command line program into dist/: a small launcher, the program as scripts with V8's code cache beside them, and the
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

/** The scripts of the program are run by the launcher, which knows where they lie; import() would need a loader of its own. */
const scriptOptions = {
  ...common,
  format: 'cjs',
  charset: 'ascii',
  define: { 'import.meta.url': 'programUrl' },
  supported: { 'dynamic-import': false },
};

const scripts = [...Object.keys(aside), ...filesOf(apart)].map(asideName);
if (new Set(scripts).size < scripts.length) throw new Error(`two of these scripts have one name: ${scripts.join(', ')}`);

rmSync('dist', { recursive: true, force: true });
await build({
  ...common,
  entryPoints: { drydock: 'scripts/launcher.mjs' },
  outdir: 'dist',
  format: 'esm',
  define: { DRYDOCK_VERSION: JSON.stringify(version) },
});
await buildScript('build/cli/program.js', { outfile: 'dist/program.cjs', inside: apart });
for (const file of Object.keys(aside)) {
  const outfile = path.join('dist', asideName(file));
  await build({ ...common, entryPoints: [file], outfile, format: 'cjs' });
  escapeRegularExpressions(outfile);
}
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
writeCodeCaches();

function filesOf(table) {
  return Object.entries(table).flatMap(([file, { inside = {} }]) => [file, ...filesOf(inside)]);
}

/**
 * Writes the script that begins with the module `file`, and those inside of it. `around` names the modules that the scripts around it have.
 * Gives those of them that it uses, or one inside of it: a script keeps apart only what it knows that others will ask for.
 */
async function buildScript(file, { inside, around, ...options }) {
  const plugins = shared => [loadAside(aside), loadApart(inside, shared), beginLater(later)];
  const outer = new Set();
  const share = around ? [takeShared(around, outer)] : [];
  const script = { ...scriptOptions, ...options, entryPoints: [file] };
  const { metafile } = await build({ ...script, plugins: [...plugins([]), ...share], metafile: true, write: false });
  const own = new Set(Object.keys(metafile.inputs));
  const shared = new Set();
  for (const [name, { inside: deeper = {} }] of Object.entries(inside)) {
    const names = await buildScript(name, { ...insideOptions(name), inside: deeper, around: new Set([...(around ?? []), ...own]) });
    for (const module of names) (own.has(module) ? shared : outer).add(module);
  }
  await build({ ...script, plugins: [...plugins([...shared]), ...share] });
  escapeRegularExpressions(options.outfile);
  return outer;
}

/** A script inside of another is a function of what gives it the modules around it. */
function insideOptions(file) {
  return {
    outfile: path.join('dist', asideName(file)),
    banner: { js: 'module.exports = require => { const module = { exports: {} };' },
    footer: { js: 'return module.exports; };' },
  };
}

/** The launcher reads scripts byte by byte; esbuild leaves letters beyond ASCII as they are in regular expressions, of all places. */
function escapeRegularExpressions(file) {
  const escaped = readFileSync(file, 'utf8').replace(/[^\0-\x7F]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  writeFileSync(file, escaped);
}

/** Plays the beginning of a lesson, so that the caches hold what every start and the first commands need. */
function writeCodeCaches() {
  const home = mkdtempSync(path.join(os.tmpdir(), 'drydock-build-'));
  const env = { ...process.env, DRYDOCK_WRITE_CODE_CACHE: 'yes' };
  try {
    execFileSync(process.execPath, ['dist/drydock.js', 'start', 'check-install', '--home', home], {
      env,
      input: 'docker version\nls\ncheck\nquit\n',
      stdio: ['pipe', 'ignore', 'inherit'],
    });
  } catch (error) {
    // The lesson is not complete, so the exit code is 1.
    if (error.status !== 1) throw error;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
