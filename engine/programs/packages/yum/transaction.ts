import type { Task } from '../../../core/task.js';
import { readArchive, type Member } from '../archive.js';
import { parseStanza, type Stanza } from '../control.js';
import { readIfThere } from '../dpkg/database.js';
import { fetchFile } from '../fetch.js';
import { makeDirectories, putFiles, removeFiles } from '../put-files.js';
import { filesOf, nevra, type RpmDatabase, type RpmPackage } from '../rpm/database.js';
import { runScriptlet } from '../rpm/scriptlet.js';
import { yumSize } from './columns.js';
import { AGENT, cacheOf, progressLine, reasonOf, type Metadata, type Offer } from './metadata.js';
import { showDone, showTransaction } from './report.js';
import type { Step } from './solver.js';
import { YumError, type Yum } from './session.js';
import { exists } from '../../files/presence.js';

/** Shows a transaction, asks, and carries it out. */
export function* transact(yum: Yum, metadata: Metadata, database: RpmDatabase, steps: readonly Step[]): Task<number> {
  yield* showTransaction(yum, steps);
  const isErasing = steps[0]?.kind === 'erase';
  const answer = yield* yum.confirm(`Is this ok [y/${isErasing ? '' : 'd/'}N]: `);
  if (answer === 'no') {
    yield* yum.out.line('Exiting on user command');
    return 1;
  }
  yield* yum.line('Downloading packages:');
  if (steps.some(({ kind }) => kind === 'update') && !exists(yum.sys, '/usr/bin/applydeltarpm'))
    yield* yum.line('Delta RPMs disabled because /usr/bin/applydeltarpm not installed.');
  const offers = steps.flatMap(step => (step.kind === 'erase' ? [] : [step.offer]));
  yield* download(yum, metadata, offers);
  if (answer === 'download' || yum.options.downloadOnly) {
    yield* yum.out.line('exiting because "Download Only" specified');
    return 0;
  }
  yield* checkKeys(yum, metadata, database, offers);
  yield* yum.line('Running transaction check\nRunning transaction test\nTransaction test succeeded\nRunning transaction');
  yield* perform(yum, metadata, database, steps);
  yield* showDone(yum, steps);
  return 0;
}

function fileOf({ variables }: Metadata, offer: Offer): string {
  return `${cacheOf(variables, offer.repository)}/packages/${nevra(offer)}.rpm`;
}

function* download(yum: Yum, metadata: Metadata, offers: readonly Offer[]): Task<void> {
  const startedAt = yum.sys.clock.now();
  let total = 0;
  for (const [index, offer] of offers.entries()) {
    const target = fileOf(metadata, offer);
    if (exists(yum.sys, target)) continue;
    makeDirectories(yum.sys, target.slice(0, target.lastIndexOf('/')));
    const url = `${metadata.baseOf(offer.repository)}/Packages/${nevra(offer)}.rpm`;
    const result = yield* fetchFile(yum.sys, url, target, { userAgent: AGENT });
    if (result.kind !== 'ok')
      throw new YumError(`Error downloading packages:\n  ${nevra(offer)}: [Errno 256] No more mirrors to try.\n${reasonOf(result, url)}`);
    total += result.sizeBytes;
    const count = offers.length > 1 ? `(${String(index + 1)}/${String(offers.length)}): ` : '';
    if (yum.out.isTerminal) yield* yum.line(progressLine(`${count}${nevra(offer)}.rpm`, result.sizeBytes, yum.width));
  }
  if (offers.length < 2 || total === 0) return;
  const seconds = Math.max((yum.sys.clock.now() - startedAt) / 1000, 0.001);
  const rate = `${yumSize(total / seconds)}B/s`;
  yield* yum.line('-'.repeat(yum.width));
  yield* yum.line(`${'Total'.padEnd(yum.width - 34)}${rate.padStart(11)} | ${`${yumSize(total)}B`.padStart(6)}  00:${clock(seconds)}     `);
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

/** A repository's signatures need its key among rpm's: it is taken in on the first occasion, as a package of its own. */
function* checkKeys(yum: Yum, { repositories }: Metadata, database: RpmDatabase, offers: readonly Offer[]): Task<void> {
  for (const offer of offers) {
    const repository = repositories.find(({ id }) => id === offer.repository);
    if (!repository?.gpgcheck || repository.gpgkey === undefined) continue;
    const path = repository.gpgkey.replace('file://', '');
    const key = parseStanza(yield* readIfThere(yum.sys, path));
    const id = key.get('Key-Id') ?? '';
    if (database.find(`gpg-pubkey`)?.version === id) continue;
    yield* yum.complain(
      `warning: rpm: Header V3 RSA/SHA256 Signature, key ID ${id}: NOKEY\n`.replace(
        'rpm',
        `/var/cache/yum/x86_64/7/${offer.repository}/packages/${nevra(offer)}.rpm`,
      ),
    );
    yield* yum.line(`Public key for ${nevra(offer)}.rpm is not installed\nRetrieving key from ${repository.gpgkey}`);
    yield* yum.line(
      `Importing GPG key 0x${id.toUpperCase()}:\n Userid     : "${key.get('Userid') ?? ''}"\n Fingerprint: ${key.get('Fingerprint') ?? ''}`,
    );
    const owner = database.ownerOf(path);
    if (owner) yield* yum.line(` Package    : ${nevra(owner)} (@${owner.stanza.get('From') ?? 'CentOS'})`);
    yield* yum.line(` From       : ${path}`);
    if ((yield* yum.confirm('Is this ok [y/N]: ')) === 'no') throw new YumError(`Didn't install any keys`);
    database.set(
      new Map(
        Object.entries({
          Name: 'gpg-pubkey',
          Version: id,
          Release: key.get('Release') ?? '',
          Arch: '(none)',
          Size: '0',
          Summary: `gpg(${key.get('Userid') ?? ''})`,
        }),
      ),
    );
  }
}

/** The work itself: new packages come in, then what they replace goes, then all is looked at once more. */
function* perform(yum: Yum, metadata: Metadata, database: RpmDatabase, steps: readonly Step[]): Task<void> {
  const cleanups = steps.filter(step => step.kind === 'update').toReversed();
  const total = steps.length + cleanups.length;
  let done = 0;
  const say = (what: string, shown: RpmPackage): Task<void> => {
    done++;
    return yum.line(progress(what, nevra(shown), done, total, yum.width));
  };
  for (const step of steps) {
    if (step.kind === 'erase') {
      yield* say('Erasing', step.old);
      removeFiles(yum.sys, filesOf(step.old));
      database.delete(step.old.name);
    } else {
      yield* say(step.kind === 'install' ? 'Installing' : 'Updating', step.offer);
      yield* bringIn(yum, metadata, database, step.offer, step.kind === 'update' ? step.old : undefined);
    }
  }
  for (const step of cleanups) yield* say('Cleanup', step.old);
  yield* database.save();
  done = 0;
  for (const step of steps) yield* say('Verifying', step.kind === 'erase' ? step.old : step.offer);
  for (const step of cleanups) yield* say('Verifying', step.old);
}

function* bringIn(yum: Yum, metadata: Metadata, database: RpmDatabase, offer: Offer, old: RpmPackage | undefined): Task<void> {
  const file = fileOf(metadata, offer);
  const archive = yield* readArchive(yum.sys, file, 'rpm');
  if (!archive) throw new YumError(`${file}: not an rpm package (or package manifest)`);
  yield* putFiles(yum.sys, archive.members);
  const paths = archive.members.map(({ path }) => path);
  if (old)
    removeFiles(
      yum.sys,
      filesOf(old).filter(path => !paths.includes(path)),
    );
  const stanza = parseStanza(archive.control);
  database.set(installedStanza(stanza, offer.repository, archive.members));
  yield* runScriptlet(yum.sys, stanza);
  yum.sys.unlink(file);
}

function installedStanza(stanza: Stanza, repository: string, members: readonly Member[]): Stanza {
  return new Map([...stanza, ['From', repository], ['Files', members.map(({ path }) => `\n ${path}`).join('')]]);
}

/** `  Updating   : curl-7.29.0-59.el7_9.2.x86_64                                1/2 ` */
function progress(what: string, name: string, at: number, total: number, width: number): string {
  const digits = String(total).length;
  const count = `${String(at).padStart(digits)}/${String(total)}`;
  return `  ${what.padEnd(10)} : ${name.padEnd(width - 17 - count.length)} ${count} `;
}
