import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface SurfaceFlag {
  readonly name: string;
  readonly shorthand?: string;
  readonly type: string;
  /** As `--help` shows it; left out where it shows none. */
  readonly default?: string;
}

/** A command or a group of the real client. */
export interface SurfaceCommand {
  /** `docker container ls`; `docker` is the client itself. */
  readonly path: string;
  readonly usage: string;
  readonly aliases: readonly string[];
  readonly flags: readonly SurfaceFlag[];
  /** Of groups only. */
  readonly subcommands?: readonly string[];
}

const folder = path.resolve('test/docker/client');

/** Every command of the real client (28.2.2), as its help tells. */
export const surface = (JSON.parse(readFileSync(path.join(folder, 'surface.json'), 'utf8')) as { commands: readonly SurfaceCommand[] })
  .commands;

/** What a client says to a command line before it asks a daemon; null when it has nothing against the line. */
export type Complaint = { readonly code: number; readonly stderr: string } | null;

/** What is known of one command of the real client. */
export interface CommandFacts {
  /** Complaints by what follows the command; `{more}` stands for `more`. */
  readonly complaints: Readonly<Record<string, readonly [code: number, stderr: string] | null>>;
  /** The lines about usage that most complaints end in. */
  readonly more: string;
  /** `--help` with descriptions left out: usage, headings, and of each row what stands left of its description, and its default. */
  readonly help: readonly string[];
}

export const factsFile = path.join(folder, 'facts.json');

/** Lines to try with a command: unknown flags, any number of arguments, flags without a value and with a bad one. */
export function linesFor({ path: name, subcommands, flags }: SurfaceCommand): readonly string[] {
  const unknown = ['--no-such-flag', '--no-such-flag=x', '-~', '--=x', '---x'];
  const counts = name === 'docker' ? [] : subcommands ? ['no-such-command'] : ['', 'a', 'a b', 'a b c', 'a b c d'];
  const values = flags.flatMap(flag => {
    const letter = flag.shorthand === undefined ? [] : [`-${flag.shorthand}`];
    if (flag.type === 'bool') return [`--${flag.name}=perhaps`, ...letter.map(short => `${short}=perhaps`)];
    const typed = ['string', 'list'].includes(flag.type) ? [] : [`--${flag.name}=_`, ...letter.map(short => `${short}_`)];
    return [`--${flag.name}`, ...letter, ...typed];
  });
  return [...unknown, ...counts, ...values];
}

/** What of an answer is a complaint about the line rather than something that came later. */
export function complaintOf(code: number, stderr: string): Complaint {
  return /^(docker: ('|unknown)|unknown |invalid argument|flag needs|bad flag|accepts \d)/m.test(stderr) ? { code, stderr } : null;
}

/** What help looks like without the words of its descriptions. */
export function skeletonOf(help: string): readonly string[] {
  const lines = help.trimEnd().split('\n');
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^(Usage|Aliases|Options|Commands|Global Options|Common Commands|Management Commands|Swarm Commands):/.test(line)) kept.push(line);
    else if (/^ {2,}(-\w, )?--\w/.test(line)) {
      let whole = line;
      while (/^ {17,}\S/.test(lines[at + 1] ?? '')) whole += ` ${(lines[++at] ?? '').trim()}`;
      kept.push(
        (/^ {2,}(?:-\w, )?--\S+(?: (?! )\S+)* {2,}/.exec(whole)?.[0] ?? whole) +
          (/\(default (?!shows|hides)[^()]*\)$/.exec(whole)?.[0] ?? ''),
      );
    } else if (/^ {2}[a-z]+[* ] {2,}\S/.test(line)) kept.push(/^ {2}[a-z]+[* ] {2,}/.exec(line)?.[0] ?? line);
    else if (/^( {2}docker [a-z ]+(, docker|$)|\tdocker )/.test(line)) kept.push(line);
    else if (/^Run '/.test(line)) kept.push(line);
  }
  return kept;
}
