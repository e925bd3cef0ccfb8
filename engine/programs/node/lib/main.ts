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

/** Since node 22 a script with the words of ES modules is one, whatever its name. */
function isUnmarkedModule(file) {
  if (startup.release.style < 22 || !file.endsWith('.js')) return false;
  const owner = Module._packageOf(file);
  if (owner && owner.data.type !== undefined) return false;
  if (!/^\s*(?:import\s*[\w$\x7b*'"]|export\s+[\w$\x7b*])/m.test(host.decode(host.readFile(file)))) return false;
  if (owner) process.emitWarning('Module type of file://' + file + ' is not specified and it doesn\'t parse as CommonJS.\nReparsing as ES module because module syntax was detected. This incurs a performance overhead.\nTo eliminate this warning, add "type": "module" to ' + owner.folder + '/package.json.', { type: 'Warning', code: 'MODULE_TYPELESS_PACKAGE_JSON' });
  return true;
}

function runFile(file) {
  const full = path.resolve(file);
  const found = Module._find(full, '/');
  process.argv[1] = found || full;
  if (found && (Module._isModule(found) || isUnmarkedModule(found))) { require('internal/esm').runMain(found); return; }
  if (startup.check && found) {
    const head = '(function (exports, require, module, __filename, __dirname) {';
    const source = host.decode(host.readFile(found)).replace(/^#!.*/, '');
    stacks.addSource(found, source, head.length);
    compile(head + source + '\n})', found);
    return;
  }
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
  if (main.kind === 'library') require(main.name);
  else if (main.kind === 'file') runFile(main.path);
  else if (main.kind === 'stdin') runStdin();
  else if (main.kind === 'test') require('internal/test-command').start(process.argv.slice(1));
  else if (main.kind === 'watch') require('internal/watch').start();
  else if (main.kind === 'repl') require('repl').start({ isMain: true });
  else if (main.module) require('internal/esm').runText(main.source, path.join(process.cwd(), '[eval1]'));
  else runText(main.source, '[eval]', main.print);
};
`;
