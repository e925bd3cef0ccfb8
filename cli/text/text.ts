import { english } from './en.js';
import type { AuthorWords, GradeWords } from './grade-text.js';
import { korean } from './ko.js';
import type { LessonWords, LibraryWords } from './lesson-text.js';

export type Language = 'en' | 'ko';

/** What the parser of command lines says, by its English words; with a number in it, for one and for others. */
export type ParserWords = Readonly<Record<string, string | { readonly one: string; readonly other: string }>>;

export const languages: readonly Language[] = ['en', 'ko'];

/** All words that drydock itself says, lessons aside. A third language is one more file like en.ts. */
export interface Text {
  readonly language: Language;
  readonly program: {
    readonly summary: string;
    readonly home: string;
    readonly language: string;
    readonly plain: string;
    readonly debug: string;
    readonly unknownCommand: (name: string, nearest: string | undefined) => string;
    readonly internal: (message: string) => string;
    readonly parser: ParserWords;
  };
  readonly sh: {
    readonly describe: string;
    readonly command: string;
    readonly fast: string;
    readonly ports: string;
    /** The shell has ended, but others go on. */
    readonly othersGoOn: string;
    /** A script on standard input. */
    readonly tooLong: (megabytes: number) => string;
    /** One line of it, for a terminal. */
    readonly lineTooLong: (number: number, kilobytes: number) => string;
    readonly busy: (pid: number) => string;
  };
  /** Inside a lesson. */
  readonly lesson: LessonWords;
  /** About lessons, outside of them. */
  readonly lessons: LibraryWords;
  /** For those who grade, and those who write lessons. */
  readonly grade: GradeWords;
  readonly author: AuthorWords;
  readonly docker: { readonly describe: string };
  readonly serve: {
    readonly describe: string;
    readonly socket: string;
    readonly tcp: string;
    readonly allowRemote: string;
    readonly tlscacert: string;
    readonly tlscert: string;
    readonly tlskey: string;
    readonly ports: string;
    readonly share: string;
    readonly fast: string;
    readonly incompleteTls: string;
    readonly notLoopback: (host: string) => string;
    readonly noFolder: (folder: string) => string;
    readonly badAddress: (value: string) => string;
    readonly tcpOpen: (url: string) => string;
    readonly portOpen: (port: number, real: number) => string;
    readonly portClosed: (port: number) => string;
    readonly busy: (pid: number) => string;
  };
  readonly env: { readonly describe: string };
  readonly attach: {
    readonly describe: string;
    readonly which: string;
    readonly welcome: (title: string) => string;
    readonly nobody: string;
    readonly notRunning: (name: string) => string;
    /** The program that ran the host has ended. */
    readonly gone: string;
    readonly lessonRuns: string;
    readonly turnedBack: string;
    readonly begunAnew: string;
  };
  /** The hub for other tools, and real registries for the host. */
  readonly registry: {
    readonly describe: string;
    readonly serve: string;
    readonly listen: string;
    readonly allow: string;
    readonly badListen: (value: string) => string;
    readonly cannotListen: (value: string, reason: string) => string;
    readonly badAllowed: (value: string) => string;
  };
  readonly sandbox: {
    readonly describe: string;
    readonly reset: string;
    readonly yes: string;
    readonly images: string;
    readonly account: string;
    readonly registry: string;
    readonly confirm: string;
    readonly unknownImage: (name: string) => string;
    readonly badAccount: (value: string) => string;
    readonly badRegistry: (value: string) => string;
  };
}

const texts: Readonly<Record<Language, Text>> = { en: english, ko: korean };

export function textOf(language: Language): Text {
  return texts[language];
}

/** The user's language: what was asked for, else DRYDOCK_LANG, else what they chose once, else what the system says, else English. */
export function chooseLanguage(
  asked: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  remembered?: Language,
): Language {
  const system = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'];
  for (const wanted of [asked, env['DRYDOCK_LANG'], remembered, system]) {
    const language = languages.find(known => wanted === known || wanted?.startsWith(`${known}_`) || wanted?.startsWith(`${known}-`));
    if (language) return language;
  }
  return 'en';
}
