import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describeSystemError, Problem } from '../problem.js';
import { languages, type Language } from '../text/text.js';
import { makeFolder, type Folders } from './folders.js';

/** What a user has chosen once and for all. */
export interface Settings {
  readonly language: Language | undefined;
}

/** Settings that cannot be read are as good as none: they are only conveniences. */
export function readSettings({ settings }: Pick<Folders, 'settings'>): Settings {
  try {
    const value: unknown = existsSync(settings) ? JSON.parse(readFileSync(settings, 'utf8')) : undefined;
    const language = typeof value === 'object' && value !== null && 'language' in value ? value.language : undefined;
    return { language: languages.find(known => known === language) };
  } catch {
    return { language: undefined };
  }
}

/** Writes the settings in one step. */
export function writeSettings({ settings }: Pick<Folders, 'settings'>, value: Settings): void {
  makeFolder(path.dirname(settings));
  try {
    writeFileSync(`${settings}.new`, `${JSON.stringify({ schema: 'drydock/settings/v1', ...value })}\n`, { flush: true });
    renameSync(`${settings}.new`, settings);
  } catch (error) {
    throw new Problem(`cannot write ${settings}: ${describeSystemError(error)}`);
  }
}
