/** What a process runs first. */
export const main = String.raw`
const Module = require('module');
const path = require('path');
const stacks = require('internal/stacks');
const { compile } = require('internal/compile');

function preload() {
  for (const request of startup.preload) {
    const owner = new Module('internal/preload', null);
    owner.filename = process.cwd() + '/internal_preload';
    owner.require(request);
  }
}

function runFile(file) {
  const full = path.resolve(file);
  const found = Module._find(full, '/');
  process.argv[1] = found || full;
  if (found && Module._isModule(found)) { require('internal/esm').runMain(found); return; }
  if (startup.check && found) { compile('(function (exports, require, module, __filename, __dirname) {' + host.decode(host.readFile(found)).replace(/^#!.*/, '') + '\n})', found); return; }
  Module._load(full, null, true);
}

function runText(source, name, print) {
  const owner = new Module(name, undefined);
  owner.filename = path.join(process.cwd(), name);
  owner.paths = Module._nodeModulePaths(process.cwd());
  const define = (key, value) => Object.defineProperty(globalThis, key, { value, writable: true, configurable: true, enumerable: false });
  define('module', owner);
  define('exports', owner.exports);
  define('require', Module._makeRequire(owner));
  define('__filename', name);
  define('__dirname', '.');
  for (const builtin of Module.builtinModules.filter(item => !item.includes('/') && host.source(item) !== undefined && !(item in globalThis))) {
    Object.defineProperty(globalThis, builtin, {
      configurable: true, enumerable: false, get: () => Module._builtin(builtin),
      set(value) { Object.defineProperty(globalThis, builtin, { value, writable: true, configurable: true, enumerable: true }); },
    });
  }
  stacks.addSource(name, source, 0);
  const result = compile(source, name);
  if (print) console.log(result);
}

function runStdin() {
  const chunks = [];
  process.stdin.on('data', chunk => chunks.push(chunk));
  process.stdin.on('end', () => {
    const source = Buffer.concat(chunks).toString();
    runText(source, '[stdin]', false);
  });
}

exports.run = main => {
  preload();
  if (main.kind === 'file') runFile(main.path);
  else if (main.kind === 'stdin') runStdin();
  else if (main.kind === 'repl') require('repl').start({ isMain: true });
  else if (main.module) require('internal/esm').runText(main.source, path.join(process.cwd(), '[eval1]'));
  else runText(main.source, '[eval]', main.print);
};
`;
