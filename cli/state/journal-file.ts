import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, renameSync, writeSync, writeFileSync } from 'node:fs';
import { JOURNAL_SCHEMA, type HostSetup, type JournalEntry } from '../../engine/index.js';
import { describeSystemError, Problem } from '../problem.js';

/** Something that happened in a lesson rather than in its host. */
export type LessonNote =
  | { readonly kind: 'lesson'; readonly id: string }
  | { readonly kind: 'step'; readonly id: string }
  | { readonly kind: 'hint' | 'solution'; readonly step: string }
  | { readonly kind: 'answer'; readonly question: string; readonly text: string };

/** A line of a journal file after the first. */
type Line =
  | JournalEntry
  | { readonly note: LessonNote; readonly after: number }
  /** Undo: only the first so many inputs count from here on. */
  | { readonly keep: number };

export interface JournalContent {
  readonly setup: HostSetup;
  readonly entries: readonly JournalEntry[];
  readonly notes: readonly { readonly note: LessonNote; readonly after: number }[];
}

/** What reading found: the intact part, and a sentence when a part was damaged. */
export interface ReadJournal extends JournalContent {
  readonly damage: string | undefined;
  /** Length of the intact part. */
  readonly intactBytes: number;
}

/**
 * Reads the text of a journal. A last line without its end is the command that was cut off by a crash and is left out; a
 * damaged line ends the intact part. Throws Problem when not even the first line is usable, or is of a newer schema.
 */
export function parseJournal(text: string, name: string): ReadJournal {
  const lines = text.split('\n');
  const setup = parseHeader(lines[0] ?? '', name);
  const entries: JournalEntry[] = [];
  const notes: { readonly note: LessonNote; readonly after: number }[] = [];
  let intact = Buffer.byteLength(`${lines[0] ?? ''}\n`);
  for (const [index, line] of lines.slice(1).entries()) {
    const isLast = index === lines.length - 2;
    if (isLast && line === '') break;
    const parsed = isLast ? undefined : parseLine(line);
    if (!parsed) return { setup, entries, notes, intactBytes: intact, damage: isLast ? undefined : `line ${index + 2} is damaged` };
    if ('keep' in parsed) entries.length = Math.min(entries.length, parsed.keep);
    else if ('note' in parsed) notes.push(parsed);
    else entries.push(parsed);
    intact += Buffer.byteLength(line) + 1;
  }
  return { setup, entries, notes: notes.filter(({ after }) => after <= entries.length), intactBytes: intact, damage: undefined };
}

function parseHeader(line: string, name: string): HostSetup {
  const value = parseJson(line);
  if (!isRecord(value) || typeof value['schema'] !== 'string') throw new Problem(`${name} is not a Drydock journal`);
  const schema = value['schema'];
  if (schema !== JOURNAL_SCHEMA) {
    const newer = schema.startsWith('drydock/journal/');
    throw new Problem(newer ? `${name} was written by a newer Drydock (${schema}); update Drydock to read it` : `${name} is not a Drydock journal`);
  }
  const setup = value['setup'];
  if (!isSetup(setup)) throw new Problem(`${name} has a damaged first line`);
  return setup;
}

function isSetup(value: unknown): value is HostSetup {
  return isRecord(value) && typeof value['seed'] === 'string' && typeof value['epochMs'] === 'number' && typeof value['home'] === 'string' && Array.isArray(value['images']);
}

function parseLine(line: string): Line | undefined {
  const value = parseJson(line);
  if (!isRecord(value)) return undefined;
  if (typeof value['keep'] === 'number') return { keep: value['keep'] };
  if (isRecord(value['note']) && typeof value['after'] === 'number') return value as unknown as Line;
  return typeof value['at'] === 'number' && isRecord(value['input']) && typeof value['input']['kind'] === 'string' ? (value as unknown as JournalEntry) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The journal of one host on disk: only ever appended to, and on the disk before anybody sees the result. */
export class JournalFile {
  readonly #fd: number;
  readonly #path: string;
  #sizeBytes: number;
  #pending = '';

  private constructor(path: string, fd: number, sizeBytes: number) {
    this.#path = path;
    this.#fd = fd;
    this.#sizeBytes = sizeBytes;
  }

  /** Starts a new journal; one that was there is replaced in one step. */
  static create(path: string, setup: HostSetup): JournalFile {
    const header = `${JSON.stringify({ schema: JOURNAL_SCHEMA, setup })}\n`;
    return guard(path, () => {
      writeFileSync(`${path}.new`, header, { flush: true });
      renameSync(`${path}.new`, path);
      return new JournalFile(path, openSync(path, 'a'), Buffer.byteLength(header));
    });
  }

  /** Opens a journal to go on with it; a damaged tail is set aside under another name and `onDamage` hears of it. */
  static open(path: string, onDamage: (sentence: string) => void): { readonly file: JournalFile; readonly content: JournalContent } {
    return guard(path, () => {
      const content = parseJournal(readFileSync(path, 'utf8'), path);
      if (content.damage) onDamage(`${path}: ${content.damage}; the part before it is used, all of it is kept in ${setAside(path)}`);
      const fd = openSync(path, 'r+');
      ftruncateSync(fd, content.intactBytes);
      closeSync(fd);
      return { file: new JournalFile(path, openSync(path, 'a'), content.intactBytes), content };
    });
  }

  /** Adds a line; it counts once `flush` has returned. */
  add(line: Line): void {
    this.#pending += `${JSON.stringify(line)}\n`;
  }

  /** Puts what was added on the disk, all of it or nothing. */
  flush(): void {
    if (this.#pending === '') return;
    const bytes = Buffer.from(this.#pending);
    this.#pending = '';
    guard(this.#path, () => {
      try {
        for (let at = 0; at < bytes.length; ) at += writeSync(this.#fd, bytes, at);
        fsyncSync(this.#fd);
      } catch (error) {
        ftruncateSync(this.#fd, this.#sizeBytes);
        throw error;
      }
    });
    this.#sizeBytes += bytes.length;
  }

  close(): void {
    this.flush();
    closeSync(this.#fd);
  }
}

function setAside(path: string): string {
  let number = 1;
  while (existsSync(`${path}.damaged-${number}`)) number++;
  const copy = `${path}.damaged-${number}`;
  writeFileSync(copy, readFileSync(path), { flush: true });
  return copy;
}

function guard<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(`cannot use ${path}: ${describeSystemError(error)}`);
  }
}
