import { parseRequirement, type Requirement } from './requirement.js';

/** What a package says of itself in METADATA. */
export interface Metadata {
  readonly name: string;
  readonly version: string;
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly requires: readonly Requirement[];
}

export function parseMetadata(text: string): Metadata {
  const fields = new Map<string, string[]>();
  for (const line of text.split(/\r?\n\r?\n/, 1)[0]?.split('\n') ?? []) {
    const [, key, value] = /^([\w-]+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (key === undefined || value === undefined) continue;
    const known = fields.get(key);
    if (known) known.push(value);
    else fields.set(key, [value]);
  }
  return {
    name: fields.get('Name')?.[0] ?? '',
    version: fields.get('Version')?.[0] ?? '',
    fields,
    requires: (fields.get('Requires-Dist') ?? []).flatMap(each => parseRequirement(each) ?? []),
  };
}
