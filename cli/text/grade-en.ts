import type { AuthorWords, GradeWords } from './grade-text.js';

export const grade: GradeWords = {
  describe: 'Grade what learners handed in',
  options: {
    lesson: 'The lesson: its id, number or folder',
    files: 'Files of ‘drydock submit’, shell scripts, or folders full of them',
    json: 'Print one JSON document instead of text',
    jobs: 'How many submissions are graded at the same time; as many as this machine has processors when left out',
  },
  badJobs: value => `--jobs takes a number from 1 on, not ‘${value}’.`,
  noFiles: 'There is nothing to grade: the folder holds no files.',
  points: (points, max) => `${points} of ${max} ${max === 1 ? 'point' : 'points'}`,
  unusable: 'not graded',
  marks: { pass: 'ok', fail: 'lost', 'not-run': 'later' },
  summary: (submissions, passed, lostPoints, unusable) =>
    `${submissions} submissions: ${passed} with all points, ${lostPoints} with points lost, ${unusable} not graded.`,
  average: (average, max) => `On average ${average} of ${max} points.`,
  problems: {
    unreadable: detail => `The file cannot be read: ${detail}.`,
    'too-big': detail => `The file is bigger than ${detail} MB: that is no work of a learner.`,
    binary: () => 'The file is not text: neither a journal of ‘drydock submit’ nor a shell script.',
    'wrong-encoding': detail => `The file is saved as ${detail}; save it as UTF-8 and hand it in again.`,
    'no-journal': () => 'This JSON file is not a journal of ‘drydock submit’.',
    'newer-schema': detail => `The journal was written by a newer Drydock (${detail}); update Drydock to grade it.`,
    'damaged-header': () => 'The first line of the journal is damaged, so nothing of it can be used.',
    'wrong-lesson': detail => `This was handed in for another lesson, ‘${detail}’.`,
    internal: detail =>
      `Something in Drydock itself went wrong with this submission: ${detail}. Please look at it yourself, and report this.`,
    damaged: detail => `Line ${detail} of the journal is damaged; what stands before it is graded.`,
    'too-much-work': () => 'It was stopped because it works without end (an endless loop?); what it did until then is graded.',
    'too-long': detail =>
      `It was stopped after two days of the host’s time${detail === '' ? '' : `, during ‘${detail}’`}; what it did until then is graded.`,
    'never-ends': detail =>
      `It stops at ‘${detail}’, which never ends by itself (a server in the foreground, or a program that waits for input); what comes after it was not run.`,
    crash: detail =>
      `A program of the practice host failed through a mistake of Drydock’s (${detail}). Please look at this submission yourself.`,
  },
};

export const author: AuthorWords = {
  describe: 'Tools for those who write lessons',
  actions: 'verify: prove that lessons work, in every language',
  lessons: 'Lessons by id, number or folder; all of them when left out',
  proved: (lesson, languages, right, wrong) =>
    `${lesson} (${languages})${right + wrong === 0 ? '' : `: ${right} right and ${wrong} wrong answers`}`,
  summary: (lessons, findings) =>
    `${lessons} ${lessons === 1 ? 'lesson' : 'lessons'}, ${findings === 0 ? 'nothing to complain about' : `${findings} ${findings === 1 ? 'finding' : 'findings'}`}.`,
};
