/** repl: node's prompt, a line at a time. */
export const repl = String.raw`
const { inspect } = require('util');
const stacks = require('internal/stacks');

exports.start = options => {
  const Module = require('module');
  const owner = new Module('<repl>');
  owner.filename = process.cwd() + '/<repl>';
  owner.paths = Module._nodeModulePaths(process.cwd());
  globalThis.require = Module._makeRequire(owner);
  globalThis.module = owner;
  for (const name of Module.builtinModules.filter(item => !item.includes('/') && host.source(item) !== undefined && !(item in globalThis))) {
    Object.defineProperty(globalThis, name, { configurable: true, get: () => Module._builtin(name), set(value) { Object.defineProperty(globalThis, name, { value, writable: true, configurable: true }); } });
  }
  const prompt = text => host.write(1, text);
  let source = '';
  let interrupts = 0;
  if (options.isMain) prompt('Welcome to Node.js v' + startup.release.version + '.\nType ".help" for more information.\n');
  const show = error => {
    if (error instanceof Error) { stacks.setArrow(error, ''); stacks.complete(error); }
    host.write(1, 'Uncaught ' + (error instanceof Error ? (error instanceof SyntaxError ? 'SyntaxError: ' + error.message : String(error.stack).split('\n')[0] + framesOf(error)) : inspect(error)) + '\n');
  };
  const framesOf = error => String(error.stack).split('\n').slice(1).filter(line => line.includes('(') && !line.includes('REPL')).map(line => '\n' + line).join('');
  const commands = {
    '.exit': () => process.exit(),
    '.clear': () => { source = ''; },
    '.break': () => { source = ''; },
    '.help': () => host.write(1, '.break    Leave an expression that goes on over several lines\n.clear    The same\n.exit     Leave node\n.help     Print this list\n'),
  };
  const run = text => {
    stacks.addSource('REPL', text, 0);
    // What begins with a brace may be an object.
    const code = /^\s*\{[^]*\}\s*$/.test(text) ? '(' + text.trim() + '\n)' : text;
    let value;
    // QuickJS keeps let and const of one script from the next: at the prompt they are as good as var.
    try { value = host.compile(code.replace(/^(\s*)(?:let|const)\b/gm, '$1var'), 'REPL'); } catch (error) {
      if (error instanceof SyntaxError && code !== text) { value = host.compile(text, 'REPL'); } else throw error;
    }
    globalThis._ = value;
    host.write(1, inspect(value, { colors: host.isTerminal(1) && process.env.NO_COLOR === undefined }) + '\n');
  };
  const line = text => {
    interrupts = 0;
    if (source === '' && commands[text.trim()]) { commands[text.trim()](); prompt('> '); return; }
    source += text;
    if (source.trim() === '') { source = ''; prompt('> '); return; }
    try { run(source); } catch (error) {
      if (error instanceof SyntaxError && isUnfinished(source)) { source += '\n'; prompt('... '); return; }
      if (error instanceof SyntaxError) require('internal/compile').describe(error, 'REPL');
      show(error);
    }
    source = '';
    prompt('> ');
  };
  const reader = require('readline').createInterface({ input: process.stdin });
  reader.on('line', line);
  reader.on('close', () => { prompt('\n'); process.exit(); });
  process.on('SIGINT', () => {
    if (source === '' && ++interrupts > 1) process.exit();
    prompt(source === '' ? '\n(To exit, press Ctrl+C again or Ctrl+D or type .exit)\n> ' : '\n> ');
    source = '';
  });
  process.on('uncaughtException', error => { show(error); prompt('> '); });
  prompt('> ');
};

/** Whether more brackets are open than closed. */
function isUnfinished(text) {
  const plain = text.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\/\/.*|\/\*[^]*?\*\//g, '');
  let depth = 0;
  for (const letter of plain) depth += '([{'.includes(letter) ? 1 : ')]}'.includes(letter) ? -1 : 0;
  return depth > 0 || (plain.split('\u0060').length - 1) % 2 === 1;
}
`;
