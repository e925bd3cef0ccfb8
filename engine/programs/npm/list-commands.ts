import { largestOf } from '../../core/extremes.js';
import type { Task } from '../../core/task.js';
import { NpmError, readManifest, record, texts, type Manifest } from './project.js';
import { NPM_REGISTRY, Registry } from './registry-client.js';
import { newestOf, satisfies } from './semver.js';
import { isGlobal, say, targetFolder, type Session } from './session.js';
import { installedIn, visible, type Installed } from './tree.js';

interface Row {
  readonly label: string;
  readonly json: readonly [string, Manifest];
  readonly children: readonly Row[];
}

interface Listing {
  readonly tree: ReadonlyMap<string, Installed>;
  readonly depth: number;
  readonly names: readonly string[];
  readonly problems: string[];
  readonly seen: Set<string>;
  readonly isOld: boolean;
}

/** `npm ls`: what is installed, as a tree. */
export function* list(session: Session): Task<number> {
  const { sys, flags, values, words, release } = session;
  const folder = targetFolder(session);
  const manifest = isGlobal(session) ? {} : ((yield* readManifest(sys, folder)) ?? {});
  const tree = yield* installedIn(sys, folder);
  const isAll = flags.has('all') || flags.has('a') || words.length > 0 || (release.major < 7 && !isGlobal(session));
  const depth = Number(values.get('depth') ?? (isAll ? Infinity : 0));
  const listing: Listing = {
    tree,
    depth: Number.isNaN(depth) ? Infinity : depth,
    names: words,
    problems: [],
    seen: new Set(),
    isOld: release.major < 7,
  };
  const isProduction = flags.has('production') || flags.has('omit=dev') || flags.has('prod');
  const wanted = isGlobal(session)
    ? Object.fromEntries(
        [...tree.values()].filter(({ path }) => /^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path)).map(({ name }) => [name, '*']),
      )
    : { ...texts(manifest['dependencies']), ...(isProduction ? {} : texts(manifest['devDependencies'])) };
  const { name, version } = texts(manifest);
  const title = name === undefined ? folder : `${name}@${version ?? ''}`;
  const rows = rowsOf(listing, wanted, '', title, 0);
  if (flags.has('json')) {
    const head = { ...(version === undefined ? {} : { version }), name: name ?? folder.replace(/^.*\//, '') };
    const found = rows.length > 0 ? { dependencies: Object.fromEntries(rows.map(row => row.json)) } : {};
    const problems = listing.problems.length > 0 ? { problems: listing.problems } : {};
    yield* say(sys, 1, `${JSON.stringify({ ...head, ...problems, ...found }, undefined, 2)}\n`);
  } else {
    const lines = rows.length === 0 ? ['└── (empty)'] : drawn(rows, '');
    yield* say(sys, 1, `${name === undefined ? folder : `${title} ${folder}`}\n${lines.join('\n')}\n\n`);
  }
  if (listing.problems.length > 0) {
    const lines = listing.problems;
    throw release.major < 7 ? new NpmError('', lines) : new NpmError('ELSPROBLEMS', lines);
  }
  return words.length > 0 && rows.length === 0 ? 1 : 0;
}

function rowsOf(listing: Listing, wanted: Readonly<Record<string, string>>, from: string, owner: string, level: number): readonly Row[] {
  return Object.entries(wanted)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, range]): readonly Row[] => {
      const found = visible(listing.tree, name, from);
      if (!found) {
        listing.problems.push(`missing: ${name}@${range}, required by ${owner}`);
        return [{ label: `UNMET DEPENDENCY ${name}@${range}`, json: [name, { required: range, missing: true }] as const, children: [] }];
      }
      const isWrong = found.link === undefined && !satisfies(found.version, range) && !range.startsWith('file:');
      if (isWrong) listing.problems.push(`invalid: ${name}@${found.version}`);
      const isAgain = listing.seen.has(found.path);
      listing.seen.add(found.path);
      const inner = isAgain ? {} : texts(found.manifest['dependencies']);
      const children = level < listing.depth ? rowsOf(listing, inner, found.path, `${name}@${found.version}`, level + 1) : [];
      const isNamed = listing.names.length === 0 || listing.names.includes(name);
      if (!isNamed && children.length === 0) return [];
      const link = found.link === undefined ? '' : ` -> ./${found.link.replace(/^\.\.\//, '')}`;
      const label = `${name}@${found.version}${link}${isAgain ? ' deduped' : ''}${isWrong ? ` invalid: "${range}" from the root project` : ''}`;
      const dependencies = children.length > 0 ? { dependencies: Object.fromEntries(children.map(child => child.json)) } : {};
      return [
        {
          label,
          json: [name, { version: found.version, ...(listing.isOld ? {} : { overridden: false }), ...dependencies }] as const,
          children,
        },
      ];
    });
}

function drawn(rows: readonly Row[], before: string): readonly string[] {
  return rows.flatMap(({ label, children }, index) => {
    const isLast = index === rows.length - 1;
    const branch = `${isLast ? '└─' : '├─'}${children.length > 0 ? '┬' : '─'}`;
    return [`${before}${branch} ${label}`, ...drawn(children, `${before}${isLast ? '  ' : '│ '}`)];
  });
}

/** `npm outdated`: what the registry has newer. Status 1 when there is something. */
export function* outdated(session: Session): Task<number> {
  const { sys, flags, words, release } = session;
  const folder = targetFolder(session);
  const manifest = (yield* readManifest(sys, folder)) ?? {};
  const tree = yield* installedIn(sys, folder);
  const registry = new Registry(sys, NPM_REGISTRY);
  const wanted = isGlobal(session)
    ? Object.fromEntries([...tree.values()].filter(({ path }) => /^node_modules\/[^/]+$/.test(path)).map(({ name }) => [name, '*']))
    : { ...texts(manifest['dependencies']), ...texts(manifest['devDependencies']) };
  const rows: (readonly [string, string, string, string])[] = [];
  for (const [name, range] of Object.entries(wanted).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (range.startsWith('file:') || (words.length > 0 && !words.includes(name))) continue;
    const { tags, versions } = yield* registry.packument(name, range);
    const latest = tags['latest'] ?? '';
    const best = isGlobal(session) || satisfies(latest, range) ? latest : (newestOf(Object.keys(versions), range) ?? latest);
    const current = visible(tree, name, '')?.version;
    if (current !== latest || current !== best) rows.push([name, current ?? 'MISSING', best, latest]);
  }
  if (rows.length === 0) return 0;
  const place = folder.replace(/^.*\//, '');
  if (flags.has('json')) {
    const entries = rows.map(
      ([name, current, best, latest]) =>
        [name, { current, wanted: best, latest, dependent: place, location: `${folder}/node_modules/${name}` }] as const,
    );
    yield* say(sys, 1, `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`);
    return 1;
  }
  const title = texts(manifest)['name'] ?? place;
  const cells = rows.map(([name, current, best, latest]) =>
    release.major < 7
      ? [name, current, best, latest, title]
      : [name, current, best, latest, current === 'MISSING' ? '-' : `node_modules/${name}`, place],
  );
  yield* say(
    sys,
    1,
    tableOf([['Package', 'Current', 'Wanted', 'Latest', 'Location', ...(release.major < 7 ? [] : ['Depended by'])], ...cells]),
  );
  return 1;
}

/** Numbers stand at the right of their columns, the last column has no blanks after it. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => largestOf(rows.map(row => row[column]?.length ?? 0)));
  return rows
    .map(row => {
      const cells = row.map((cell, column) =>
        column >= 1 && column <= 3 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      );
      return `${cells.join('  ').trimEnd()}\n`;
    })
    .join('');
}

/** `npm explain`: why a package is there. */
export function* explain(session: Session): Task<number> {
  const { sys, words } = session;
  const [name] = words;
  if (name === undefined)
    throw new NpmError('EUSAGE', [
      '',
      'Explain installed packages',
      '',
      'Usage:',
      'npm explain <package-spec>',
      '',
      'Run "npm help explain" for more info',
    ]);
  const folder = targetFolder(session);
  const manifest = (yield* readManifest(sys, folder)) ?? {};
  const tree = yield* installedIn(sys, folder);
  const found = [...tree.values()].filter(item => item.name === name);
  if (found.length === 0) throw new NpmError('', [`No dependencies found matching ${name}`]);
  for (const item of found) {
    const isDev = texts(manifest['dependencies'])[name] === undefined && texts(manifest['devDependencies'])[name] !== undefined;
    const lines = [`${item.name}@${item.version}${isDev ? ' dev' : ''}`, item.path, ...reasons(tree, manifest, item, '  ', new Set())];
    yield* say(sys, 1, `${lines.join('\n')}\n`);
  }
  return 0;
}

function reasons(
  tree: ReadonlyMap<string, Installed>,
  manifest: Manifest,
  item: Installed,
  before: string,
  seen: Set<string>,
): readonly string[] {
  if (seen.has(item.path)) return [];
  seen.add(item.path);
  const roots = (['dependencies', 'devDependencies'] as const).flatMap(key => {
    const range = texts(manifest[key])[item.name];
    return range === undefined ? [] : [`${before}${key === 'dependencies' ? '' : 'dev '}${item.name}@"${range}" from the root project`];
  });
  const others = [...tree.values()].flatMap(other => {
    const range = texts(record(other.manifest)['dependencies'])[item.name];
    if (range === undefined || visible(tree, item.name, other.path)?.path !== item.path) return [];
    return [
      `${before}${item.name}@"${range}" from ${other.name}@${other.version}`,
      `${before}${other.path}`,
      ...reasons(tree, manifest, other, `${before}  `, seen),
    ];
  });
  return [...roots, ...others];
}
