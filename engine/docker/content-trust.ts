import type { Cli } from './cli.js';
import { Failure } from './failure.js';

/** `--disable-content-trust=false` asks a notary about the image, and there is none. Throws Failure. */
export function refuseContentTrust(cli: Cli): void {
  if (!cli.flags.bool('disable-content-trust')) throw new Failure('drydock: --disable-content-trust=false is not simulated', 125);
}
