import type { Command } from '../command.js';
import { build, builderPrune } from './build.js';
import { history } from './history.js';
import { importCommand } from './import.js';
import { inspect } from './inspect.js';
import { load } from './load.js';
import { ls } from './ls.js';
import { prune } from './prune.js';
import { pull } from './pull.js';
import { push } from './push.js';
import { rm } from './rm.js';
import { save } from './save.js';
import { search } from './search.js';
import { tag } from './tag.js';

/** Commands about images. */
export const imageCommands: readonly Command[] = [
  build,
  builderPrune,
  history,
  importCommand,
  inspect,
  load,
  ls,
  prune,
  pull,
  push,
  rm,
  save,
  search,
  tag,
];
