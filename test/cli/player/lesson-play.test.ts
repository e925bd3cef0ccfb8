import test from 'ava';
import { LessonPlay, type News } from '../../../cli/player/lesson-play.js';
import type { PlacedNote } from '../../../cli/state/journal-file.js';
import type { Input, JournalEntry } from '../../../engine/index.js';
import { lessonSetup, parseLesson, type Lesson } from '../../../grader/index.js';

const lesson: Lesson = parseLesson(
  `---
schema: drydock/lesson/v1
id: tiny
course: c
title: Tiny
minutes: 5
objectives: [Do it]
setup:
  images: [alpine]
---

# Tiny

## One {#one}

\`\`\`check
- id: listed
  title: You listed containers
  ran: docker ps
- id: none
  title: Nothing runs
  container: {state: running}
  count: 0
\`\`\`

## Two {#two}

\`\`\`check
- id: web
  title: web has ended
  container: web
  state: exited
\`\`\`
`,
  'tiny.md',
  'en',
);

const setup = lessonSetup(lesson, { seed: 'test', epochMs: 1_767_225_600_000, home: '/home/student', lesson: true });

/** A play that is driven as the player drives it: keys in, and a look at each prompt. */
class Driver {
  readonly play = LessonPlay.replay(lesson, setup, [], []);
  readonly news: News[] = [];

  constructor() {
    this.put({ kind: 'open', session: 1, terminal: { columns: 80, rows: 24 }, env: {}, cwd: '/home/student' });
    this.look();
  }

  put(input: Input): void {
    this.play.entered(this.play.host.put(input));
  }

  type(line: string): void {
    this.put({ kind: 'input', session: 1, data: `${line}\r` });
    this.look();
  }

  look(): void {
    const { host } = this.play;
    for (;;) {
      const ended = host.commandsEnded;
      host.fastForward(1_000_000, () => host.commandsEnded !== ended);
      this.play.takeEvents(host.takeEvents());
      if (host.commandsEnded === ended) break;
      this.play.observe();
    }
    this.put({ kind: 'time' });
    this.play.observe();
    this.news.push(...this.play.takeNews());
  }

  get told(): readonly string[] {
    return this.news.map(item => (item.kind === 'step-done' ? `${item.step.id} done` : `${item.kind} ${item.requirement.id}`));
  }
}

function summary(play: LessonPlay): unknown {
  const { score, commands, isAtPrompt, state, host } = play;
  return {
    score,
    commands: [...commands],
    isAtPrompt,
    step: state.step,
    now: host.now(),
    containers: host.inspect('/containers/json', { all: ['1'] }),
  };
}

test('requirements are told as they are met, and only what has changed', t => {
  const driver = new Driver();
  driver.type('docker ps');
  driver.type('docker run -d --name web alpine sleep 1000');
  driver.type('docker kill web');
  t.deepEqual(driver.told, ['met listed', 'one done', 'met web', 'two done']);
});

test('a replay of the journal is the same play', t => {
  const driver = new Driver();
  for (const line of ['docker ps', 'docker run -d --name web alpine sleep 5', 'cd /tmp; sleep 1', 'docker ps -a']) driver.type(line);
  const { entries, notes } = driver.play;
  const journal = JSON.parse(JSON.stringify({ entries, notes })) as {
    readonly entries: readonly JournalEntry[];
    readonly notes: readonly PlacedNote[];
  };
  t.deepEqual(summary(LessonPlay.replay(lesson, setup, journal.entries, journal.notes)), summary(driver.play));
});

test('keeping the journal up to a command takes it back', t => {
  const driver = new Driver();
  driver.type('docker ps');
  const before = summary(driver.play);
  driver.type('docker run --name web alpine true');
  const last = driver.play.commands.at(-1);
  t.is(last?.line.trim(), 'docker run --name web alpine true');
  t.deepEqual(summary(LessonPlay.replay(lesson, setup, driver.play.entries.slice(0, last?.keep), [])), before);
});

test('a host that was stopped in the middle of a command goes on with it', t => {
  const driver = new Driver();
  driver.put({ kind: 'input', session: 1, data: 'docker run --name web alpine sleep 5\r' });
  const again = LessonPlay.replay(lesson, setup, driver.play.entries, []);
  again.settle();
  t.is(again.running?.trim(), 'docker run --name web alpine sleep 5');
  t.false(again.isAtPrompt);
});

test('a question that was not answered before a crash is still there', t => {
  const driver = new Driver();
  driver.put({ kind: 'input', session: 1, data: 'check\r' });
  const again = LessonPlay.replay(lesson, setup, driver.play.entries, []);
  again.settle();
  t.deepEqual(again.question, { kind: 'lesson', session: 1, question: 1, argv: ['check'], terminal: true });
  again.entered(again.host.put({ kind: 'reply', question: 1, text: 'nothing\n', code: 0 }));
  again.settle();
  t.is(again.question, undefined);
  t.true(again.isAtPrompt);
});
