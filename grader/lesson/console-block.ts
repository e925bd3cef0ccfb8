import { LessonError } from './lesson-error.js';
import type { ConsoleCommand } from './lesson.js';

/**
 * Reads a `console` block: `$ ` begins a command, `> ` goes on with it, the other lines are what it prints, and a last line
 * `[N]` is the exit status when that matters. `firstLine` is the line of the file that the text begins on.
 */
export function parseConsole(text: string, file: string, firstLine: number): readonly ConsoleCommand[] {
  const commands: ConsoleCommand[] = [];
  for (const [index, line] of text.replace(/\n$/, '').split('\n').entries()) {
    const number = firstLine + index;
    const last = commands.at(-1);
    if (line.startsWith('$ ')) commands.push({ line: number, command: line.slice(2), output: [], exitCode: undefined });
    else if (!last) throw new LessonError(file, number, 1, 'a console block begins with a command: a line that starts with ‘$ ’');
    else commands[commands.length - 1] = extend(last, line);
  }
  if (commands.length === 0) throw new LessonError(file, firstLine, 1, 'this console block has no command');
  return commands.map(trimOutput);
}

/** The prompt of a shell inside a container, or of a database's client. */
const innerPrompt = String.raw`(?:[\w.<>-]+@[\w.<>-]+:\S*[#$]|[~/]\S* [#$]|mysql>) `;

const typedLine = new RegExp(`^(${innerPrompt})(.+)$`);
const waiting = new RegExp(`(?:^|\n)${innerPrompt}$`);

/** The lines of a command's output that are typed at the prompt of a program which it starts: `root@<ID12>:/# exit`. */
export function typedIn({ output }: ConsoleCommand): readonly { readonly prompt: string; readonly text: string }[] {
  return output.flatMap(line => {
    const [, prompt, text] = typedLine.exec(line) ?? [];
    return prompt !== undefined && text !== undefined ? [{ prompt, text }] : [];
  });
}

/** Whether what a terminal shows ends with such a prompt, so that somebody may type. */
export function awaitsTyping(shown: string): boolean {
  return waiting.test(shown);
}

function extend(command: ConsoleCommand, line: string): ConsoleCommand {
  if (line.startsWith('> ') && command.output.length === 0) return { ...command, command: `${command.command}\n${line.slice(2)}` };
  const status = /^\[(\d+)\]$/.exec(line)?.[1];
  if (status !== undefined) return { ...command, exitCode: Number(status) };
  return { ...command, output: [...command.output, line] };
}

/** Empty lines between a command's output and the next command are layout, not output. */
function trimOutput(command: ConsoleCommand): ConsoleCommand {
  const output = [...command.output];
  while (output.at(-1)?.trim() === '') output.pop();
  return { ...command, output };
}
