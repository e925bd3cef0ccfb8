import type { Signal } from './signals.js';

/** What a signal does to a process that neither ignores nor catches it. */
export type DefaultAction = 'terminate' | 'ignore' | 'stop' | 'continue';

const exceptions: Partial<Record<Signal, DefaultAction>> = {
  SIGCHLD: 'ignore',
  SIGURG: 'ignore',
  SIGWINCH: 'ignore',
  SIGCONT: 'continue',
  SIGSTOP: 'stop',
  SIGTSTP: 'stop',
  SIGTTIN: 'stop',
  SIGTTOU: 'stop',
};

export function defaultAction(signal: Signal): DefaultAction {
  return exceptions[signal] ?? 'terminate';
}
