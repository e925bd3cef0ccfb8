import { LessonError } from './lesson-error.js';
import type { Lesson, Setup } from './lesson.js';
import { YamlReader } from './yaml-reader.js';

/** The schema line that lesson files carry; another one is refused. */
export const LESSON_SCHEMA = 'drydock/lesson/v1';

export type FrontMatter = Pick<Lesson, 'id' | 'course' | 'title' | 'kind' | 'minutes' | 'objectives' | 'setup'>;

/** Splits a lesson file: the YAML between the `---` lines, and the body with the line on which it begins. */
export function splitFrontMatter(
  source: string,
  file: string,
): { readonly yaml: string; readonly body: string; readonly bodyLine: number } {
  const lines = source.split('\n');
  if (lines[0]?.trimEnd() !== '---') throw new LessonError(file, 1, 1, 'a lesson begins with a line ‘---’ and its front matter in YAML');
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (end < 0) throw new LessonError(file, 1, 1, 'the front matter has no closing line ‘---’');
  return { yaml: lines.slice(1, end).join('\n'), body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 };
}

export function parseFrontMatter(yaml: string, file: string): FrontMatter {
  const reader = YamlReader.parse(yaml, { file, firstLine: 2 });
  const schema = reader.need('schema');
  if (schema.text() !== LESSON_SCHEMA) schema.fail(`this Drydock reads lessons of schema ${LESSON_SCHEMA}, not ‘${schema.text()}’`);
  const id = reader.need('id');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id.text())) id.fail('an id is lower-case words joined by hyphens, such as start-nginx');
  const front: FrontMatter = {
    id: id.text(),
    course: reader.need('course').text(),
    title: reader.need('title').text(),
    kind: reader.get('kind')?.oneOf(['guided', 'assignment']) ?? 'guided',
    minutes: reader.need('minutes').number(),
    objectives: reader.need('objectives').texts(),
    setup: parseSetup(reader.get('setup')),
  };
  reader.rejectUnknownKeys();
  return front;
}

function parseSetup(reader: YamlReader | undefined): Setup {
  if (!reader) return { images: [], script: '', account: undefined };
  const setup: Setup = {
    images: reader.get('images')?.texts() ?? [],
    script: reader.get('script')?.text() ?? '',
    account: reader.get('account')?.text(),
  };
  reader.rejectUnknownKeys();
  return setup;
}
