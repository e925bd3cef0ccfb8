import { waitFor, type Task } from '../../../core/task.js';
import { WaitQueue } from '../../../core/wait-queue.js';
import type { Sys } from '../../../process/sys.js';
import type { Completion } from '../../../shell/interactive/completion.js';
import { LineEditor, type Interruption } from '../../../shell/interactive/line-editor.js';
import type { Bindings, Value } from '../engine.js';
import { text } from './argument.js';

const HISTORY_LINES = 1000;

/** The prompt of a process on a terminal. */
interface Prompt {
  readonly editor: LineEditor;
  readonly history: string[];
  readonly answered: WaitQueue;
  /** What Tab asks JavaScript for, while an operation reads a line. */
  ask: (line: string) => void;
  answer: Completion | undefined;
}

const prompts = new WeakMap<Sys, Prompt>();

/** What needs no waiting: the text typed so far, and the answer to Tab. */
export function promptBindings(sys: Sys): Bindings {
  return {
    editedText: () => prompts.get(sys)?.editor.text ?? '',
    answerTab: (insert, candidates) => {
      const prompt = prompts.get(sys);
      if (!prompt) return undefined;
      prompt.answer = { insert: text(insert), candidates: text(candidates).split(' ').filter(Boolean) };
      prompt.answered.notify();
      return undefined;
    },
  };
}

/** Reads a line with an editor: reports 'tab' with what stands before the cursor, and at last 'line', 'interrupted' or 'end'. */
export function* editLine(
  sys: Sys,
  report: (code: string | undefined, ...values: readonly Value[]) => void,
  [prompt]: readonly Value[],
): Task<void> {
  const state = promptOf(sys);
  state.ask = line => report(undefined, 'tab', line);
  const read = yield* state.editor.read(text(prompt));
  if (read.kind === 'interrupted') {
    report('END', read.kind, state.editor.text);
    return;
  }
  if (read.kind === 'end') {
    report('END', read.kind);
    return;
  }
  if (read.text.trim() !== '' && state.history.at(-1) !== read.text) state.history.push(read.text);
  if (state.history.length > HISTORY_LINES) state.history.shift();
  report('END', 'line', read.text);
}

function promptOf(sys: Sys): Prompt {
  const known = prompts.get(sys);
  if (known) return known;
  const history: string[] = [];
  const host = {
    history,
    complete: (line: string, cursor: number): Task<Completion> => completion(made, [...line].slice(0, cursor).join('')),
    *handleSignals(): Task<Interruption | undefined> {
      yield* sys.tick();
      return sys.takeSignal() === 'SIGINT' ? 'interrupted' : undefined;
    },
    dumb: (sys.env.get('TERM') ?? 'dumb') === 'dumb',
    bracketedPaste: false,
  };
  const made: Prompt = { editor: new LineEditor(sys, host), history, answered: new WaitQueue(), ask: () => undefined, answer: undefined };
  prompts.set(sys, made);
  return made;
}

function* completion(prompt: Prompt, before: string): Task<Completion> {
  prompt.answer = undefined;
  prompt.ask(before);
  while (!prompt.answer) yield* waitFor([prompt.answered]);
  return prompt.answer;
}
