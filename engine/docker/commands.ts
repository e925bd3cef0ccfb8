import { canonicalName, groupOf, type Command, type CommandGroup } from './command.js';
import { containerCommands } from './container/index.js';
import { imageCommands } from './image/index.js';
import { contextCommands } from './context/index.js';
import { inspect as manifestInspect } from './manifest/inspect.js';
import { networkCommands } from './network/index.js';
import { login } from './registry/login.js';
import { logout } from './registry/logout.js';
import { systemCommands } from './system/index.js';
import { unsimulatedCommands } from './unsimulated.js';
import { volumeCommands } from './volume/index.js';

/** Every command of the client. */
export const commands: readonly Command[] = [
  ...containerCommands,
  ...imageCommands,
  ...networkCommands,
  ...volumeCommands,
  ...systemCommands,
  ...contextCommands,
  login,
  logout,
  manifestInspect,
  ...unsimulatedCommands,
];

/** Words that only group commands, in the order of `docker --help`. */
export const groups: readonly CommandGroup[] = [
  { name: 'builder', section: 'management', synopsis: '', text: { en: 'Manage builds', ko: '빌드를 관리합니다' } },
  { name: 'container', section: 'management', synopsis: '', text: { en: 'Manage containers', ko: '컨테이너를 관리합니다' } },
  { name: 'context', section: 'management', synopsis: '', text: { en: 'Manage contexts', ko: '컨텍스트를 관리합니다' } },
  { name: 'image', section: 'management', synopsis: '', text: { en: 'Manage images', ko: '이미지를 관리합니다' } },
  {
    name: 'manifest',
    section: 'management',
    synopsis: ' COMMAND',
    text: { en: 'Manage manifests and manifest lists', ko: '매니페스트와 매니페스트 목록을 관리합니다' },
  },
  { name: 'network', section: 'management', synopsis: '', text: { en: 'Manage networks', ko: '네트워크를 관리합니다' } },
  { name: 'plugin', section: 'management', synopsis: '', text: { en: 'Manage plugins', ko: '플러그인을 관리합니다' } },
  { name: 'system', section: 'management', synopsis: '', text: { en: 'Manage Docker', ko: 'Docker를 관리합니다' } },
  { name: 'trust', section: 'management', synopsis: '', text: { en: 'Manage trust in images', ko: '이미지 서명을 관리합니다' } },
  {
    name: 'trust key',
    section: 'management',
    synopsis: '',
    text: { en: 'Manage the keys that sign images', ko: '이미지 서명 키를 관리합니다' },
  },
  {
    name: 'trust signer',
    section: 'management',
    synopsis: '',
    text: { en: 'Manage who may sign images', ko: '이미지에 서명할 수 있는 사람을 관리합니다' },
  },
  { name: 'volume', section: 'management', synopsis: ' COMMAND', text: { en: 'Manage volumes', ko: '볼륨을 관리합니다' } },
  { name: 'swarm', section: 'swarm', synopsis: '', text: { en: 'Manage Swarm', ko: 'Swarm을 관리합니다' } },
];

/** The commands that `docker --help` names first. */
export const commonCommands: readonly string[] = [
  'run',
  'exec',
  'ps',
  'build',
  'pull',
  'push',
  'images',
  'login',
  'logout',
  'search',
  'version',
  'info',
];

export type Found =
  | { readonly kind: 'command'; readonly command: Command; readonly name: string; readonly words: number }
  | { readonly kind: 'group'; readonly group: CommandGroup; readonly words: number }
  | { readonly kind: 'unknown' };

/** The command or group that a line begins with. */
export function findCommand(words: readonly string[]): Found {
  for (let count = Math.min(3, words.length); count > 0; count--) {
    const name = words.slice(0, count).join(' ');
    const command = byName.get(name);
    if (command) return { kind: 'command', command, name: canonicalName(command, name), words: count };
    const group = groups.find(candidate => candidate.name === name);
    if (group) return { kind: 'group', group, words: count };
  }
  return { kind: 'unknown' };
}

const byName: ReadonlyMap<string, Command> = new Map(commands.flatMap(command => command.names.map(name => [name, command])));

/** The commands of a group by name, aliases left out. */
export function commandNames(group: string): readonly string[] {
  const names = commands
    .filter(command => !command.hidden)
    .flatMap(command => command.names.filter(name => groupOf(name) === group && canonicalName(command, name) === name));
  return names.sort((a, b) => (a < b ? -1 : 1));
}
