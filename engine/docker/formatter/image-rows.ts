import { numberAt, textAt, textsAt } from '../json-view.js';
import type { RowKind } from './row-formatter.js';
import { formatGoTime } from './time.js';
import { shortId } from './truncate.js';
import { formatElapsed, formatSize } from './units.js';

/** One line of `docker images`: an image under one of its names. */
export interface ImageRow {
  readonly image: unknown;
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
  readonly truncate: boolean;
  readonly nowMs: number;
}

const NONE = '<none>';

export const imageTable =
  'table {{.Repository}}\\t{{.Tag}}\\t{{.ID}}\\t{{if .CreatedSince }}{{.CreatedSince}}{{else}}N/A{{end}}\\t{{.Size}}';
export const imageDigestTable =
  'table {{.Repository}}\\t{{.Tag}}\\t{{.Digest}}\\t{{.ID}}\\t{{if .CreatedSince }}{{.CreatedSince}}{{else}}N/A{{end}}\\t{{.Size}}';

/** The columns of `docker images`. */
export const imageRows: RowKind<ImageRow> = {
  type: 'formatter.imageContext',
  fields: {
    ID: ({ image, truncate }) => (truncate ? shortId(textAt(image, 'Id')) : textAt(image, 'Id')),
    Repository: ({ repository }) => repository,
    Tag: ({ tag }) => tag,
    Digest: ({ digest }) => digest,
    CreatedSince: ({ image, nowMs }) =>
      numberAt(image, 'Created') <= 0 ? '' : `${formatElapsed(nowMs - numberAt(image, 'Created') * 1000)} ago`,
    CreatedAt: ({ image }) => (numberAt(image, 'Created') <= 0 ? '' : formatGoTime(numberAt(image, 'Created'))),
    Size: ({ image }) => formatSize(numberAt(image, 'Size'), 3),
    Containers: ({ image }) => countOrUnknown(numberAt(image, 'Containers')),
    VirtualSize: ({ image }) => formatSize(numberAt(image, 'Size')),
    SharedSize: ({ image }) => sizeOrUnknown(numberAt(image, 'SharedSize')),
    UniqueSize: ({ image }) => {
      const shared = numberAt(image, 'SharedSize');
      return shared < 0 ? 'N/A' : formatSize(numberAt(image, 'Size') - shared);
    },
  },
  titles: {
    ID: 'IMAGE ID',
    Repository: 'REPOSITORY',
    Tag: 'TAG',
    Digest: 'DIGEST',
    CreatedSince: 'CREATED',
    CreatedAt: 'CREATED AT',
    Size: 'SIZE',
    Containers: 'CONTAINERS',
    VirtualSize: 'SIZE',
    SharedSize: 'SHARED SIZE',
    UniqueSize: 'UNIQUE SIZE',
  },
};

function countOrUnknown(count: number): string {
  return count === -1 ? 'N/A' : String(count);
}

function sizeOrUnknown(size: number): string {
  return size === -1 ? 'N/A' : formatSize(size);
}

/** Every name of an image is a line; one without names is a line of `<none>`. `digests` fills the digests in; `digestRows` gives each digest without a tag a line. */
export function rowsOfImage(
  image: unknown,
  options: { readonly truncate: boolean; readonly nowMs: number; readonly digests: boolean; readonly digestRows: boolean },
): readonly ImageRow[] {
  const tags = textsAt(image, 'RepoTags')
    .filter(tag => tag !== '<none>:<none>')
    .map(splitTag);
  const digests = textsAt(image, 'RepoDigests')
    .filter(digest => digest !== '<none>@<none>')
    .map(splitDigest);
  const row = (repository: string, tag: string, digest: string): ImageRow => ({
    image,
    repository,
    tag,
    digest,
    truncate: options.truncate,
    nowMs: options.nowMs,
  });
  const repositories = [...new Set(tags.map(({ repository }) => repository))];
  const named = repositories.flatMap(repository => {
    const ownDigests = digests.filter(digest => digest.repository === repository).map(({ digest }) => digest);
    const shown = options.digests && ownDigests.length > 0 ? ownDigests : [NONE];
    return tags.filter(tag => tag.repository === repository).flatMap(({ tag }) => shown.map(digest => row(repository, tag, digest)));
  });
  // Repositories that only a digest names: with the flag each digest is a line.
  const untagged = digests.filter(digest => !repositories.includes(digest.repository));
  const digestOnly = options.digestRows
    ? untagged.map(({ repository, digest }) => row(repository, NONE, digest))
    : [...new Set(untagged.map(({ repository }) => repository))].map(repository => row(repository, NONE, NONE));
  return named.length + digestOnly.length > 0 ? [...named, ...digestOnly] : [row(NONE, NONE, NONE)];
}

function splitTag(name: string): { readonly repository: string; readonly tag: string } {
  const colon = name.lastIndexOf(':');
  return { repository: name.slice(0, colon), tag: name.slice(colon + 1) };
}

function splitDigest(name: string): { readonly repository: string; readonly digest: string } {
  const at = name.indexOf('@');
  return { repository: name.slice(0, at), digest: name.slice(at + 1) };
}
