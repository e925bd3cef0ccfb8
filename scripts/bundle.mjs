// Bundles the command line program into dist/: a small launcher, the program as one script with V8's code cache beside it, and the
// worker of `drydock grade`.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

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

/** What no lesson needs to begin, in scripts of its own: the functions that such a file exports. It is loaded when one of them is called. */
const aside = {
  'build/engine/programs/node/quickjs/wasm-text.js': ['wasmText'],
  'build/engine/programs/node/library.js': ['sourceOf'],
  // The names of all characters of HTML, for the few lessons that write one.
  'node_modules/entities/dist/index.js': ['decodeHTMLStrict'],
};

const servers = 'build/engine/programs/servers';
const programs = 'build/engine/programs';

/**
 * What few lessons use, in modules that begin when they are used: what such a file exports are `functions`, `makers` of functions, and
 * `classes` of which only static members are wanted. It stays in the one script, for it shares modules with the rest.
 */
const later = {
  'build/engine/docker/canonical-words.js': { functions: ['canonicalWords'] },
  'build/engine/docker/completions.js': { functions: ['completeDocker'] },
  'build/engine/docker/main.js': { functions: ['docker'] },
  'build/engine/host/registry/program.js': { makers: ['registryProgram'] },
  [`${programs}/index.js`]: { functions: ['findProgram'] },
  [`${programs}/npm/registry.js`]: { functions: ['answerRegistry'] },
  [`${servers}/elasticsearch.js`]: { functions: ['java'] },
  [`${servers}/grafana.js`]: { functions: ['grafana'] },
  [`${servers}/httpd/httpd.js`]: { functions: ['httpd'] },
  [`${servers}/mongod.js`]: { functions: ['mongod'] },
  [`${servers}/mysql/admin.js`]: { makers: ['mysqladmin', 'mysqldump'] },
  [`${servers}/mysql/client.js`]: { makers: ['mysqlClient'] },
  [`${servers}/mysql/mysqld.js`]: { makers: ['mysqld'] },
  [`${servers}/nginx/nginx.js`]: { functions: ['nginx'] },
  [`${servers}/redis/cli.js`]: { functions: ['redisCli'] },
  [`${servers}/redis/server.js`]: { functions: ['redisServer'] },
  [`${programs}/archive/deflate.js`]: { functions: ['deflate'] },
  [`${programs}/awk/parse.js`]: { functions: ['parseAwk'] },
  [`${programs}/diff/lines.js`]: { functions: ['editScript'] },
  [`${programs}/editors/nano/nano.js`]: { functions: ['nano'] },
  [`${programs}/editors/vi/vi.js`]: { functions: ['vi'] },
  [`${programs}/net/curl/curl.js`]: { makers: ['curl'] },
  [`${programs}/net/dig.js`]: { functions: ['dig'] },
  [`${programs}/node/node.js`]: { makers: ['node'] },
  [`${programs}/npm/npm.js`]: { functions: ['npm', 'npx'] },
  [`${programs}/npm/yarn.js`]: { functions: ['yarn'] },
  [`${programs}/packages/dpkg/dpkg.js`]: { functions: ['dpkg', 'dpkgQuery'] },
  [`${programs}/packages/yum/yum.js`]: { functions: ['yum'] },
  [`${programs}/python/python.js`]: { functions: ['python'] },
  'node_modules/re2js/build/index.js': { classes: ['RE2JS', 'RE2JSException'] },
};

/** Puts in the place of a module one that loads its script when something of it is used. */
const loadAside = {
  name: 'aside',
  setup(bundle) {
    bundle.onLoad({ filter: endingIn(aside) }, ({ path: file }) => {
      const name = knownAs(aside, file);
      return { contents: aside[name].map(key => calling(key, `require('./${asideName(name)}')`)).join('\n'), loader: 'js' };
    });
    bundle.onResolve({ filter: /^\.\/aside-/ }, ({ path: file }) => ({ path: file, external: true }));
  },
};

/** Puts in the place of a module one that begins it when something of it is used. */
const beginLater = {
  name: 'later',
  setup(bundle) {
    bundle.onResolve({ filter: /\?later$/ }, ({ path: file, resolveDir }) => ({
      path: path.join(resolveDir, file.replace(/\?later$/, '')),
      suffix: '?later',
    }));
    bundle.onLoad({ filter: endingIn(later) }, ({ path: file, suffix }) => {
      if (suffix === '?later') return undefined;
      const { functions = [], makers = [], classes = [] } = later[knownAs(later, file)];
      const module = `require('./${path.basename(file)}?later')`;
      const contents = [
        ...functions.map(key => calling(key, module)),
        ...makers.map(
          key => `export const ${key} = (...of) => { let made; return (...args) => (made ??= ${module}.${key}(...of))(...args); };`,
        ),
        ...classes.map(key => `export const ${key} = new Proxy(function () {}, { get: (_, name) => ${module}.${key}[name] });`),
      ];
      return { contents: contents.join('\n'), loader: 'js', resolveDir: path.dirname(file) };
    });
  },
};

function calling(key, module) {
  return `export const ${key} = (...args) => ${module}.${key}(...args);`;
}

/** What matches the files of a table, wherever they lie. */
function endingIn(table) {
  return new RegExp(
    `/(?:${Object.keys(table)
      .map(file => file.replaceAll(/[./]/g, '\\$&'))
      .join('|')})$`,
  );
}

function knownAs(table, file) {
  return Object.keys(table).find(known => file.endsWith(`/${known}`));
}

function asideName(file) {
  return `aside-${path.basename(file, '.js')}.cjs`;
}

rmSync('dist', { recursive: true, force: true });
await build({
  ...common,
  entryPoints: { drydock: 'scripts/launcher.mjs' },
  outdir: 'dist',
  format: 'esm',
  define: { DRYDOCK_VERSION: JSON.stringify(version) },
});
await build({
  ...common,
  entryPoints: { program: 'build/cli/program.js' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  plugins: [loadAside, beginLater],
  charset: 'ascii',
  // The script is run by the launcher, which knows where it lies; import() would need a loader of its own.
  define: { 'import.meta.url': 'programUrl' },
  supported: { 'dynamic-import': false },
});
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
