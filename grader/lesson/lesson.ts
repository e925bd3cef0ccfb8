import type { Requirement } from '../check/requirement.js';

export type Language = 'en' | 'ko';

/** A lesson in one language, as its Markdown file says. */
export interface Lesson {
  readonly id: string;
  readonly course: string;
  readonly title: string;
  readonly language: Language;
  readonly file: string;
  readonly kind: 'guided' | 'assignment';
  /** How long a beginner takes. */
  readonly minutes: number;
  readonly objectives: readonly string[];
  readonly setup: Setup;
  /** Markdown between the title and the first step. */
  readonly intro: string;
  readonly steps: readonly Step[];
}

/** What the host has when the lesson begins. */
export interface Setup {
  /** Images that are there already; everything else must be pulled. */
  readonly images: readonly string[];
  /** Shell lines that are run on the host before the first step, unseen by the learner. */
  readonly script: string;
  /** A hub account, `name:token`. */
  readonly account: string | undefined;
}

/** A `##` heading and what follows it: one thing to do. */
export interface Step {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly line: number;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'prose'; readonly markdown: string; readonly line: number }
  /** A listing without a role: shown, never run. */
  | { readonly kind: 'code'; readonly info: string; readonly text: string; readonly line: number }
  | { readonly kind: 'console'; readonly commands: readonly ConsoleCommand[]; readonly line: number }
  | { readonly kind: 'check'; readonly requirements: readonly Requirement[]; readonly line: number }
  | { readonly kind: 'solution'; readonly script: string; readonly line: number }
  | { readonly kind: 'hint'; readonly markdown: string; readonly line: number };

/** A command of a console block and what it prints, with the tokens of the conformance corpus (`<ID12>`, `<...>`). */
export interface ConsoleCommand {
  readonly line: number;
  readonly command: string;
  /** Standard output and standard error as they appear on a terminal. */
  readonly output: readonly string[];
  /** Undefined when the block does not say. */
  readonly exitCode: number | undefined;
}

/** All blocks of one kind in a step. */
export function blocksOf<K extends Block['kind']>(step: Step, kind: K): readonly Extract<Block, { kind: K }>[] {
  return step.blocks.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
}

export function requirementsOf(step: Step): readonly Requirement[] {
  return blocksOf(step, 'check').flatMap(block => block.requirements);
}

export function solutionOf(step: Step): string {
  return blocksOf(step, 'solution')
    .map(block => block.script)
    .join('\n');
}
