import { ownFiles } from './own-files.js';

/** A package of the pretend index. Names and versions are real; what is in them was written for Drydock. */
export interface IndexPackage {
  /** As METADATA has it. */
  readonly name: string;
  /** The oldest first. */
  readonly versions: readonly string[];
  readonly summary: string;
  readonly license: string;
  readonly home: string;
  readonly requires: (version: string) => readonly string[];
  /** How the file of a version is called before its version. */
  readonly file?: (version: string) => string;
  /** Of machine code, as which it is offered for each kind of machine. */
  readonly isBinary?: boolean;
  readonly commands?: Readonly<Record<string, string>>;
  /** By their paths in the folder of packages; `@VERSION@` is the version. */
  readonly files: (version: string) => Readonly<Record<string, string>>;
}

const plain = (name: string, versions: readonly string[], summary: string, files: Readonly<Record<string, string>>): IndexPackage => ({
  name,
  versions,
  summary,
  license: 'MIT',
  home: '',
  requires: () => [],
  files: () => files,
});

const all: readonly IndexPackage[] = [
  {
    ...plain('pip', ['24.0', '25.0.1'], 'The PyPA recommended tool for installing Python packages.', {}),
    home: 'https://pip.pypa.io/',
    commands: { pip: 'pip._internal.cli.main:main', pip3: 'pip._internal.cli.main:main' },
    files: version => Object.fromEntries(Object.entries(ownFiles(version)).filter(([path]) => !path.includes('.dist-info/'))),
  },
];

/** What the index has. */
export function catalogue(): readonly IndexPackage[] {
  return all;
}
