import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { Sys } from '../../../process/sys.js';
import { readText } from '../../input.js';
import { Ini, readIni } from '../runtime/ini.js';
import { addedModules } from './modules.js';

/** What php.ini and conf.d say. */
export interface Settings {
  readonly ini: Ini;
  readonly iniFile: string | undefined;
  readonly scanned: readonly string[];
  /** Extensions that were loaded besides those compiled in. */
  readonly extensions: readonly string[];
  /** Complaints about extensions that are not there. */
  readonly warnings: readonly string[];
}

export const CONFIG_DIRECTORY = '/usr/local/etc/php';

/** Reads the settings of an image: php.ini, then the files of conf.d in the order of their names. */
export function* readSettings(
  sys: Sys,
  of: { readonly defaults: readonly (readonly [string, string])[]; readonly noIni?: boolean; readonly iniFile?: string | undefined },
): Task<Settings> {
  const directory = sys.env.get('PHP_INI_DIR') ?? (exists(sys, '/etc/php83') ? '/etc/php83' : CONFIG_DIRECTORY);
  const main = of.iniFile ?? `${directory}/php.ini`;
  const wanted: string[] = [];
  const values: (readonly [string, string])[] = [];
  const iniFile = of.noIni || !exists(sys, main) ? undefined : main;
  const scanned = of.noIni ? [] : iniFiles(sys, `${directory}/conf.d`);
  for (const path of iniFile === undefined ? scanned : [iniFile, ...scanned])
    values.push(...readIni(yield* readText(sys, path), name => wanted.push(name)));
  const alpine: (readonly [string, string])[] = directory === '/etc/php83' ? [['extension_dir', '/usr/lib/php83/modules']] : [];
  const ini = new Ini([...alpine, ...of.defaults, ...values]);
  ini.loaded = iniFile;
  ini.scanned = scanned;
  const extensions: string[] = [];
  const warnings: string[] = [];
  for (const name of wanted) load(sys, name, { ini, extensions, warnings });
  return { ini, iniFile, scanned, extensions, warnings };
}

function iniFiles(sys: Sys, directory: string): readonly string[] {
  try {
    return sys
      .readdir(directory)
      .filter(entry => entry.name.endsWith('.ini'))
      .map(entry => `${directory}/${entry.name}`);
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}

function exists(sys: Sys, path: string): boolean {
  return sys.access(path, { read: true });
}

function load(sys: Sys, name: string, into: { readonly ini: Ini; readonly extensions: string[]; readonly warnings: string[] }): void {
  const simple = name.replace(/^.*\//, '').replace(/\.so$/, '');
  const file = name.includes('/') ? name : `${into.ini.get('extension_dir') ?? ''}/${simple}.so`;
  if (exists(sys, file)) {
    into.extensions.push(addedModules.get(simple) ?? simple);
    return;
  }
  into.warnings.push(
    `PHP Startup: Unable to load dynamic library '${name}' (tried: ${into.ini.get('extension_dir') ?? ''}/${name} (${into.ini.get('extension_dir') ?? ''}/${name}: cannot open shared object file: No such file or directory), ${file} (${file}: cannot open shared object file: No such file or directory)) in Unknown on line 0`,
  );
}
