import { encodeUtf8 } from '../../core/utf8.js';
import type { Task } from '../../core/task.js';
import type { Main, Sys } from '../../process/sys.js';
import { readIfThere } from '../packages/dpkg/database.js';

const HELP = `Usage: lsb_release [options]

Options:
  -h, --help         show this help message and exit
  -v, --version      show LSB modules this system supports
  -i, --id           show distributor ID
  -d, --description  show description of this distribution
  -r, --release      show release number of this distribution
  -c, --codename     show code name of this distribution
  -a, --all          show all of the above information
  -s, --short        show requested information in short format
`;

const letters: Readonly<Record<string, string>> = {
  '--help': 'h',
  '--version': 'v',
  '--id': 'i',
  '--description': 'd',
  '--release': 'r',
  '--codename': 'c',
  '--all': 'a',
  '--short': 's',
};

/** lsb_release: what /etc/os-release knows of the distribution. */
export const lsbRelease: Main = function* (sys, argv) {
  const asked = argv.slice(1).flatMap(word => (word.startsWith('--') ? [letters[word] ?? '?'] : [...word.replace(/^-/, '')]));
  const wrong = asked.find(letter => !'hvidrcas'.includes(letter));
  if (wrong !== undefined) {
    yield* sys.write(2, encodeUtf8(`lsb_release: invalid option -- '${wrong}'\n`));
    return 2;
  }
  if (asked.includes('h')) {
    yield* sys.write(1, encodeUtf8(HELP));
    return 0;
  }
  const facts = yield* readFacts(sys);
  const isUbuntu = facts.get('ID') === 'ubuntu';
  const rows: readonly (readonly [letter: string, title: string, value: string])[] = [
    ['i', 'Distributor ID', isUbuntu ? 'Ubuntu' : (facts.get('ID') ?? 'n/a').replace(/^./, first => first.toUpperCase())],
    ['d', 'Description', facts.get('PRETTY_NAME') ?? 'n/a'],
    ['r', 'Release', facts.get('VERSION_ID') ?? 'n/a'],
    ['c', 'Codename', facts.get('VERSION_CODENAME') ?? facts.get('DISTRIB_CODENAME') ?? 'n/a'],
  ];
  const all = asked.includes('a');
  if (isUbuntu && (all || asked.includes('v') || asked.length === 0)) yield* sys.write(2, encodeUtf8('No LSB modules are available.\n'));
  const shown = rows.filter(([letter]) => all || asked.includes(letter));
  const short = asked.includes('s');
  const text = shown.map(([, title, value]) => (short ? `${value}\n` : `${title}:\t${value}\n`)).join('');
  yield* sys.write(1, encodeUtf8(text));
  return 0;
};

function* readFacts(sys: Sys): Task<ReadonlyMap<string, string>> {
  const text = `${yield* readIfThere(sys, '/etc/os-release')}\n${yield* readIfThere(sys, '/etc/lsb-release')}`;
  const rows = text.split('\n').flatMap(line => {
    const [, name, value] = /^(\w+)="?(.*?)"?$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return new Map(rows);
}
