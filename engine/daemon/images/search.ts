import { largestOf } from '../../core/extremes.js';
import { searchCatalogue } from '../../image/hub.js';
import { invalid } from '../errors.js';
import { booleanFilter, checkFilters, type Filters } from './filters.js';

export interface SearchResult {
  readonly star_count: number;
  readonly is_official: boolean;
  readonly name: string;
  readonly is_automated: boolean;
  readonly description: string;
}

/** `docker search` among the repositories of the hub that Drydock has. */
export function searchImages(term: string, filters: Filters, limit: number): readonly SearchResult[] {
  checkFilters(filters, ['is-automated', 'is-official', 'stars']);
  if (limit < 1 || limit > 100) throw invalid(`limit ${String(limit)} is outside the range of [1, 100]`);
  const official = booleanFilter(filters, 'is-official');
  const stars = largestOf((filters.get('stars') ?? []).map(starsOf), 0);
  return searchCatalogue(term)
    .filter(
      hit =>
        hit.stars >= stars && (official === undefined || hit.isOfficial === official) && booleanFilter(filters, 'is-automated') !== true,
    )
    .slice(0, limit)
    .map(({ name, description, stars: count, isOfficial }) => ({
      star_count: count,
      is_official: isOfficial,
      name,
      is_automated: false,
      description,
    }));
}

function starsOf(text: string): number {
  if (!/^\d+$/.test(text)) throw invalid(`invalid filter 'stars=${text}': strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}
