import { sha256 } from '@noble/hashes/sha2.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import { readZip, unpacked } from '../archive/zip-format.js';
import { encode } from '../text/base64.js';
import { makeFolders } from './folders.js';
import { failure } from './session.js';

export interface Placed {
  /** Names of the commands that came along. */
  readonly commands: readonly string[];
}

export interface Place {
  readonly target: string;
  readonly scripts: string;
  /** What commands begin with. */
  readonly interpreter: string;
  readonly isRequested: boolean;
}

/** Unpacks a wheel, makes its commands, and writes down what was put where. */
export function* placeWheel(sys: Sys, file: string, bytes: Uint8Array, place: Place): Task<Placed> {
  const entries = readZip(bytes);
  const folder = entries?.find(({ name }) => /^[^/]+\.dist-info\/METADATA$/.test(name))?.name.replace(/\/.*/, '');
  if (!entries || folder === undefined) throw failure(`Invalid wheel filename or content: ${file}`);
  const rows: string[] = [];
  let commands: ReadonlyMap<string, string> = new Map();
  for (const entry of entries) {
    const data = unpacked(entry);
    if (!data || entry.name.split('/').includes('..')) throw failure(`The wheel ${file} has an invalid member: ${entry.name}`);
    if (entry.name.endsWith('/') || entry.name === `${folder}/RECORD`) continue;
    if (entry.name === `${folder}/entry_points.txt`) commands = commandsOf(decodeUtf8(data));
    rows.push(yield* put(sys, place.target, entry.name, data, 0o644));
  }
  for (const [name, call] of commands)
    rows.push(yield* put(sys, place.target, `${upTo(place)}/${name}`, encodeUtf8(commandText(place.interpreter, call)), 0o755));
  const notes: Readonly<Record<string, string>> = { INSTALLER: 'pip\n', ...(place.isRequested ? { REQUESTED: '' } : {}) };
  for (const [name, text] of Object.entries(notes)) rows.push(yield* put(sys, place.target, `${folder}/${name}`, encodeUtf8(text), 0o644));
  const record = [...rows.toSorted(), `${folder}/RECORD,,`];
  yield* put(sys, place.target, `${folder}/RECORD`, encodeUtf8(record.map(row => `${row}\n`).join('')), 0o644);
  return { commands: [...commands.keys()] };
}

/** The way from the folder of packages to that of commands: `../../../bin`. */
function upTo({ target, scripts }: Place): string {
  const from = target.split('/');
  const to = scripts.split('/');
  let same = 0;
  while (same < to.length && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
}

/** Writes a file; its row of RECORD. */
function* put(sys: Sys, target: string, path: string, data: Uint8Array, mode: number): Task<string> {
  const full = `${target}/${path}`;
  makeFolders(sys, full.replace(/\/[^/]*$/, ''));
  const fd = sys.open(full, { write: true, create: true, truncate: true, mode });
  try {
    yield* sys.write(fd, data);
  } finally {
    sys.close(fd);
  }
  const digest = encode(sha256(data)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return `${path},sha256=${digest},${data.length.toString()}`;
}

/** `flask = flask.cli:main` under `[console_scripts]`. */
function commandsOf(text: string): ReadonlyMap<string, string> {
  const section = /\[console_scripts\]\n([^[]*)/.exec(text)?.[1] ?? '';
  return new Map([...section.matchAll(/^([\w.-]+)\s*=\s*([\w.:]+)$/gm)].map(([, name = '', call = '']) => [name, call]));
}

/** The script that a command is, as pip's own tool for it writes it. */
export function commandText(interpreter: string, call: string): string {
  const [module = '', name = ''] = call.split(':');
  return `#!${interpreter}
# -*- coding: utf-8 -*-
import re
import sys
from ${module} import ${name}
if __name__ == '__main__':
    sys.argv[0] = re.sub(r'(-script\\.pyw|\\.exe)?$', '', sys.argv[0])
    sys.exit(${name}())
`;
}
