import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { JOURNAL_SCHEMA, decodeUtf8, type Journal, type JournalEntry } from '../../engine/index.js';
import type { GivenAnswer } from '../../grader/index.js';
import { describeSystemError } from '../problem.js';
import { parseHeader, parseJournal, type PlacedNote } from '../state/journal-file.js';
import { findFault } from './journal-fault.js';
import type { Unusable } from './result.js';

/** Nobody types that much; a bigger file is a mistake or an attack. */
const mostBytes = 10 * 1024 * 1024;

/** Work that was handed in, as it can be graded. */
export type Submission =
  | { readonly form: 'script'; readonly script: string }
  /** `damage` says where the journal stops being intact. */
  | { readonly form: 'journal'; readonly journal: Journal; readonly answers: readonly GivenAnswer[]; readonly damage: string | undefined }
  | { readonly form: 'unusable'; readonly problem: Unusable };

/** Reads a submission for a lesson. Whatever is wrong with it is an answer, not an exception. */
export function readSubmission(file: string, lesson: string): Submission {
  const bytes = readBytes(file);
  if (!(bytes instanceof Uint8Array)) return { form: 'unusable', problem: bytes };
  const encoding = otherEncoding(bytes);
  if (encoding !== undefined) return unusable('wrong-encoding', encoding);
  if (bytes.includes(0)) return unusable('binary', '');
  const text = decodeUtf8(bytes).replace(/^\uFEFF/, '');
  if (looksLikeJournal(text)) return readJournal(text, file, lesson);
  if (/\.jsonl?$/i.test(file)) return unusable('no-journal', '');
  // Scripts written on Windows run as their author meant them.
  return { form: 'script', script: text.replaceAll('\r\n', '\n') };
}

function unusable(kind: Unusable['kind'], detail: string): Submission {
  return { form: 'unusable', problem: { kind, detail } };
}

function readBytes(file: string): Uint8Array | Unusable {
  try {
    const fd = openSync(file, 'r');
    try {
      const stat = fstatSync(fd);
      if (!stat.isFile()) return { kind: 'unreadable', detail: 'it is no plain file' };
      if (stat.size > mostBytes) return { kind: 'too-big', detail: String(Math.floor(mostBytes / 1024 / 1024)) };
      const bytes = new Uint8Array(stat.size);
      let length = 0;
      for (let read = -1; read !== 0 && length < bytes.length; length += read)
        read = readSync(fd, bytes, length, bytes.length - length, length);
      return bytes.subarray(0, length);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    return { kind: 'unreadable', detail: describeSystemError(error) };
  }
}

/** Windows' editors like to save text as UTF-16. */
function otherEncoding(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) ? 'UTF-16' : undefined;
}

function looksLikeJournal(text: string): boolean {
  return /^\s*\{\s*"schema"\s*:/.test(text.slice(0, 200));
}

function readJournal(text: string, file: string, lesson: string): Submission {
  const first = text.slice(0, text.indexOf('\n') < 0 ? text.length : text.indexOf('\n'));
  const schema = /^\s*\{\s*"schema"\s*:\s*"([^"]*)"/.exec(first)?.[1] ?? '';
  if (!schema.startsWith('drydock/journal/')) return unusable('no-journal', schema);
  if (schema !== JOURNAL_SCHEMA) return unusable('newer-schema', schema);
  let header: ReturnType<typeof parseHeader>;
  try {
    header = parseHeader(first, file);
  } catch {
    return unusable('damaged-header', '');
  }
  const { entries, notes, damage } = parseJournal(text.endsWith('\n') ? text : `${text}\n`, file);
  const found = header.lesson ?? lessonOf(notes);
  if (found !== undefined && found !== lesson) return unusable('wrong-lesson', found);
  const journal = { setup: header.setup, entries };
  const fault = findFault(journal);
  if (fault === 'setup') return unusable('damaged-header', '');
  const intact = { ...journal, entries: entries.slice(0, fault).map(withoutRegistries) };
  const where = fault === undefined ? /\d+/.exec(damage ?? '')?.[0] : String(fault + 2);
  return { form: 'journal', journal: intact, answers: answersOf(notes), damage: where };
}

/** Nothing outside is there while grading: what was allowed and never used does no harm, and names with those addresses reach nobody. */
function withoutRegistries(entry: JournalEntry): JournalEntry {
  return entry.input.kind === 'allow-registries' ? { ...entry, input: { kind: 'allow-registries', addresses: [] } } : entry;
}

function lessonOf(notes: readonly PlacedNote[]): string | undefined {
  const named = notes.find(({ note }) => note.kind === 'lesson')?.note;
  return named?.kind === 'lesson' ? named.id : undefined;
}

/** Answers since the last reset, in the order in which they were given. */
function answersOf(notes: readonly PlacedNote[]): readonly GivenAnswer[] {
  const reset = notes.findLastIndex(({ note }) => note.kind === 'reset');
  return notes
    .slice(reset + 1)
    .flatMap(({ note, after }) => (note.kind === 'answer' ? answerOf(note, after) : []))
    .sort((a, b) => a.after - b.after);
}

/** A note read from a file has the right kind, and whatever else somebody wrote into it. */
function answerOf({ question, text }: Readonly<Record<string, unknown>>, after: number): readonly GivenAnswer[] {
  return typeof question === 'string' && typeof text === 'string' ? [{ question, text, after }] : [];
}
