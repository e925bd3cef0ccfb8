/** What the player of lessons says. */
export interface LessonWords {
  readonly step: (number: number, count: number) => string;
  readonly stepsDone: (done: number, count: number) => string;
  readonly points: (points: number) => string;
  readonly pointsOf: (points: number, max: number) => string;
  readonly minutes: (minutes: number) => string;
  readonly doneOf: (done: number, count: number) => string;
  readonly goals: string;
  readonly toDo: string;
  readonly readOnly: string;
  /** Said instead of ✓ ○ ✗ ○ with --plain. */
  readonly marks: Readonly<Record<'met' | 'open' | 'failed' | 'waiting', string>>;
  readonly lost: (title: string) => string;
  readonly stepDone: (number: number) => string;
  readonly cheers: readonly string[];
  readonly goOn: string;
  readonly lessonDone: (title: string) => string;
  readonly lessonDoneNext: (id: string) => string;
  readonly lessonDoneSubmit: (id: string) => string;
  readonly continued: string;
  readonly stillRunning: (line: string) => string;
  readonly firstTime: string;
  readonly farewell: (id: string) => string;
  readonly farewellDone: string;
  readonly interrupted: string;
  readonly quitElsewhere: string;
  /** Said when `drydock` is typed inside the lesson's machine. */
  readonly drydockOutside: string;
  readonly youAreHere: string;
  readonly shellEnded: string;
  readonly check: {
    readonly allDone: string;
    readonly nothingToCheck: string;
    readonly missing: (count: number) => string;
    readonly alreadySo: string;
  };
  readonly hint: {
    readonly title: (number: number, count: number) => string;
    readonly more: string;
    readonly last: string;
    readonly none: string;
    readonly done: string;
  };
  readonly solution: {
    readonly confirm: string;
    readonly title: string;
    readonly kept: string;
    readonly none: string;
    readonly typeIt: string;
  };
  readonly undo: {
    readonly undone: (line: string) => string;
    readonly asBefore: string;
    /** Other terminals or docker clients have done something since. */
    readonly othersToo: string;
    readonly nothing: string;
  };
  readonly reset: { readonly confirm: string; readonly done: string; readonly kept: string };
  readonly next: {
    readonly notYet: (missing: number) => string;
    readonly help: string;
    readonly lastStep: string;
    readonly unfinished: (numbers: string) => string;
  };
  readonly back: { readonly firstStep: string };
  readonly lang: { readonly now: string; readonly usage: string };
  readonly answer: {
    readonly usage: string;
    readonly unknown: (id: string, known: string) => string;
    readonly none: string;
    readonly noted: (text: string) => string;
    readonly wrong: string;
  };
  readonly help: {
    readonly title: string;
    readonly rows: readonly (readonly [string, string])[];
    readonly rest: string;
    readonly unknown: (name: string) => string;
  };
  readonly yes: RegExp;
  readonly hintBar: string;
  readonly stuck: string;
  readonly tooNarrow: string;
}

/** What drydock says about lessons outside of them. */
export interface LibraryWords {
  readonly unknown: (name: string, nearest: string | undefined) => string;
  readonly busy: (pid: number, id: string) => string;
  readonly takenOver: (pid: number) => string;
  readonly cannotTakeOver: (pid: number) => string;
  readonly watching: (title: string) => string;
  readonly watchEnded: string;
  /** A published port has been opened on the real machine. */
  readonly portOpen: (port: number) => string;
  readonly socketOpen: (line: string) => string;
  readonly nothingToWatch: (id: string) => string;
  readonly course: (name: string) => string;
  readonly status: { readonly done: string; readonly started: string; readonly fresh: string };
  readonly columns: { readonly lesson: string; readonly minutes: string; readonly progress: string; readonly points: string };
  readonly startHint: (id: string) => string;
  readonly menu: {
    readonly choose: string;
    readonly goOn: (title: string) => string;
    readonly quit: string;
    readonly howTo: readonly (readonly [string, string])[];
    readonly noTerminal: string;
  };
  readonly progress: { readonly none: string; readonly total: (done: number, count: number, points: number, max: number) => string };
  readonly submit: {
    readonly written: (file: string) => string;
    readonly score: (points: number, max: number) => string;
    readonly missing: (title: string) => string;
    readonly nothing: (id: string) => string;
    readonly which: string;
    readonly grade: (file: string, id: string) => string;
    readonly outside: string;
  };
  readonly language: { readonly now: (name: string) => string; readonly changed: string; readonly unknown: (name: string) => string };
  readonly describe: Readonly<Record<'start' | 'list' | 'progress' | 'submit' | 'lang', string>>;
  readonly options: {
    readonly lesson: string;
    readonly watch: string;
    readonly takeOver: string;
    readonly socket: string;
    readonly ports: string;
    readonly output: string;
    readonly language: string;
    readonly reset: string;
  };
}
