import { readFileSync } from 'node:fs';
import test from 'ava';
import { alpineApplets, moreApplets, words } from '../../engine/image/catalogue/roots/busybox-applets.js';
import { debianRoot } from '../../engine/image/catalogue/roots/debian.js';
import { busyboxApplets } from '../../engine/programs/busybox/applets.js';
import { editorApplets } from '../../engine/programs/editors/index.js';
import { programs } from '../../engine/programs/index.js';
import { netApplets } from '../../engine/programs/net/index.js';

/** `package: name name …`, a line a package; lines that begin with # are remarks. */
function readLists(file: string): ReadonlyMap<string, readonly string[]> {
  const lines = readFileSync(`test/programs/${file}`, 'utf8').split('\n');
  return new Map(
    lines.flatMap(line => {
      const [, name = '', list] = /^([^#:]+): ?(.*)$/.exec(line) ?? [];
      return list === undefined ? [] : [[name, list.split(' ')] as const];
    }),
  );
}

/** Names that the image has as a link or a script, or with the program of its release, need no other. */
const otherwise = new Set(
  Object.entries(debianRoot()).flatMap(([path, node]) =>
    node.kind === 'symlink' ||
    (node.kind === 'file' && (node.content.kind === 'text' || (node.content.kind === 'program' && programs.has(node.content.program))))
      ? [path.replace(/.*\//, '')]
      : [],
  ),
);

test('every program of the usual packages and every applet of BusyBox is there, or is known not to be', t => {
  const missing: [string, readonly string[]][] = [];
  for (const [name, list] of readLists('debian-12-programs.txt')) {
    const absent = list.filter(program => !programs.has(program) && !otherwise.has(program));
    if (absent.length > 0) missing.push([name, absent]);
  }
  const applets = new Set([...busyboxApplets.keys(), ...netApplets.keys(), ...editorApplets.keys(), 'ash', 'sh', 'busybox']);
  const named = new Set([...Object.values(alpineApplets).flatMap(words), ...words(moreApplets)]);
  missing.push(['busybox', [...named].filter(name => !applets.has(name)).sort()]);
  t.deepEqual(missing, [...readLists('absent.txt')]);
});
