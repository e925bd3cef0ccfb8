import { fitsPlatform, formatPlatform, InvalidPlatform, parsePlatform, type Platform } from '../../core/platform.js';
import type { ImageConfig } from '../../image/config.js';
import type { StoredImage } from '../../image/store.js';
import { DaemonError, invalid } from '../errors.js';

/** What an image was made for. */
export function platformOf({ os, architecture, variant = '' }: ImageConfig): Platform {
  return { os, architecture, variant };
}

/** The image, when it is for the platform that was asked for, if any. Throws Docker's not-found. */
export function onPlatform(image: StoredImage, typed: string, asked: Platform | undefined): StoredImage {
  if (!asked || fitsPlatform(platformOf(image.config), asked)) return image;
  throw new DaemonError('not-found', otherPlatform(typed, image.config, asked));
}

/** What is said of an image that is for another platform. */
export function otherPlatform(reference: string, made: ImageConfig, asked: Platform): string {
  const [found, wanted] = [formatPlatform(platformOf(made)), formatPlatform(asked)];
  return `image with reference ${reference} was found but its platform (${found}) does not match the specified platform (${wanted})`;
}

/** Reads a platform of a request; '' is none. Throws for what names no platform. */
export function readPlatform(text: string): Platform | undefined {
  if (text === '') return undefined;
  try {
    return parsePlatform(text);
  } catch (error) {
    throw error instanceof InvalidPlatform ? invalid(error.message) : error;
  }
}
