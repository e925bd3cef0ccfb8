import { Host, outsideSocket } from '../../engine/index.js';
import type { Context } from '../commands/command.js';
import { forwardServed } from '../live/forward.js';
import { forwarding } from '../live/sandbox.js';
import { ServedHost } from '../serve/served-host.js';
import { Shares } from '../serve/shares.js';
import { hostHome, newSetup } from '../state/host-folder.js';
import { parseDaemonAddress, ping, type Ping } from './daemon-address.js';
import { HttpApi } from './http-api.js';

/** Nothing that is done here is kept: what matters happens in the daemon outside. */
const noJournal = { add: () => undefined, write: () => undefined, flush: () => undefined };

/**
 * Runs a docker command line with a daemon of the real machine, in a host of its own that is gone afterwards; the practice host is not
 * touched. `address` is what the line says after `--host`. Gives the exit code.
 */
export async function runOutside(line: string, address: string, context: Context): Promise<number> {
  const setup = newSetup(hostHome());
  const daemons = new Map<string, { readonly service: unknown; readonly isOpen: boolean }>();
  let wake = (): void => undefined;
  const parsed = parseDaemonAddress(address);
  if (parsed) {
    const found: Ping = await ping(parsed);
    const service =
      found.kind === 'alive' ? new HttpApi({ host: address, address: parsed, version: found.version, wake: () => wake() }) : undefined;
    daemons.set(outsideSocket(address), { service, isOpen: found.kind !== 'forbidden' });
  }
  const host = new Host(setup, { daemons });
  const served = new ServedHost(
    { host, journal: noJournal, content: { setup, entries: [], notes: [] }, startAfresh: () => noJournal },
    { fast: false, forClients: false },
  );
  wake = () => served.rouse();
  const say = (sentence: string): void => void process.stderr.write(`drydock: ${sentence}\n`);
  const shares = new Shares(served, '', say);
  return forwarding(line, context, async (input, inbox) => {
    shares.refresh(input.cwd);
    return forwardServed(served, input, inbox);
  });
}
