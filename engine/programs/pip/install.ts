import { sha256 } from '@noble/hashes/sha2.js';
import type { Task } from '../../core/task.js';
import { readText } from '../input.js';
import { minorOf } from '../python/installation.js';
import { isWritable } from './folders.js';
import { IndexClient } from './index-client.js';
import { installedPackages, type Installed } from './installed.js';
import { canonicalName, parseRequirement, type Requirement } from './requirement.js';
import { readRequirements, refuseOtherSources } from './requirements-file.js';
import { Resolver, type Choice, type Wanted } from './resolve.js';
import { failure, formatSize, PipError, say, type Session, warn } from './session.js';
import { pathsOf, removeFiles } from './uninstall.js';
import { placeWheel, type Place } from './wheel.js';
import { exists } from '../files/presence.js';

/** `pip install`. */
export function* install(session: Session): Task<number> {
  yield* checkManaged(session);
  const { wanted, constraints } = yield* everythingWanted(session);
  if (wanted.length === 0) throw failure('You must give at least one requirement to install (see "pip help install")');
  const place = yield* placeOf(session);
  const installed = yield* installedPackages(session);
  const index = new IndexClient(session);
  const choices = yield* new Resolver(session, index, { constraints, installed }).resolve(wanted);
  const fresh = choices.filter(({ offer }) => offer !== undefined);
  if (session.options.has('dry-run')) {
    if (fresh.length > 0) yield* say(session, `Would install ${listed(fresh)}`);
    return 0;
  }
  const wheels = new Map<Choice, Uint8Array>();
  for (const choice of fresh) wheels.set(choice, yield* downloaded(session, index, choice));
  if (fresh.length > 0) yield* putAll(session, place, inOrder(fresh, choices), wheels, installed);
  return 0;
}

/** Debian and others want to manage what everybody uses themselves (PEP 668). */
function* checkManaged(session: Session): Task<void> {
  const { sys, python, options } = session;
  const file = `${python.basePrefix}/lib/python${minorOf(python.number)}/EXTERNALLY-MANAGED`;
  if (python.prefix !== python.basePrefix || options.has('break-system-packages') || options.has('target') || !exists(sys, file)) return;
  const text = yield* readText(sys, file);
  const words = /^Error=([^]*)/m.exec(text)?.[1]?.trimEnd() ?? '';
  const [first = '', ...rest] = words.split('\n');
  throw new PipError([
    'error: externally-managed-environment',
    '',
    '× This environment is externally managed',
    `╰─> ${first}`,
    ...rest.map(line => `    ${line.replace(/^ /, '')}`),
    '',
    'note: If you believe this is a mistake, please contact your Python installation or OS distribution provider. You can override this, at the risk of breaking your Python installation or OS, by passing --break-system-packages.',
    'hint: See PEP 668 for the detailed specification.',
  ]);
}

function* everythingWanted(session: Session): Task<{ readonly wanted: readonly Wanted[]; readonly constraints: readonly Requirement[] }> {
  const wanted: Wanted[] = [];
  const constraints: Requirement[] = [];
  for (const word of session.words) {
    refuseOtherSources(word);
    const requirement = parseRequirement(word);
    if (!requirement) throw failure(`Invalid requirement: '${word}'`);
    wanted.push({ requirement, from: undefined, parent: undefined });
  }
  for (const file of session.options.get('constraint') ?? [])
    constraints.push(...(yield* readRequirements(session, file, '-c')).wanted.map(({ requirement }) => requirement));
  for (const file of session.options.get('requirement') ?? []) {
    const inner = yield* readRequirements(session, file);
    wanted.push(...inner.wanted);
    constraints.push(...inner.constraints);
  }
  return { wanted, constraints };
}

/** Where packages go: a folder that was named, that of everybody, or the user's own. */
function* placeOf(session: Session): Task<Omit<Place, 'isRequested'>> {
  const { sys, python, options, executable } = session;
  const target = options.get('target')?.at(-1);
  if (target !== undefined) {
    const full = target.startsWith('/') ? target : `${sys.cwd()}/${target}`;
    return { target: full, scripts: `${full}/bin`, interpreter: executable };
  }
  const isOwn = python.prefix !== python.basePrefix;
  const isForced = options.has('user');
  if (isForced && isOwn) throw failure("Can not perform a '--user' install. User site-packages are not visible in this virtualenv.");
  if (!isForced && (isOwn || isWritable(sys, python.target)))
    return { target: python.target, scripts: python.scripts, interpreter: executable };
  if (!isForced) yield* say(session, 'Defaulting to user installation because normal site-packages is not writeable');
  const home = `${sys.env.get('HOME') ?? '/'}/.local`;
  return { target: `${home}/lib/python${minorOf(python.number)}/site-packages`, scripts: `${home}/bin`, interpreter: executable };
}

function* downloaded(session: Session, index: IndexClient, { offer, name }: Choice): Task<Uint8Array> {
  if (!offer) throw failure(`nothing to download for ${name}`);
  const { bytes, isCached } = yield* index.download(offer.url);
  yield* say(session, `${isCached ? 'Using cached' : 'Downloading'} ${offer.file} (${formatSize(bytes.length)})`);
  const digest = [...sha256(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join('');
  if (digest !== offer.sha256)
    throw new PipError([
      'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated the package versions, please update the hashes. Otherwise, examine the package contents carefully; someone may have tampered with them.',
      `    ${name}:`,
      `        Expected sha256 ${offer.sha256}`,
      `             Got        ${digest}`,
      '',
    ]);
  return bytes;
}

/** Those that nobody else needs come last: round after round the ones without open dependencies, by name from the end. */
function inOrder(fresh: readonly Choice[], all: readonly Choice[]): readonly Choice[] {
  const left = new Set(all.map(({ name }) => canonicalName(name)));
  const order: Choice[] = [];
  while (left.size > 0) {
    const isFree = ({ metadata, name }: Choice): boolean =>
      metadata.requires.every(each => canonicalName(each.name) === canonicalName(name) || !left.has(canonicalName(each.name)));
    const round = all.filter(choice => left.has(canonicalName(choice.name)));
    const free = round.filter(isFree);
    const next = (free.length > 0 ? free : round).toSorted((a, b) => (canonicalName(a.name) < canonicalName(b.name) ? 1 : -1));
    order.push(...next.filter(choice => fresh.includes(choice)));
    for (const { name } of next) left.delete(canonicalName(name));
  }
  return order;
}

function* putAll(
  session: Session,
  place: Omit<Place, 'isRequested'>,
  order: readonly Choice[],
  wheels: ReadonlyMap<Choice, Uint8Array>,
  installed: ReadonlyMap<string, Installed>,
): Task<void> {
  yield* say(session, `Installing collected packages: ${order.map(({ name }) => name).join(', ')}`);
  for (const choice of order) {
    const old = installed.get(canonicalName(choice.name));
    if (old && !session.options.has('target') && !session.options.has('ignore-installed')) yield* replace(session, old);
    const file = choice.offer?.file ?? '';
    const { commands } = yield* placeWheel(session.sys, file, wheels.get(choice) ?? new Uint8Array(), {
      ...place,
      isRequested: choice.isRequested,
    });
    yield* checkPath(session, place.scripts, commands);
  }
  yield* say(session, `Successfully installed ${listed(order)}`);
}

function* replace(session: Session, old: Installed): Task<void> {
  yield* say(session, `  Attempting uninstall: ${canonicalName(old.name)}`, `    Found existing installation: ${old.name} ${old.version}`);
  const paths = yield* pathsOf(session, old);
  yield* say(session, `    Uninstalling ${old.name}-${old.version}:`);
  removeFiles(session.sys, old, paths);
  yield* say(session, `      Successfully uninstalled ${old.name}-${old.version}`);
}

function listed(choices: readonly Choice[]): string {
  return choices
    .map(({ name, version }) => `${name}-${version}`)
    .toSorted()
    .join(' ');
}

function* checkPath(session: Session, scripts: string, commands: readonly string[]): Task<void> {
  const path = (session.sys.env.get('PATH') ?? '').split(':');
  if (commands.length === 0 || path.includes(scripts) || session.options.has('no-warn-script-location') || session.options.has('target'))
    return;
  const names = commands.toSorted();
  const what =
    names.length === 1 ? `script ${names[0] ?? ''} is` : `scripts ${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''} are`;
  yield* warn(
    session,
    `The ${what} installed in '${scripts}' which is not on PATH.\n  Consider adding this directory to PATH or, if you prefer to suppress this warning, use --no-warn-script-location.`,
  );
}
