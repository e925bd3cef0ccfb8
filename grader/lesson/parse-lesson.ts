import MarkdownIt from 'markdown-it';
import { parseRequirements } from '../check/parse-requirements.js';
import { parseConsole } from './console-block.js';
import { parseFrontMatter, splitFrontMatter } from './front-matter.js';
import type { Block, Language, Lesson, Step } from './lesson.js';
import { LessonError } from './lesson-error.js';

/** A top-level piece of the Markdown body with its lines in the file (from 1, `end` not included). */
interface Piece {
  readonly kind: 'title' | 'step' | 'fence' | 'prose';
  readonly text: string;
  readonly info: string;
  readonly line: number;
  readonly end: number;
}

const roles = ['console', 'check', 'solution', 'hint'] as const;
type Role = (typeof roles)[number];

/**
 * Reads one lesson file. `file` is the name used in messages.
 * Throws LessonError with the place of the first mistake.
 */
export function parseLesson(source: string, file: string, language: Language): Lesson {
  const { yaml, body, bodyLine } = splitFrontMatter(source.replaceAll('\r\n', '\n'), file);
  const front = parseFrontMatter(yaml, file);
  const pieces = splitBody(body, bodyLine);
  const first = pieces.findIndex(piece => piece.kind === 'step');
  if (first < 0) throw new LessonError(file, bodyLine, 1, 'a lesson needs at least one step: a heading ‘## Title {#id}’');
  const intro = pieces.slice(0, first).filter(piece => piece.kind !== 'title');
  const steps = groupSteps(pieces.slice(first), file);
  rejectRepeatedIds(steps, file);
  return { ...front, language, file, intro: intro.map(piece => piece.text).join('\n'), steps };
}

/** The body as top-level pieces; prose keeps its Markdown source, for the player renders it. */
function splitBody(body: string, bodyLine: number): readonly Piece[] {
  const lines = body.split('\n');
  const pieces: Piece[] = [];
  const tokens = new MarkdownIt({ html: false }).parse(body, {});
  for (const [index, token] of tokens.entries()) {
    if (token.level !== 0 || !token.map || token.nesting === -1) continue;
    const [start, end] = token.map;
    const place = { line: bodyLine + start, end: bodyLine + end };
    const inline = tokens[index + 1]?.content ?? '';
    if (token.type === 'heading_open' && token.tag === 'h1') pieces.push({ kind: 'title', text: inline, info: '', ...place });
    else if (token.type === 'heading_open' && token.tag === 'h2') pieces.push({ kind: 'step', text: inline, info: '', ...place });
    else if (token.type === 'fence') pieces.push({ kind: 'fence', text: token.content, info: token.info.trim(), ...place });
    else pieces.push({ kind: 'prose', text: `${lines.slice(start, end).join('\n').trimEnd()}\n`, info: '', ...place });
  }
  return pieces;
}

function groupSteps(pieces: readonly Piece[], file: string): readonly Step[] {
  const steps: { heading: Piece; blocks: Block[] }[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'step') steps.push({ heading: piece, blocks: [] });
    else if (piece.kind === 'title') throw new LessonError(file, piece.line, 1, 'a lesson has one title (‘# …’), before its first step');
    else
      steps
        .at(-1)
        ?.blocks.push(piece.kind === 'fence' ? parseFence(piece, file) : { kind: 'prose', markdown: piece.text, line: piece.line });
  }
  return steps.map(({ heading, blocks }) => ({ ...parseHeading(heading, file), blocks: joinProse(blocks) }));
}

/** `Run it {#run-it points=2}`: title, id and points (1 when left out; 0 for a step that is only read). */
function parseHeading(piece: Piece, file: string): Omit<Step, 'blocks'> {
  const match = /^(.*?)\s*\{#([a-z0-9][a-z0-9-]*)((?:\s+\w+=\S+)*)\}\s*$/.exec(piece.text);
  const [, title, id, attributes] = match ?? [];
  if (!title || !id)
    throw new LessonError(file, piece.line, 1, 'a step’s heading carries an id: ‘## Title {#id}’ or ‘## Title {#id points=2}’');
  const points = new Map(
    (attributes ?? '')
      .trim()
      .split(/\s+/)
      .filter(Boolean)
      .map(pair => splitPair(pair)),
  );
  for (const name of points.keys()) {
    if (name !== 'points') throw new LessonError(file, piece.line, 1, `a step has no attribute ‘${name}’ (known: points)`);
  }
  const value = Number(points.get('points') ?? '1');
  if (!Number.isInteger(value) || value < 0) throw new LessonError(file, piece.line, 1, 'points is a whole number, 0 or more');
  return { id, title, points: value, line: piece.line };
}

function splitPair(pair: string): readonly [string, string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}

function parseFence(piece: Piece, file: string): Block {
  const role = piece.info.split(/\s+/)[0] ?? '';
  const line = piece.line;
  const textLine = line + 1;
  if (!isRole(role)) return { kind: 'code', info: piece.info, text: piece.text, line };
  switch (role) {
    case 'console':
      return { kind: 'console', commands: parseConsole(piece.text, file, textLine), line };
    case 'check':
      return { kind: 'check', requirements: parseRequirements(piece.text, { file, firstLine: textLine }), line };
    case 'solution':
      return { kind: 'solution', script: piece.text, line };
    case 'hint':
      return { kind: 'hint', markdown: piece.text, line };
  }
}

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

/** Neighbouring paragraphs become one block, with the empty line between them. */
function joinProse(blocks: readonly Block[]): readonly Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.kind === 'prose' && last?.kind === 'prose')
      joined[joined.length - 1] = { ...last, markdown: `${last.markdown}\n${block.markdown}` };
    else joined.push(block);
  }
  return joined;
}

function rejectRepeatedIds(steps: readonly Step[], file: string): void {
  const seen = new Set<string>();
  for (const step of steps) {
    if (seen.has(step.id)) throw new LessonError(file, step.line, 1, `two steps have the id ‘${step.id}’`);
    seen.add(step.id);
  }
}
