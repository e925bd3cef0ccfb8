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
    if (sourceOf(spec) === '') volumes[spec] = {};
    else binds.add(absoluteBind(spec, cwd));
  }
  return { binds: [...binds], volumes };
}

/** The part before the target, '' for an anonymous volume. */
function sourceOf(spec: string): string {
  if (spec === '') throw new Failure('invalid empty volume spec');
  if (spec.length <= 2) return '';
  const parts = spec.split(':');
  if (parts.includes('')) throw new Failure(`invalid spec: ${spec}: empty section between colons`);
  if (parts.length > 3) throw new Failure(`invalid spec: ${spec}: too many colons`);
  return parts.length === 1 ? '' : (parts[0] ?? '');
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
