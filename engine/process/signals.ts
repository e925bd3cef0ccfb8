/** Signal numbers of Linux on x86-64 (signal(7)). */
export const signalNumbers = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGSTKFLT: 16,
  SIGCHLD: 17,
  SIGCONT: 18,
  SIGSTOP: 19,
  SIGTSTP: 20,
  SIGTTIN: 21,
  SIGTTOU: 22,
  SIGURG: 23,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGVTALRM: 26,
  SIGPROF: 27,
  SIGWINCH: 28,
  SIGIO: 29,
  SIGPWR: 30,
  SIGSYS: 31,
} as const;

export type Signal = keyof typeof signalNumbers;

/** 'TERM', 'SIGTERM', 'sigterm' and '15' all mean SIGTERM; undefined when there is no such signal. */
export function parseSignal(text: string): Signal | undefined {
  const upper = text.toUpperCase();
  const name = upper.startsWith('SIG') ? upper : `SIG${upper}`;
  if (isSignal(name)) return name;
  if (!/^\d+$/.test(text)) return undefined;
  return signalOf(Number(text));
}

/** The signal with this number. */
export function signalOf(number: number): Signal | undefined {
  return Object.keys(signalNumbers).find((name): name is Signal => isSignal(name) && signalNumbers[name] === number);
}

/** Whether a text is the full name of a signal. */
export function isSignal(name: string): name is Signal {
  return Object.hasOwn(signalNumbers, name);
}
