import type { NetInterface } from '../../net/namespace.js';
import { isCapable } from '../../process/capabilities.js';
import { Fatal, type Tool } from '../tool.js';

/** The options of `ip`. */
export type IpKey = 'oneLine' | 'brief' | 'inet' | 'inet6' | 'family' | 'statistics' | 'color' | 'json' | Unsimulated;
type Unsimulated = 'numeric' | 'details' | 'pretty' | 'human' | 'all' | 'timestamp' | 'resolve' | 'namespace' | 'batch';
export type IpTool = Tool<IpKey>;

/** iproute2's colours for a dark or unknown background. */
const colors = { name: 36, mac: 33, inet: 35, inet6: 34, up: 32, down: 31 } as const;

/** Text as it is shown with `-c`. */
export function paint(tool: IpTool, what: keyof typeof colors | undefined, text: string): string {
  const when = tool.args.value('color') ?? 'always';
  const isOn = tool.args.has('color') && when !== 'never' && (when !== 'auto' || tool.sys.isTerminal(1));
  return isOn && what !== undefined ? `\u001b[${String(colors[what])}m${text}\u001b[0m` : text;
}

/** Containers may not change their network; where somebody may, changes are not simulated. */
export function refuseChange(tool: IpTool, object: string, verb: string): never {
  if (!isCapable(tool.sys.credentials(), 'CAP_NET_ADMIN')) throw new Fatal('RTNETLINK answers: Operation not permitted', 2);
  throw new Fatal(`drydock: ip ${object} ${verb} is not simulated`);
}

/** `BROADCAST,MULTICAST,UP,LOWER_UP` */
export function flagsOf({ kind, up }: NetInterface): string {
  if (kind === 'loopback') return 'LOOPBACK,UP,LOWER_UP';
  return up ? 'BROADCAST,MULTICAST,UP,LOWER_UP' : 'NO-CARRIER,BROADCAST,MULTICAST,UP';
}
