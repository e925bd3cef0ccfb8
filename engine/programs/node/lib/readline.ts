/** readline: lines of a stream, and asking questions. */
export const readline = String.raw`
const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');

class Interface extends EventEmitter {
  constructor(input, output) {
    super();
    const options = input && input.input ? input : { input, output };
    this.input = options.input;
    this.output = options.output;
    this.terminal = false;
    this.line = '';
    this.closed = false;
    Object.defineProperty(this, '_state', { value: { prompt: options.prompt === undefined ? '> ' : options.prompt, questions: [], rest: '', decoder: new StringDecoder('utf8'), lines: [] }, enumerable: false });
    this._onData = chunk => {
      this._state.rest += this._state.decoder.write(chunk);
      const lines = this._state.rest.split(/\r\n|\n|\r(?!$)/);
      this._state.rest = lines.pop();
      for (const line of lines) this._line(line);
    };
    this._onEnd = () => { if (this._state.rest !== '') this._line(this._state.rest); this.close(); };
    this.input.on('data', this._onData);
    this.input.on('end', this._onEnd);
  }
  _line(line) {
    const question = this._state.questions.shift();
    if (question) question(line); else this.emit('line', line);
  }
  setPrompt(text) { this._state.prompt = text; }
  getPrompt() { return this._state.prompt; }
  prompt() { if (this.output) this.output.write(this._state.prompt); this.resume(); }
  question(text, options, callback) {
    if (this.output) this.output.write(text);
    this._state.questions.push(typeof options === 'function' ? options : callback);
    this.resume();
  }
  write(text) { if (typeof text === 'string') this._onData(Buffer.from(text)); }
  pause() { this.input.pause(); this.emit('pause'); return this; }
  resume() { this.input.resume(); return this; }
  close() {
    if (this.closed) return;
    this.closed = true;
    this.input.removeListener('data', this._onData);
    this.input.removeListener('end', this._onEnd);
    this.input.pause();
    this.emit('close');
  }
  async *[Symbol.asyncIterator]() {
    const lines = [];
    let wake = () => {};
    this.on('line', line => { lines.push(line); wake(); });
    this.on('close', () => wake());
    for (;;) {
      if (lines.length > 0) { yield lines.shift(); continue; }
      if (this.closed) return;
      await new Promise(resolve => { wake = resolve; });
    }
  }
}
exports.Interface = Interface;
exports.createInterface = (input, output) => new Interface(input, output);
exports.clearLine = (stream, direction, callback) => stream.clearLine ? stream.clearLine(direction, callback) : true;
exports.cursorTo = (stream, x, y, callback) => stream.cursorTo ? stream.cursorTo(x, y, callback) : true;
exports.moveCursor = (stream, x, y) => stream.moveCursor ? stream.moveCursor(x, y) : true;
exports.emitKeypressEvents = () => { throw require('internal/errors').notSimulated('readline.emitKeypressEvents'); };
exports.promises = { createInterface: (...args) => { const made = new Interface(...args); const { question } = made; made.question = text => new Promise(resolve => question.call(made, text, resolve)); return made; }, Interface };
`;
