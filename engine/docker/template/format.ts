import { dockerFunctions, headingFunctions } from './docker-functions.js';
import { executeTemplate } from './execute.js';
import { parseTemplate, type Template } from './parse.js';
import type { Value } from './value.js';

const names: ReadonlySet<string> = new Set(dockerFunctions.keys());

/** Templates read last, for all hosts: most tables are the default ones. */
const known = new Map<string, Template>();
const KEPT_TEMPLATES = 64;

/** Reads a `--format` template. `name` is what error texts call it. */
export function parseFormat(source: string, name = ''): Template {
  if (name !== '') return parseTemplate(source, names, name);
  let template = known.get(source);
  if (template) return template;
  template = parseTemplate(source, names, name);
  if (known.size >= KEPT_TEMPLATES) known.clear();
  if (source.length < 4096) known.set(source, template);
  return template;
}

/** Carries a `--format` template out. With `missingKey: 'error'` an unknown key of a map is an error. */
export function renderFormat(template: Template, data: Value, missingKey: 'default' | 'error' = 'default'): string {
  return executeTemplate(template, data, { functions: dockerFunctions, missingKey });
}

/** The heading of a table: the template over the titles of its columns. */
export function renderHeading(template: Template, titles: Readonly<Record<string, Value>>): string {
  return executeTemplate(template, titles, { functions: headingFunctions, missingKey: 'default' });
}
