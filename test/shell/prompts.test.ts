import { readFileSync } from 'node:fs';
import test from 'ava';
import { encodeUtf8 } from '../../engine/core/utf8.js';
import { gnuMains } from '../../engine/programs/gnu.js';
import { TerminalGrid } from '../helpers/terminal-grid.js';
import { shellWorld, type DialectName } from './shell-world.js';

/** Keys typed at a real shell on a terminal (a number is a pause in seconds), and what it wrote at its start and after each. */
interface PromptSession {
  readonly name: string;
  readonly shell: DialectName;
  readonly term?: string;
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly keys: readonly (string | number)[];
  readonly shown: readonly string[];
}

const sessions = JSON.parse(readFileSync('test/shell/prompts/recorded.json', 'utf8')) as readonly PromptSession[];
const programs = Object.fromEntries(gnuMains);

for (const shell of ['bash', 'dash', 'ash'] as const) {
  test(`after each key ${shell} shows what the real one showed`, t => {
    for (const session of sessions.filter(one => one.shell === shell))
      t.deepEqual(screens(session, mine(session)), screens(session, session.shown), session.name);
  });
}

const start: Readonly<Record<DialectName, readonly string[]>> = {
  bash: ['/bin/bash', '--norc', '--noprofile'],
  dash: ['/bin/dash'],
  ash: ['/bin/ash'],
};

function mine({ shell, term, columns = 80, env, files = {}, keys }: PromptSession): readonly string[] {
  const folders = ['/srv/here/', '/usr/lib/', '/usr/local/', '/usr/share/doc/', '/etc/', '/lib/terminfo/x/xterm'];
  const given = [...folders.map(name => [name, '']), ...Object.entries(files).map(([name, text]) => [`/srv/here/${name}`, text])];
  const world = shellWorld({ files: Object.fromEntries(given) as Record<string, string>, programs });
  const session = world.interact(start[shell], {
    cwd: '/srv/here',
    env: { PATH: '/usr/bin:/bin', HOME: '/root', TERM: term ?? 'dumb', PS1: 'P> ', HISTFILE: '', ...env },
    columns,
  });
  world.advance(350);
  const shown = [session.shown()];
  for (const key of keys) {
    if (session.process.exit) break;
    if (typeof key === 'string') session.terminal.master.write(encodeUtf8(key));
    world.advance(typeof key === 'string' ? 500 : key * 1000);
    world.settle();
    shown.push(session.shown());
  }
  return shown;
}

/** The screen and the cursor after each step. */
function screens({ columns = 80 }: PromptSession, shown: readonly string[]): readonly string[] {
  const grid = new TerminalGrid(columns, 120);
  return shown.map(text => {
    const screen = withoutPids(grid.write(text).text);
    return `${screen}${String(grid.row)},${String(grid.column)}`;
  });
}

/** Process numbers stand after `[1]`, and at the beginning of lines or alone on them in `jobs -l` and `jobs -p`. */
function withoutPids(screen: string): string {
  return screen
    .replace(/^(\[\d+\] ?[+-]?) +\d{2,} */gm, '$1 PID ')
    .replace(/^ +\d{3,7} +(?=\|)/gm, 'PID ')
    .replace(/^\d{3,7}$/gm, 'PID');
}
