import test from 'ava';
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { HostSetup, JournalEntry } from '../../../engine/index.js';
import { JournalFile, parseJournal } from '../../../cli/state/journal-file.js';

const setup: HostSetup = { seed: 's', epochMs: 0, images: [], accounts: [], registries: [], home: '/home/student' };

const entry = (at: number): JournalEntry => ({ at, input: { kind: 'time' } });

function inFolder(action: (file: string, folder: string) => void): void {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'drydock-journal-'));
  try {
    action(path.join(folder, 'journal.jsonl'), folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function written(file: string): string {
  const journal = JournalFile.create(file, setup);
  journal.add({ note: { kind: 'lesson', id: 'x' }, after: 0 });
  journal.add(entry(1));
  journal.add(entry(2));
  journal.add({ note: { kind: 'hint', step: 'a' }, after: 2 });
  journal.add({ keep: 1 });
  journal.add(entry(3));
  journal.close();
  return readFileSync(file, 'utf8');
}

test('what was written is read, without what was taken back', t => {
  inFolder(file => {
    written(file);
    const { file: journal, content } = JournalFile.open(file, sentence => t.fail(sentence));
    journal.close();
    const { entries, notes } = content;
    t.deepEqual(content.setup, setup);
    t.deepEqual(entries, [entry(1), entry(3)]);
    // A hint that was given stays given.
    t.deepEqual(notes, [
      { note: { kind: 'lesson', id: 'x' }, after: 0 },
      { note: { kind: 'hint', step: 'a' }, after: 1 },
    ]);
  });
});

test('a journal that was cut off anywhere gives the whole lines before the cut', t => {
  inFolder(file => {
    const text = written(file);
    const header = text.indexOf('\n') + 1;
    for (let end = header; end <= text.length; end++) {
      const whole = text.slice(0, text.slice(0, end).lastIndexOf('\n') + 1);
      const { entries, notes, damage } = parseJournal(text.slice(0, end), 'j');
      const expected = parseJournal(whole, 'j');
      t.deepEqual({ entries, notes, damage }, { entries: expected.entries, notes: expected.notes, damage: undefined });
    }
  });
});

test('after a cut the next line begins on a line of its own', t => {
  inFolder(file => {
    writeFileSync(file, written(file).slice(0, -5));
    const { file: journal } = JournalFile.open(file, sentence => t.fail(sentence));
    journal.add(entry(4));
    journal.close();
    t.deepEqual(parseJournal(readFileSync(file, 'utf8'), 'j').entries, [entry(1), entry(4)]);
  });
});

test('a damaged line ends what is used; all of it is kept aside', t => {
  inFolder((file, folder) => {
    const lines = written(file).split('\n');
    lines[3] = '{"at":2,"input":';
    writeFileSync(file, lines.join('\n'));
    const damaged = readFileSync(file, 'utf8');
    const said: string[] = [];
    const { file: journal, content } = JournalFile.open(file, sentence => said.push(sentence));
    journal.close();
    t.deepEqual(content.entries, [entry(1)]);
    t.deepEqual(said, [`${file}: line 4 is damaged; the part before it is used, all of it is kept in ${file}.damaged-1`]);
    t.deepEqual(readdirSync(folder).sort(), ['journal.jsonl', 'journal.jsonl.damaged-1']);
    t.is(readFileSync(`${file}.damaged-1`, 'utf8'), damaged);
  });
});

test('a newer journal is refused and left as it is', t => {
  inFolder(file => {
    const newer = '{"schema":"drydock/journal/v9","setup":{}}\n';
    writeFileSync(file, newer);
    t.throws(() => JournalFile.open(file, () => undefined), {
      message: `${file} was written by a newer Drydock (drydock/journal/v9); update Drydock to read it`,
    });
    t.is(readFileSync(file, 'utf8'), newer);
  });
});

test('something else is no journal', t => {
  t.throws(() => parseJournal('hello\n', 'notes.txt'), { message: 'notes.txt is not a Drydock journal' });
});

test('lines that are added while others are flushed keep their order', t => {
  inFolder(file => {
    const journal = JournalFile.create(file, setup);
    journal.add(entry(1));
    journal.write();
    journal.add(entry(2));
    journal.flush();
    appendFileSync(file, '');
    journal.add(entry(3));
    journal.close();
    t.deepEqual(parseJournal(readFileSync(file, 'utf8'), 'j').entries, [entry(1), entry(2), entry(3)]);
  });
});
