import { largestOf } from '../../core/extremes.js';
import { contentOf } from '../../fs/content.js';
import type { Registry, RegistryImage } from '../../image/registry.js';
import { RegistryError } from '../../image/registry-error.js';
import type { Site, SiteAnswer, SiteRequest } from './site.js';

/** What a repository shows of one of its tags. */
interface Tag {
  readonly name: string;
  readonly image: RegistryImage;
  /** Bytes of the packed layers: what a pull fetches. */
  readonly sizeBytes: number;
}

/** The pages of Docker Hub, in plain text, and its API: what anybody may see of the repositories there. */
export function hubSite(hub: Registry): Site {
  return { names: ['hub.docker.com'], ip: '44.219.3.189', answer: request => answer(hub, request) };
}

function answer(hub: Registry, { method, path }: SiteRequest): SiteAnswer {
  if (method !== 'GET' && method !== 'HEAD') return text(405, 'Method Not Allowed\n');
  const names = path.split('/').filter(Boolean);
  if (names[0] === 'v2' && names[1] === 'repositories') return api(hub, names.slice(2));
  return page(hub, names);
}

// ── pages ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

function page(hub: Registry, [kind, ...rest]: readonly string[]): SiteAnswer {
  const names = rest.at(-1) === 'tags' ? rest.slice(0, -1) : rest;
  const [first, second] = names;
  if (kind === undefined) return text(200, welcome);
  if (kind === '_' && first !== undefined && second === undefined) return repositoryPage(hub, `library/${first}`);
  if ((kind === 'u' || kind === 'r') && first !== undefined && second === undefined) return ownerPage(hub, first);
  if (kind === 'r' && first !== undefined && second !== undefined) return repositoryPage(hub, `${first}/${second}`);
  return text(404, notFound);
}

const welcome = `Docker Hub, as this practice machine has it

  /u/USER          the repositories of a user
  /r/USER/NAME     a repository and its tags
  /_/NAME          an official repository
  /v2/repositories/USER/NAME/tags   the same for programs, as JSON
`;

const notFound = '404: there is no such page, or it is private.\n';

function ownerPage(hub: Registry, owner: string): SiteAnswer {
  const repositories = repositoriesOf(hub, owner);
  if (repositories.length === 0) return text(200, `${owner} has no public repositories.\n`);
  const rows = repositories.map(name => {
    const tags = tagsOf(hub, name) ?? [];
    return [shown(name), `${String(tags.length)} ${tags.length === 1 ? 'tag' : 'tags'}`];
  });
  return text(200, table([['REPOSITORY', 'TAGS'], ...rows]));
}

function repositoryPage(hub: Registry, name: string): SiteAnswer {
  const tags = tagsOf(hub, name);
  if (!tags) return text(404, notFound);
  const rows = tags.map(({ name: tag, image: { manifest }, sizeBytes }) => {
    return [tag, manifest.digest.slice(0, 19), humanMegabytes(sizeBytes), String(manifest.layers.length)];
  });
  return text(200, `${shown(name)}\n\ndocker pull ${shown(name)}\n\n${table([['TAG', 'DIGEST', 'COMPRESSED SIZE', 'LAYERS'], ...rows])}`);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => largestOf(rows.map(row => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string => row.map((cell, column) => cell.padEnd((widths[column] ?? 0) + 3)).join('');
  return rows.map(row => `${line(row).trimEnd()}\n`).join('');
}

function humanMegabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(2)} KB` : `${(bytes / 1_000_000).toFixed(2)} MB`;
}

// ── API ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

function api(hub: Registry, [owner, name, ...rest]: readonly string[]): SiteAnswer {
  if (owner === undefined) return json(404, missing);
  if (name === undefined)
    return json(200, list(repositoriesOf(hub, owner).map(repository => ({ ...summary(repository), repository_type: 'image' }))));
  const repository = `${owner}/${name}`;
  const tags = tagsOf(hub, repository);
  if (!tags) return json(404, missing);
  const [kind, tag, ...others] = rest;
  if (kind === undefined) return json(200, { ...summary(repository), user: owner, repository_type: 'image', is_private: false });
  if (kind !== 'tags' || others.length > 0) return json(404, missing);
  if (tag === undefined) return json(200, list(tags.map(tagSummary)));
  const found = tags.find(one => one.name === tag);
  return found ? json(200, tagSummary(found)) : json(404, missing);
}

const missing = { message: 'object not found', errinfo: {} };

function list(results: readonly unknown[]): unknown {
  return { count: results.length, next: null, previous: null, results };
}

function summary(repository: string): Readonly<Record<string, unknown>> {
  const [namespace = '', name = ''] = repository.split('/');
  return { name, namespace, status: 1, status_description: 'active' };
}

function tagSummary({ name, image: { manifest, config }, sizeBytes }: Tag): unknown {
  const { architecture, os } = config.config;
  return {
    name,
    full_size: sizeBytes,
    images: [{ architecture, os, digest: manifest.digest, size: sizeBytes, status: 'active' }],
    media_type: manifest.mediaType,
    digest: manifest.digest,
    tag_status: 'active',
    content_type: 'image',
  };
}

// ── what anybody may see ───────────────────────────────────────────────────────────────────────────────────────────────

function repositoriesOf(hub: Registry, owner: string): readonly string[] {
  return hub.repositories().filter(name => name.startsWith(`${owner}/`) && tagsOf(hub, name) !== undefined);
}

/** The tags of a repository; undefined when there is none, or not for everybody. */
function tagsOf(hub: Registry, repository: string): readonly Tag[] | undefined {
  try {
    return hub.tags(repository, undefined).map(name => {
      const image = hub.pull(repository, { tag: name }, undefined);
      return { name, image, sizeBytes: image.manifest.layers.reduce((sum, layer) => sum + layer.sizeBytes, 0) };
    });
  } catch (error) {
    if (error instanceof RegistryError) return undefined;
    throw error;
  }
}

/** Official repositories go without their owner. */
function shown(repository: string): string {
  return repository.replace(/^library\//, '');
}

function text(status: number, body: string): SiteAnswer {
  return { status, headers: { Server: 'nginx', 'Content-Type': 'text/plain; charset=utf-8' }, body: contentOf(body) };
}

function json(status: number, value: unknown): SiteAnswer {
  return { status, headers: { Server: 'nginx', 'Content-Type': 'application/json' }, body: contentOf(JSON.stringify(value)) };
}
