/** repl: node's prompt. */
export const repl = String.raw`
const { inspect } = require('util');
const fs = require('fs');
const stacks = require('internal/stacks');
const statement = require('internal/repl-statement');
const { complete } = require('internal/repl-complete');

/** What require() and the modules of node are called at the prompt. */
function prepareGlobals() {
  const Module = require('module');
  const owner = new Module('<repl>');
  owner.filename = process.cwd() + '/<repl>';
  owner.paths = Module._nodeModulePaths(process.cwd());
  globalThis.require = Module._makeRequire(owner);
  globalThis.module = owner;
  globalThis.exports = owner.exports;
  for (const name of Module.builtinModules.filter(item => !item.includes('/') && host.source(item) !== undefined && !(item in globalThis))) {
    Object.defineProperty(globalThis, name, { configurable: true, get: () => Module._builtin(name), set(value) { Object.defineProperty(globalThis, name, { value, writable: true, configurable: true }); } });
  }
}
const print = text => host.write(1, text);

/** '_' and '_error', until the learner uses the name for something else. */
function keepLast(name) {
  let last;
  let isOwn = true;
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get: () => last,
    set(value) {
      isOwn = false;
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true });
      print('Expression assignment to ' + name + ' now disabled.\n');
    },
  });
  return value => { if (isOwn) last = value; };
}

function describe(error, text) {
  if (!(error instanceof Error)) return 'Uncaught ' + inspect(error);
  if (error.name === 'InternalError' && error.message === 'interrupted') return 'Uncaught:\nError [ERR_SCRIPT_EXECUTION_INTERRUPTED]: Script execution was interrupted by \u0060SIGINT\u0060';
  if (error instanceof SyntaxError && error.isTyped) return arrowOf(error, text) + 'Uncaught SyntaxError: ' + error.message;
  stacks.setArrow(error, '');
  stacks.complete(error);
  const [first, ...frames] = String(error.stack).split('\n');
  const own = Object.keys(error).length > 0 ? inspect(error).slice(String(error.stack).length) : '';
  // The frames of the prompt itself are no news.
  const kept = error instanceof SyntaxError || /^(?:Type|Reference|Range)Error/.test(first) && !frames.some(line => line.includes('(')) ? [] : frames.filter(line => !/node:|REPL\b(?!\d)/.test(line));
  return 'Uncaught ' + [first, ...kept].join('\n') + own;
}
/** The line with the word under which node puts its arrow. */
function arrowOf(error, text) {
  const word = /^Unexpected identifier '(.*)'$/.exec(error.message);
  const string = /^Invalid or unexpected token$/.test(error.message) && /^([^'"\u0060]*)(['"].*)$/m.exec(text);
  if (string) return string[0] + '\n' + ' '.repeat(string[1].length) + '^'.repeat(string[2].length) + '\n\n';
  if (!word) return '';
  const line = text.split('\n').find(each => new RegExp('\\b' + word[1] + '\\b').test(each)) || text;
  return line + '\n' + ' '.repeat(Math.max(0, line.lastIndexOf(word[1]))) + '^'.repeat(word[1].length) + '\n\n';
}

exports.start = options => {
  prepareGlobals();
  const keepValue = keepLast('_');
  const keepError = keepLast('_error');
  const done = [];
  let source = '';
  let isEditing = false;
  /** Nothing more will come: the text is all there is. */
  let isWhole = false;
  let interrupts = 0;
  let ask;
  const prompt = () => ask(isEditing ? '' : source === '' ? '> ' : '... ');
  if (options.isMain) print('Welcome to Node.js v' + startup.release.version + '.\nType ".help" for more information.\n');
  const show = error => { keepError(error); print(describe(error, source) + '\n'); };
  const showValue = value => { keepValue(value); print(inspect(value, { colors: host.isTerminal(1) && process.env.NO_COLOR === undefined, showProxy: true }) + '\n'); };
  const finish = () => { source = ''; prompt(); };

  const compile = (text, code) => {
    stacks.addSource('REPL', code, 0);
    try { return host.compile(code, 'REPL'); } catch (error) {
      if (error instanceof SyntaxError && !/JSON/.test(error.message)) { error.isTyped = true; require('internal/compile').describe(error, 'REPL'); }
      throw error;
    }
  };
  const runWaiting = text => {
    const { code, fallback, names } = statement.waiting(text);
    for (const { name } of names) if (statement.isDeclared(name)) throw new SyntaxError("Identifier '" + name + "' has already been declared");
    for (const { name } of names) Object.defineProperty(globalThis, name, { value: undefined, writable: true, configurable: true, enumerable: true });
    let result;
    try { result = compile(text, code); } catch (error) { if (!fallback || !error.isTyped) throw error; result = compile(text, fallback); }
    result.then(value => { for (const { name, kind } of names) statement.seal(name, kind); showValue(value); }, show).then(finish);
  };
  const run = text => {
    // What begins with a brace may be an object.
    const isObject = /^\s*\{[^]*\}\s*$/.test(text);
    if (isObject) { try { showValue(compile(text, '(' + text.trim() + '\n)')); return; } catch (error) { if (!error.isTyped) throw error; } }
    const { value, keep } = statement.run(text, code => compile(text, code));
    keep();
    showValue(value);
  };
  /** Runs the text, or asks for more of it. */
  const take = text => {
    source = text;
    if (source.trim() === '') { finish(); return; }
    done.push(text);
    try { run(source); } catch (error) {
      const isTyped = error instanceof SyntaxError && error.isTyped;
      if (isTyped && !isWhole && statement.isUnfinished(source, error)) { done.pop(); source += '\n'; prompt(); return; }
      if (isTyped && /\bawait\b/.test(source) && /await/.test(error.message) || isTyped && /^\s*(?:(?:const|let|var)\s[^]*=\s*)?await\b/.test(source)) {
        try { runWaiting(source); return; } catch (failure) { show(failure); finish(); return; }
      }
      show(error);
    }
    finish();
  };
  const commands = {
    break() { source = ''; },
    clear() { source = ''; },
    editor() { isEditing = true; source = ''; print('// Entering editor mode (Ctrl+D to finish, Ctrl+C to cancel)\n'); },
    exit() { process.exit(); },
    help() { print('.break    Give up the expression that is being typed\n.clear    The same as .break\n.editor   Type several lines before they run\n.exit     Leave the prompt\n.help     Print this list\n.load     Run the lines of a file\n.save     Write what was typed into a file\n\nPress Ctrl+C to abort current expression, Ctrl+D to exit the REPL\n'); },
    load(file) {
      let text;
      try { text = fs.readFileSync(file, 'utf8'); } catch { print('Failed to load: ' + file + '\n'); return; }
      print(text.replace(/\n?$/, '\n'));
      take(text);
      return true;
    },
    save(file) { try { fs.writeFileSync(file, done.join('\n').replace(/\n?$/, '\n')); print('Session saved to: ' + file + '\n'); } catch { print('Failed to save: ' + file + '\n'); } },
  };
  const line = text => {
    interrupts = 0;
    if (isEditing) { source += text + '\n'; prompt(); return; }
    const command = /^\s*\.([a-zA-Z]+)\s*(.*?)\s*$/.exec(text);
    if (command && (source === '' || Object.hasOwn(commands, command[1]))) {
      if (!Object.hasOwn(commands, command[1])) print('Invalid REPL keyword\n');
      else if (commands[command[1]](command[2]) === true) return;
      prompt();
      return;
    }
    take(source + text);
  };
  const interrupted = typed => {
    const isIdle = source === '' && typed === '' && !isEditing;
    if (isIdle && ++interrupts > 1) { print('\n'); process.exit(); }
    print(isIdle ? '\n(To exit, press Ctrl+C again or Ctrl+D or type .exit)\n' : '\n');
    isEditing = false;
    source = '';
    prompt();
  };
  const end = () => {
    if (isEditing) { isEditing = false; isWhole = true; print('\n'); take(source); isWhole = false; return; }
    if (host.isTerminal(0)) print('\n');
    process.exit();
  };
  ask = require('internal/repl-input').open({ line, interrupted, end }, text => complete(text, Object.keys(commands).map(name => '.' + name)));
  process.on('uncaughtException', error => { show(error); prompt(); });
  prompt();
};
`;
