import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { readText, writeFile } from './store.js';

/** `section.key` or `section.sub.key` with its value, in the order of the file. */
export type Settings = readonly (readonly [key: string, value: string])[];

/** Reads a file like .git/config. */
export function* readSettings(sys: Sys, path: string): Task<Settings> {
  const text = (yield* readText(sys, path)) ?? '';
  const settings: [string, string][] = [];
  let section = '';
  for (const line of text.split('\n')) {
    const head = /^\s*\[\s*([\w.-]+)(?:\s+"(.*)")?\s*\]/.exec(line);
    if (head) section = `${(head[1] ?? '').toLowerCase()}${head[2] === undefined ? '' : `.${head[2]}`}`;
    const entry = /^\s*([A-Za-z][\w-]*)\s*(?:=\s*(.*?))?\s*$/.exec(line);
    if (entry && !head && !/^\s*[#;]/.test(line))
      settings.push([`${section}.${(entry[1] ?? '').toLowerCase()}`, unquote(entry[2] ?? 'true')]);
  }
  return settings;
}

function unquote(value: string): string {
  return value.replace(/^"(.*)"$/, '$1').replace(/\\(["\\])/g, '$1');
}

/** Writes settings as git lays them out. */
export function* writeSettings(sys: Sys, path: string, settings: Settings): Task<void> {
  const sections = new Map<string, string[]>();
  for (const [key, value] of settings) {
    const [section, name] = splitKey(key);
    const lines = sections.get(section) ?? [];
    lines.push(`\t${name} = ${value}\n`);
    sections.set(section, lines);
  }
  const text = [...sections].map(([section, lines]) => `${headOf(section)}\n${lines.join('')}`).join('');
  yield* writeFile(sys, path, text);
}

function splitKey(key: string): readonly [string, string] {
  const at = key.lastIndexOf('.');
  return [key.slice(0, at), key.slice(at + 1)];
}

function headOf(section: string): string {
  const at = section.indexOf('.');
  return at < 0 ? `[${section}]` : `[${section.slice(0, at)} "${section.slice(at + 1)}"]`;
}

/** With the value of a key changed, or added at the end. */
export function withSetting(settings: Settings, key: string, value: string): Settings {
  const found = settings.some(([name]) => name === key);
  return found ? settings.map(([name, old]) => [name, name === key ? value : old] as const) : [...settings, [key, value]];
}

/** Section and name without case, the part between them as it is. */
export function normalKey(key: string): string {
  const first = key.indexOf('.');
  const last = key.lastIndexOf('.');
  return key.slice(0, first).toLowerCase() + key.slice(first, last) + key.slice(last).toLowerCase();
}
