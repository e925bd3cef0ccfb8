import type { ExecutionContext } from 'ava';
import type { World } from '../../engine/testing.js';

/** What somebody may do to bring a machine down: the line, how many steps Drydock may spend on it, and how it ends. */
export type Attack = readonly [line: string, steps: number, code: number | undefined, says?: RegExp | undefined];

/** Words of JavaScript's own errors, which nobody may ever see of a program that is not written in it. */
export const ofJavaScript =
  /Cannot read propert|is not a function|is not iterable|\(reading '|Maximum call stack size exceeded|Invalid (?:string|array) length|\.js:\d+:\d+|InvariantError/;

/** Makes attacks one after another in one world; after each of them the others are still there. */
export function attackAll(t: ExecutionContext, world: World, attacks: readonly Attack[], forbidden = ofJavaScript): void {
  const problems: string[] = [];
  for (const attack of attacks) problems.push(...wrongWith(world, attack, forbidden).map(what => `${what}: ${attack[0].slice(0, 300)}`));
  t.deepEqual(problems, []);
}

function wrongWith({ sh, host }: World, [line, most, wanted, says]: Attack, forbidden: RegExp): string[] {
  const before = host.steps;
  const { code, stdout, stderr } = sh(line);
  const steps = host.steps - before;
  const printed = `${stdout}${stderr}`.slice(-100_000);
  const problems: string[] = [];
  if (steps > most) problems.push(`${steps} steps`);
  if (wanted !== undefined && code !== wanted) problems.push(`ends with ${code}, ${printed.slice(-300)}`);
  if (says?.test(printed) === false) problems.push(`says ${printed.slice(-300)}`);
  if (forbidden.test(printed)) problems.push(`speaks of JavaScript, ${printed.slice(-300)}`);
  if (sh('docker exec bystander echo hi').stdout !== 'hi\n') problems.push('harms others');
  return problems;
}
