import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAnswer, proveLesson, type Answer, type Finding, type LessonSource } from '../../grader/index.js';
import { describeSystemError, exitCodes, Problem } from '../problem.js';
import { languages, type Language, type Text } from '../text/text.js';
import { findLesson } from './find-lesson.js';
import { listLessons, type LessonPlace } from './library.js';

/** Proves the named lessons, or all; prints what was proved and what was found. Gives the exit code. */
export function proveAll(names: readonly string[], text: Text, print: (text: string) => void): number {
  const places = names.length === 0 ? listLessons() : names.map(name => findLesson(name, text));
  let count = 0;
  for (const place of places) {
    const { findings, summary } = prove(place, text);
    for (const { file, line, message } of findings)
      print(`${path.relative('', file)}:${line}: ${message.trimEnd().replaceAll('\n', '\n    ')}\n`);
    print(`${findings.length === 0 ? '✓' : '✗'} ${summary}\n`);
    count += findings.length;
  }
  print(`${text.author.summary(places.length, count)}\n`);
  return count === 0 ? exitCodes.ok : exitCodes.failed;
}

function prove({ folder, id }: LessonPlace, text: Text): { readonly findings: readonly Finding[]; readonly summary: string } {
  const base = readSource(path.join(folder, 'lesson.md'), 'en');
  const translations = languages
    .filter(language => language !== 'en')
    .map(language => ({ language, file: path.join(folder, `lesson.${language}.md`) }))
    .filter(({ file }) => existsSync(file))
    .map(({ language, file }) => readSource(file, language));
  const answers = [...readAnswers(folder, 'right'), ...readAnswers(folder, 'wrong')];
  const written = [base, ...translations].map(({ language }) => language).join(', ');
  const right = answers.filter(({ expected }) => expected === 'right').length;
  return { findings: proveLesson(base, translations, answers), summary: text.author.proved(id, written, right, answers.length - right) };
}

function readAnswers(folder: string, expected: Answer['expected']): readonly Answer[] {
  const answers = path.join(folder, 'answers', expected);
  if (!existsSync(answers)) return [];
  const names = readdirSync(answers)
    .filter(name => name.endsWith('.sh'))
    .sort();
  return names.map(name => parseAnswer(read(path.join(answers, name)), path.join(answers, name), expected));
}

function readSource(file: string, language: Language): LessonSource {
  return { file, language, text: read(file) };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Problem(`cannot read ${file}: ${describeSystemError(error)}`);
  }
}
