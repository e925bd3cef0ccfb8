import type { Task } from '../../../../core/task.js';
import { completeLine } from './completion.js';
import { LineInput } from './line-input.js';
import type { Script } from './psql-script.js';
import { Interrupted, type Psql } from './psql-shell.js';

const COPY_PROMPT = '>> ';

const novice = `You are using psql, the command-line interface to PostgreSQL.
Type:  \\copyright for distribution terms
       \\h for help with SQL commands
       \\? for help with psql commands
       \\g or terminate with semicolon to execute query
       \\q to quit
`;

/** Talks to somebody at a terminal; the exit code. */
export function* converse(shell: Psql, script: Script, { hasEditor }: { readonly hasEditor: boolean }): Task<number> {
  const server = shell.connection?.parameters.get('server_version') ?? '';
  const own = shell.release.version;
  if (!shell.isQuiet) yield* shell.print(`psql (${own}${server === own ? '' : `, server ${server}`})\nType "help" for help.\n\n`);
  const input = new LineInput(shell.sys, { hasEditor, complete: (text, cursor) => completeLine(shell, text, cursor) });
  yield* input.loadHistory();
  shell.source = {
    *next() {
      const read = yield* input.read(COPY_PROMPT);
      if (read.kind === 'interrupted') throw new Interrupted();
      return read.kind === 'line' ? read.text : undefined;
    },
  };
  shell.history = () => input.entries;
  shell.askLine = function* (prompt) {
    const read = yield* input.read(prompt);
    return read.kind === 'line' ? read.text : undefined;
  };
  shell.sys.onSignal('SIGINT', 'catch');
  yield* untilTheEnd(shell, script, input);
  yield* input.saveHistory();
  return shell.connection ? 0 : 2;
}

/** Reads and runs until the end of the input, `\q` or a lost connection. */
function* untilTheEnd(shell: Psql, script: Script, input: LineInput): Task<void> {
  while (!shell.quit && shell.connection) {
    const read = yield* input.read(promptOf(shell));
    if (read.kind === 'interrupted') {
      if (shell.buffer.pending === '') shell.conditions.leave();
      shell.buffer.reset();
      input.forget();
    } else if (read.kind === 'end') {
      yield* shell.print('\\q\n');
      return;
    } else {
      yield* typed(shell, script, read.text);
      input.remember(read.text, shell.buffer.open === 'ready');
    }
  }
}

/** A line that was typed: a word for the novice, or part of a statement. */
function* typed(shell: Psql, script: Script, text: string): Task<void> {
  const { open } = shell.buffer;
  const word = /^\s*(help|quit|exit)\s*;?\s*$/.exec(text)?.[1];
  if (word !== undefined && open === 'ready') {
    if (word === 'help') yield* shell.print(novice);
    else shell.quit = true;
    return;
  }
  if (word !== undefined && (open === 'statement' || open === 'parenthesis'))
    yield* shell.print(word === 'help' ? 'Use \\? for help or press control-C to clear the input buffer.\n' : 'Use \\q to quit.\n');
  yield* script.feed(text);
}

const openMarks = { ready: '=', statement: '-', parenthesis: '(', single: "'", double: '"', dollar: '$', comment: '*' } as const;

function promptOf({ connection, buffer, conditions }: Psql): string {
  const superuser = connection?.parameters.get('is_superuser') === 'on';
  const status = { I: '', T: '*', E: '!' }[connection?.status ?? 'I'] ?? '';
  return `${connection?.target.database ?? '!'}${conditions.isActive || buffer.open !== 'ready' ? openMarks[buffer.open] : '@'}${status}${superuser ? '#' : '>'} `;
}
