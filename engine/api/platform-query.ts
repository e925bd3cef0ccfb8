import type { Platform } from '../core/platform.js';
import { ImageArchiveError } from '../image/archive-error.js';
import { parseJson } from '../image/json-text.js';
import { DaemonError, invalid } from '../daemon/errors.js';
import { isObject, lookUp } from '../daemon/json.js';
import { checkBody, slice, string, struct, type GoBody } from './go-types.js';

const platformBody: GoBody = {
  type: struct('v1.Platform', {
    architecture: string(),
    os: string(),
    'os.version': string(),
    'os.features': slice(string()),
    variant: string(),
  }),
  root: 'Platform',
  bare: true,
};

/** A `platform` parameter of newer requests: `{"os":"linux","architecture":"arm64"}`. */
export function platformOfJson(text: string | undefined): Platform | undefined {
  if (text === undefined || text === '') return undefined;
  const value = parse(text);
  checkType(value);
  const field = (name: string): string => {
    const part = isObject(value) ? lookUp(value, name) : undefined;
    return typeof part === 'string' ? part : '';
  };
  const platform = { os: field('os'), architecture: field('architecture'), variant: field('variant') };
  if (platform.os === '' || platform.architecture === '') throw invalid('both OS and Architecture must be provided');
  return platform;
}

function checkType(value: unknown): void {
  try {
    checkBody(platformBody, value);
  } catch (error) {
    throw error instanceof DaemonError ? invalid(`failed to parse platform: ${error.message}`) : error;
  }
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw error instanceof ImageArchiveError ? invalid(`failed to parse platform: ${error.message}`) : error;
  }
}
