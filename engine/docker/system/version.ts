import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { defineCommand, noArguments } from '../command.js';
import { print, type Cli } from '../cli.js';
import { ApiError } from '../client.js';
import { Failure } from '../failure.js';
import { inspectFormat } from '../flags/format-flag.js';
import { formatAnsic, parseTimestamp } from '../formatter/time.js';
import { layOutTabs } from '../formatter/tab-writer.js';
import { asRecord, listAt, textAt, textMapAt, type JsonRecord } from '../json-view.js';
import { parseFormat, renderFormat } from '../template/format.js';
import type { Template } from '../template/parse.js';
import { TemplateError } from '../template/template-error.js';
import { NilPointer, type Value } from '../template/value.js';
import { CLIENT_BUILD, CLIENT_VERSION } from '../version-facts.js';
import { structFrom } from '../template/struct-from.js';

export const version = defineCommand({
  names: ['version'],
  usage: '[OPTIONS]',
  text: { en: 'Show the Docker version information', ko: 'Docker 버전 정보를 보여 줍니다' },
  arity: noArguments,
  flags: [inspectFormat],
  run: showVersion,
});

/** Without a daemon the client still tells its own version. */
function* showVersion(cli: Cli): Task<number> {
  const format = cli.flags.text('format');
  const template = parseVersionFormat(format === '' ? clientTemplate : format === 'json' ? '{{json .}}' : format);
  const server = yield* serverVersion(cli);
  const facts = structFrom('system.versionInfo', {
    Client: structFrom('system.clientVersion', clientFacts(server.spoken), ['Platform']),
    Server: server.facts ? structFrom('*types.Version', server.facts) : new NilPointer('*types.Version'),
  });
  const output = yield* render(cli, template, facts, server.failure);
  yield* print(cli, format === '' ? alignTabs(output + (server.facts ? serverText(server.facts) : '')) : `${output}\n`);
  if (server.failure !== undefined) throw new Failure(server.failure);
  return 0;
}

/** What had been written before an error is shown too; that there is no daemon is the better reason. */
function* render(cli: Cli, template: Template, facts: Value, failure: string | undefined): Task<string> {
  try {
    return renderFormat(template, facts);
  } catch (error) {
    if (error instanceof TemplateError) yield* print(cli, `${error.output}\n`);
    if (error instanceof TemplateError && failure !== undefined) throw new Failure(failure);
    throw error;
  }
}

function parseVersionFormat(source: string): Template {
  try {
    return parseFormat(source, 'version');
  } catch (error) {
    if (error instanceof TemplateError) throw new Failure(`template parsing error: ${error.message}`, 64);
    throw error;
  }
}

function clientFacts(spoken: string): Readonly<Record<string, Value>> {
  return {
    Platform: new NilPointer('*system.platformInfo'),
    Version: CLIENT_VERSION,
    'APIVersion:ApiVersion': spoken,
    ...CLIENT_BUILD,
  };
}

function* serverVersion(
  cli: Cli,
): Task<{ readonly facts: Readonly<Record<string, Value>> | undefined; readonly failure: string | undefined; readonly spoken: string }> {
  const client = cli.client();
  const spoken = client.version;
  try {
    const answer = asRecord(yield* client.get('/version'));
    return { facts: serverFacts(answer), failure: undefined, spoken };
  } catch (error) {
    if (error instanceof ApiError || isErrno(error)) return { facts: undefined, failure: error.message, spoken };
    throw error;
  }
}

/** The answer of `/version` in the client's form: build times of components become readable. */
function serverFacts(answer: JsonRecord): Readonly<Record<string, Value>> {
  const components = listAt(answer, 'Components').map((component): Value => {
    const details = textMapAt(component, 'Details');
    const built = details['BuildTime'] === undefined ? {} : { BuildTime: readableTime(details['BuildTime']) };
    return structFrom('types.ComponentVersion', {
      Name: textAt(component, 'Name'),
      Version: textAt(component, 'Version'),
      Details: { ...details, ...built },
    });
  });
  const names = ['Version', 'ApiVersion', 'MinAPIVersion', 'GitCommit', 'GoVersion', 'Os', 'Arch', 'KernelVersion', 'BuildTime'];
  return {
    Platform: structFrom('struct { Name string }', { Name: textAt(answer, 'Platform', 'Name') }),
    Components: components,
    ...Object.fromEntries(
      names.map((name): [string, Value] => [name === 'ApiVersion' ? 'APIVersion:ApiVersion' : name, textAt(answer, name)]),
    ),
  };
}

function readableTime(text: string): string {
  const ms = parseTimestamp(text);
  return ms === undefined ? text : formatAnsic(Math.floor(ms / 1000));
}

const clientTemplate = `{{with .Client -}}
Client:
 Version:\t{{.Version}}
 API version:\t{{.APIVersion}}{{if ne .APIVersion .DefaultAPIVersion}} (downgraded from {{.DefaultAPIVersion}}){{end}}
 Go version:\t{{.GoVersion}}
 Git commit:\t{{.GitCommit}}
 Built:\t{{.BuildTime}}
 OS/Arch:\t{{.Os}}/{{.Arch}}
 Context:\t{{.Context}}
{{- end}}
`;

/** The details of a component that the client shows, with their titles; others follow under their own names. */
const detailTitles: Readonly<Record<string, string>> = {
  ApiVersion: 'API version',
  GoVersion: 'Go version',
  GitCommit: 'Git commit',
  BuildTime: 'Built',
  Os: 'OS/Arch',
};

function serverText(facts: Readonly<Record<string, Value>>): string {
  const components = Array.isArray(facts['Components']) ? facts['Components'] : [];
  const parts = components.map((component: Value) => componentText(component));
  const platform = textAt(plain(facts['Platform']), 'Name');
  return `\nServer:${platform === '' ? '' : ` ${platform}`}\n${parts.join('')}`;
}

function componentText(component: Value): string {
  const record = plain(component);
  const details = textMapAt(record, 'Details');
  const lines = [` ${textAt(record, 'Name')}:`, `  Version:\t${textAt(record, 'Version')}`];
  for (const [key, title] of Object.entries(detailTitles)) {
    const value = details[key];
    if (value === undefined) continue;
    if (key === 'ApiVersion')
      lines.push(`  ${title}:\t${value}${details['MinAPIVersion'] === undefined ? '' : ` (minimum version ${details['MinAPIVersion']})`}`);
    else if (key === 'GitCommit' && details['ApiVersion'] === undefined) lines.push(`  GitCommit:\t${value}`);
    else if (key === 'Os') lines.push(`  ${title}:\t${value}/${details['Arch'] ?? ''}`);
    else lines.push(`  ${title}:\t${value}`);
  }
  if (details['Experimental'] !== undefined) lines.push(`  Experimental:\t${details['Experimental']}`);
  return `${lines.join('\n')}\n`;
}

function plain(value: Value): unknown {
  return typeof value === 'object' && value !== null && 'toJson' in value && typeof value.toJson === 'function' ? value.toJson() : value;
}

function alignTabs(text: string): string {
  return layOutTabs(text, { minimum: 20, padding: 1 });
}
