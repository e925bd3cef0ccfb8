import { Failure } from '../failure.js';

/** `-v` values as the API wants them: mounts with a source are binds, the others anonymous volumes. */
export interface VolumeOptions {
  readonly binds: readonly string[];
  readonly volumes: Readonly<Record<string, Readonly<Record<string, never>>>>;
}

/** Reads all `-v` of a command line; `cwd` makes `./dir` absolute. Throws Failure with the client's message. */
export function parseVolumes(specs: readonly string[], cwd: string): VolumeOptions {
  const binds = new Set<string>();
  const volumes: Record<string, Record<string, never>> = {};
  for (const spec of specs) {
    const source = sourceOf(spec);
    if (source === '') volumes[spec] = {};
    else binds.add(/^[./~]/.test(source) ? absoluteBind(spec, cwd) : spec);
  }
  return { binds: [...binds], volumes };
}

/** The part before the target, '' for an anonymous volume. What follows the target is the daemon's business. */
function sourceOf(spec: string): string {
  if (spec === '') throw new Failure('invalid empty volume spec');
  if (spec.length <= 2) return '';
  const sections = splitSections(spec);
  if (sections.includes('')) throw new Failure(`invalid spec: ${spec}: empty section between colons`);
  if (sections.length > 3) throw new Failure(`invalid spec: ${spec}: too many colons`);
  return sections.length === 1 ? '' : (sections[0] ?? '');
}

/** At colons, but the client takes a single letter before a colon for a Windows drive. */
function splitSections(spec: string): readonly string[] {
  const sections = [''];
  for (const char of spec) {
    const current = sections.at(-1) ?? '';
    if (char === ':' && !/^\p{L}$/u.test(current)) sections.push('');
    else sections[sections.length - 1] = current + char;
  }
  return sections;
}

function absoluteBind(spec: string, cwd: string): string {
  const colon = spec.indexOf(':');
  const host = spec.slice(0, colon);
  if (host !== '.' && !host.startsWith('./')) return spec;
  return cleanPath(`${cwd}/${host}`) + spec.slice(colon);
}

/** A path without `.`, `..` and double slashes, as filepath.Clean gives it. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !path.startsWith('/')) parts.push(part);
  }
  return (path.startsWith('/') ? '/' : '') + parts.join('/') || '.';
}
