import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { defineCommand, noArguments } from '../command.js';
import { complain, print, type Cli } from '../cli.js';
import { ApiError, ConnectionError } from '../client.js';
import { Failure } from '../failure.js';
import { inspectFormat } from '../flags/format-flag.js';
import { asRecord, textsAt, type JsonRecord } from '../json-view.js';
import { parseFormat, renderFormat } from '../template/format.js';
import { decodeAs, rawValue } from '../template/go-type.js';
import { structFrom } from '../template/struct-from.js';
import { TemplateError } from '../template/template-error.js';
import { GoStruct, type Value } from '../template/value.js';
import { CLIENT_BUILD, CLIENT_VERSION } from '../version-facts.js';
import { serverInfoText } from './info-text.js';
import { infoType } from './info-type.js';
import { noInfo } from './no-info.js';

export const info = defineCommand({
  names: ['system info', 'info'],
  usage: '[OPTIONS]',
  text: { en: 'Display system-wide information', ko: '시스템 전체 정보를 보여 줍니다' },
  arity: noArguments,
  flags: [inspectFormat],
  run: showInfo,
});

function* showInfo(cli: Cli): Task<number> {
  const format = cli.flags.text('format');
  const server = yield* serverInfo(cli);
  if (format !== '') return yield* showFormatted(cli, format, server);
  const client = `Client:\n Version:    ${CLIENT_VERSION}\n Context:    default\n Debug Mode: ${String(cli.globals.bool('debug'))}\n`;
  if (server.failure) {
    yield* print(cli, `${client}\nServer:\n`);
    if (isUnreachable(server.failure)) throw new Failure(server.failure.message);
    yield* complain(cli, `ERROR: ${server.failure.message}`);
    throw new Failure('errors pretty printing info');
  }
  yield* print(cli, `${client}\nServer:\n${serverInfoText(server.info)}\n`);
  for (const warning of textsAt(server.info, 'Warnings')) yield* complain(cli, warning);
  return 0;
}

interface ServerInfo {
  readonly info: JsonRecord;
  readonly failure: Error | undefined;
}

function* serverInfo(cli: Cli): Task<ServerInfo> {
  const client = cli.client();
  try {
    return { info: asRecord(yield* client.get('/info')), failure: undefined };
  } catch (error) {
    if (error instanceof ApiError || isErrno(error)) return { info: noInfo, failure: error };
    throw error;
  }
}

/** What a daemon says is wrong is a part of its information; that there is none is a failure of the command. */
function isUnreachable(failure: Error): boolean {
  return !(failure instanceof ApiError) || failure instanceof ConnectionError;
}

function* showFormatted(cli: Cli, format: string, server: ServerInfo): Task<number> {
  const { failure } = server;
  if (failure && !isUnreachable(failure)) yield* complain(cli, failure.message);
  try {
    const output = renderFormat(parseFormat(format === 'json' ? '{{json .}}' : format), infoStruct(cli, server));
    yield* print(cli, `${output}\n`);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    if (error.phase === 'parse') throw new Failure(`template parsing error: ${error.message}`, 64);
    yield* print(cli, `${error.output}\n`);
    throw new Failure(error.message);
  }
  if (failure && isUnreachable(failure)) throw new Failure(failure.message);
  return 0;
}

/** What templates see: the server's information, embedded, and the client's. */
function infoStruct(cli: Cli, { info, failure }: ServerInfo): Value {
  const server = decodeAs(infoType, info);
  const fields = server instanceof GoStruct ? server.fields : new Map<string, () => Value>();
  const errors: readonly string[] = !failure || isUnreachable(failure) ? [] : [failure.message];
  const client = clientStruct(cli);
  const json = { ...recordOf(info), ...(errors.length > 0 ? { ServerErrors: errors } : {}), ClientInfo: client };
  return new GoStruct(
    'system.dockerInfo',
    new Map([
      ['Info', (): Value => server],
      ...fields,
      ['ServerErrors', (): Value => errors],
      ['UserName', (): Value => ''],
      ['ClientInfo', (): Value => client],
    ]),
    () => json,
    new Map(),
    { promoted: new Set(fields.keys()) },
  );
}

function recordOf(info: JsonRecord): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(info).map(([name, value]) => [name, rawValue(value)]));
}

function clientStruct(cli: Cli): GoStruct {
  return structFrom(
    '*system.clientInfo',
    {
      Debug: cli.globals.bool('debug'),
      Platform: null,
      Version: CLIENT_VERSION,
      APIVersion: '',
      ...CLIENT_BUILD,
      Plugins: [],
      Warnings: null,
    },
    ['Platform', 'APIVersion'],
  );
}
