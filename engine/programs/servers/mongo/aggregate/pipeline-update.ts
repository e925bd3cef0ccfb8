import { isEqual } from '../bson/compare.js';
import { isDoc, type Doc, type List } from '../bson/values.js';
import { formatShell } from '../bson/shell-text.js';
import { MongoError } from '../errors.js';
import type { Context } from './expression.js';
import { documentStage } from './document-stages.js';

const allowed = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith']);

/** An update by a pipeline of stages that look at one document each. */
export function changeByPipeline(stages: List, context: Context): (document: Doc) => Doc {
  const compiled = stages.map(stage => {
    const [name = ''] = isDoc(stage) ? stage.keys() : [];
    if (!isDoc(stage) || !allowed.has(name)) throw new MongoError('InvalidOptions', `${name} is not allowed to be used within an update`);
    return documentStage(name, stage.get(name) ?? null, context);
  });
  return document => {
    const made = compiled.reduce((current, stage) => stage?.(current) ?? current, document);
    const before = document.get('_id');
    const after = made.get('_id');
    if (before === undefined || after === undefined) {
      if (before !== undefined) return new Map([['_id', before], ...made]);
      return made;
    }
    if (!isEqual(before, after))
      throw new MongoError(
        'ImmutableField',
        `Performing an update on the path '_id' would modify the immutable field '_id': ${formatShell(after)}`,
      );
    return made;
  };
}
