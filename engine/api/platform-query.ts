import type { Platform } from '../core/platform.js';
import { ImageArchiveError } from '../image/archive-error.js';
import { parseJson } from '../image/json-text.js';
import { invalid } from '../daemon/errors.js';
import { isObject } from '../daemon/json.js';

/** A `platform` parameter of newer requests: `{"os":"linux","architecture":"arm64"}`. */
export function platformOfJson(text: string | undefined): Platform | undefined {
  if (text === undefined || text === '') return undefined;
  const value = parse(text);
  const field = (name: string): string => {
    const part = isObject(value) ? value[name] : undefined;
    return typeof part === 'string' ? part : '';
  };
  const platform = { os: field('os'), architecture: field('architecture'), variant: field('variant') };
  if (platform.os === '' || platform.architecture === '') throw invalid('both OS and Architecture must be provided');
  return platform;
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw error instanceof ImageArchiveError ? invalid(`failed to parse platform: ${error.message}`) : error;
  }
}
