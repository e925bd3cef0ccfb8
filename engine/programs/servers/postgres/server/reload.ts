import type { Task } from '../../../../core/task.js';
import type { Sys } from '../../../../process/sys.js';
import { PgError } from '../pg-error.js';
import { checkSetting, settingSpecs } from '../execute/settings.js';
import { isSetting, readConfig, valuesOf, type ConfigLine } from './config-files.js';
import { log } from './server-log.js';
import type { ServerOptions } from './server-options.js';

/** Reads the configuration files again. Returns the settings that hold from now on. */
export function* reloadSettings(
  sys: Sys,
  { dataDir, given }: ServerOptions,
  before: ReadonlyMap<string, string>,
): Task<ReadonlyMap<string, string>> {
  const lines = yield* readConfig(sys, dataDir);
  if (typeof lines === 'string') {
    yield* log(sys, 'LOG', lines.trim().replace(/^postgres: /, ''));
    return before;
  }
  const unknown = lines.filter(({ name }) => !isSetting(name));
  for (const { name, file, line } of unknown)
    yield* log(sys, 'LOG', `unrecognized configuration parameter "${name}" in file "${file}" line ${line}`);
  const last = unknown.at(-1);
  if (last) {
    yield* log(sys, 'LOG', `configuration file "${last.file}" contains errors; no changes were applied`);
    return before;
  }
  return yield* applied(sys, lines, given, before);
}

function* applied(
  sys: Sys,
  lines: readonly ConfigLine[],
  given: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string>,
): Task<ReadonlyMap<string, string>> {
  const wanted = valuesOf(lines);
  const after = new Map(before);
  let wrongFile: string | undefined;
  for (const name of before.keys()) {
    const spec = settingSpecs.get(name);
    if (wanted.has(name) || given.has(name) || !spec || spec.context === 'i' || computed.has(name)) continue;
    if (spec.context === 'p') {
      yield* log(sys, 'LOG', needsRestart(name));
      continue;
    }
    after.delete(name);
    yield* log(sys, 'LOG', `parameter "${name}" removed from configuration file, reset to default`);
  }
  for (const [name, value] of wanted) {
    if (given.has(name) || value === (before.get(name) ?? settingSpecs.get(name)?.value)) continue;
    const problem = settingSpecs.get(name)?.context === 'p' ? needsRestart(name) : problemWith(name, value);
    if (problem === undefined) after.set(name, value);
    else wrongFile = lines.findLast(line => line.name === name)?.file;
    yield* log(sys, 'LOG', problem ?? `parameter "${name}" changed to "${value}"`);
  }
  if (wrongFile !== undefined) yield* log(sys, 'LOG', `configuration file "${wrongFile}" contains errors; unaffected changes were applied`);
  return after;
}

/** Settings that the server itself makes of how it was started. */
const computed = new Set(['data_directory', 'port', 'server_version', 'server_version_num']);

function needsRestart(name: string): string {
  return `parameter "${name}" cannot be changed without restarting the server`;
}

function problemWith(name: string, value: string): string | undefined {
  try {
    checkSetting(name, value);
    return undefined;
  } catch (error) {
    if (error instanceof PgError) return error.message;
    throw error;
  }
}
