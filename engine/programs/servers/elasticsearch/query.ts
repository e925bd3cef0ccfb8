import { best, bool, constant, everything, fitsWildcard, match, range, term, termsIn, type Query } from './clauses.js';
import { EsError, notSimulated } from './errors.js';
import type { EsDocument, EsIndex } from './index-data.js';
import { field, isObject, textOf, type Fields } from './json.js';
import { termsOf, typeOf, valuesAt } from './mapping.js';
import { parseQueryString } from './query-string.js';

const MAX_DEPTH = 50;

/** Reads a query of a search body. */
export function compileQuery(index: EsIndex, given: unknown, nowMs: number, depth = 0): Query {
  if (depth > MAX_DEPTH) throw new EsError(400, 'query_parsing_exception', 'the query is nested too deeply', { index: index.name });
  if (!isObject(given))
    throw new EsError(400, 'query_parsing_exception', '[_na] query malformed, must start with start_object', { index: index.name });
  const [entry] = Object.entries(given);
  if (!entry) return everything();
  const [name, body] = entry;
  const inner = (each: unknown): Query => compileQuery(index, each, nowMs, depth + 1);
  switch (name) {
    case 'bool':
      return compileBool(body, inner);
    case 'constant_score':
      return constant(matchesOf(inner(field(body, 'filter') ?? field(body, 'query'))), Number(field(body, 'boost') ?? 1));
    case 'filtered':
      return bool({
        must: [inner(field(body, 'query') ?? { match_all: {} })],
        filter: field(body, 'filter') === undefined ? [] : [inner(field(body, 'filter'))],
        should: [],
        mustNot: [],
      });
    case 'not':
      return bool({ must: [], should: [], filter: [everything()], mustNot: [inner(field(body, 'query') ?? body)] });
    case 'dis_max':
      return best(listOf(field(body, 'queries')).map(inner), Number(field(body, 'tie_breaker') ?? 0));
    case 'nested':
      return inner(field(body, 'query'));
    default:
      return compileLeaf(index, name, body, nowMs);
  }
}

function matchesOf(query: Query): (document: EsDocument) => boolean {
  return document => query.score(document, 1) !== undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function compileBool(body: unknown, inner: (each: unknown) => Query): Query {
  const part = (name: string): readonly Query[] => listOf(field(body, name)).map(inner);
  const minimum = field(body, 'minimum_should_match');
  return bool({
    must: part('must'),
    should: part('should'),
    filter: part('filter'),
    mustNot: part('must_not'),
    minimum: minimum === undefined ? undefined : Number(minimum),
  });
}

/** `{ field: value }` or `{ field: { query: value, … } }`. */
function single(
  name: string,
  body: unknown,
  key: string,
  index: EsIndex,
): { readonly path: string; readonly value: unknown; readonly options: Fields } {
  const [entry] = Object.entries(isObject(body) ? body : {}).filter(([each]) => each !== 'boost' && each !== '_name');
  if (!entry) throw new EsError(400, 'query_parsing_exception', `[${name}] query malformed, no field`, { index: index.name });
  const [path, given] = entry;
  return isObject(given)
    ? { path, value: field(given, key) ?? field(given, 'value'), options: given }
    : { path, value: given, options: {} };
}

function compileLeaf(index: EsIndex, name: string, body: unknown, nowMs: number): Query {
  switch (name) {
    case 'match_all':
      return everything(Number(field(body, 'boost') ?? 1));
    case 'match':
    case 'match_phrase':
    case 'match_phrase_prefix': {
      const { path, value, options } = single(name, body, 'query', index);
      const type = textOf(field(options, 'type'));
      return match(index, path, textOf(value), {
        all: textOf(field(options, 'operator')).toLowerCase() === 'and',
        phrase: name !== 'match' || type.startsWith('phrase'),
        prefix: name.endsWith('prefix') || type.endsWith('prefix'),
        boost: Number(field(options, 'boost') ?? 1),
      });
    }
    case 'multi_match': {
      const fields = listOf(field(body, 'fields')).map(textOf);
      const all = textOf(field(body, 'operator')).toLowerCase() === 'and';
      const queries = fields.map(each => {
        const [path = '', boost = '1'] = each.split('^');
        return match(index, path, textOf(field(body, 'query')), {
          all,
          boost: Number(boost),
          phrase: textOf(field(body, 'type')).startsWith('phrase'),
        });
      });
      return field(body, 'type') === 'most_fields'
        ? bool({ must: [], should: queries, filter: [], mustNot: [] })
        : best(queries, Number(field(body, 'tie_breaker') ?? 0));
    }
    case 'query_string':
    case 'simple_query_string':
      return parseQueryString(index, textOf(field(body, 'query')), {
        defaultField: textOf(field(body, 'default_field') ?? listOf(field(body, 'fields'))[0] ?? '_all'),
        isAnd: textOf(field(body, 'default_operator')).toLowerCase() === 'and',
        nowMs,
      });
    default:
      return compileTermLevel(index, name, body, nowMs);
  }
}

function compileTermLevel(index: EsIndex, name: string, body: unknown, nowMs: number): Query {
  switch (name) {
    case 'term': {
      const { path, value, options } = single(name, body, 'value', index);
      const text = typeOf(index.definition(path)) === 'string' ? textOf(value) : (termsOf(index.definition(path), value)[0]?.text ?? '');
      return path === '_id'
        ? constant(({ id }) => id === textOf(value))
        : path === '_type'
          ? constant(({ type }) => type === value)
          : term(index, path, text, Number(field(options, 'boost') ?? 1));
    }
    case 'terms':
    case 'in': {
      const { path } = single(name, body, 'value', index);
      const wanted = new Set(
        listOf(field(body, path)).map(value =>
          typeOf(index.definition(path)) === 'string' ? textOf(value) : (termsOf(index.definition(path), value)[0]?.text ?? ''),
        ),
      );
      return constant(document => termsIn(index, path, document).some(each => wanted.has(each)));
    }
    case 'range': {
      const { path, options } = single(name, body, 'value', index);
      return range(index, path, options, nowMs);
    }
    default:
      return compileRest(index, name, body);
  }
}

function compileRest(index: EsIndex, name: string, body: unknown): Query {
  switch (name) {
    case 'prefix': {
      const { path, value } = single(name, body, 'prefix', index);
      return constant(document => termsIn(index, path, document).some(each => each.startsWith(textOf(value))));
    }
    case 'wildcard': {
      const { path, value } = single(name, body, 'wildcard', index);
      return constant(document => termsIn(index, path, document).some(each => fitsWildcard(each, textOf(value))));
    }
    case 'exists':
    case 'missing': {
      const path = textOf(field(body, 'field'));
      return constant(({ source }) => valuesAt(source, path.split('.')).length > 0 === (name === 'exists'));
    }
    case 'ids': {
      const wanted = new Set(listOf(field(body, 'values')).map(textOf));
      return constant(({ id }) => wanted.has(id));
    }
    case 'type':
      return constant(({ type }) => type === field(body, 'value'));
    default:
      if (
        /^(fuzzy|regexp|more_like_this|function_score|script|geo_\w+|has_child|has_parent|span_\w+|common|template|indices|boosting|limit|and|or)$/.test(
          name,
        )
      )
        throw notSimulated(`the query [${name}]`);
      throw new EsError(400, 'query_parsing_exception', `No query registered for [${name}]`, { index: index.name });
  }
}
