import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Fd } from '../../process/sys.js';
import { LineReader } from '../input.js';
import { Fatal, type Tool } from '../tool.js';
import { BcLexer } from './bc-lexer.js';
import { BcHalt, BcMachine } from './bc-machine.js';
import { bcParser } from './bc-parser.js';
import { BcSyntaxError } from './bc-syntax.js';
import { TooManyDigits } from './decimal.js';

export type BcKey = 'interactive' | 'math' | 'quiet' | 'standard' | 'warn' | 'version';

const version = `bc 1.07.1
Copyright 1991-1994, 1997, 1998, 2000, 2004, 2006, 2008, 2012-2017 Free Software Foundation, Inc.
`;
const banner = `${version}This is free software with ABSOLUTELY NO WARRANTY.\nFor details type \`warranty'. \n`;

/** What bc does with its command line. */
export function* runBc(tool: Tool<BcKey>): Task<void> {
  const { args, sys, out } = tool;
  if (args.has('version')) return yield* out.write(version);
  if (sys.isTerminal(0) && out.isTerminal && !args.has('quiet') && tool.isGnu && args.operands.length === 0) yield* out.write(banner);
  const input = new LineReader(sys, 0);
  const length = Number(sys.env.get('BC_LINE_LENGTH') ?? '70');
  const machine = new BcMachine(
    {
      write: text => out.write(text),
      *complain(text) {
        yield* out.flush();
        yield* tool.complain(text);
      },
      readLine: () => input.next(),
      tick: () => sys.tick(),
      width: length >= 3 ? length : length === 0 ? 0 : 70,
    },
    args.has('math'),
  );
  try {
    for (const path of args.operands) if (yield* runFile(tool, machine, path)) return;
    yield* runLines(tool, machine, input, '(standard_in)');
  } catch (error) {
    if (error instanceof TooManyDigits) throw new Fatal(error.message);
    if (!(error instanceof BcHalt)) throw error;
  }
}

/** Whether `quit` was read. */
function* runFile(tool: Tool<BcKey>, machine: BcMachine, path: string): Task<boolean> {
  let fd: Fd;
  try {
    fd = tool.sys.open(path, { read: true });
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (!tool.isGnu) throw new Fatal(`${path}: ${error.message}`);
    yield* tool.complain(`File ${path} is unavailable.\n`);
    tool.status = 1;
    return true;
  }
  return yield* runLines(tool, machine, new LineReader(tool.sys, fd), path);
}

function* runLines(tool: Tool<BcKey>, machine: BcMachine, lines: LineReader, name: string): Task<boolean> {
  const lexer = new BcLexer(function* () {
    yield* tool.out.flush();
    const line = yield* lines.next();
    return line === undefined ? undefined : `${line}\n`;
  });
  const parser = bcParser(lexer);
  for (;;) {
    try {
      const item = yield* parser.item();
      if (!item) return false;
      if (item.kind === 'quit') return true;
      if (item.kind === 'define') machine.define(item.definition);
      else yield* machine.run(item.body);
    } catch (error) {
      if (!(error instanceof BcSyntaxError)) throw error;
      yield* tool.out.flush();
      yield* tool.complain(error.message.startsWith('EOF') ? `${error.message}\n` : `${name} ${String(lexer.line)}: ${error.message}\n`);
      lexer.skipLine();
      if (error.message.startsWith('EOF')) return false;
    }
  }
}
