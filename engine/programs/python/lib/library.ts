import { functools } from './functools.js';

interface LibrarySource {
  readonly text: string;
  readonly isPackage: boolean;
}

const module = (text: string): LibrarySource => ({ text, isPackage: false });

/** Modules of the standard library that are written in Python, by full name. They look as if they lay in /usr/local/lib/python3.12. */
const sources: ReadonlyMap<string, LibrarySource> = new Map([['functools', module(functools)]]);

export function moduleSource(name: string): LibrarySource | undefined {
  return sources.get(name);
}
