import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { Sys } from '../../../process/sys.js';
import { readIfThere } from '../dpkg/database.js';

const FOLDER = '/etc/yum.repos.d';

/** A section of a .repo file. */
export interface Repository {
  readonly id: string;
  readonly name: string;
  readonly mirrorlist: string | undefined;
  readonly baseurl: string | undefined;
  readonly enabled: boolean;
  readonly gpgcheck: boolean;
  readonly gpgkey: string | undefined;
}

/** What $releasever and its like stand for. */
export interface Variables {
  readonly releasever: string;
  readonly basearch: string;
  readonly infra: string;
}

export function* readVariables(sys: Sys): Task<Variables> {
  const infra = (yield* readIfThere(sys, '/etc/yum/vars/infra')).trim();
  const release = /release (\d+)/.exec(yield* readIfThere(sys, '/etc/centos-release'))?.[1];
  return { releasever: release ?? '7', basearch: 'x86_64', infra: infra || 'container' };
}

/** The repositories that are configured, disabled ones too. */
export function* readRepositories(sys: Sys, variables: Variables): Task<readonly Repository[]> {
  const all: Repository[] = [];
  for (const name of namesIn(sys))
    if (name.endsWith('.repo')) all.push(...parseRepositories(yield* readIfThere(sys, `${FOLDER}/${name}`), variables));
  return all;
}

function parseRepositories(text: string, variables: Variables): readonly Repository[] {
  return text
    .split(/^(?=\[)/m)
    .filter(section => section.startsWith('['))
    .map(section => {
      const [head = '', ...lines] = section.split('\n');
      const settings = new Map<string, string>();
      for (const line of lines) {
        const [, key, value = ''] = /^([a-z_]+)\s*=\s*(.*)$/.exec(line.trim()) ?? [];
        if (key !== undefined) settings.set(key, substitute(value, variables));
      }
      return {
        id: head.slice(1, head.indexOf(']')),
        name: settings.get('name') ?? '',
        mirrorlist: settings.get('mirrorlist'),
        baseurl: settings.get('baseurl'),
        enabled: settings.get('enabled') !== '0',
        gpgcheck: settings.get('gpgcheck') === '1',
        gpgkey: settings.get('gpgkey'),
      };
    });
}

function substitute(text: string, { releasever, basearch, infra }: Variables): string {
  return text
    .replaceAll('$releasever', releasever)
    .replaceAll('$basearch', basearch)
    .replaceAll('$infra', infra)
    .replaceAll('$contentdir', 'centos');
}

function namesIn(sys: Sys): readonly string[] {
  try {
    return sys.readdir(FOLDER).map(({ name }) => name);
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}
