import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { busyboxApplets } from '../../engine/programs/busybox/applets.js';
import { busyboxMain } from '../../engine/programs/busybox/busybox.js';
import { adduserReleases } from '../../engine/programs/users/adduser-releases.js';
import { declared } from '../../engine/programs/declared.js';
import { netDeclared, netPrograms } from '../../engine/programs/net/index.js';
import { gnuMains } from '../../engine/programs/gnu.js';
import type { OptionTable, OptionText } from '../../engine/programs/options.js';
import { unsimulatedOptions } from '../../engine/programs/unsimulated.js';
import { busyboxPs } from '../../engine/programs/process/busybox-ps.js';
import { machine, type RunOutput } from '../helpers/machine.js';

const root = fileURLToPath(new URL('../../../engine/programs/', import.meta.url));

/** Names of programs of which each release of the package has its own. */
function releasesOf(names: string): string {
  return adduserReleases.flatMap(({ version }) => names.split(' ').map(name => `${name}-${version}`)).join(' ');
}

/** The files that declare programs, by the names of the programs; a name that is computed has its file in `computed`. */
const computed: Readonly<Record<string, string>> = {
  'archive/bzip2.ts': 'bunzip2 bzcat bzip2',
  'archive/gzip.ts': 'gunzip gzip zcat',
  'archive/xz.ts': 'unxz xz xzcat',
  'awk/awk.ts': 'awk gawk mawk',
  'text/dos2unix.ts': 'dos2unix unix2dos',
  'files/tree.ts': 'tree tree-1',
  'packaged/man.ts': 'man apropos whatis',
  'system/domainname.ts': 'domainname nisdomainname ypdomainname',
  'process/pgrep.ts': 'pgrep pkill',
  'text/cal.ts': 'cal ncal',
  'system/systemctl.ts': 'systemctl hostnamectl timedatectl loginctl journalctl',
  'users/last.ts': 'last lastb',
  'users/debian-adduser.ts': releasesOf('adduser addgroup'),
  'users/debian-deluser.ts': releasesOf('deluser delgroup'),
  'text/hexdump.ts': 'hd hexdump',
  'grep/grep.ts': 'grep egrep fgrep',
  'text/checksum.ts': 'md5sum sha1sum sha224sum sha256sum sha384sum sha512sum',
};

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.ts'));

function sourceOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Of two programs of one name, the one that has these very options. */
function declaringFile(name: string, keys: readonly string[]): string | undefined {
  const named = sources.filter(
    path => computed[path]?.split(' ').includes(name) || new RegExp(`define(?:<[^(]*>)?\\(\\{\\s*name: '${name}'`).test(sourceOf(path)),
  );
  return named.find(path => keys.every(key => new RegExp(`\\b${key}:`).test(sourceOf(path)))) ?? named[0];
}

/** A program's file and the files of its own folder that it imports, at any depth. */
function filesOf(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path) || !sources.includes(path)) return seen;
  seen.add(path);
  for (const [, name = ''] of sourceOf(path).matchAll(/from '\.\/([\w-]+)\.js'/g)) filesOf(join(dirname(path), `${name}.ts`), seen);
  return seen;
}

/** The text without what declares an option: its row and its member of the union of keys. */
function withoutDeclarations(text: string): string {
  return text
    .replace(/^\s+\w+: (?:\[[^\]]*'-(?:[^'\\\n]|\\.)*'.*\],?|(?:refused|noEffect)\(.*\),?)$/gm, '')
    .replace(/^\s+\| '\w+';?$/gm, '')
    .replace(/^(?:export )?type \w+ =.*$/gm, '')
    .replace(/define<[^(]*>\(/g, 'define(')
    .replace(/\boptions: \{ .* \},$/gm, '');
}

function unread(name: string, options: OptionTable<string>): string[] {
  const path = declaringFile(name, Object.keys(options));
  if (path === undefined) return ['no file declares it'];
  const text = [...filesOf(path)].map(each => withoutDeclarations(sourceOf(each))).join('\n');
  return Object.keys(options).filter(key => options[key]?.[3] === undefined && !new RegExp(`'${key}'|^\\s+${key}: '`, 'm').test(text));
}

test('every option of every program is read, refused, or without an effect for a reason', t => {
  const found = [...declared, ...netDeclared, busyboxPs].flatMap(({ name, options }) =>
    unread(name, options).map(key => `${name}: ${key}`),
  );
  t.deepEqual(found, []);
});

/** What programs of Debian 12 list in --help, by their names. */
const listed = new Map(
  readFileSync(new URL('../../../test/programs/options-debian-12.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2).split(' ')] as const),
);

function namesIn(row: OptionText): readonly string[] {
  return row[0].split(', ').map(part => /^--?[^=\s[]+/.exec(part)?.[0] ?? part);
}

const everything = machine({ programs: Object.fromEntries([...gnuMains, ...netPrograms]) });
const helps = new Map<string, string>();

function helpOf(name: string): string {
  const help = helps.get(name) ?? everything.run([name, '--help'], { env: { LANG: 'C.UTF-8' } }).stdout;
  helps.set(name, help);
  return help;
}

test('options of the real programs are taken, or said not to be simulated; none is unknown', t => {
  const wrong = [...declared, ...netDeclared].flatMap(({ name, options, gnu }) => {
    const own = new Set(Object.values(options).flatMap(row => (row[2] === 'busybox' ? [] : namesIn(row))));
    const refused = unsimulatedOptions(name);
    const help = gnu ? helpOf(name) : '';
    const missing = ((gnu && listed.get(name)) ?? []).filter(
      each => !own.has(each) && !refused.has(each) && !new RegExp(`[ ,]${each}[, \n]`).test(help),
    );
    const both = [...refused].filter(each => own.has(each));
    return [...missing.map(each => `${name}: ${each} is unknown`), ...both.map(each => `${name}: ${each} is taken after all`)];
  });
  t.deepEqual(wrong, []);
});

test('--help lists what is taken, and nothing else', t => {
  const wrong = [...declared, ...netDeclared].flatMap(({ name, options, gnu }) => {
    const help = gnu ? helpOf(name) : '';
    if (help === '') return [];
    return Object.values(options).flatMap(row => {
      const isRefused = row[3] !== undefined && 'refused' in row[3];
      if (row[2] === 'busybox' || help.includes(`${row[0]} `) === !isRefused || help.includes(`${row[0]}\n`) === !isRefused) return [];
      return [`${name}: ${row[0]}`];
    });
  });
  t.deepEqual(wrong, []);
});

function run(argv: readonly string[], stdin = ''): RunOutput {
  const files = {
    '/w/l': 'a\n\nb\n',
    '/w/k': 'a\nb\n',
    '/w/d/a b': '',
    '/w/d/sub/f': 'x\n',
    '/w/d/z~': '',
    '/w/out/': '',
    '/w/z1': 'a\0b\0',
    '/w/z2': 'b\0c\0',
    '/w/sums': `garbage\n${'0'.repeat(32)}  k\n`,
  };
  const programs = { ...Object.fromEntries([...gnuMains, ...netPrograms]), busybox: busyboxMain(busyboxApplets) };
  return machine({ files, programs }).run(argv, { cwd: '/w', stdin, env: { LANG: 'C.UTF-8' } });
}

const refusals: readonly (readonly [string, number, string])[] = [
  ['tar --format=gnu -cf x l', 2, 'tar: drydock: option --format is not simulated'],
  ['tar -cSf x l', 2, 'tar: drydock: option -S is not simulated'],
  ['tar --sort=inode -cf x l', 2, 'tar: drydock: option --sort=inode is not simulated'],
  ['install -s l out', 1, 'install: drydock: option -s is not simulated'],
  ['diff -p l k', 2, 'diff: drydock: option -p is not simulated'],
  ['watch -d date', 1, 'watch: drydock: option -d is not simulated'],
  ['sort --debug l', 2, 'sort: drydock: option --debug is not simulated'],
  ['split --filter=cat l', 1, 'split: drydock: option --filter is not simulated'],
  ['cp --reflink l k', 1, 'cp: drydock: option --reflink is not simulated'],
  ['ip -N addr', 255, 'ip: drydock: option -N is not simulated'],
  ['ip -d addr', 255, 'ip: drydock: option -d is not simulated'],
  ['netstat -tlne', 1, 'netstat: drydock: option -e is not simulated'],
  ['ss -tlne', 255, 'ss: drydock: option -e is not simulated'],
  ['nslookup -debug localhost', 1, 'nslookup: drydock: option --debug is not simulated'],
];

test('what is not simulated is refused in one line', t => {
  for (const [line, code, message] of refusals) t.deepEqual(run(line.split(' ')), { code, stdout: '', stderr: `${message}\n` }, line);
});

const works: readonly (readonly [argv: readonly string[], output: Partial<RunOutput>, stdin?: string])[] = [
  [['ls', '-b', 'd'], { stdout: 'a\\ b\nsub\nz~\n' }],
  [['ls', '-I', 'a*', '-A', '--hide=z*', 'd'], { stdout: 'sub\nz~\n' }],
  [['ls', '--hide=z*', 'd'], { stdout: 'a b\nsub\n' }],
  [['cp', '-v', '--parents', 'd/sub/f', 'out'], { stdout: "d -> out/d\nd/sub -> out/d/sub\n'd/sub/f' -> 'out/d/sub/f'\n" }],
  [['cp', '--parents', 'd/nope', 'out'], { code: 1, stderr: "cp: cannot stat 'd/nope': No such file or directory\n" }],
  [['tac', '-b'], { stdout: '\n\ncb' }, 'b\nc\n'],
  [['tac', '-b', '-s', 'x'], { stdout: 'xcxba' }, 'axbxc'],
  [['diff', '-B', 'l', 'k'], {}],
  [
    ['diff', '-u', '--color=always', '--label', 'a', '--label', 'b', 'l', 'k'],
    {
      code: 1,
      stdout: '\u001b[1m--- a\u001b[0m\n\u001b[1m+++ b\u001b[0m\n\u001b[36m@@ -1,3 +1,2 @@\u001b[0m\n a\n\u001b[31m-\u001b[0m\n b\n',
    },
  ],
  [['diff', '--color=foo', 'l', 'k'], { code: 2, stderr: "diff: invalid color 'foo'\ndiff: Try 'diff --help' for more information.\n" }],
  [['shuf', '-e', 'a', '-o', 'no/x'], { code: 1, stderr: 'shuf: no/x: No such file or directory\n' }],
  [['tar', '--totals', '-cf', 'x', 'l'], { stderr: 'Total bytes written: 10240 (10KiB, ?/s)\n' }],
  [['tar', '-cPvf', 'x', '/w/l'], { stdout: '/w/l\n' }],
  [['tar', '--sort=name', '-cvf', 'x', 'd'], { stdout: 'd/\nd/a b\nd/sub/\nd/sub/f\nd/z~\n' }],
  [['nl', '-ba', '-l2'], { stdout: '     1\ta\n       \n     2\t\n       \n     3\tb\n' }, 'a\n\n\n\nb\n'],
  [['nl', '-ha', '-fa', '-p'], { stdout: '     1\ta\n\n     2\th\n\n     3\tb\n\n     4\tf\n' }, 'a\n\\:\\:\\:\nh\n\\:\\:\nb\n\\:\nf\n'],
  [['nl', '-bpb'], { stdout: '       a\n     1\tb\n' }, 'a\nb\n'],
  [['comm', '-z', 'z1', 'z2'], { stdout: 'a\0\t\tb\0\tc\0' }],
  [['md5sum', '-w', '--status', '--strict', '-c', 'sums'], { code: 1 }],
  [['busybox', 'split', 'nope'], { code: 1, stderr: "split: can't open 'nope': No such file or directory\n" }],
  [['busybox', 'split', '-l', '1', 'l', 'q'], {}],
  [['nc', '-n', 'localhost', '80'], { code: 1, stderr: 'nc: getaddrinfo for host "localhost" port 80: Name or service not known\n' }],
];

test('options that programs once took without a word do what they say', t => {
  for (const [argv, output, stdin] of works) t.deepEqual(run(argv, stdin), { code: 0, stdout: '', stderr: '', ...output }, argv.join(' '));
});
