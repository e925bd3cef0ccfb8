import { requirementsOf, typedIn, type Block, type ConsoleCommand, type Step, type StepProgress } from '../../grader/index.js';
import { span, textLines } from '../render/lines.js';
import { codeLines, renderMarkdown } from '../render/markdown.js';
import type { Line, Style } from '../render/style.js';
import { widthOf } from '../render/wrap.js';
import type { View } from './view.js';

/** Lines that are drawn need not be wider than text is. */
const ruleWidth = 92;

/** The beginning of a lesson: its title, what it is about and what it is for. */
export function lessonHead(view: View): readonly Line[] {
  const { shown, text } = view;
  const minutes = text.lesson.minutes(shown.minutes);
  return [
    [],
    [
      { style: 'title', text: shown.title },
      { style: 'dim', text: `  ${minutes}` },
    ],
    ...(view.plain ? [] : [span('dim', '═'.repeat(Math.min(view.width - 1, widthOf(span('title', `${shown.title}  ${minutes}`)))))]),
    [],
    ...renderMarkdown(shown.intro, view),
    [],
    span('bold', text.lesson.goals),
    ...shown.objectives.flatMap(objective => textLines('plain', objective, readable(view), span('plain', '  • '))),
    [],
  ];
}

/** A step: its heading, its text, what is to be done and how far that is. */
export function stepScreen(view: View, index: number): readonly Line[] {
  const step = view.shown.steps[index];
  if (!step) return [];
  return [stepHeading(view, step, index), [], ...spaced(step.blocks.map(block => blockLines(view, block))), ...todoList(view, index), []];
}

function stepHeading(view: View, step: Step, index: number): Line {
  const { text, shown } = view;
  const place = text.lesson.step(index + 1, shown.steps.length);
  const points = step.points > 0 ? text.lesson.points(step.points) : '';
  if (view.plain) return span('title', [place, step.title, points].filter(Boolean).join(' · '));
  const head: Line = [...span('dim', '── '), ...span('title', `${place} · ${step.title}`), ...span('plain', ' ')];
  const tail = points === '' ? '' : ` ${points}`;
  const rest = Math.min(view.width - 1, ruleWidth) - widthOf(head) - widthOf(span('dim', tail));
  return [...head, ...span('dim', `${'─'.repeat(Math.max(2, rest))}${tail}`)];
}

function blockLines(view: View, block: Block): readonly Line[] {
  switch (block.kind) {
    case 'prose':
      return renderMarkdown(block.markdown, view);
    case 'code':
      return codeLines(block.text);
    case 'console':
      // What a command prints is seen when it is typed.
      return block.commands.flatMap(command => [...commandLines(command.command), ...typedLines(command)]);
    default:
      return [];
  }
}

function commandLines(command: string): readonly Line[] {
  return command.split('\n').map((line, index) => [...span('dim', index === 0 ? '    $ ' : '    > '), ...span('code', line)]);
}

/** What is typed inside the program that the command starts. */
function typedLines(command: ConsoleCommand): readonly Line[] {
  return typedIn(command).map(({ prompt, text }) => [...span('dim', `    ${shownPrompt(prompt)}`), ...span('code', text)]);
}

/** `root@<ID12>:/# ` → `root@…:/# `: the id is different for everybody. */
export function shownPrompt(prompt: string): string {
  return prompt.replaceAll(/<[A-Z0-9*]+>/g, '…');
}

/** Blocks with one empty line between them and after the last. */
function spaced(blocks: readonly (readonly Line[])[]): readonly Line[] {
  return blocks.filter(lines => lines.length > 0).flatMap(lines => [...lines, []]);
}

/** What the step asks for, each with its mark, and the bar below. */
function todoList(view: View, index: number): readonly Line[] {
  const step = view.shown.steps[index];
  const progress = view.play.tracker.steps[index];
  if (!step || !progress) return [];
  const { text } = view;
  const requirements = requirementsOf(step);
  if (requirements.length === 0) return [...textLines('dim', text.lesson.readOnly, readable(view)), statusBar(view, index)];
  return [
    ...(view.plain ? [] : [span('bold', text.lesson.toDo)]),
    ...requirements.flatMap(({ id, title }) => {
      const met = isMet(progress, id);
      return textLines('plain', title, readable(view), mark(view, met ? 'met' : 'open'));
    }),
    [],
    statusBar(view, index),
  ];
}

/** `Step 2 of 5 · 3 of 4 done · check · hint · next · help` */
export function statusBar(view: View, index: number): Line {
  const { text, shown, play } = view;
  const progress = play.tracker.steps[index];
  const step = shown.steps[index];
  if (!step || !progress) return [];
  const requirements = requirementsOf(step);
  const done = requirements.filter(({ id }) => isMet(progress, id)).length;
  const parts = [
    text.lesson.step(index + 1, shown.steps.length),
    ...(requirements.length > 0 ? [text.lesson.doneOf(done, requirements.length)] : []),
  ];
  return [...span('bold', parts.join(' · ')), ...span('dim', `   ${text.lesson.hintBar}`)];
}

export function isMet(progress: StepProgress, id: string): boolean {
  return progress.done || progress.now.get(id)?.status === 'pass';
}

const marks: Readonly<Record<'met' | 'open' | 'failed' | 'waiting', { readonly sign: string; readonly style: Style }>> = {
  met: { sign: '✓', style: 'good' },
  open: { sign: '○', style: 'dim' },
  failed: { sign: '✗', style: 'bad' },
  waiting: { sign: '○', style: 'dim' },
};

/** The mark before a requirement; with --plain it is a word. */
export function mark(view: View, kind: keyof typeof marks): Line {
  const { sign, style } = marks[kind];
  if (view.plain) return span('plain', `${view.text.lesson.marks[kind]}: `);
  return [...span('plain', '  '), ...span(style, sign), ...span('plain', ' ')];
}

export function readable({ width }: View): number {
  return Math.min(width - 1, ruleWidth);
}
