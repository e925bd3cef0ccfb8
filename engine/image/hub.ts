import { catalogue, type CatalogueImage } from './catalogue/catalogue.js';
import { Registry, type Credentials, type Shelf } from './registry.js';

/** `nginx:alpine` → repository `library/nginx`, tag `alpine`. */
function locate(name: string): { readonly repository: string; readonly tag: string } {
  const [path = '', tag = ''] = name.split(':');
  return { repository: path.includes('/') ? path : `library/${path}`, tag };
}

let shelved: ReadonlyMap<string, ReadonlyMap<string, CatalogueImage>> | undefined;

/** The catalogue by repository and tag; an index of names, which builds no image. */
function shelves(): ReadonlyMap<string, ReadonlyMap<string, CatalogueImage>> {
  if (shelved) return shelved;
  const index = new Map<string, Map<string, CatalogueImage>>();
  for (const image of catalogue) {
    for (const name of image.source.names) {
      const { repository, tag } = locate(name);
      index.set(repository, (index.get(repository) ?? new Map<string, CatalogueImage>()).set(tag, image));
    }
  }
  shelved = index;
  return index;
}

const catalogueShelf: Shelf = {
  repositories: () => [...shelves().keys()],
  tags: repository => [...(shelves().get(repository)?.keys() ?? [])],
  image: (repository, tag) => shelves().get(repository)?.get(tag),
};

/** Docker Hub: all images of the catalogue, and what accounts push. */
export function createHub(accounts: readonly Credentials[] = []): Registry {
  return new Registry({ domain: 'docker.io', access: 'hub', accounts, shelf: catalogueShelf });
}

/** A repository that `docker search` finds. */
export interface SearchHit {
  readonly name: string;
  readonly description: string;
  readonly stars: number;
  readonly isOfficial: boolean;
}

/** Repositories of the catalogue whose name or description has the term, the best known first. */
export function searchCatalogue(term: string): readonly SearchHit[] {
  const wanted = term.toLowerCase();
  const hits = catalogue.flatMap(({ source }): SearchHit[] => {
    const name = source.names[0].split(':')[0] ?? '';
    const { description = '', stars = 0 } = source.about ?? {};
    return source.about && (name.includes(wanted) || description.toLowerCase().includes(wanted))
      ? [{ name, description, stars, isOfficial: !name.includes('/') }]
      : [];
  });
  const unique = hits.filter((hit, index) => hits.findIndex(({ name }) => name === hit.name) === index);
  return unique.sort((a, b) => Number(b.name === wanted) - Number(a.name === wanted) || b.stars - a.stars);
}
