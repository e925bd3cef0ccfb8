const commands: readonly (readonly [string, string])[] = [
  ['install', 'Install packages.'],
  ['uninstall', 'Uninstall packages.'],
  ['freeze', 'Output installed packages in requirements format.'],
  ['list', 'List installed packages.'],
  ['show', 'Show information about installed packages.'],
  ['check', 'Verify installed packages have compatible dependencies.'],
  ['index', 'Inspect information available from package indexes.'],
  ['help', 'Show help for commands.'],
];

const general: readonly (readonly [string, string])[] = [
  ['-h, --help', 'Show help.'],
  ['-V, --version', 'Show version and exit.'],
  ['-q, --quiet', 'Give less output.'],
  ['--no-cache-dir', 'Disable the cache.'],
  ['--disable-pip-version-check', "Don't look for a newer pip."],
];

const row = ([left, right]: readonly [string, string]): string => `  ${left.padEnd(27)} ${right}\n`;

/** `pip --help`: what there is here. */
export function helpText(program: string): string {
  return `\nUsage:   \n  ${program} <command> [options]\n\nCommands:\n${commands.map(row).join('')}\nGeneral Options:\n${general.map(row).join('')}`;
}

/** How a command is called. */
export function usageOf(program: string, command: string | undefined): string {
  const lines: Readonly<Record<string, readonly string[]>> = {
    install: [
      '[options] <requirement specifier> [package-index-options] ...',
      '[options] -r <requirements file> [package-index-options] ...',
      '[options] [-e] <vcs project url> ...',
      '[options] [-e] <local project path> ...',
      '[options] <archive url/path> ...',
    ],
    uninstall: ['[options] <package> ...', '[options] -r <requirements file> ...'],
    show: ['[options] <package> ...'],
  };
  if (command === undefined) return `\nUsage:   \n  ${program} <command> [options]\n`;
  const own = lines[command] ?? ['[options]'];
  return `\nUsage:   \n${own.map(line => `  ${program} ${command} ${line}\n`).join('')}`;
}
