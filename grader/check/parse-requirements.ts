import type { YamlOrigin, YamlReader } from '../lesson/yaml-reader.js';
import { YamlReader as Reader } from '../lesson/yaml-reader.js';
import { parseAssertion } from './parse-assertion.js';
import type { Requirement } from './requirement.js';

const ownKeys = ['id', 'title', 'needs', 'advice'];

/** Reads a check block: a list of requirements. Throws LessonError with the place of the first mistake. */
export function parseRequirements(yaml: string, origin: YamlOrigin): readonly Requirement[] {
  const reader = Reader.parse(yaml, origin);
  if (!reader.isList) return reader.fail('a check block is a list: each requirement begins with ‘- id: …’');
  return reader.list().map(parseRequirement);
}

function parseRequirement(reader: YamlReader): Requirement {
  const subject = reader.keys().filter(key => !ownKeys.includes(key));
  return {
    id: reader.need('id').text(),
    title: reader.need('title').text(),
    needs: reader.get('needs')?.texts() ?? [],
    advice: reader.get('advice')?.text(),
    assertion: subject.length > 0 ? parseAssertion(reader, ownKeys) : undefined,
    line: reader.line,
  };
}
