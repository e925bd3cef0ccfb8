import type { Task } from '../../../core/task.js';
import type { Sys } from '../../../process/sys.js';
import type { Stanza } from '../control.js';

/** Runs what a package wants done after it came in: its scriptlet, a shell script in one field. */
export function* runScriptlet(sys: Sys, stanza: Stanza): Task<void> {
  const script = stanza.get('Post');
  if (script === undefined) return;
  const pid = sys.spawn({ path: '/bin/sh', argv: ['/bin/sh', '-c', script], env: sys.env });
  for (let ended = yield* sys.wait(pid); !ended || ended === 'interrupted'; ) ended = yield* sys.wait(pid);
}
