import { readFileSync } from 'node:fs';
import type { RunOutput } from '../helpers/machine.js';
import type { DialectName } from './shell-world.js';

export type RecordedRun = RunOutput;
export type Recording = Record<DialectName, Record<string, RecordedRun>>;

/** The snippets that are tried in a dialect: those for all shells, those for bash, and those for the others. Lines of dashes are between them. */
export function readSnippets(dialect: DialectName): readonly string[] {
  const all = ['portable', 'portable-more', 'corners', 'torture'];
  const files = [...all, ...(dialect === 'bash' ? ['bash', 'bash-corners', 'bash-more', 'bash-found'] : ['here-documents', 'posix-found'])];
  return files.flatMap(name =>
    readFileSync(`test/shell/snippets/${name}.txt`, 'utf8')
      .split(/^----\n/m)
      .map(text => text.replace(/\n$/, '')),
  );
}

/** Process ids are nobody's business, and BusyBox is called by another name here. */
export function withoutPids({ code, stdout, stderr }: RunOutput): RecordedRun {
  const clean = (text: string): string => text.replaceAll('/bin/ash', 'ash').replace(/(line \d+:) +\d+ (?=Killed|Terminated)/g, '$1 PID ');
  return { code, stdout: clean(stdout), stderr: clean(stderr) };
}
