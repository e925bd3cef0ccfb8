import { Channel } from '../core/channel.js';
import type { Instant } from '../core/clock.js';
import { waitFor, type Task } from '../core/task.js';
import { encodeUtf8 } from '../core/utf8.js';
import type { ContainerLog, LogLine, StreamName } from './container-log.js';
import { isRunning, type ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';
import { logsUnreadable, noStreamChosen } from './errors.js';
import type { Frame } from './output-hub.js';
import { formatLogTime } from './timestamps.js';

export interface LogOptions {
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly follow: boolean;
  readonly timestamps: boolean;
  readonly details: boolean;
  readonly since: Instant | undefined;
  readonly until: Instant | undefined;
  /** The last so many lines; undefined means all. */
  readonly tail: number | undefined;
}

/** `docker logs`: what was printed and, with `follow`, what will be until the container ends. */
export function readLogs(
  daemon: Daemon,
  reference: string,
  options: LogOptions,
): { readonly channel: Channel<Frame>; readonly tty: boolean } {
  const container = daemon.containers.find(reference);
  if (!options.stdout && !options.stderr) throw noStreamChosen();
  const { log } = daemon.liveOf(container);
  if (!log) throw logsUnreadable();
  const channel = new Channel<Frame>();
  const wants = selector(options);
  const frameOf = (line: LogLine): Frame => ({ stream: line.stream, data: decorate(daemon, line, options, attributesOf(container)) });
  const start = firstLine(log, options, wants);
  if (!options.follow || !isFollowable(daemon, container.id)) {
    for (let at = start; at < log.end; at++) {
      const line = log.line(at);
      if (line && wants(line)) channel.offer(frameOf(line));
    }
    channel.end();
  } else daemon.thread('logs', follow(log, start, { channel, wants, frameOf, until: options.until }));
  return { channel, tty: container.config.Tty };
}

function isFollowable(daemon: Daemon, id: string): boolean {
  const container = daemon.containers.get(id);
  return container !== undefined && (isRunning(container) || container.status.state === 'restarting');
}

function selector({ stdout, stderr, since, until }: LogOptions): (line: LogLine) => boolean {
  const streams = new Set<StreamName>([...(stdout ? (['stdout'] as const) : []), ...(stderr ? (['stderr'] as const) : [])]);
  return ({ stream, at }) => streams.has(stream) && (since === undefined || at >= since) && (until === undefined || at <= until);
}

/** The number of the first line to show, counting from the end with `tail`. */
function firstLine(log: ContainerLog, { tail, stdout, stderr }: LogOptions, wants: (line: LogLine) => boolean): number {
  if (tail === undefined) return log.first;
  if (stdout && stderr) return Math.max(log.first, log.end - tail);
  let left = tail;
  let at = log.end;
  while (at > log.first && left > 0) {
    const line = log.line(--at);
    if (line && wants(line)) left--;
  }
  return at;
}

interface Follower {
  readonly channel: Channel<Frame>;
  readonly wants: (line: LogLine) => boolean;
  readonly frameOf: (line: LogLine) => Frame;
  readonly until: Instant | undefined;
}

function* follow(log: ContainerLog, start: number, { channel, wants, frameOf, until }: Follower): Task<void> {
  let at = start;
  for (;;) {
    at = Math.max(at, log.first);
    const line = log.line(at);
    if (line) {
      at++;
      if (wants(line) && !(yield* channel.send(frameOf(line)))) return;
      continue;
    }
    if (!log.isOpen || channel.isCancelled) break;
    if ((yield* waitFor([log.changed, channel.changed], until)) === 'timeout') break;
  }
  channel.end();
}

function decorate(daemon: Daemon, { at, data }: LogLine, { timestamps, details }: LogOptions, attributes: string): Uint8Array {
  const prefix = `${timestamps ? `${formatLogTime(daemon.clock, at)} ` : ''}${details ? `${attributes} ` : ''}`;
  if (prefix === '') return data;
  const head = encodeUtf8(prefix);
  const both = new Uint8Array(head.length + data.length);
  both.set(head);
  both.set(data, head.length);
  return both;
}

/** What `--log-opt labels=…` and `env=…` chose to go with each line; empty without them. */
function attributesOf(container: ContainerRecord): string {
  const { config, hostConfig } = container;
  const options = hostConfig.LogConfig.Config ?? {};
  const chosen = (name: string): readonly string[] => (options[name] ?? '').split(',').filter(key => key !== '');
  const env = new Map((config.Env ?? []).map(entry => [entry.split('=')[0] ?? '', entry.slice(entry.indexOf('=') + 1)]));
  const pairs = [
    ...chosen('labels').map(key => [key, config.Labels?.[key]] as const),
    ...chosen('env').map(key => [key, env.get(key)] as const),
    ...(options['tag'] ? [['tag', tagOf(container, options['tag'])] as const] : []),
  ];
  return pairs
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${queryText(value)}`]))
    .sort()
    .join(',');
}

/** `--log-opt tag={{.Name}}/{{.ID}}`, filled in. */
function tagOf({ id, name, imageId, config }: ContainerRecord, template: string): string {
  const facts: Readonly<Record<string, string>> = {
    ID: id.slice(0, 12),
    FullID: id,
    Name: name,
    ImageID: imageId.replace('sha256:', '').slice(0, 12),
    ImageFullID: imageId,
    ImageName: config.Image,
    DaemonName: 'docker',
  };
  return template.replace(/\{\{\s*\.(\w+)\s*\}\}/g, (_, fact: string) => facts[fact] ?? '');
}

/** As url.QueryEscape, which keeps the pairs apart. */
function queryText(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
