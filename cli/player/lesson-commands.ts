import { blocksOf, requirementsOf, solutionOf, typedIn, type ConsoleCommand } from '../../grader/index.js';
import { span, textLines } from '../render/lines.js';
import { codeLines, renderMarkdown } from '../render/markdown.js';
import type { Line } from '../render/style.js';
import type { TypedCommand } from './lesson-play.js';
import type { LessonNote } from '../state/journal-file.js';
import { languages } from '../text/text.js';
import { questionsOf } from './questions.js';
import { checkScreen, lessonDone, progressScreen, unfinishedSteps } from './progress-screen.js';
import { isMet, readable, shownPrompt, stepScreen } from './step-screen.js';
import { shownIndex, shownStep, type View } from './view.js';

/** What a lesson command says, and what is to be done about it. */
export interface Reply {
  readonly lines: readonly Line[];
  readonly code: number;
  /** The last line is a question; what is typed comes back as `answer`. */
  readonly asks?: boolean;
  readonly notes?: readonly LessonNote[];
  readonly action?: Action;
}

export type Action = { readonly kind: 'undo'; readonly command: TypedCommand } | { readonly kind: 'reset' } | { readonly kind: 'quit' };

type Command = (view: View, args: readonly string[], answer: string | undefined) => Reply;

const commands: Readonly<Record<string, Command>> = {
  lesson: (view, args, answer) => {
    const name = args[0] ?? 'help';
    const command = name === 'lesson' ? undefined : commands[name];
    return command ? command(view, args.slice(1), answer) : failed(view, view.text.lesson.help.unknown(name), 2);
  },
  check,
  hint,
  solution,
  undo,
  reset,
  next,
  back,
  step: show,
  show,
  lang,
  answer: answerQuestion,
  progress: view => ({ lines: [[], ...progressScreen(view), []], code: 0 }),
  drydock: view => failed(view, view.text.lesson.drydockOutside),
  help,
  quit: () => ({ lines: [], code: 0, action: { kind: 'quit' } }),
};

/** Answers a command of the lesson. `answer` is what was typed when the reply before asked back. */
export function replyTo(view: View, argv: readonly string[], answer: string | undefined): Reply {
  const command = commands[argv[0] ?? ''] ?? help;
  return command(view, argv.slice(1), answer);
}

/** Whether a line at the prompt is one of these: such lines are not taken back. */
export function isLessonCommand(line: string): boolean {
  const name = line.trim().split(/[\s|;&<>]+/)[0] ?? '';
  return name === '' || name === 'exit' || name === 'logout' || Object.hasOwn(commands, name);
}

function said(view: View, sentence: string): Reply {
  return { lines: textLines('plain', sentence, readable(view)), code: 0 };
}

function failed(view: View, sentence: string, code = 1): Reply {
  return { ...said(view, sentence), code };
}

function check(view: View): Reply {
  return { lines: [[], ...checkScreen(view), []], code: isStepDone(view) ? 0 : 1 };
}

function isStepDone(view: View): boolean {
  const step = shownStep(view);
  const progress = view.play.tracker.steps[shownIndex(view)];
  return !step || !progress || requirementsOf(step).every(({ id }) => isMet(progress, id));
}

function hint(view: View): Reply {
  const step = shownStep(view);
  if (!step) return said(view, view.text.lesson.hint.none);
  const words = view.text.lesson.hint;
  const hints = blocksOf(step, 'hint');
  if (isStepDone(view)) return said(view, words.done);
  if (hints.length === 0) return said(view, words.none);
  const given = view.play.state.hints.get(step.id) ?? 0;
  const number = Math.min(given + 1, hints.length);
  const lines = [
    [],
    span('warn', words.title(number, hints.length)),
    ...renderMarkdown(hints[number - 1]?.markdown ?? '', view),
    [],
    ...textLines('dim', number < hints.length ? words.more : words.last, readable(view)),
    [],
  ];
  return { lines, code: 0, notes: given < hints.length ? [{ kind: 'hint', step: step.id }] : [] };
}

function solution(view: View, _args: readonly string[], answer: string | undefined): Reply {
  const step = shownStep(view);
  const words = view.text.lesson.solution;
  if (!step) return said(view, words.none);
  const shown = blocksOf(step, 'console').flatMap(({ commands: lines }) => lines.flatMap(typedLines));
  const script = [...shown, solutionOf(step)].join('\n');
  if (script.trim() === '') return said(view, words.none);
  const seen = view.play.state.solutions.has(step.id);
  if (!seen && answer === undefined) return { lines: textLines('plain', words.confirm, readable(view)), code: 0, asks: true };
  if (!seen && !view.text.lesson.yes.test(answer ?? '')) return said(view, words.kept);
  const lines = [[], span('warn', words.title), ...codeLines(script.trim()), [], ...textLines('dim', words.typeIt, readable(view)), []];
  return { lines, code: 0, notes: seen ? [] : [{ kind: 'solution', step: step.id }] };
}

/** A command with what is typed in the program that it starts. */
function typedLines(command: ConsoleCommand): readonly string[] {
  return [command.command, ...typedIn(command).map(({ prompt, text }) => `${shownPrompt(prompt)}${text}`)];
}

function undo(view: View): Reply {
  const words = view.text.lesson.undo;
  const target = view.play.commands.findLast(({ line }) => !isLessonCommand(line));
  if (!target) return failed(view, words.nothing);
  return { lines: [], code: 0, action: { kind: 'undo', command: target } };
}

function reset(view: View, _args: readonly string[], answer: string | undefined): Reply {
  const words = view.text.lesson.reset;
  if (answer === undefined) return { lines: textLines('plain', words.confirm, readable(view)), code: 0, asks: true };
  if (!view.text.lesson.yes.test(answer)) return said(view, words.kept);
  return { lines: [], code: 0, action: { kind: 'reset' } };
}

function next(view: View): Reply {
  const { play, shown, text } = view;
  const index = shownIndex(view);
  const step = shown.steps[index];
  const progress = play.tracker.steps[index];
  if (!step || !progress) return { lines: [], code: 0 };
  const missing = requirementsOf(step).filter(({ id }) => !isMet(progress, id)).length;
  const isDone = progress.done || requirementsOf(step).length === 0;
  if (shown.kind === 'guided' && !isDone) {
    return {
      lines: [
        ...textLines('plain', text.lesson.next.notYet(Math.max(1, missing)), readable(view)),
        ...textLines('dim', text.lesson.next.help, readable(view)),
      ],
      code: 1,
    };
  }
  if (index + 1 < shown.steps.length) return goTo(view, index + 1);
  if (play.isComplete) return { lines: [...lessonDone(view), []], code: 0 };
  return { lines: [...textLines('plain', text.lesson.next.lastStep, readable(view)), ...unfinishedSteps(view)], code: 1 };
}

function back(view: View): Reply {
  const index = shownIndex(view);
  return index === 0 ? failed(view, view.text.lesson.back.firstStep) : goTo(view, index - 1);
}

function goTo(view: View, index: number): Reply {
  const step = view.shown.steps[index];
  return { lines: [[], ...stepScreen(view, index)], code: 0, notes: step ? [{ kind: 'step', id: step.id }] : [] };
}

function show(view: View): Reply {
  return { lines: [[], ...stepScreen(view, shownIndex(view))], code: 0 };
}

/** The player shows the step again in the other language. */
function lang(view: View, [name]: readonly string[]): Reply {
  const language = languages.find(known => known === name);
  if (!language) return failed(view, view.text.lesson.lang.usage, 2);
  return { lines: [], code: 0, notes: [{ kind: 'language', language }] };
}

function answerQuestion(view: View, [question, ...words]: readonly string[]): Reply {
  const texts = view.text.lesson.answer;
  const known = questionsOf(view.play.lesson);
  if (known.length === 0) return failed(view, texts.none);
  if (question === undefined || words.length === 0) return failed(view, `${texts.usage}   (${known.join(', ')})`, 2);
  if (!known.includes(question)) return failed(view, texts.unknown(question, known.join(', ')), 2);
  const text = words.join(' ');
  return { ...said(view, texts.noted(text)), notes: [{ kind: 'answer', question, text }] };
}

function help(view: View): Reply {
  const { title, rows, rest } = view.text.lesson.help;
  const width = Math.max(...rows.map(([name]) => name.length)) + 4;
  const lines = [
    [],
    ...textLines('bold', title, readable(view)),
    ...rows.flatMap(([name, meaning]) =>
      textLines('plain', meaning, readable(view), [...span('plain', '  '), ...span('code', name.padEnd(width - 2))]),
    ),
    [],
    ...textLines('dim', rest, readable(view)),
    [],
  ];
  return { lines, code: 0 };
}
