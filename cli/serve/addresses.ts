import { mkdirSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Problem } from '../problem.js';

/** The longest path of a unix socket (sockaddr_un); macOS has less room than Linux. */
const longestPath = 100;

/** Where the running host of a folder is asked for sessions. */
export function controlAddress(folder: string): string {
  return addressIn(folder, 'control');
}

/** Where `drydock serve` listens for docker clients when nobody says otherwise. */
export function dockerAddress(folder: string): string {
  return addressIn(folder, 'docker');
}

/** As DOCKER_HOST has it. */
export function dockerHostOf(address: string): string {
  return address.startsWith('\\\\.\\pipe\\') ? `npipe://${address.replaceAll('\\', '/')}` : `unix://${address}`;
}

/** A socket beside the journal; where that path is too long, one in a private folder for temporary files. */
function addressIn(folder: string, name: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\drydock-${name}-${keyOf(folder)}`;
  const beside = path.join(folder, `${name}.sock`);
  return Buffer.byteLength(beside) <= longestPath ? beside : path.join(privateFolder(), `${keyOf(folder)}-${name}.sock`);
}

function keyOf(folder: string): string {
  // Loaded here and now: most folders need no key.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(folder).digest('hex').slice(0, 16);
}

function privateFolder(): string {
  const user = os.userInfo().uid;
  const folder = path.join(os.tmpdir(), `drydock-${user}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = statSync(folder);
  if (uid !== user || (mode & 0o077) !== 0)
    throw new Problem(`${folder} belongs to somebody else, or others may use it; choose a shorter path with --home DIR`);
  return folder;
}
