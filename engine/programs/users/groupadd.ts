import { define, Fatal, UsageError } from '../tool.js';
import { AccountFiles } from './account-files.js';

export const groupadd = define<'force' | 'gid' | 'nonUnique' | 'system'>({
  name: 'groupadd',
  options: {
    force: ['-f, --force', 'succeed when the group exists already'],
    gid: ['-g, --gid=GID', 'group ID'],
    nonUnique: ['-o, --non-unique', 'allow a GID that another group has'],
    system: ['-r, --system', 'create a system group'],
  },
  gnu: { usage: ['[options] GROUP'], about: 'Create a new group.' },
  usageStatus: 2,
  *run({ args, sys }) {
    const [name, ...more] = args.operands;
    if (name === undefined || more.length > 0) throw new UsageError('');
    if (!/^[a-z_][a-z0-9_-]{0,31}\$?$/.test(name)) throw new Fatal(`'${name}' is not a valid group name`, 3);
    const files = yield* AccountFiles.load(sys);
    if (files.gidOf(name) !== undefined) {
      if (args.has('force')) return;
      throw new Fatal(`group '${name}' already exists`, 9);
    }
    const text = args.value('gid');
    if (text !== undefined && !/^\d+$/.test(text)) throw new Fatal(`invalid group ID '${text}'`, 3);
    if (text !== undefined && files.hasGid(Number(text)) && !args.has('nonUnique')) throw new Fatal(`GID '${text}' already exists`, 4);
    files.addGroup(name, text === undefined ? files.nextId('groups', args.has('system')) : Number(text));
    yield* files.save();
  },
});
