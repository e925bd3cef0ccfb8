import { Failure } from './failure.js';

/** The name of an image as the client understands it. */
export interface ImageName {
  /** `docker.io/library/alpine` */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

const separator = '(?:[._]|__|-+)';
const component = `[a-z0-9]+(?:${separator}[a-z0-9]+)*`;
const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const host = `(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::\\d+)?`;
const pattern = new RegExp(
  `^(${host}/${component}(?:/${component})*)(?::(\\w[\\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
);

/**
 * Reads the name of an image and fills in Docker Hub's parts. The client checks names itself, before it asks the daemon; image/ has the
 * engine's own reading, which this program may not import. Throws Failure.
 */
export function parseImageName(text: string): ImageName {
  if (/^[a-f0-9]{64}$/.test(text)) throw new Failure(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  const { domain, rest } = splitDomain(text);
  const [path = ''] = rest.split(':');
  if (path.toLowerCase() !== path) throw new Failure(`invalid reference format: repository name (${path}) must be lowercase`);
  const match = pattern.exec(`${domain}/${rest}`);
  if (!match) throw new Failure('invalid reference format');
  const [, repository = '', tag, digest] = match;
  if (repository.length > 255) throw new Failure('repository name must not be more than 255 characters');
  return { repository, tag, digest };
}

function splitDomain(text: string): { readonly domain: string; readonly rest: string } {
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(slash, 0));
  const isDomain = slash >= 0 && (/[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first);
  const domain = isDomain ? first : 'docker.io';
  const rest = isDomain ? text.slice(slash + 1) : text;
  const hub = domain === 'index.docker.io' ? 'docker.io' : domain;
  return { domain: hub, rest: hub === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest };
}

/** `latest` where neither tag nor digest was given. */
export function withDefaultTag(name: ImageName): ImageName {
  return name.tag === undefined && name.digest === undefined ? { ...name, tag: 'latest' } : name;
}

/** The short form that people read: without `docker.io/library/`. */
export function familiarName(name: ImageName): string {
  return name.repository.replace(/^docker\.io\/(?:library\/(?=[^/]+$))?/, '');
}

/** `alpine:latest`, `localhost:5000/app@sha256:…` */
export function familiarText(name: ImageName): string {
  return familiarName(name) + (name.tag === undefined ? '' : `:${name.tag}`) + (name.digest === undefined ? '' : `@${name.digest}`);
}

/** `docker.io` */
export function registryOf(name: ImageName): string {
  return name.repository.slice(0, name.repository.indexOf('/'));
}
