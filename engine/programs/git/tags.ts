import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import { parseArguments } from './arguments.js';
import { failed, fatal, notSimulated } from './git-error.js';
import { isGoodName } from './ref-name.js';
import type { Session } from './session.js';

/** `git tag` */
export function* tag(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('tag', words, ['-l --list', '-d --delete', '-a --annotate', '-f --force', '-n'], ['-m --message']);
  const repository = session.repository();
  const [name, target = 'HEAD'] = given.operands;
  if (given.flags.has('-n')) {
    for (const known of repository.refs('refs/tags')) {
      const { type, body } = yield* repository.objects.read((yield* repository.ref(`refs/tags/${known}`)) ?? '');
      const text = decodeUtf8(body);
      const first = type === 'tag' || type === 'commit' ? (text.slice(text.indexOf('\n\n') + 2).split('\n')[0] ?? '') : '';
      yield* session.print(`${known.padEnd(15)} ${first}\n`);
    }
    return 0;
  }
  if (name === undefined || given.flags.has('-l')) {
    yield* session.print(
      repository
        .refs('refs/tags')
        .map(known => `${known}\n`)
        .join(''),
    );
    return 0;
  }
  const old = yield* repository.ref(`refs/tags/${name}`);
  if (given.flags.has('-d')) {
    if (old === undefined) throw failed(`tag '${name}' not found.`);
    session.sys.unlink(`${repository.folder}/refs/tags/${name}`);
    yield* session.print(`Deleted tag '${name}' (was ${old.slice(0, 7)})\n`);
    return 0;
  }
  if (old !== undefined && !given.flags.has('-f')) throw fatal(`tag '${name}' already exists`);
  if (!isGoodName(name)) throw fatal(`'${name}' is not a valid tag name.`);
  const id = yield* repository.resolve(target);
  if (id === undefined) throw fatal(`Failed to resolve '${target}' as a valid ref.`);
  const message = given.values.get('-m');
  if (given.flags.has('-a') && !message) throw notSimulated('git tag -a without -m');
  const body =
    message &&
    `object ${id}\ntype commit\ntag ${name}\ntagger ${yield* session.identity(repository, 'COMMITTER')}\n\n${message.join('\n\n')}\n`;
  yield* repository.setRef(`refs/tags/${name}`, body ? yield* repository.objects.write('tag', encodeUtf8(body)) : id);
  return 0;
}
