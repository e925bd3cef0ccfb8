import type { Task } from '../../core/task.js';
import { defineCommand, exactly } from '../command.js';
import type { Cli } from '../cli.js';
import { Failure } from '../failure.js';
import { familiarName, parseImageName, withDefaultTag, type ImageName } from '../reference.js';

export const tag = defineCommand({
  names: ['image tag', 'tag'],
  usage: 'SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]',
  text: { en: 'Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE', ko: 'SOURCE_IMAGE를 가리키는 태그 TARGET_IMAGE를 만듭니다' },
  arity: exactly(2),
  completes: 'image-then-nothing',
  run: tagImage,
});

function* tagImage(cli: Cli): Task<number> {
  const [source = '', target = ''] = cli.args;
  const name = withDefaultTag(parseTarget(target));
  if (name.digest !== undefined) throw new Failure('refusing to create a tag with a digest reference');
  yield* cli.client().post(`/images/${source}/tag`, { repo: familiarName(name), tag: name.tag });
  return 0;
}

function parseTarget(target: string): ImageName {
  try {
    return parseImageName(target);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(`Error parsing reference: ${JSON.stringify(target)} is not a valid repository/tag: ${error.message}`);
  }
}
