import type { Task } from '../../core/task.js';
import { signalNumbers } from '../../process/signals.js';
import type { Sys } from '../../process/sys.js';
import { texts, type Manifest } from './project.js';

/** Runs a script of package.json with the packages' commands in PATH; its exit status. Signals are handed on to it. */
export function* runScript(sys: Sys, folder: string, manifest: Manifest, name: string, line: string): Task<number> {
  const env = new Map(sys.env);
  env.set('PATH', `${folder}/node_modules/.bin:${sys.env.get('PATH') ?? ''}`);
  env.set('npm_lifecycle_event', name);
  env.set('npm_package_name', texts(manifest)['name'] ?? '');
  env.set('npm_package_version', texts(manifest)['version'] ?? '');
  return yield* runCommand(sys, ['sh', '-c', line], env, folder);
}

export function* runCommand(sys: Sys, argv: readonly string[], env: ReadonlyMap<string, string>, cwd: string): Task<number> {
  const child = sys.spawn({ argv, env, cwd });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) sys.onSignal(signal, 'catch');
  for (;;) {
    const ended = yield* sys.wait(child);
    if (ended === 'interrupted') {
      const signal = sys.takeSignal();
      // A terminal's ^C has reached the child already.
      if (signal !== undefined && signal !== 'SIGINT') sys.kill(child, signal);
      continue;
    }
    if (ended?.status.kind === 'exited') return ended.status.code;
    if (ended?.status.kind === 'signaled') return 128 + signalNumbers[ended.status.signal];
  }
}
