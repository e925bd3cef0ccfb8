import type { Task } from '../core/task.js';
import { waitFor } from '../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.js';
import { WaitQueue } from '../core/wait-queue.js';
import { program, text, type Files } from '../image/catalogue/tree.js';
import type { Main, Sys } from '../process/sys.js';
import type { HostEvent } from './events.js';
import type { Input } from './journal.js';

/** The commands that a learner types to whoever teaches the lesson. Each is a program of the host, so it can be piped like any other. */
export const lessonCommands = [
  'lesson',
  'check',
  'hint',
  'solution',
  'undo',
  'reset',
  'next',
  'back',
  'step',
  'show',
  'lang',
  'answer',
  'progress',
  'help',
  'quit',
  'drydock',
] as const;

export type LessonQuestion = Extract<HostEvent, { kind: 'lesson' }>;
export type LessonReply = Extract<Input, { kind: 'reply' }>;

/** Where the lesson's commands reach the teacher. */
export const lessonSocket = '/run/drydock-lesson.sock';

/** Longest line that is read when the teacher asks back. */
const answerBytes = 4096;

/** Carries questions out of the host and the replies back in. */
export class Tutor {
  readonly #emit: (question: Omit<LessonQuestion, 'session'>, pid: number) => void;
  readonly #waiting = new Map<number, { readonly queue: WaitQueue; reply: LessonReply | undefined }>();
  #questions = 0;

  constructor(emit: (question: Omit<LessonQuestion, 'session'>, pid: number) => void) {
    this.#emit = emit;
  }

  /** A reply for a question that nobody waits for any more (its program was interrupted) is dropped. */
  reply(reply: LessonReply): void {
    const waiting = this.#waiting.get(reply.question);
    if (!waiting) return;
    waiting.reply = reply;
    waiting.queue.notify();
  }

  *ask(sys: Sys, argv: readonly string[], answer: string | undefined): Task<LessonReply> {
    const question = ++this.#questions;
    const waiting = { queue: new WaitQueue(), reply: undefined as LessonReply | undefined };
    this.#waiting.set(question, waiting);
    this.#emit({ kind: 'lesson', question, argv, terminal: sys.isTerminal(1), ...(answer === undefined ? {} : { answer }) }, sys.pid);
    try {
      while (!waiting.reply) yield* waitFor([waiting.queue]);
      return waiting.reply;
    } finally {
      this.#waiting.delete(question);
    }
  }
}

/** The program behind all of the lesson's commands: hands its words to the teacher and prints what comes back. */
export const lessonProgram: Main = function* (sys, argv) {
  const name = argv[0]?.split('/').at(-1) ?? '';
  const tutor = sys.service(lessonSocket);
  if (!(tutor instanceof Tutor)) return 1;
  let answer: string | undefined;
  for (;;) {
    const reply = yield* tutor.ask(sys, [name, ...argv.slice(1)], answer);
    if (reply.text !== '') yield* sys.write(1, encodeUtf8(reply.text));
    if (!reply.asks) return reply.code;
    answer = yield* readAnswer(sys);
  }
};

/** One line of standard input; '' at its end. */
function* readAnswer(sys: Sys): Task<string> {
  let line = '';
  while (line.length < answerBytes) {
    const bytes = yield* sys.read(0, answerBytes);
    if (bytes.length === 0) {
      // ^D leaves the cursor behind the question.
      yield* sys.write(1, encodeUtf8('\n'));
      break;
    }
    line += decodeUtf8(bytes);
    if (line.includes('\n')) break;
  }
  return line.split('\n')[0] ?? '';
}

/** Files that a host with a lesson has besides the others. */
export function lessonFiles(bashrc: string): Files {
  return {
    ...Object.fromEntries(lessonCommands.map(name => [`/usr/local/bin/${name}`, program('lesson', 18_432)])),
    '/etc/bash.bashrc': text(`${bashrc}${helpFunction}`),
  };
}

/** `help` alone is the lesson's; `help cd` still is the shell's own. */
const helpFunction = 'help() {\n  if [ $# -eq 0 ]; then command lesson help; else builtin help "$@"; fi\n}\n';
