import type { Fields } from './json.js';

/** A refusal of the server: its status, kind and reason. */
export class EsError extends Error {
  override readonly name = 'EsError';
  readonly status: number;
  readonly kind: string;
  readonly details: Fields;

  constructor(status: number, kind: string, reason: string, details: Fields = {}) {
    super(reason);
    this.status = status;
    this.kind = kind;
    this.details = details;
  }

  /** The body of the answer. */
  body(): Fields {
    const cause = this.cause0();
    return { error: { root_cause: [cause], ...cause }, status: this.status };
  }

  cause0(): Fields {
    return { type: this.kind, reason: this.message, ...this.details };
  }
}

export function indexNotFound(index: string): EsError {
  return new EsError(404, 'index_not_found_exception', 'no such index', { 'resource.type': 'index_or_alias', 'resource.id': index, index });
}

export function notSimulated(what: string): EsError {
  return new EsError(501, 'not_simulated', `drydock: ${what} of Elasticsearch is not simulated`);
}
