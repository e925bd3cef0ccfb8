import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, renameSync, writeSync, writeFileSync } from 'node:fs';
import { JOURNAL_SCHEMA, type HostSetup, type JournalEntry } from '../../engine/index.js';
import { describeSystemError, Problem } from '../problem.js';

/** Something that happened in a lesson rather than in its host. */
export type LessonNote =
  | { readonly kind: 'lesson'; readonly id: string }
  /** The learner has gone to this step. */
  | { readonly kind: 'step'; readonly id: string }
  | { readonly kind: 'hint' | 'solution'; readonly step: string }
  | { readonly kind: 'answer'; readonly question: string; readonly text: string }
  | { readonly kind: 'language'; readonly language: string }
  /** The lesson begins again: notes before this one count no more. */
  | { readonly kind: 'reset' };

/** A note and after how many inputs it was made. */
export interface PlacedNote {
  readonly note: LessonNote;
  readonly after: number;
}

/** A line of a journal file after the first. */
export type JournalLine =
  | JournalEntry
  | PlacedNote
  /** Undo: only the first so many inputs count from here on. */
  | { readonly keep: number };

export interface JournalContent {
  readonly setup: HostSetup;
  readonly entries: readonly JournalEntry[];
  readonly notes: readonly PlacedNote[];
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
  const { setup } = parseHeader(lines[0] ?? '', name);
  const entries: JournalEntry[] = [];
  let notes: readonly PlacedNote[] = [];
  let intact = Buffer.byteLength(`${lines[0] ?? ''}\n`);
  for (const [index, line] of lines.slice(1).entries()) {
    const isLast = index === lines.length - 2;
    if (isLast && line === '') break;
    const parsed = isLast ? undefined : parseLine(line);
    if (!parsed) return { setup, entries, notes, intactBytes: intact, damage: isLast ? undefined : `line ${index + 2} is damaged` };
    ({ notes } = applyLine(parsed, entries, notes));
    intact += Buffer.byteLength(line) + 1;
  }
  return { setup, entries, notes, intactBytes: intact, damage: undefined };
}

/** Puts one more line to what is known; `entries` is changed in place, for there are many. */
export function applyLine(
  line: JournalLine,
  entries: JournalEntry[],
  notes: readonly PlacedNote[],
): { readonly notes: readonly PlacedNote[] } {
  if ('note' in line) return { notes: [...notes, line] };
  if (!('keep' in line)) {
    entries.push(line);
    return { notes };
  }
  entries.length = Math.min(entries.length, Math.max(0, line.keep));
  const { length } = entries;
  // What the learner has seen stays seen when a command is taken back.
  return { notes: notes.map(placed => (placed.after > length ? { ...placed, after: length } : placed)) };
}

/** The first line. A submission's also names its lesson. */
export function parseHeader(line: string, name: string): { readonly setup: HostSetup; readonly lesson: string | undefined } {
  const value = parseJson(line);
  if (!isRecord(value) || typeof value['schema'] !== 'string') throw new Problem(`${name} is not a Drydock journal`);
  const schema = value['schema'];
  if (schema !== JOURNAL_SCHEMA) {
    const newer = schema.startsWith('drydock/journal/');
    throw new Problem(
      newer ? `${name} was written by a newer Drydock (${schema}); update Drydock to read it` : `${name} is not a Drydock journal`,
    );
  }
  const setup = value['setup'];
  if (!isSetup(setup)) throw new Problem(`${name} has a damaged first line`);
  return { setup, lesson: typeof value['lesson'] === 'string' ? value['lesson'] : undefined };
}

function isSetup(value: unknown): value is HostSetup {
  return (
    isRecord(value) &&
    typeof value['seed'] === 'string' &&
    typeof value['epochMs'] === 'number' &&
    typeof value['home'] === 'string' &&
    Array.isArray(value['images'])
  );
}

/** One line of a journal after the first; undefined when it is damaged. */
export function parseLine(line: string): JournalLine | undefined {
  const value = parseJson(line);
  if (!isRecord(value)) return undefined;
  const keep = value['keep'];
  if (typeof keep === 'number' && Number.isInteger(keep)) return { keep };
  if (isRecord(value['note']) && typeof value['after'] === 'number') return value as unknown as JournalLine;
  return typeof value['at'] === 'number' && isRecord(value['input']) && typeof value['input']['kind'] === 'string'
    ? (value as unknown as JournalEntry)
    : undefined;
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
  #isSynced = true;

  private constructor(path: string, fd: number, sizeBytes: number) {
    this.#path = path;
    this.#fd = fd;
    this.#sizeBytes = sizeBytes;
  }

  /** Starts a new journal; one that was there is replaced in one step. */
  static create(path: string, setup: HostSetup): JournalFile {
    const header = `${JSON.stringify({ schema: JOURNAL_SCHEMA, setup })}\n`;
    return guard(path, () => {
      writeFileSync(`${path}.new`, header);
      renameSync(`${path}.new`, path);
      const file = new JournalFile(path, openSync(path, 'a'), Buffer.byteLength(header));
      // On the disk together with the first input.
      file.#isSynced = false;
      return file;
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

  /** Adds a line; it counts once `write` or `flush` has returned. */
  add(line: JournalLine): void {
    this.#pending += `${JSON.stringify(line)}\n`;
  }

  /** Hands what was added to the system, all of it or nothing: it survives this program, but perhaps not a power failure. */
  write(): void {
    if (this.#pending === '') return;
    const bytes = Buffer.from(this.#pending);
    this.#pending = '';
    guard(this.#path, () => {
      try {
        for (let at = 0; at < bytes.length; ) at += writeSync(this.#fd, bytes, at);
      } catch (error) {
        ftruncateSync(this.#fd, this.#sizeBytes);
        throw error;
      }
    });
    this.#sizeBytes += bytes.length;
    this.#isSynced = false;
  }

  /** Puts what was added on the disk. */
  flush(): void {
    this.write();
    if (this.#isSynced) return;
    guard(this.#path, () => fsyncSync(this.#fd));
    this.#isSynced = true;
  }

  close(): void {
    try {
      this.flush();
    } finally {
      closeSync(this.#fd);
    }
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
    throw new Problem(`cannot use ${path}: ${describeSystemError(error)}. What was done before is kept.`);
  }
}
