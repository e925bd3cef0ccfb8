import type { Task } from '../../core/task.js';
import { isThere, NpmError, projectFolder, readManifest, texts, writeText } from './project.js';
import { say, type Session } from './session.js';

export function* npmInit({ sys, flags }: Session): Task<number> {
  if (!flags.has('y') && !flags.has('yes')) throw new NpmError('', ['drydock: npm init without -y is not simulated']);
  const folder = sys.cwd();
  const before = (yield* readManifest(sys, folder)) ?? {};
  const main = isThere(sys, `${folder}/server.js`) && !isThere(sys, `${folder}/index.js`) ? 'server.js' : 'index.js';
  const scripts = {
    test: 'echo "Error: no test specified" && exit 1',
    ...(isThere(sys, `${folder}/server.js`) ? { start: 'node server.js' } : {}),
  };
  const manifest = {
    name: folder.replace(/^.*\//, '').toLowerCase() || 'app',
    version: '1.0.0',
    description: '',
    main,
    scripts,
    keywords: [],
    author: '',
    license: 'ISC',
    ...before,
  };
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  yield* writeText(sys, `${folder}/package.json`, text);
  yield* say(sys, 1, `Wrote to ${folder}/package.json:\n\n${text}\n\n`);
  return 0;
}

export function* list({ sys }: Session): Task<number> {
  const folder = projectFolder(sys);
  const manifest = (yield* readManifest(sys, folder)) ?? {};
  const names = Object.keys({ ...texts(manifest['dependencies']), ...texts(manifest['devDependencies']) });
  const lines: string[] = [];
  for (const [index, name] of names.entries()) {
    const version = texts(yield* readManifest(sys, `${folder}/node_modules/${name}`))['version'];
    lines.push(
      `${index === names.length - 1 ? '└──' : '├──'} ${version === undefined ? `UNMET DEPENDENCY ${name}` : `${name}@${version}`}`,
    );
  }
  const { name, version } = texts(manifest);
  const title = name === undefined ? folder : `${name}@${version ?? ''} ${folder}`;
  yield* say(sys, 1, `${title}\n${lines.length === 0 ? '└── (empty)' : lines.join('\n')}\n\n`);
  return 0;
}
