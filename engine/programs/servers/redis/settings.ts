import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { Sys } from '../../../process/sys.js';
import { readText } from '../../input.js';
import type { Settings } from './client.js';
import { parseMemory } from './memory.js';
import { splitWords } from './resp.js';
import { logPrefix } from './server-log.js';

export const REDIS_VERSION = '7.2.4';

export function defaultSettings(): Settings {
  return new Map([
    ['port', '6379'],
    ['bind', '*'],
    ['dir', '.'],
    ['dbfilename', 'dump.rdb'],
    ['requirepass', ''],
    ['save', '3600 1 300 100 60 10000'],
    ['appendonly', 'no'],
    ['appendfilename', 'appendonly.aof'],
    ['appenddirname', 'appendonlydir'],
    ['appendfsync', 'everysec'],
    ['maxmemory-policy', 'noeviction'],
    ['maxmemory-samples', '5'],
    ['timeout', '0'],
    ['maxclients', '10000'],
    ['protected-mode', 'yes'],
    ['maxmemory', '0'],
    ['databases', '16'],
    ['loglevel', 'notice'],
    ['replicaof', ''],
    ['masterauth', ''],
  ]);
}

/** A configuration file and `--name value …` pairs; what is wrong with them as redis-server prints it. */
export function* readSettings(sys: Sys, words: readonly string[], settings: Map<string, string>): Task<string | undefined> {
  const lines: string[] = [];
  let rest = words;
  if (words[0] !== undefined && !words[0].startsWith('-')) {
    rest = words.slice(1);
    try {
      lines.push(...(yield* readText(sys, words[0])).split('\n'));
    } catch (error) {
      if (!isErrno(error)) throw error;
      return `${logPrefix(sys, 'C')}# Fatal error, can't open config file '${words[0]}': ${error.message}\n`;
    }
  }
  for (const word of rest) {
    if (word.startsWith('--')) lines.push(word.slice(2));
    else lines.push(`${lines.pop() ?? ''} ${word === '' ? '""' : word}`);
  }
  for (const [index, line] of lines.entries()) {
    const [name, ...values] = splitWords(line.trim()) ?? [];
    if (name === undefined || name.startsWith('#')) continue;
    if (!knownSettings.includes(name.toLowerCase()) || values.length === 0) {
      return `\n*** FATAL CONFIG FILE ERROR (Redis ${REDIS_VERSION}) ***\nReading the configuration file, at line ${String(index + 1)}\n>>> '${line.trim()}'\n${values.length === 0 ? 'wrong number of arguments' : 'Bad directive or wrong number of arguments'}\n`;
    }
    const known = name.toLowerCase() === 'slaveof' ? 'replicaof' : name.toLowerCase();
    const value = values.join(' ').toLowerCase() === 'no one' ? '' : values.join(' ');
    settings.set(known, known === 'maxmemory' ? String(parseMemory(value) ?? value) : value);
  }
  return undefined;
}

const knownSettings: readonly string[] = [
  'port',
  'bind',
  'dir',
  'dbfilename',
  'requirepass',
  'save',
  'appendonly',
  'protected-mode',
  'maxmemory',
  'maxmemory-policy',
  'databases',
  'loglevel',
  'logfile',
  'daemonize',
  'timeout',
  'tcp-keepalive',
  'tcp-backlog',
  'always-show-logo',
  'stop-writes-on-bgsave-error',
  'rdbcompression',
  'rdbchecksum',
  'appendfilename',
  'appenddirname',
  'maxclients',
  'appendfsync',
  'hz',
  'pidfile',
  'supervised',
  'replicaof',
  'slaveof',
  'masterauth',
];
