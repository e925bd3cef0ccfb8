import { bsonTypes } from './bson-types.js';
import { collections } from './collections.js';
import { cursors } from './cursors.js';
import { database } from './database.js';
import { help } from './help.js';
import { shellSource } from './shell.js';

/** The shell's own modules as JavaScript, by name. */
const sources: ReadonlyMap<string, string> = new Map(
  [
    ['mongo/bson-types', bsonTypes] as const,
    ['mongo/collections', collections] as const,
    ['mongo/cursors', cursors] as const,
    ['mongo/database', database] as const,
    ['mongo/help', help] as const,
  ].map(([name, text]) => [name, `const shell = globalThis.__shell;${text}`]),
);

/** The text of a module of the shell. */
export function shellModule(name: string): string | undefined {
  return name === 'mongo/shell' ? shellSource : sources.get(name);
}
