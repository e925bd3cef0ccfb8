import { remembered } from '../core/remembered.js';

/**
 * Names of images, by the grammar of distribution/reference. `alpine`, `docker.io/library/alpine:latest` and
 * `alpine@sha256:…` name repositories, tags and digests; what people type is normalised once, here.
 */
export interface Reference {
  /** `docker.io`, `localhost:5000` */
  readonly domain: string;
  /** `library/alpine`, `student/app` */
  readonly path: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Thrown for text that names nothing: the message is Docker's. */
export class InvalidReference extends Error {
  override readonly name = 'InvalidReference';
}

export const DEFAULT_DOMAIN = 'docker.io';
export const DEFAULT_TAG = 'latest';
const NAME_LIMIT = 255;

const component = '[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*';
const domainLabel = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domain = `(?:${domainLabel}(?:\\.${domainLabel})*|\\[(?:[a-fA-F0-9:]+)\\])(?::[0-9]+)?`;
const digestText = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const namePattern = `(?:${domain}/)?${component}(?:/${component})*`;
const referencePattern = new RegExp(`^(${namePattern})(?::([\\w][\\w.-]{0,127}))?(?:@(${digestText}))?$`);
const anchoredName = new RegExp(`^(?:(${domain})/)?(${component}(?:/${component})*)$`);
const identifier = /^[a-f0-9]{64}$/;

/**
 * Parses what a user typed: `ubuntu`, `localhost:5000/app:1`, `alpine@sha256:…`. Throws `InvalidReference`; 64 hexadecimal
 * digits are an image id and no name.
 */
export function parseReference(text: string): Reference {
  let reference = known.get(text);
  if (reference) return reference;
  reference = readReference(text);
  if (known.size >= KEPT_REFERENCES) known.clear();
  known.set(text, reference);
  return reference;
}

/** Read last: lists name the same images again and again. */
const known = new Map<string, Reference>();
const KEPT_REFERENCES = 256;

function readReference(text: string): Reference {
  if (identifier.test(text)) {
    throw new InvalidReference(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  }
  const [host, remainder] = splitDomain(text);
  const separator = remainder.indexOf(':');
  const repository = separator < 0 ? remainder : remainder.slice(0, separator);
  if (repository.toLowerCase() !== repository) {
    throw new InvalidReference(`invalid reference format: repository name (${repository}) must be lowercase`);
  }
  return parseNormalized(`${host}/${remainder}`);
}

/** Reads a full `domain/path[:tag][@digest]`. */
function parseNormalized(text: string): Reference {
  const match = referencePattern.exec(text);
  const name = match?.[1] === undefined ? null : anchoredName.exec(match[1]);
  const path = name?.[2];
  if (!match || !name || path === undefined) throw new InvalidReference('invalid reference format');
  if (path.length > NAME_LIMIT) {
    throw new InvalidReference(`repository name must not be more than ${String(NAME_LIMIT)} characters`);
  }
  const digest = match[3];
  if (digest !== undefined) checkDigest(digest);
  return { domain: name[1] ?? '', path, tag: match[2], digest };
}

function checkDigest(digest: string): void {
  const [algorithm = '', hex = ''] = digest.split(':');
  const digits = { sha256: 64, sha384: 96, sha512: 128 }[algorithm];
  if (digits === undefined) throw new InvalidReference('unsupported digest algorithm');
  if (hex.length !== digits) throw new InvalidReference('invalid checksum digest length');
  if (!/^[a-f0-9]+$/.test(hex)) throw new InvalidReference('invalid reference format');
}

/** The first part is a domain when it looks like one: a dot, a port, `localhost`, or capitals. */
function splitDomain(text: string): readonly [string, string] {
  const slash = text.indexOf('/');
  const head = text.slice(0, Math.max(slash, 0));
  const isDomain = slash >= 0 && (/[.:]/.test(head) || head === 'localhost' || head.toLowerCase() !== head);
  let host = isDomain ? head : DEFAULT_DOMAIN;
  let remainder = isDomain ? text.slice(slash + 1) : text;
  if (host === 'index.docker.io') host = DEFAULT_DOMAIN;
  if (host === DEFAULT_DOMAIN && !remainder.includes('/')) remainder = `library/${remainder}`;
  return [host, remainder];
}

/** What `docker inspect` and friends take: a name, or a digest or id that names an image by its content. */
export type AnyReference = { readonly kind: 'named'; readonly reference: Reference } | { readonly kind: 'id'; readonly id: string };

/** Lists of containers ask for the same few names again and again. */
export const parseAnyReference = remembered((text: string): AnyReference => {
  if (identifier.test(text)) return { kind: 'id', id: `sha256:${text}` };
  if (/^sha256:[a-f0-9]{64}$/.test(text)) return { kind: 'id', id: text };
  return { kind: 'named', reference: parseReference(text) };
});

/** Adds `latest` where neither a tag nor a digest is given. */
export function withDefaultTag(reference: Reference): Reference {
  return reference.tag === undefined && reference.digest === undefined ? { ...reference, tag: DEFAULT_TAG } : reference;
}

/** `docker.io/library/alpine`: the repository alone. */
export function repositoryOf(reference: Reference): string {
  return `${reference.domain}/${reference.path}`;
}

/** `alpine`, `student/app`, `localhost:5000/app`: the repository as people write it. */
export function familiarName({ domain: host, path }: Reference): string {
  if (host !== DEFAULT_DOMAIN) return host === '' ? path : `${host}/${path}`;
  const short = path.startsWith('library/') ? path.slice('library/'.length) : path;
  return short.includes('/') && path.startsWith('library/') ? path : short;
}

/** `alpine:3.10`: the whole reference as people write it. */
export function formatReference(reference: Reference): string {
  return familiarName(reference) + suffix(reference);
}

/** `docker.io/library/alpine:3.10`. */
export function formatCanonical(reference: Reference): string {
  return repositoryOf(reference) + suffix(reference);
}

function suffix({ tag, digest }: Reference): string {
  return (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`);
}

/** Whether text may be a tag. */
export function isTag(text: string): boolean {
  return /^[\w][\w.-]{0,127}$/.test(text);
}
