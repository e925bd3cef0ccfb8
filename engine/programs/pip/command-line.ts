/** Options of pip by their letters and words: what they are called inside, and whether a value follows. */
const options: Readonly<Record<string, readonly [name: string, takesValue?: boolean]>> = {
  '-r': ['requirement', true],
  '--requirement': ['requirement', true],
  '-c': ['constraint', true],
  '--constraint': ['constraint', true],
  '-t': ['target', true],
  '--target': ['target', true],
  '-i': ['index-url', true],
  '--index-url': ['index-url', true],
  '--pypi-url': ['index-url', true],
  '-U': ['upgrade'],
  '--upgrade': ['upgrade'],
  '-q': ['quiet'],
  '--quiet': ['quiet'],
  '-y': ['yes'],
  '--yes': ['yes'],
  '-f': ['files'],
  '--files': ['files'],
  '-o': ['outdated'],
  '--outdated': ['outdated'],
  '-I': ['ignore-installed'],
  '--ignore-installed': ['ignore-installed'],
  '--force-reinstall': ['force-reinstall'],
  '--no-deps': ['no-deps'],
  '--no-dependencies': ['no-deps'],
  '--no-index': ['no-index'],
  '--no-cache-dir': ['no-cache-dir'],
  '--pre': ['pre'],
  '--user': ['user'],
  '--all': ['all'],
  '--dry-run': ['dry-run'],
  '--format': ['format', true],
  '--break-system-packages': ['break-system-packages'],
  '--disable-pip-version-check': ['disable-pip-version-check'],
  '--root-user-action': ['root-user-action', true],
  '--no-warn-script-location': ['no-warn-script-location'],
  '-h': ['help'],
  '--help': ['help'],
  '-V': ['version'],
  '--version': ['version'],
  // Nothing here would be different with them: there are only wheels, one mirror, no questions and no bars.
  '--no-input': ['ignored'],
  '--prefer-binary': ['ignored'],
  '--no-color': ['ignored'],
  '--no-build-isolation': ['ignored'],
  '--no-compile': ['ignored'],
  '--compile': ['ignored'],
  '--use-pep517': ['ignored'],
  '--progress-bar': ['ignored', true],
  '--trusted-host': ['ignored', true],
  '--retries': ['ignored', true],
  '--timeout': ['ignored', true],
  '--default-timeout': ['ignored', true],
  '--only-binary': ['ignored', true],
  '--upgrade-strategy': ['ignored', true],
  '--local': ['ignored'],
  '-l': ['ignored'],
};

const refused = new Set([
  '-e',
  '--editable',
  '--extra-index-url',
  '--find-links',
  '--prefix',
  '--root',
  '--no-binary',
  '--require-hashes',
  '--proxy',
  '--cert',
  '--client-cert',
  '--cache-dir',
  '--log',
  '--report',
  '-v',
  '--verbose',
  '--debug',
  '--python',
  '--platform',
  '--config-settings',
  '--src',
]);

export interface CommandLine {
  readonly command: string | undefined;
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
}

export type Parsed = CommandLine | { readonly problem: string; readonly command: string | undefined };

export function parseCommandLine(argv: readonly string[]): Parsed {
  const words: string[] = [];
  const found = new Map<string, string[]>();
  const left = [...argv];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === '--') {
      words.push(...left);
      break;
    }
    if (!/^-./.test(word)) {
      words.push(word);
      continue;
    }
    const { key, value } = splitOption(word, left);
    const [name, takesValue] = Object.hasOwn(options, key) ? (options[key] ?? []) : [];
    if (refused.has(key)) return { problem: `drydock: pip ${key} is not simulated`, command: words[0] };
    if (name === undefined) return { problem: `no such option: ${key}`, command: words[0] };
    const given = takesValue ? (value ?? left.shift()) : '';
    if (given === undefined) return { problem: `${key} option requires 1 argument`, command: words[0] };
    found.set(name, [...(found.get(name) ?? []), given]);
  }
  return { command: words[0], words: words.slice(1), options: found };
}

/** `--name=value`, `-rvalue`, and letters in one word: `-qy`. */
function splitOption(word: string, left: string[]): { readonly key: string; readonly value: string | undefined } {
  if (word.startsWith('--')) {
    const at = word.indexOf('=');
    return at < 0 ? { key: word, value: undefined } : { key: word.slice(0, at), value: word.slice(at + 1) };
  }
  const key = word.slice(0, 2);
  if (word.length === 2) return { key, value: undefined };
  if (options[key]?.[1]) return { key, value: word.slice(2) };
  left.unshift(`-${word.slice(2)}`);
  return { key, value: undefined };
}
