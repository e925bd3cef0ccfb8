import { encodeUtf8 } from '../core/utf8.js';
import type { Task } from '../core/task.js';
import type { Sys } from '../process/sys.js';
import type { Client } from './client.js';
import type { Command } from './command.js';
import type { ConfigFile } from './config-file.js';
import type { ParsedFlags } from './flags/parsed-flags.js';
import type { Language } from './text.js';

/** What a command works with: the process that it runs in, its command line, the daemon. */
export interface Cli {
  readonly sys: Sys;
  readonly command: Command;
  /** The name that it was called by: `ps` or `container ls`. */
  readonly name: string;
  readonly flags: ParsedFlags;
  readonly args: readonly string[];
  readonly language: Language;
  readonly config: ConfigFile;
  readonly globals: ParsedFlags;
  /** Throws Failure when the daemon's socket is not there. */
  client(): Client;
}

/** Writes text to standard output. */
export function* print(cli: Cli, text: string): Task<void> {
  if (text !== '') yield* cli.sys.write(1, encodeUtf8(text));
}

/** Writes a line to standard output. */
export function* printLine(cli: Cli, line: string): Task<void> {
  yield* cli.sys.write(1, encodeUtf8(`${line}\n`));
}

/** Writes a line to standard error. */
export function* complain(cli: Cli, line: string): Task<void> {
  yield* cli.sys.write(2, encodeUtf8(`${line}\n`));
}

/** Wall-clock time in milliseconds since 1970. */
export function nowMs(cli: Cli): number {
  return cli.sys.clock.epochMsOf(cli.sys.clock.now());
}
