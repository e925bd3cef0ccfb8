import { Fatal, type Tool } from '../../tool.js';

/** The options of tcpdump. */
export type TcpdumpKey =
  | Shown
  | Taken
  | 'packets'
  | 'checks'
  | 'plain'
  | 'immediate'
  | 'domain'
  | 'buffer'
  | 'user'
  | 'micro'
  | 'more'
  | 'others';
type Shown =
  | 'ascii'
  | 'link'
  | 'lines'
  | 'numeric'
  | 'number'
  | 'quiet'
  | 'absolute'
  | 'time'
  | 'verbose'
  | 'hex'
  | 'hexText'
  | 'print'
  | 'total';
type Taken = 'count' | 'devices' | 'device' | 'still' | 'way' | 'read' | 'snapshot' | 'write';
export type TcpdumpTool = Tool<TcpdumpKey>;

/** How many packets are wanted. */
export function countOf({ args }: TcpdumpTool): number {
  const text = args.value('count');
  if (text === undefined) return Infinity;
  if (!/^[1-9]\d*$/.test(text)) throw new Fatal(`invalid packet count ${text}`);
  return Number(text);
}

/** How much is kept of each. */
export function snapshotOf({ args }: TcpdumpTool): number {
  const text = args.value('snapshot');
  if (text === undefined || text === '0') return 262_144;
  if (!/^\d+$/.test(text) || Number(text) > 262_144) throw new Fatal(`invalid snaplen ${text}`);
  return Number(text);
}
