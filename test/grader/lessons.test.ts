import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import test from 'ava';
import { parseAnswer, proveLesson, type Answer, type LessonSource } from '../../grader/index.js';

const root = 'lessons/courses';
const folders = readdirSync(root).flatMap(course => readdirSync(path.join(root, course)).map(name => path.join(root, course, name)));

function source(file: string, language: LessonSource['language']): LessonSource {
  return { file, language, text: readFileSync(file, 'utf8') };
}

function answers(folder: string, expected: Answer['expected']): readonly Answer[] {
  const place = path.join(folder, 'answers', expected);
  return existsSync(place)
    ? readdirSync(place).map(name => parseAnswer(readFileSync(path.join(place, name), 'utf8'), path.join(place, name), expected))
    : [];
}

for (const folder of folders.filter(name => existsSync(path.join(name, 'lesson.md')))) {
  test.serial(`${path.basename(folder)} works in both languages, and its answers get what they deserve`, async t => {
    // Lets the runner hear of the test before, or it takes all of them together for one that hangs.
    await setImmediate();
    const translations = [source(path.join(folder, 'lesson.ko.md'), 'ko')];
    const given = [...answers(folder, 'right'), ...answers(folder, 'wrong')];
    t.deepEqual(proveLesson(source(path.join(folder, 'lesson.md'), 'en'), translations, given), []);
  });
}

for (const folder of folders.filter(name => existsSync(path.join(name, 'answers')))) {
  test(`${path.basename(folder)} has enough answers to be proved by`, t => {
    t.true(answers(folder, 'right').length >= 5);
    t.true(answers(folder, 'wrong').length >= 12);
  });
}
