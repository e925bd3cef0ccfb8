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
  if (!/^(?:sha256:)?[a-f0-9]{64}$/.test(source)) parse(source);
  const name = withDefaultTag(parse(target));
  if (name.digest !== undefined) throw new Failure('refusing to create a tag with a digest reference');
  yield* cli.client().post(`/images/${source}/tag`, { repo: familiarName(name), tag: name.tag });
  return 0;
}

function parse(text: string): ImageName {
  try {
    return parseImageName(text);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(`Error parsing reference: ${JSON.stringify(text)} is not a valid repository/tag: ${error.message}`);
  }
}
