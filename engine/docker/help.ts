import { largestOf } from '../core/extremes.js';
import { canonicalName, groupOf, usageLine, type Command, type CommandGroup } from './command.js';
import { commandNames, commands, commonCommands, groups } from './commands.js';
import { formatFlagUsages } from './flags/usage.js';
import { globalFlags } from './global-flags.js';
import type { Language, Text } from './text.js';

const words = {
  tagline: { en: 'A self-sufficient runtime for containers', ko: '스스로 완결된 컨테이너 실행 환경' },
  more: {
    en: "Run 'docker COMMAND --help' for more information on a command.",
    ko: "명령에 대한 자세한 설명은 'docker COMMAND --help'로 볼 수 있습니다.",
  },
  guides: {
    en: 'For more help on how to use Docker, head to https://docs.docker.com/go/guides/',
    ko: 'Docker 사용법은 https://docs.docker.com/go/guides/ 에서 더 볼 수 있습니다.',
  },
} satisfies Record<string, Text>;

/** `docker --help`. `columns` is the width that descriptions wrap to. */
export function rootHelp(language: Language, columns: number, home: string): string {
  const sections = [
    'Usage:  docker [OPTIONS] COMMAND\n',
    `${words.tagline[language]}\n`,
    section(
      'Common Commands',
      commonCommands.map(name => row(name, language)),
    ),
    section('Management Commands', groupRows('management', language)),
    section('Swarm Commands', groupRows('swarm', language)),
    section(
      'Commands',
      otherTopCommands().map(name => row(name, language)),
    ),
    `Global Options:\n${formatFlagUsages(globalFlags(home), language, columns)}`,
    `${words.more[language]}\n`,
    `${words.guides[language]}\n`,
  ];
  return sections.join('\n');
}

/** `docker container --help`. */
export function groupHelp(group: CommandGroup, language: Language): string {
  const subgroups = groups
    .filter(candidate => groupOf(candidate.name) === group.name)
    .map(candidate => ({ name: lastWord(candidate.name), text: candidate.text[language] }));
  const members = commandNames(group.name).map(name => row(name, language));
  const parts = [`Usage:  docker ${group.name} COMMAND\n`, `${group.text[language]}\n`];
  if (subgroups.length > 0) parts.push(section('Management Commands', subgroups));
  if (members.length > 0) parts.push(section('Commands', members));
  const more = words.more[language].replace('docker COMMAND', `docker ${group.name} COMMAND`);
  return [...parts, `${more}\n`].join('\n');
}

/** `docker ps --help`. */
export function commandHelp(command: Command, name: string, language: Language, columns: number): string {
  const canonical = canonicalName(command, name);
  const parts = [`Usage:  ${usageLine(command, canonical)}\n`, `${command.text[language]}\n`];
  if (command.details) parts.push(`${command.details[language]}\n`);
  if (command.names.length > 1) parts.push(`Aliases:\n  ${command.names.map(alias => `docker ${alias}`).join(', ')}\n`);
  const usages = formatFlagUsages(command.flags, language, columns);
  if (usages !== '') parts.push(`Options:\n${usages}`);
  return parts.join('\n');
}

interface Row {
  readonly name: string;
  readonly text: string;
}

function section(title: string, rows: readonly Row[]): string {
  const width =
    largestOf(
      rows.map(entry => entry.name.length),
      11,
    ) + 1;
  return `${title}:\n${rows.map(entry => `  ${entry.name.padEnd(width)}${entry.text}\n`).join('')}`;
}

function row(name: string, language: Language): Row {
  const command = commands.find(candidate => candidate.names.includes(name));
  return { name: lastWord(name), text: command?.text[language] ?? '' };
}

function groupRows(kind: CommandGroup['section'], language: Language): readonly Row[] {
  return groups
    .filter(group => group.section === kind && !group.name.includes(' '))
    .map(group => ({ name: group.name, text: group.text[language] }));
}

function otherTopCommands(): readonly string[] {
  return commandNames('').filter(name => !commonCommands.includes(name));
}

function lastWord(name: string): string {
  return name.split(' ').at(-1) ?? name;
}
