import type { Sys } from '../../process/sys.js';
import { LineEditor } from '../../shell/interactive/line-editor.js';

/** The editor of a database client's prompt: Tab completes nothing, ^C gives up the line. `history` is added to by the caller. */
export function clientEditor(sys: Sys, history: readonly string[]): LineEditor {
  return new LineEditor(sys, {
    history,
    *complete() {
      yield* sys.tick();
      return { insert: '', candidates: [] };
    },
    *handleSignals() {
      yield* sys.tick();
      return sys.takeSignal() === 'SIGINT' ? 'interrupted' : undefined;
    },
    dumb: (sys.env.get('TERM') ?? 'dumb') === 'dumb',
    bracketedPaste: false,
  });
}
