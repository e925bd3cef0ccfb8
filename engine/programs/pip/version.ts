/** A version of a package as PEP 440 orders them. */
export interface Version {
  readonly text: string;
  readonly release: readonly number[];
  /** `a`, `b` or `rc` and its number. */
  readonly pre: readonly [string, number] | undefined;
  readonly post: number | undefined;
  readonly dev: number | undefined;
}

const form =
  /^v?(\d+(?:\.\d+)*)(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?$/i;
const letters: Readonly<Record<string, string>> = { alpha: 'a', beta: 'b', c: 'rc', pre: 'rc', preview: 'rc' };

export function parseVersion(text: string): Version | undefined {
  const found = form.exec(text.trim());
  if (!found) return undefined;
  const [, release = '', letter, number, plainPost, post, postNumber, dev, devNumber] = found;
  const word = letter?.toLowerCase();
  return {
    text: text.trim(),
    release: release.split('.').map(Number),
    pre: word === undefined ? undefined : [letters[word] ?? word, Number(number ?? 0)],
    post: plainPost === undefined && post === undefined ? undefined : Number(plainPost ?? postNumber ?? 0),
    dev: dev === undefined ? undefined : Number(devNumber ?? 0),
  };
}

export function isPrerelease({ pre, dev }: Version): boolean {
  return pre !== undefined || dev !== undefined;
}

/** Below 0 when `a` is older. */
export function compareVersions(a: Version, b: Version): number {
  for (let at = 0; at < Math.max(a.release.length, b.release.length); at++) {
    const difference = (a.release[at] ?? 0) - (b.release[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return compareLists(suffixOf(a), suffixOf(b));
}

/** Before the release come its dev, a, b and rc; after it its posts. */
function suffixOf({ pre, post, dev }: Version): readonly number[] {
  const isOnlyDev = pre === undefined && post === undefined && dev !== undefined;
  const stage = isOnlyDev ? -1 : pre === undefined ? 3 : ['a', 'b', 'rc'].indexOf(pre[0]);
  return [stage, pre?.[1] ?? 0, post ?? -1, dev ?? Infinity];
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) {
    const other = b[at] ?? 0;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

/** One condition of a requirement: `>=` and `2.0`. */
export interface Specifier {
  readonly operator: string;
  readonly version: string;
}

/** Reads `>=2,<3`; undefined where it is none. */
export function parseSpecifiers(text: string): readonly Specifier[] | undefined {
  if (text.trim() === '') return [];
  const found: Specifier[] = [];
  for (const part of text.split(',')) {
    const [, operator, version] = /^\s*(===|==|~=|!=|<=|>=|<|>)\s*([\w.*+!-]+)\s*$/.exec(part) ?? [];
    if (operator === undefined || version === undefined) return undefined;
    if (operator !== '===' && !parseVersion(version.replace(/\.\*$/, ''))) return undefined;
    found.push({ operator, version });
  }
  return found;
}

export function satisfiesAll(version: Version, specifiers: readonly Specifier[]): boolean {
  return specifiers.every(each => satisfies(version, each));
}

function satisfies(version: Version, { operator, version: text }: Specifier): boolean {
  if (operator === '===') return version.text === text;
  const isPrefix = text.endsWith('.*');
  const wanted = parseVersion(text.replace(/\.\*$/, ''));
  if (!wanted) return false;
  const order = compareVersions(version, wanted);
  switch (operator) {
    case '==':
      return isPrefix ? startsWith(version, wanted) : order === 0;
    case '!=':
      return isPrefix ? !startsWith(version, wanted) : order !== 0;
    case '<=':
      return order <= 0;
    case '>=':
      return order >= 0;
    case '<':
      return order < 0 && !(isPrerelease(version) && startsWith(version, wanted));
    case '>':
      return order > 0 && !(version.post !== undefined && wanted.post === undefined && startsWith(version, wanted));
    default:
      return order >= 0 && startsWith(version, { ...wanted, release: wanted.release.slice(0, -1) });
  }
}

function startsWith({ release }: Version, { release: start }: Version): boolean {
  return start.every((number, at) => (release[at] ?? 0) === number);
}
