import type { ContainerConfig } from './container-config.js';
import { invalid, unknownSignal } from './errors.js';
import { healthcheckOf } from './healthcheck-change.js';
import { parseSignal } from '../process/signals.js';

type Change = (config: ContainerConfig, rest: string) => ContainerConfig;

/** What each instruction of `--change` does to the configuration of the image. */
const changes: Readonly<Record<string, Change>> = {
  CMD: (config, rest) => ({ ...config, Cmd: commandOf(config, rest) }),
  ENTRYPOINT: (config, rest) => ({ ...config, Entrypoint: commandOf(config, rest) }),
  ENV: (config, rest) => ({ ...config, Env: assignmentsOf('ENV', rest).reduce(setVariable, config.Env ?? []) }),
  EXPOSE: (config, rest) => ({ ...config, ExposedPorts: { ...config.ExposedPorts, ...keys(wordsOf(rest).flatMap(portsOf)) } }),
  HEALTHCHECK: (config, rest) => ({ ...config, Healthcheck: healthcheckOf(rest, jsonWords) }),
  LABEL: (config, rest) => ({ ...config, Labels: { ...config.Labels, ...Object.fromEntries(assignmentsOf('LABEL', rest)) } }),
  ONBUILD: (config, rest) => ({ ...config, OnBuild: [...(config.OnBuild ?? []), triggerOf(rest)] }),
  STOPSIGNAL: (config, rest) => ({ ...config, StopSignal: signalOf(rest) }),
  USER: (config, rest) => ({ ...config, User: rest }),
  VOLUME: (config, rest) => ({ ...config, Volumes: { ...config.Volumes, ...keys(jsonWords(rest) ?? wordsOf(rest)) } }),
  WORKDIR: (config, rest) => ({ ...config, WorkingDir: rest.startsWith('/') ? rest : `${config.WorkingDir.replace(/\/$/, '')}/${rest}` }),
};

/** Applies instructions such as `CMD ["nginx"]`, in their order. */
export function applyChanges(config: ContainerConfig, lines: readonly string[]): ContainerConfig {
  if (lines.length > 0 && lines.every(line => line.trim() === '')) throw invalid('file with no instructions');
  const words = lines.map(line => (/^\s*(\S+)/.exec(line)?.[1] ?? '').toUpperCase());
  return lines.reduce<ContainerConfig>((before, line, index) => {
    if (line.trim() === '') return before;
    const changed = applyChange(before, line);
    // A command was meant for the entrypoint that was there, unless it is one of these instructions, too.
    return words[index] === 'ENTRYPOINT' && !words.slice(0, index).includes('CMD') ? { ...changed, Cmd: null } : changed;
  }, config);
}

function applyChange(config: ContainerConfig, line: string): ContainerConfig {
  const [, word = '', rest = ''] = /^\s*(\S+)\s*([^]*)$/.exec(line) ?? [];
  const name = word.toUpperCase();
  const change = Object.hasOwn(changes, name) ? changes[name] : undefined;
  if (!change) throw invalid(`${name} is not a valid change command`);
  const isLiteral = ['CMD', 'ENTRYPOINT', 'ONBUILD', 'HEALTHCHECK'].includes(name);
  const single = ['STOPSIGNAL', 'USER', 'WORKDIR'].includes(name);
  if (rest.trim() === '' && !(name === 'CMD' || name === 'ENTRYPOINT'))
    throw invalid(`${name} requires ${single ? 'exactly' : 'at least'} one argument`);
  return change(config, isLiteral ? rest.trim() : expanded(rest.trim(), config.Env ?? []));
}

/** `80`, `80/udp`, `7000-7002` (moby nat.ParsePortSpecs). */
function portsOf(text: string): readonly string[] {
  const [range = '', protocol = 'tcp'] = text.split('/');
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(range);
  const [first, last] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  if (!match || first > last || last > 65_535) throw invalid(`Invalid containerPort: ${range}`);
  if (!['tcp', 'udp', 'sctp'].includes(protocol.toLowerCase())) throw invalid(`Invalid proto: ${protocol}`);
  return Array.from({ length: last - first + 1 }, (_, index) => `${String(first + index)}/${protocol.toLowerCase()}`);
}

/** Real-time signals have no programs here that know them, but images may name them. */
function signalOf(text: string): string {
  const isRealTime = /^(?:SIG)?RTM(?:IN(?:\+\d+)?|AX(?:-\d+)?)$/i.test(text);
  if (parseSignal(text) === undefined && !isRealTime && !/^[1-9]\d*$/.test(text)) throw unknownSignal(text);
  return text;
}

/** `ONBUILD` may hold any instruction but these. */
function triggerOf(rest: string): string {
  const [word = ''] = rest.split(/\s/);
  const name = word.toUpperCase();
  if (name === 'ONBUILD') throw invalid("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  if (name === 'FROM' || name === 'MAINTAINER') throw invalid(`${name} isn't allowed as an ONBUILD trigger`);
  return `${name}${rest.slice(word.length)}`;
}

/** Variables of the image, as instructions other than CMD, ENTRYPOINT and ONBUILD take them: `$NAME` and `${NAME}`. */
function expanded(rest: string, env: readonly string[]): string {
  const valueOf = (name: string): string => env.findLast(pair => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
  return rest.replace(/\\\$|\$(?:(\w+)|\{(\w+)\})/g, (whole, bare?: string, braced?: string) => {
    const name = bare ?? braced;
    return name === undefined ? whole : valueOf(name);
  });
}

/** A JSON array as it stands; anything else goes to the shell. */
function commandOf(config: ContainerConfig, rest: string): readonly string[] {
  return jsonWords(rest) ?? [...(config.Shell ?? ['/bin/sh', '-c']), ...(rest === '' ? [] : [rest])];
}

function jsonWords(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every(item => typeof item === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

function keys(names: readonly string[]): Readonly<Record<string, Readonly<Record<string, never>>>> {
  return Object.fromEntries(names.map(name => [name, {}]));
}

/** Words with quotes taken off: `a=b "c d"`. */
function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'])+/g)].map(([word]) =>
    word.replace(
      /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/g,
      (_, double?: string, single?: string, escaped?: string) => double?.replace(/\\(.)/g, '$1') ?? single ?? escaped ?? '',
    ),
  );
}

/** `A=1 B=2`, or the old `A 1`. */
function assignmentsOf(name: string, text: string): readonly (readonly [string, string])[] {
  const words = wordsOf(text);
  const [first = ''] = words;
  if (!first.includes('=')) {
    const value = text.slice(first.length).trim();
    if (value === '' || first === '') throw invalid(`${name} must have two arguments`);
    return [[first, value]];
  }
  return words.map(word => {
    const at = word.indexOf('=');
    if (at < 0) throw invalid(`Syntax error - can't find = in ${JSON.stringify(word)}. Must be of the form: name=value`);
    return [word.slice(0, at), word.slice(at + 1)] as const;
  });
}

function setVariable(env: readonly string[], [name, value]: readonly [string, string]): readonly string[] {
  const entry = `${name}=${value}`;
  return env.some(known => known.startsWith(`${name}=`))
    ? env.map(known => (known.startsWith(`${name}=`) ? entry : known))
    : [...env, entry];
}
