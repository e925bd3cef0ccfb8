import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExecutionContext } from 'ava';
import { execa } from 'execa';

const built = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The program as users get it, or as compiled where it is not bundled. */
export const program =
  process.env['DRYDOCK_E2E_PROGRAM'] ??
  [path.join(built, '..', 'dist', 'drydock.js'), path.join(built, 'cli', 'main.js')].find(file => existsSync(file)) ??
  '';

export interface Outcome {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder for one test's state, removed after it. */
export function stateFolder(t: ExecutionContext): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'drydock-e2e-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface RunOptions {
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs drydock with its state in `home`; lines of input end with a newline each. */
export async function drydock(
  home: string,
  args: readonly string[],
  { input = '', cwd = home, env = {} }: RunOptions = {},
): Promise<Outcome> {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [program, ...args, '--home', home], {
    input,
    cwd,
    reject: false,
    timeout: 60_000,
    killSignal: 'SIGKILL',
    stripFinalNewline: false,
    env: { LANG: 'C.UTF-8', DRYDOCK_LANG: '', NO_COLOR: '1', COLUMNS: '80', ...env },
  });
  return { code: exitCode, stdout, stderr };
}
