import type { Task } from '../../../core/task.js';
import type { Sys } from '../../../process/sys.js';
import { readIfThere, writeWhole } from '../dpkg/database.js';

const INSTALLED = '/lib/apk/db/installed';
const WORLD = '/etc/apk/world';

/** A package of Alpine, by the letters that its database uses: P name, V version, S size, I installed size, D needs, i install_if, p provides. */
export interface ApkPackage {
  readonly name: string;
  readonly version: string;
  readonly downloadBytes: number;
  readonly installedBytes: number;
  readonly depends: readonly string[];
  readonly provides: readonly string[];
  /** Comes by itself where all of these are. */
  readonly installIf: readonly string[];
  readonly summary: string;
  /** Only of what is installed. */
  readonly files: readonly string[];
}

/** Reads entries of the database and of the index of a mirror: they look alike. */
export function parseApk(text: string): readonly ApkPackage[] {
  return text
    .split('\n\n')
    .filter(block => block.trim() !== '')
    .map(parseEntry);
}

function parseEntry(block: string): ApkPackage {
  const fields = new Map<string, string>();
  const files: string[] = [];
  let folder = '';
  for (const line of block.split('\n')) {
    const [key, value] = [line.slice(0, 1), line.slice(2)];
    if (key === 'F') folder = value;
    else if (key === 'R') files.push(`/${folder === '' ? '' : `${folder}/`}${value}`);
    else if (line[1] === ':') fields.set(key, value);
  }
  const words = (key: string): readonly string[] => (fields.get(key) ?? '').split(' ').filter(word => word !== '');
  return {
    name: fields.get('P') ?? '',
    version: fields.get('V') ?? '',
    downloadBytes: Number(fields.get('S') ?? 0),
    installedBytes: Number(fields.get('I') ?? 0),
    depends: words('D'),
    provides: words('p').map(word => word.replace(/[<>=~].*/, '')),
    installIf: words('i'),
    summary: fields.get('T') ?? '',
    files,
  };
}

export function formatApk({
  name,
  version,
  downloadBytes,
  installedBytes,
  depends,
  provides,
  installIf,
  summary,
  files,
}: ApkPackage): string {
  const head = [
    `P:${name}`,
    `V:${version}`,
    'A:x86_64',
    `S:${String(downloadBytes)}`,
    `I:${String(installedBytes)}`,
    ...(summary === '' ? [] : [`T:${summary}`]),
    ...(depends.length > 0 ? [`D:${depends.join(' ')}`] : []),
    ...(provides.length > 0 ? [`p:${provides.join(' ')}`] : []),
    ...(installIf.length > 0 ? [`i:${installIf.join(' ')}`] : []),
  ];
  let folder: string | undefined;
  const places = files.flatMap(path => {
    const slash = path.lastIndexOf('/');
    const own = path.slice(1, slash);
    const row = `R:${path.slice(slash + 1)}`;
    if (own === folder) return [row];
    folder = own;
    return [`F:${own}`, row];
  });
  return `${[...head, ...places].join('\n')}\n\n`;
}

/** What apk keeps on disk: the packages that are installed, and the world: what was asked for. */
export class ApkDatabase {
  readonly #sys: Sys;
  readonly packages: Map<string, ApkPackage>;
  /** Names with what they were asked for with: `curl`, `foo=1.2`. */
  world: string[];

  private constructor(sys: Sys, packages: Map<string, ApkPackage>, world: string[]) {
    this.#sys = sys;
    this.packages = packages;
    this.world = world;
  }

  static *read(sys: Sys): Task<ApkDatabase> {
    const packages = new Map<string, ApkPackage>();
    for (const found of parseApk(yield* readIfThere(sys, INSTALLED))) packages.set(found.name, found);
    const world = (yield* readIfThere(sys, WORLD)).split(/\s+/).filter(word => word !== '');
    return new ApkDatabase(sys, packages, world);
  }

  *save(): Task<void> {
    const sorted = [...this.packages.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    yield* writeWhole(this.#sys, INSTALLED, sorted.map(formatApk).join(''));
    yield* writeWhole(
      this.#sys,
      WORLD,
      this.world
        .toSorted()
        .map(name => `${name}\n`)
        .join(''),
    );
  }

  /** `OK: 13 MiB in 25 packages` */
  summary(): string {
    const bytes = [...this.packages.values()].reduce((sum, { installedBytes }) => sum + installedBytes, 0);
    return `OK: ${String(Math.floor(bytes / 1024 / 1024))} MiB in ${String(this.packages.size)} packages`;
  }
}

/** `curl` of `curl=8.0` or `curl>8`. */
export function bareName(word: string): string {
  return word.replace(/[<>=~@].*/, '');
}
