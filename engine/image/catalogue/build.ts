import type { HistoryEntry, ImageConfig, RunConfig } from '../config.js';
import { hexOf, type Digest } from '../digest.js';
import type { ImageSource, Step } from './source.js';

/** A step with its place in an image: everything below comes first. */
export interface PlacedStep {
  readonly step: Step;
  /** `nginx:latest#4`: the name of its layer in the lock. */
  readonly key: string;
  /** Time of its files, in seconds since 1970. */
  readonly filesFrom: number;
  /** Time of its line in the history. */
  readonly created: string;
}

/** All steps of an image, from the lowest layer of its base up. */
export function allSteps(source: ImageSource): readonly PlacedStep[] {
  const { created } = source;
  const own = source.steps.map((step, index): PlacedStep => {
    return { step, key: `${source.names[0]}#${String(index)}`, filesFrom: epochSeconds(step.filesFrom ?? created), created };
  });
  return source.from ? [...allSteps(source.from), ...own] : own;
}

/** The configuration that the steps give, once the digests of their layers are known. */
export function configOf(source: ImageSource, diffIdOf: (key: string) => Digest): ImageConfig {
  const steps = allSteps(source);
  const diffIds: Digest[] = [];
  let config: RunConfig = {};
  const history: HistoryEntry[] = [];
  for (const { step, key, created } of steps) {
    config = step.configure?.(config) ?? config;
    const diffId = step.files ? diffIdOf(key) : undefined;
    if (diffId !== undefined) diffIds.push(diffId);
    const created_by = step.createdBy(diffId === undefined ? '' : hexOf(diffId));
    history.push(diffId === undefined ? { created, created_by, empty_layer: true } : { created, created_by });
  }
  return {
    architecture: 'amd64',
    config,
    created: source.created,
    docker_version: '28.2.2',
    history,
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: diffIds },
  };
}

/** Seconds since 1970 of `2025-01-09T20:37:52Z`, without a calendar library: days by Hinnant's days_from_civil. */
export function epochSeconds(time: string): number {
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = time.split(/\D/).map(Number);
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const days = era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
  return days * 86_400 + hours * 3600 + minutes * 60 + seconds;
}
