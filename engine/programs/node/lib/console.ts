/** console */
export const consoleSource = String.raw`
const { formatWith, inspect } = require('internal/inspect');

class Console {
  constructor(stdout, stderr) {
    const options = stdout && stdout.stdout ? stdout : { stdout, stderr };
    const hidden = {
      out: options.stdout, err: options.stderr || options.stdout, indent: '', counts: new Map(), starts: new Map(), inspectOptions: options.inspectOptions || {},
    };
    Object.defineProperty(this, '_state', { value: hidden, enumerable: false });
    for (const name of methods) this[name] = this[name].bind(this);
  }
  _print(fd, args) {
    const { _state: state } = this;
    const stream = fd === 1 ? state.out : state.err;
    const isColour = stream ? stream.isTTY && process.env.NO_COLOR === undefined : host.isTerminal(fd) && process.env.NO_COLOR === undefined;
    let text = formatWith({ colors: isColour, ...state.inspectOptions }, args);
    if (state.indent !== '') text = state.indent + text.replace(/\n/g, '\n' + state.indent);
    if (stream) stream.write(text + '\n');
    else host.write(fd, text + '\n');
  }
  log(...args) { this._print(1, args); }
  info(...args) { this._print(1, args); }
  debug(...args) { this._print(1, args); }
  error(...args) { this._print(2, args); }
  warn(...args) { this._print(2, args); }
  trace(...args) {
    const error = new Error(formatWith({}, args));
    error.name = 'Trace';
    Error.captureStackTrace(error);
    this._print(2, [error.stack]);
  }
  dir(value, options) { this._print(1, [inspect(value, { customInspect: false, ...options })]); }
  dirxml(...args) { this.log(...args); }
  assert(condition, ...args) {
    if (condition) return;
    if (typeof args[0] === 'string') this.warn('Assertion failed: ' + args[0], ...args.slice(1));
    else this.warn('Assertion failed', ...args);
  }
  count(label = 'default') {
    const { counts } = this._state;
    counts.set(label, (counts.get(label) || 0) + 1);
    this.log(label + ': ' + counts.get(label));
  }
  countReset(label = 'default') { this._state.counts.delete(label); }
  time(label = 'default') { this._state.starts.set(label, host.now()); }
  timeLog(label = 'default', ...args) {
    const start = this._state.starts.get(label);
    if (start === undefined) { process.emitWarning("No such label '" + label + "' for console.timeLog()"); return; }
    this.log(label + ': ' + duration(host.now() - start), ...args);
  }
  timeEnd(label = 'default') {
    const start = this._state.starts.get(label);
    if (start === undefined) { process.emitWarning("No such label '" + label + "' for console.timeEnd()"); return; }
    this._state.starts.delete(label);
    this.log(label + ': ' + duration(host.now() - start));
  }
  group(...args) { if (args.length > 0) this.log(...args); this._state.indent += '  '; }
  groupCollapsed(...args) { this.group(...args); }
  groupEnd() { this._state.indent = this._state.indent.slice(0, -2); }
  clear() { if (host.isTerminal(1)) host.write(1, '\x1b[1;1H\x1b[0J'); }
  table(data, columns) { this.log(typeof data === 'object' && data !== null ? require('internal/table').table(data, columns) : data); }
}
const methods = Object.getOwnPropertyNames(Console.prototype).filter(name => name !== 'constructor' && name !== '_print');

function duration(ms) {
  if (ms >= 3600000) return (ms / 3600000).toFixed(3) + 'h';
  if (ms >= 60000) { const seconds = (ms % 60000) / 1000; return Math.floor(ms / 60000) + ':' + seconds.toFixed(3).padStart(6, '0') + ' (m:ss.mmm)'; }
  if (ms >= 1000) return (ms / 1000).toFixed(3) + 's';
  return Number(ms.toFixed(3)) + 'ms';
}

const globalConsole = new Console();
Object.defineProperty(globalConsole, Symbol.toStringTag, { value: 'console', configurable: true });
globalConsole.Console = Console;
module.exports = globalConsole;
Object.defineProperty(globalConsole, 'globalConsole', { value: globalConsole, enumerable: false });
`;
