// `npm start` in a fresh clone: builds once, then only when a source file is newer than the build.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const target = 'dist/drydock.js';
const sources = ['engine', 'grader', 'cli', 'lessons', 'scripts', 'package.json', 'tsconfig.base.json'];

/** The latest change below a path, in milliseconds since 1970. */
function newest(file) {
  const stat = statSync(file);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(file).map(name => newest(path.join(file, name))));
}

if (!existsSync(target) || statSync(target).mtimeMs < Math.max(...sources.map(newest))) {
  console.error('Building Drydock, this happens once …');
  execFileSync(process.execPath, [path.join('node_modules', 'typescript', 'bin', 'tsc'), '-b', 'cli'], { stdio: 'inherit' });
  execFileSync(process.execPath, [path.join('scripts', 'bundle.mjs')], { stdio: 'inherit' });
}
