import { fstatSync } from 'node:fs';
import { Problem } from '../problem.js';

/** A longer script is no work of a person, and would be played again whenever its host is opened. */
export const scriptMegabytes = 10;

export const scriptBytes = scriptMegabytes * 1024 * 1024;

/** A script on standard input whose length is known is refused before anything of it is done. */
export function rejectLongScript(complain: (megabytes: number) => string): void {
  if (inputSize() > scriptBytes) throw new Problem(complain(scriptMegabytes));
}

function inputSize(): number {
  try {
    const stat = fstatSync(0);
    return stat.isFile() ? stat.size : 0;
  } catch {
    return 0;
  }
}
