import { isEqual, numberOf } from '../bson/compare.js';
import { doc, isDoc, type Doc } from '../bson/values.js';
import { MongoError } from '../errors.js';
import type { Request } from '../server/request.js';
import type { Change, Collection } from '../storage/collection.js';

/** Throws when the validator of a collection does not accept a document. */
export function checkValid(request: Request, collection: Collection, document: Doc, before?: Doc): void {
  const validator = collection.options.get('validator');
  if (!isDoc(validator) || validator.size === 0 || request.body.get('bypassDocumentValidation') === true) return;
  const level = collection.options.get('validationLevel');
  if (level === 'off' || collection.options.get('validationAction') === 'warn') return;
  const test = request.test(validator);
  if (test(document) || (level === 'moderate' && before && !test(before))) return;
  const [operatorName = ''] = validator.keys();
  const id = document.get('_id') ?? null;
  throw new MongoError('DocumentValidationFailure', 'Document failed validation', {
    errInfo: doc({ failingDocumentId: id, details: doc({ operatorName }) }),
  });
}

/** Removes the oldest documents of a capped collection until it keeps its size. */
export function trimCapped(collection: Collection): readonly Change[] {
  if (collection.options.get('capped') !== true) return [];
  const most = numberOf(collection.options.get('max')) ?? Infinity;
  const bytes = numberOf(collection.options.get('size')) ?? Infinity;
  const changes: Change[] = [];
  for (const { document } of collection.documents()) {
    if (collection.size <= most && collection.dataBytes <= Math.max(bytes, 4096)) break;
    changes.push(collection.remove(document));
  }
  return changes;
}

/** Whether two sets of options make the same collection. */
export function isSameOptions(a: Doc, b: Doc): boolean {
  return isEqual(a, b);
}
