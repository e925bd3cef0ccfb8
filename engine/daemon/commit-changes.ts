import type { ContainerConfig } from './container-config.js';
import { invalid, notSimulated } from './errors.js';

type Change = (config: ContainerConfig, rest: string) => ContainerConfig;

/** What each instruction of `--change` does to the configuration of the image. */
const changes: Readonly<Record<string, Change>> = {
  CMD: (config, rest) => ({ ...config, Cmd: commandOf(config, rest) }),
  ENTRYPOINT: (config, rest) => ({ ...config, Entrypoint: commandOf(config, rest) }),
  ENV: (config, rest) => ({ ...config, Env: assignmentsOf('ENV', rest).reduce(setVariable, config.Env ?? []) }),
  EXPOSE: (config, rest) => ({
    ...config,
    ExposedPorts: { ...config.ExposedPorts, ...keys(wordsOf(rest).map(port => (port.includes('/') ? port : `${port}/tcp`))) },
  }),
  LABEL: (config, rest) => ({ ...config, Labels: { ...config.Labels, ...Object.fromEntries(assignmentsOf('LABEL', rest)) } }),
  ONBUILD: (config, rest) => ({ ...config, OnBuild: [...(config.OnBuild ?? []), rest] }),
  STOPSIGNAL: (config, rest) => ({ ...config, StopSignal: rest }),
  USER: (config, rest) => ({ ...config, User: rest }),
  VOLUME: (config, rest) => ({ ...config, Volumes: { ...config.Volumes, ...keys(jsonWords(rest) ?? wordsOf(rest)) } }),
  WORKDIR: (config, rest) => ({ ...config, WorkingDir: rest.startsWith('/') ? rest : `${config.WorkingDir.replace(/\/$/, '')}/${rest}` }),
};

/** Applies instructions such as `CMD ["nginx"]`, in their order. */
export function applyChanges(config: ContainerConfig, lines: readonly string[]): ContainerConfig {
  return lines.filter(line => line.trim() !== '').reduce(applyChange, config);
}

function applyChange(config: ContainerConfig, line: string): ContainerConfig {
  const [, word = '', rest = ''] = /^\s*(\S+)\s*([^]*)$/.exec(line) ?? [];
  const name = word.toUpperCase();
  if (name === 'HEALTHCHECK') throw notSimulated('docker commit --change HEALTHCHECK');
  const change = changes[name];
  if (!change) {
    const known = ['ADD', 'ARG', 'COPY', 'FROM', 'MAINTAINER', 'RUN', 'SHELL'].includes(name);
    throw invalid(known ? `${name} is not a valid change command` : `unknown instruction: ${name}`);
  }
  if (rest.trim() === '') throw invalid(`${name} requires at least one argument`);
  return change(config, rest.trim());
}

/** A JSON array as it stands; anything else goes to the shell. */
function commandOf(config: ContainerConfig, rest: string): readonly string[] {
  return jsonWords(rest) ?? [...(config.Shell ?? ['/bin/sh', '-c']), rest];
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
    if (value === '') throw invalid(`${name} must have two arguments`);
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
