// How esbuild puts what a start does not need out of its way: a stub stands in the place of such a module (see tables.mjs).
import path from 'node:path';

/** Puts in the place of a module one that loads its script when something of it is used. */
export function loadAside(table) {
  return {
    name: 'aside',
    setup(bundle) {
      bundle.onLoad({ filter: endingIn(table) }, ({ path: file }) => {
        const name = knownAs(table, file);
        return { contents: table[name].map(key => calling(key, `require('./${asideName(name)}')`)).join('\n'), loader: 'js' };
      });
      keepScriptsOutside(bundle);
    },
  };
}

/** Puts in the place of a module one that begins it when something of it is used. */
export function beginLater(table) {
  return {
    name: 'later',
    setup(bundle) {
      bundle.onResolve({ filter: /\?later$/ }, ({ path: file, resolveDir }) => ({
        path: path.join(resolveDir, file.replace(/\?later$/, '')),
        suffix: '?later',
      }));
      bundle.onLoad({ filter: endingIn(table) }, ({ path: file, suffix }) => {
        if (suffix === '?later') return undefined;
        const contents = stub(table[knownAs(table, file)], `require('./${path.basename(file)}?later')`);
        return { contents, loader: 'js', resolveDir: path.dirname(file) };
      });
    },
  };
}

/**
 * Puts in the place of a module one that loads its script when something of it is used, and hands it the modules that both use.
 * `shared` names those of the script at hand, as paths from the project's folder; others come from the script around it, and the
 * outermost has those of Node.js and the other scripts.
 */
export function loadApart(table, shared = []) {
  return {
    name: 'apart',
    setup(bundle) {
      bundle.onLoad({ filter: endingIn(table) }, ({ path: file }) => {
        const name = knownAs(table, file);
        const script = `(loaded ??= require('./${asideName(name)}')(shared))`;
        const contents = `import { shared } from 'shared-modules';\nlet loaded;\n${stub(table[name], script)}`;
        return { contents, loader: 'js', resolveDir: path.dirname(file) };
      });
      bundle.onResolve({ filter: /^shared-modules$/ }, () => ({ path: 'shared-modules', namespace: 'shared' }));
      bundle.onLoad({ filter: /.*/, namespace: 'shared' }, () => {
        const rows = shared.map(name => `case ${JSON.stringify(name)}: return require(${JSON.stringify(path.resolve(name))});`);
        const contents = `export const shared = name => { switch (name) { ${rows.join('\n')} } return require(name); };`;
        return { contents, loader: 'js', resolveDir: process.cwd() };
      });
      keepScriptsOutside(bundle);
    },
  };
}

/** Leaves to the scripts around this one what they have anyway: the paths in `around`. Those that are wanted of them are added to `wanted`. */
export function takeShared(around, wanted) {
  return {
    name: 'shared',
    setup(bundle) {
      bundle.onResolve({ filter: /.*/ }, async ({ path: file, kind, importer, resolveDir, pluginData }) => {
        if (kind === 'entry-point' || pluginData === 'asked') return undefined;
        const found = await bundle.resolve(file, { kind, importer, resolveDir, pluginData: 'asked' });
        const name = path.relative(process.cwd(), found.path);
        if (!around.has(name)) return undefined;
        wanted.add(name);
        return { path: name, external: true };
      });
    },
  };
}

/** The name of the script of a module that is kept out of the main one: that of its file and folder. */
export function asideName(file) {
  const words = file.split('/').filter(word => word !== 'build' && word !== 'dist');
  const name = path.basename(words.pop() ?? '', '.js');
  return `aside-${[...new Set([words.pop(), name])].filter(word => word !== 'index').join('-')}.cjs`;
}

function keepScriptsOutside(bundle) {
  bundle.onResolve({ filter: /^\.\/aside-/ }, ({ path: file }) => ({ path: file, external: true }));
}

/** A module that exports what `module` (an expression) exports, and evaluates that expression only when one of them is used. */
function stub({ functions = [], makers = [], classes = [] }, module) {
  return [
    ...functions.map(key => calling(key, module)),
    ...makers.map(
      key => `export const ${key} = (...of) => { let made; return (...args) => (made ??= ${module}.${key}(...of))(...args); };`,
    ),
    ...classes.map(key => `export const ${key} = new Proxy(function () {}, { get: (_, name) => ${module}.${key}[name] });`),
  ].join('\n');
}

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
