import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { warnsOfJobs } from '../builtins/flow.js';
import { arrayValues } from '../expand/parameters.js';
import { shellLimits } from '../limits.js';
import { readLine } from '../run/read-line.js';
import type { Execution } from '../run/execution.js';
import { endLine } from '../run/script.js';
import { unfinished } from '../run/standard-input.js';
import { failSyntax, parserFor, warnOfHereDocuments } from '../run/text.js';
import { reapJobs, tellJobs } from '../run/waiting.js';
import { ShellSyntaxError } from '../syntax/syntax-error.js';
import { complete, type Completer } from './completion.js';
import { History } from './history-file.js';
import { expandHistory } from './history-expansion.js';
import { historyEntries } from './history-lines.js';
import { isKnownTerminal } from './terminfo.js';
import { LineEditor, type EditorResult, type Interruption } from './line-editor.js';
import { expandPrompt } from './prompt.js';

/** Reads commands from a terminal and runs them, until `exit` or the end of the input. */
export function* runInteractive(execution: Execution, completers: ReadonlyMap<string, Completer>): Task<number> {
  const session = new Session(execution, completers);
  return yield* session.run();
}

class Session {
  readonly #execution: Execution;
  readonly #history: History;
  readonly #editor: LineEditor | undefined;
  #line = 1;

  constructor(execution: Execution, completers: ReadonlyMap<string, Completer>) {
    const { shell, sys } = execution;
    this.#execution = execution;
    this.#history = new History(execution);
    const terminal = shell.variables.get('TERM') ?? 'dumb';
    const dumb = terminal === 'dumb';
    // dash leaves editing to the terminal; so does every shell whose input is no terminal.
    this.#editor =
      shell.dialect.name === 'dash' || !sys.isTerminal(0)
        ? undefined
        : new LineEditor(sys, {
            history: shell.history,
            complete: (text, cursor) => complete(execution, completers, text, cursor),
            handleSignals: beforeTrap => this.#handleSignals(beforeTrap),
            dumb,
            isBusybox: shell.dialect.name === 'ash',
            bracketedPaste: shell.dialect.name === 'bash' && !dumb && isKnownTerminal(sys, terminal),
          });
  }

  *run(): Task<number> {
    const { shell } = this.#execution;
    takeTerminal(this.#execution);
    yield* this.#history.load();
    for (;;) {
      yield* tellJobs(this.#execution);
      const input = yield* this.#readCommand();
      if (input === undefined) {
        if (yield* this.#leave()) break;
        continue;
      }
      yield* this.#runCommand(input);
      if (shell.flow && (shell.flow.kind === 'exit' || shell.flow.kind === 'return') && !(yield* this.#stays())) break;
    }
    yield* this.#history.save();
    return shell.flow?.kind === 'exit' ? shell.flow.status : shell.status;
  }

  /** The end of the input: `exit`, unless `set -o ignoreeof`. */
  *#leave(): Task<boolean> {
    const { shell } = this.#execution;
    if (shell.options.ignoreeof) {
      yield* this.#say(shell.dialect.name === 'bash' ? 'Use "exit" to leave the shell.\n' : '\nUse "exit" to leave shell.\n');
      return false;
    }
    shell.commandNumber++;
    if (shell.dialect.name === 'bash') yield* this.#say('exit\n');
    if (yield* warnsOfJobs(this.#execution)) return false;
    if (shell.dialect.name !== 'bash') yield* this.#say('\n');
    return true;
  }

  /** dash and ash warn of stopped jobs when `exit` has done its part; bash does so in it. */
  *#stays(): Task<boolean> {
    const { shell } = this.#execution;
    if (shell.dialect.name === 'bash' || !(yield* warnsOfJobs(this.#execution))) return false;
    shell.flow = undefined;
    return true;
  }

  /** A complete command, over as many lines as it takes; undefined at the end of the input. */
  *#readCommand(): Task<string | undefined> {
    const { shell, sys } = this.#execution;
    let text = '';
    for (;;) {
      if (text === '') {
        yield* this.#promptCommand();
        sys.mark({ kind: 'prompt' });
      }
      const prompt = yield* expandPrompt(this.#execution, text === '' ? 'PS1' : 'PS2', text === '' ? defaultPrompt(this.#execution) : '> ');
      const result = yield* this.#readLine(prompt);
      if (result.kind === 'interrupted') {
        if (!(result.trapped && shell.dialect.name === 'ash')) shell.status = 130;
        text = '';
        continue;
      }
      if (result.kind === 'end') return text === '' ? undefined : text;
      const line = yield* this.#expandHistory(result.text);
      // ash remembers lines, not commands.
      if (line !== undefined && shell.dialect.name === 'ash') yield* this.#history.add(line);
      if (line === undefined) continue;
      text += `${line}\n`;
      if (text.length > shellLimits.sourceCharacters || !this.#isUnfinished(text)) return text;
    }
  }

  *#promptCommand(): Task<void> {
    const { shell } = this.#execution;
    if (shell.dialect.name !== 'bash') return;
    for (const command of arrayValues(shell, 'PROMPT_COMMAND')) {
      if (command === '') continue;
      const { status } = shell;
      yield* this.#execution.runText(command);
      shell.status = status;
      shell.flow = undefined;
    }
  }

  *#expandHistory(line: string): Task<string | undefined> {
    const { shell } = this.#execution;
    if (!shell.options.histexpand || !(line.includes('!') || line.startsWith('^'))) return line;
    const expanded = expandHistory(line, shell.history);
    if ('missing' in expanded) {
      yield* this.#execution.complain(`${expanded.missing}: ${expanded.reason}`);
      shell.status = 1;
      return undefined;
    }
    if (expanded.text !== line || expanded.printOnly) yield* this.#say(`${expanded.text}\n`);
    if (!expanded.printOnly) return expanded.text;
    yield* this.#history.add(expanded.text);
    return undefined;
  }

  #isUnfinished(text: string): boolean {
    return unfinished(parserFor(this.#execution, text, { firstLine: this.#line, moreMayCome: true }), text) !== undefined;
  }

  *#readLine(prompt: string): Task<EditorResult> {
    const { sys, shell } = this.#execution;
    if (this.#editor && !(shell.dialect.name === 'ash' && isQuiet(sys))) return yield* this.#editor.read(prompt);

    if (sys.isOpen(2)) yield* sys.write(2, encodeUtf8(prompt.replace(/[\x01\x02]/g, '')));
    for (;;) {
      try {
        const line = yield* readLine(sys, 0);
        return line === undefined ? { kind: 'end' } : { kind: 'line', text: line };
      } catch (error) {
        if (!isErrno(error, 'EINTR', 'EIO')) throw error;
        if (isErrno(error, 'EIO')) return { kind: 'end' };
      }
      if ((yield* this.#handleSignals()) === undefined) continue;
      yield* this.#say('\n');
      return { kind: 'interrupted' };
    }
  }

  /**
   * Tells whether ^C has come, and whether somebody has a trap for it. All other traps, in dash that one too, run before the
   * command that is being typed.
   */
  *#handleSignals(beforeTrap?: () => Task<void>): Task<Interruption | undefined> {
    const { shell, traps } = this.#execution;
    const runsTrapOfInterrupt = shell.dialect.name !== 'dash';
    if (traps.waiting().every(signal => traps.get(signal) !== undefined && !(runsTrapOfInterrupt && signal === 'SIGINT'))) return undefined;
    const trapped = yield* this.#execution.handleSignals(beforeTrap);
    const interrupted = shell.flow?.kind === 'line';
    if (interrupted) shell.flow = undefined;
    return interrupted ? 'interrupted' : trapped ? 'trapped' : undefined;
  }

  *#runCommand(text: string): Task<void> {
    const { shell, sys } = this.#execution;
    const line = text.replace(/\n$/, '');
    if (shell.dialect.name !== 'ash') {
      const entries = shell.dialect.name === 'bash' && shell.shopt.has('cmdhist') ? historyEntries(this.#execution, line) : [line];
      for (const entry of entries) yield* this.#history.add(entry);
    }
    const firstLine = this.#line;
    this.#line += text.split('\n').length - 1;
    if (line.trim() === '') return;
    shell.commandNumber++;
    sys.mark({ kind: 'command', line });
    yield* this.#execution.handleSignals();
    yield* this.#runLines(text, firstLine);
    sys.mark({ kind: 'done', line, code: shell.flow?.kind === 'exit' ? shell.flow.status : shell.status });
  }

  *#runLines(text: string, firstLine: number): Task<void> {
    const { shell } = this.#execution;
    const parser = parserFor(this.#execution, text, { firstLine });
    for (;;) {
      try {
        parser.extendedPatterns = shell.extendedPatterns;
        const list = parser.next();
        if (!list) return;
        yield* warnOfHereDocuments(this.#execution, parser);
        const outcome = this.#execution.runList(list);
        const status = typeof outcome === 'number' ? outcome : yield* outcome;
        shell.status = status;
        yield* this.#execution.handleSignals();
        const interrupted = shell.flow?.kind === 'line';
        if (shell.flow?.kind === 'line' && shell.flow.interrupted) yield* this.#say('\n');
        endLine(this.#execution, status);
        if (interrupted || shell.flow) return;
      } catch (error) {
        shell.conditions = 0;
        shell.loops = 0;
        if (error instanceof ShellSyntaxError) yield* failSyntax(this.#execution, error, parser.source);
        else yield* this.#execution.fail(error);
        if (shell.flow?.kind === 'line') shell.flow = undefined;
        return;
      } finally {
        yield* reapJobs(this.#execution);
      }
    }
  }

  *#say(text: string): Task<void> {
    const { sys } = this.#execution;
    if (sys.isOpen(2)) yield* sys.write(2, encodeUtf8(text));
  }
}

/** After `stty -echo` ash leaves editing to the terminal. */
function isQuiet(sys: Sys): boolean {
  const { echo, canonical } = sys.terminalModes(0);
  return canonical && !echo;
}

/** Sets up job control: a process group of our own, in the foreground of the terminal. */
function takeTerminal(execution: Execution): void {
  const { sys, shell } = execution;
  for (const signal of ['SIGQUIT', 'SIGTERM', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU'] as const) sys.onSignal(signal, 'ignore');
  try {
    if (sys.processGroup !== sys.pid) sys.setProcessGroup(0, 0);
  } catch (error) {
    // The leader of a session has its group already.
    if (!isErrno(error)) throw error;
  }
  try {
    sys.setForegroundGroup(0, sys.processGroup);
  } catch (error) {
    // Not our controlling terminal: no job control, as `docker exec` without a session.
    if (!isErrno(error)) throw error;
    return;
  }
  // Out of the way: a redirection may take the place of descriptor 0 while a job has the terminal.
  const terminal = sys.dup(0, undefined, 255);
  sys.setCloseOnExec(terminal, true);
  shell.terminal = terminal;
  shell.options.monitor = true;
  shell.terminalModes = sys.isTerminal(terminal) ? sys.terminalModes(terminal) : undefined;
  if (shell.dialect.name !== 'bash') return;
  shell.options.emacs = true;
  shell.options.histexpand = true;
  shell.options.history = true;
  shell.shopt.add('expand_aliases');
}

function defaultPrompt({ shell, sys }: Execution): string {
  switch (shell.dialect.name) {
    case 'bash':
      return '\\s-\\v\\$ ';
    case 'dash':
      return sys.credentials().uid === 0 ? '# ' : '$ ';
    case 'ash':
      return '\\w \\$ ';
  }
}
