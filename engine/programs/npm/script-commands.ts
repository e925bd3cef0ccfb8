import type { Task } from '../../core/task.js';
import { NpmError, projectFolder, readManifest, texts } from './project.js';
import { runScript } from './scripts.js';
import { say, type Session } from './session.js';
import { exists } from '../files/presence.js';

export function* runNamed(session: Session): Task<number> {
  const [name, ...words] = session.words;
  if (name !== undefined) return yield* lifecycle({ ...session, words }, name);
  const manifest = (yield* readManifest(session.sys, projectFolder(session.sys))) ?? {};
  const scripts = Object.entries(texts(manifest['scripts']));
  const own = scripts.filter(([key]) =>
    /^(?:pre|post)?(?:test|start|stop|restart|version|install|publish|pack|prepare|uninstall)$/.test(key),
  );
  const others = scripts.filter(entry => !own.includes(entry));
  const isOld = session.release.major < 7;
  const title = `${texts(manifest)['name'] ?? ''}${isOld ? '' : `@${texts(manifest)['version'] ?? ''}`}`;
  const lines = (list: readonly (readonly [string, string])[]): string => list.map(([key, line]) => `  ${key}\n    ${line}\n`).join('');
  const shown = [
    ...(own.length > 0 ? [`Lifecycle scripts included in ${title}:\n${lines(own)}`] : []),
    ...(others.length > 0
      ? [
          own.length > 0
            ? `available via \`npm run-script\`:\n${lines(others)}`
            : `Scripts available in ${title} via \`npm run-script\`:\n${lines(others)}`,
        ]
      : []),
  ];
  if (shown.length > 0) yield* say(session.sys, 1, `${shown.join('\n')}${isOld ? '' : '\n'}`);
  return 0;
}

export function* lifecycle(session: Session, name: string): Task<number> {
  const { sys, release, flags } = session;
  const folder = projectFolder(sys);
  const manifest = yield* readManifest(sys, folder);
  if (!manifest) {
    const path = `${folder}/package.json`;
    throw new NpmError('ENOENT', [
      'syscall open',
      `path ${path}`,
      'errno -2',
      `enoent ENOENT: no such file or directory, open '${path}'`,
      'enoent This is related to npm not being able to find a file.',
      'enoent ',
    ]);
  }
  const scripts = texts(manifest['scripts']);
  const fallback = name === 'start' && exists(sys, `${folder}/server.js`) ? 'node server.js' : undefined;
  const line = scripts[name] ?? fallback;
  if (line === undefined) {
    if (flags.has('if-present')) return 0;
    throw release.major < 7
      ? new NpmError('', [`missing script: ${name}`])
      : new NpmError('', [`Missing script: "${name}"`, '', 'To see a list of scripts, run:', '  npm run']);
  }
  for (const step of [`pre${name}`, name, `post${name}`]) {
    const text = step === name ? [line, ...[...session.words, ...session.rest].map(quote)].join(' ') : scripts[step];
    if (text === undefined) continue;
    const title = `${texts(manifest)['name'] ?? ''}@${texts(manifest)['version'] ?? ''} ${step}${release.major < 7 ? ` ${folder}` : ''}`;
    if (!flags.has('silent') && !flags.has('s')) yield* say(sys, 1, `\n> ${title}\n> ${text}\n\n`);
    const code = yield* runScript(sys, folder, manifest, step, text);
    if (code !== 0) {
      if (release.major < 7 && step === 'test') yield* say(sys, 2, 'npm ERR! Test failed.  See above for more details.\n');
      else if (release.major < 7)
        yield* say(
          sys,
          2,
          `npm ERR! code ELIFECYCLE\nnpm ERR! errno ${String(code)}\nnpm ERR! ${title.replace(` ${folder}`, '')}: \`${text}\`\nnpm ERR! Exit status ${String(code)}\n`,
        );
      return code;
    }
  }
  return 0;
}

function quote(word: string): string {
  return `"${word.replace(/(["\\$\u0060])/g, '\\$1')}"`;
}
