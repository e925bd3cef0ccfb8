import type { Task } from '../../core/task.js';
import { complain, print, type Cli } from '../cli.js';
import { ApiError } from '../client.js';
import { Failure } from '../failure.js';
import { parseFormat, renderFormat } from '../template/format.js';
import { decodeAs, rawValue, untypedValue, type GoType } from '../template/go-type.js';
import { escapeHtml, formatJson, formatJsonIndented } from '../template/json.js';
import type { Template } from '../template/parse.js';
import { TemplateError } from '../template/template-error.js';

/** An object as the API gave it, and the Go type that the client decodes it into. */
export interface Inspected {
  readonly json: unknown;
  readonly type: GoType;
  /** The client keeps no JSON of it, so templates see it by Go's names only. */
  readonly typedOnly?: boolean;
  /** Written by the client itself rather than passed on from the daemon. */
  readonly escapesHtml?: boolean;
}

/**
 * Looks each argument up and shows what was found as one JSON list, or each through a template. Errors come after that.
 */
export function* inspectAll(cli: Cli, find: (reference: string) => Task<Inspected>): Task<number> {
  const format = cli.flags.text('format');
  const template = format === '' || format === 'json' ? undefined : parseInspectFormat(format);
  const found: Inspected[] = [];
  const rendered: string[] = [];
  const errors: string[] = [];
  for (const reference of cli.args) {
    try {
      const object = yield* find(reference);
      if (template) rendered.push(`${renderObject(template, object)}\n`);
      else found.push(object);
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof Failure || error instanceof TemplateError)) throw error;
      errors.push(error.message);
    }
  }
  yield* print(cli, template ? rendered.join('') || '\n' : showList(found, format));
  for (const error of errors) yield* complain(cli, error);
  return errors.length > 0 ? 1 : 0;
}

function showList(found: readonly Inspected[], format: string): string {
  const values = found.map(({ json }) => rawValue(json));
  const json = format === 'json' ? formatJson(values) : formatJsonIndented(values, '    ');
  return `${found.some(object => object.escapesHtml) ? escapeHtml(json) : json}\n`;
}

function parseInspectFormat(format: string): Template {
  try {
    return parseFormat(format);
  } catch (error) {
    if (error instanceof TemplateError) throw new Failure(`template parsing error: ${error.message}`, 64);
    throw error;
  }
}

/** Go's names first; when that fails, the names of the JSON, whose error is the one that is shown. */
function renderObject(template: Template, { json, type, typedOnly }: Inspected): string {
  try {
    return renderFormat(template, decodeAs(type, json));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    if (typedOnly) throw new Failure(`template parsing error: ${error.message}`);
  }
  try {
    return renderFormat(template, untypedValue(json), 'error');
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new Failure(`template parsing error: ${error.message}`);
  }
}
