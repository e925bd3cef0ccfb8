import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describeSystemError, Problem } from '../problem.js';

/** Where Drydock keeps what it knows about one user. */
export interface Folders {
  readonly root: string;
  /** The host of `drydock sh`. */
  readonly sandbox: string;
  /** One folder a lesson: its host and the learner's progress. */
  readonly lessons: string;
  readonly settings: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The state folder: `home` (from --home or DRYDOCK_HOME) when given, else the place that the system's rules name for data of
 * a user: $XDG_DATA_HOME or ~/.local/share on Linux, ~/Library/Application Support on macOS, %LOCALAPPDATA% on Windows.
 */
export function stateFolders(home: string | undefined, env: Environment = process.env, platform: string = process.platform): Folders {
  const root = path.resolve(home ?? (env['DRYDOCK_HOME'] || defaultRoot(env, platform)));
  return {
    root,
    sandbox: path.join(root, 'sandbox'),
    lessons: path.join(root, 'lessons'),
    settings: path.join(root, 'settings.json'),
  };
}

function defaultRoot(env: Environment, platform: string): string {
  const user = env['HOME'] || os.homedir();
  if (platform === 'darwin') return path.join(user, 'Library', 'Application Support', 'drydock');
  if (platform === 'win32') return path.join(env['LOCALAPPDATA'] ?? path.join(user, 'AppData', 'Local'), 'drydock');
  // The XDG base directory specification: a relative path is to be ignored.
  const data = env['XDG_DATA_HOME'];
  return path.join(data && path.isAbsolute(data) ? data : path.join(user, '.local', 'share'), 'drydock');
}

/** Makes a folder of the state; a Problem says why it cannot be made. */
export function makeFolder(folder: string, mode = 0o777): void {
  try {
    mkdirSync(folder, { recursive: true, mode });
  } catch (error) {
    throw cannotKeepState(folder, error);
  }
}

export function cannotKeepState(folder: string, error: unknown): Problem {
  return new Problem(
    `cannot keep state in ${folder}: ${describeSystemError(error)}. Choose another place with --home DIR or DRYDOCK_HOME.`,
  );
}
