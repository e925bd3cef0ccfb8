import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import type { Sys } from '../../../../process/sys.js';
import { readText } from '../../../input.js';
import type { ServerSettings } from './request.js';

/** What a command line asks for: to run, or to print something and end. */
export type Asked =
  | { readonly kind: 'run'; readonly settings: ServerSettings }
  | { readonly kind: 'version' }
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly message: string; readonly code: number };

interface Draft {
  port: number;
  dbPath: string;
  bindIp: string[];
  auth: boolean;
  logPath: string | undefined;
  quiet: boolean;
  config: string | undefined;
}

const flags = new Set([
  '--bind_ip_all',
  '--auth',
  '--noauth',
  '--quiet',
  '--ipv6',
  '--logappend',
  '--directoryperdb',
  '--journal',
  '--nojournal',
  '--noscripting',
]);
const valued = new Set([
  '--port',
  '--dbpath',
  '--bind_ip',
  '--config',
  '-f',
  '--logpath',
  '--wiredTigerCacheSizeGB',
  '--storageEngine',
  '--oplogSize',
  '--maxConns',
  '--pidfilepath',
  '--timeStampFormat',
  '--slowms',
  '--profile',
  '--unixSocketPrefix',
]);
const elsewhere =
  /^--(replSet|fork|keyFile|shardsvr|configsvr|tls\w*|ssl\w*|clusterAuthMode|setParameter|sysinfo|repair|restore|syslog|directoryperdb|nojournal|shutdown)$/;

/** Reads the options of mongod and its configuration file. */
export function* readOptions(sys: Sys, argv: readonly string[]): Task<Asked> {
  const draft: Draft = {
    port: 27017,
    dbPath: '/data/db',
    // The recorded mongod has no arguments, and other containers reach it.
    bindIp: ['*'],
    auth: false,
    logPath: undefined,
    quiet: false,
    config: undefined,
  };
  const problem = parseWords(argv.slice(1), draft);
  if (problem) return problem;
  if (draft.config !== undefined) {
    const fault = yield* readConfig(sys, draft.config, draft);
    if (fault) return fault;
    const again = parseWords(argv.slice(1), draft);
    if (again) return again;
  }
  if (!Number.isInteger(draft.port) || draft.port < 0 || draft.port > 65535)
    return refused(`BadValue: The port number must be between 0 and 65535\ntry 'mongod --help' for more information\n`);
  return { kind: 'run', settings: { ...draft, argv } };
}

function refused(message: string, code = 2): Asked {
  return { kind: 'refused', message, code };
}

function parseWords(words: readonly string[], draft: Draft): Asked | undefined {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const [name, given] = word.startsWith('--') ? splitOnce(word) : [word];
    if (name === '--version') return { kind: 'version' };
    if (name === '--help' || name === '-h') return { kind: 'help' };
    if (elsewhere.test(name)) return refused(`drydock: mongod ${name} is not simulated\n`);
    if (flags.has(name)) {
      applyFlag(name, draft);
      continue;
    }
    if (!valued.has(name))
      return refused(`Error parsing command line: unrecognised option '${word}'\ntry 'mongod --help' for more information\n`);
    const value = given ?? words[++i];
    if (value === undefined)
      return refused(
        `Error parsing command line: the required argument for option '${name}' is missing\ntry 'mongod --help' for more information\n`,
      );
    apply(name, value, draft);
  }
  return undefined;
}

function splitOnce(word: string): readonly [string, string?] {
  const at = word.indexOf('=');
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}

function applyFlag(name: string, draft: Draft): void {
  if (name === '--bind_ip_all') draft.bindIp = ['*'];
  if (name === '--auth') draft.auth = true;
  if (name === '--noauth') draft.auth = false;
  if (name === '--quiet') draft.quiet = true;
}

function apply(name: string, value: string, draft: Draft): void {
  if (name === '--port') draft.port = Number(value);
  if (name === '--dbpath') draft.dbPath = value;
  if (name === '--bind_ip') draft.bindIp = value.split(',');
  if (name === '--logpath') draft.logPath = value;
  if (name === '--config' || name === '-f') draft.config = value;
}

const settings: Readonly<Record<string, (value: string, draft: Draft) => void>> = {
  'net.port': (value, draft) => {
    draft.port = Number(value);
  },
  'net.bindIp': (value, draft) => {
    draft.bindIp = value.split(',');
  },
  'net.bindIpAll': (value, draft) => {
    if (value === 'true') draft.bindIp = ['*'];
  },
  'storage.dbPath': (value, draft) => {
    draft.dbPath = value;
  },
  'security.authorization': (value, draft) => {
    draft.auth = value === 'enabled';
  },
  'systemLog.path': (value, draft) => {
    draft.logPath = value;
  },
  'systemLog.quiet': (value, draft) => {
    draft.quiet = value === 'true';
  },
};
const harmless =
  /^(storage\.(journal\.enabled|engine|wiredTiger\..*)|systemLog\.(destination|logAppend|verbosity|logRotate|timeStampFormat)|processManagement\.(timeZoneInfo|pidFilePath)|net\.(ipv6|maxIncomingConnections)|operationProfiling\..*)$/;

function* readConfig(sys: Sys, path: string, draft: Draft): Task<Asked | undefined> {
  let text: string;
  try {
    text = yield* readText(sys, path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return refused(`Error opening config file '${path}': ${error.message}\ntry 'mongod --help' for more information\n`);
  }
  const above: { readonly indent: number; readonly name: string }[] = [];
  for (const line of text.split('\n')) {
    const match = /^(\s*)([A-Za-z]+):\s*(.*?)\s*$/.exec(line.replace(/(^|\s)#.*$/, ''));
    if (!match) continue;
    const [, space = '', name = '', value = ''] = match;
    while ((above.at(-1)?.indent ?? -1) >= space.length) above.pop();
    const full = [...above.map(each => each.name), name].join('.');
    above.push({ indent: space.length, name });
    if (value === '') continue;
    const setting = Object.hasOwn(settings, full) ? settings[full] : undefined;
    if (setting) setting(value.replace(/^(['"])(.*)\1$/, '$2'), draft);
    else if (!harmless.test(full)) {
      if (/^(replication|sharding|setParameter|processManagement\.fork|net\.(tls|ssl)|security)\b/.test(full))
        return refused(`drydock: ${full} in the configuration of mongod is not simulated\n`);
      return refused(`Error parsing YAML config file: Unrecognized option: ${full}\ntry 'mongod --help' for more information\n`);
    }
  }
  return undefined;
}
