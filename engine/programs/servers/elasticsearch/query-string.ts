import { EsError } from './errors.js';
import type { EsIndex } from './index-data.js';
import { isAnalysed, valuesAt } from './mapping.js';
import { bool, constant, everything, fitsWildcard, match, range, type Query } from './clauses.js';

export interface QueryStringOptions {
  readonly defaultField: string;
  readonly isAnd: boolean;
  readonly nowMs: number;
}

const MAX_DEPTH = 50;

/** Reads a query in Lucene's syntax: `title:quick AND (brown OR "red fox") -dog price:[10 TO 20] name:jo*`. */
export function parseQueryString(index: EsIndex, text: string, options: QueryStringOptions): Query {
  return new Parser(index, text, options).parse();
}

const TOKEN = /\s+|"(?:[^"\\]|\\.)*"|[[{][^\]}]*[\]}]|&&|\|\||[()!+-]|(?:[^\s()"\\:[{]|\\.)+:?|:/gy;

class Parser {
  readonly #index: EsIndex;
  readonly #options: QueryStringOptions;
  readonly #tokens: readonly string[];
  readonly #source: string;
  #at = 0;

  constructor(index: EsIndex, text: string, options: QueryStringOptions) {
    this.#index = index;
    this.#options = options;
    this.#source = text;
    this.#tokens = (text.match(TOKEN) ?? []).filter(token => token.trim() !== '');
    if (this.#tokens.join('').replace(/\s/g, '').length < text.replace(/\s/g, '').length) throw this.#fault();
  }

  parse(): Query {
    const query = this.#clauses(this.#options.defaultField, 0);
    if (this.#at < this.#tokens.length) throw this.#fault();
    return query;
  }

  #fault(): EsError {
    return new EsError(400, 'query_parsing_exception', `Failed to parse query [${this.#source}]`, { index: this.#index.name });
  }

  #clauses(path: string, depth: number): Query {
    if (depth > MAX_DEPTH) throw this.#fault();
    const clauses: { query: Query; kind: 'must' | 'should' | 'not' }[] = [];
    let next: 'must' | 'should' | 'not' | undefined;
    let isAnd = false;
    for (; this.#at < this.#tokens.length && this.#tokens[this.#at] !== ')'; ) {
      const token = this.#tokens[this.#at] ?? '';
      if (token === 'AND' || token === '&&') {
        const last = clauses.at(-1);
        if (!last) throw this.#fault();
        if (last.kind === 'should') last.kind = 'must';
        isAnd = true;
      } else if (token === 'OR' || token === '||') isAnd = false;
      else if (token === 'NOT' || token === '!' || token === '-') next = 'not';
      else if (token === '+') next = 'must';
      else {
        clauses.push({ query: this.#clause(path, depth), kind: next ?? (isAnd || this.#options.isAnd ? 'must' : 'should') });
        next = undefined;
        isAnd = false;
        continue;
      }
      this.#at++;
    }
    const [only] = clauses;
    if (clauses.length === 1 && only && only.kind !== 'not') return only.query;
    const of = (kind: string): readonly Query[] => clauses.filter(clause => clause.kind === kind).map(({ query }) => query);
    const hasPositive = clauses.some(({ kind }) => kind !== 'not');
    return bool({ must: of('must'), should: of('should'), filter: hasPositive ? [] : [everything()], mustNot: of('not') });
  }

  #clause(path: string, depth: number): Query {
    const token = this.#tokens[this.#at++] ?? '';
    if (token === '(') {
      const inner = this.#clauses(path, depth + 1);
      if (this.#tokens[this.#at++] !== ')') throw this.#fault();
      return inner;
    }
    if (token.length > 1 && token.endsWith(':') && !token.endsWith('\\:')) {
      if (this.#at >= this.#tokens.length) throw this.#fault();
      return this.#clause(token.slice(0, -1), depth + 1);
    }
    if (token === ':' || token === ')') throw this.#fault();
    return this.#leaf(path, token);
  }

  #leaf(path: string, token: string): Query {
    const index = this.#index;
    if (path === '_exists_') return constant(({ source }) => valuesAt(source, token.split('.')).length > 0);
    if (path === '*' && token === '*') return everything();
    const bounds = /^([[{])\s*(\S+)\s+TO\s+(\S+?)\s*([\]}])$/.exec(token);
    if (bounds) {
      const [, open, from, to, close] = bounds;
      return range(
        index,
        path,
        { ...(from === '*' ? {} : { [open === '[' ? 'gte' : 'gt']: from }), ...(to === '*' ? {} : { [close === ']' ? 'lte' : 'lt']: to }) },
        this.#options.nowMs,
      );
    }
    const compared = /^(>=?|<=?)(.+)$/.exec(token);
    if (compared)
      return range(
        index,
        path,
        { [{ '>': 'gt', '>=': 'gte', '<': 'lt', '<=': 'lte' }[compared[1] ?? ''] ?? 'gt']: compared[2] },
        this.#options.nowMs,
      );
    if (token.startsWith('"')) return match(index, path, token.slice(1, -1).replace(/\\(.)/g, '$1'), { phrase: true });
    const [, word = token, boost = '1'] = /^(.+?)\^(\d+(?:\.\d+)?)$/.exec(token) ?? [];
    if (word === '*') return path === '_all' ? everything() : constant(({ source }) => valuesAt(source, path.split('.')).length > 0);
    if (/(?<!\\)[*?]/.test(word)) {
      const pattern = isAnalysed(index.definition(path)) || path === '_all' ? word.toLowerCase() : word;
      return constant(document =>
        (index.fieldIndex(path, document.shard).postings.size > 0 ? [...index.fieldIndex(path, document.shard).postings] : []).some(
          ([term, documents]) => documents.has(document) && fitsWildcard(term, pattern),
        ),
      );
    }
    return match(index, path, word.replace(/\\(.)/g, '$1').replace(/~\d?$/, ''), { boost: Number(boost) });
  }
}
