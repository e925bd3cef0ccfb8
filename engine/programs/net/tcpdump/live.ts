import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { CapturedFrame, FrameSource } from '../../../net/capture.js';
import { joined } from '../../../net/packet.js';
import type { Fd } from '../../../process/sys.js';
import { Fatal } from '../../tool.js';
import { COOKED, decodeFrame, ETHERNET } from './decode.js';
import type { Filter } from './filter.js';
import type { NameBook } from './names.js';
import type { SavedFrame } from './pcap.js';
import { Report } from './report.js';
import { snapshotOf, type TcpdumpTool } from './tcpdump-tool.js';

/** Listens in on an interface until there is enough or a signal comes; says at the end how much there was. */
export function* listen(tool: TcpdumpTool, names: NameBook, filterOf: () => Task<Filter>): Task<number> {
  const { args, sys } = tool;
  const device = args.value('device') ?? defaultDevice(tool);
  const snapshot = snapshotOf(tool);
  const { fd, source } = openDevice(tool, device);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) sys.onSignal(signal, 'catch');
  const linkType = device === 'any' ? COOKED : ETHERNET;
  const filter = yield* filterOf();
  yield* announce(tool, device, snapshot);
  const report = yield* Report.open(tool, names, linkType);
  const isStopped = yield* takeAll(tool, report, filter, fd, source, snapshot);
  // Interrupted it may be within a line.
  if (isStopped && !args.has('write')) yield* tool.out.write('\n');
  const waiting = yield* countWaiting(tool, filter, source, linkType);
  yield* report.close();
  const count = (number: number): string => `${String(number)} packet${number === 1 ? '' : 's'}`;
  yield* tool.complain(
    `${count(report.taken)} captured\n${count(report.taken + waiting)} received by filter\n${count(source.counts.dropped)} dropped by kernel\n`,
  );
  return 0;
}

function defaultDevice(tool: TcpdumpTool): string {
  const devices = tool.sys.net.interfaces();
  return (devices.find(({ kind, up }) => kind !== 'loopback' && up) ?? devices[0])?.name ?? 'lo';
}

function openDevice(tool: TcpdumpTool, device: string): { readonly fd: Fd; readonly source: FrameSource } {
  try {
    return tool.sys.capture(device === 'any' ? undefined : device, !tool.args.has('still'));
  } catch (error) {
    if (isErrno(error, 'EPERM'))
      throw new Fatal(`${device}: You don't have permission to perform this capture on that device\n(socket: Operation not permitted)`);
    if (isErrno(error, 'ENODEV')) throw new Fatal(`${device}: No such device exists\n(No such device exists)`);
    throw error;
  }
}

function* announce(tool: TcpdumpTool, device: string, snapshot: number): Task<void> {
  const { args } = tool;
  const isAny = device === 'any';
  const type = isAny ? 'LINUX_SLL2 (Linux cooked v2)' : 'EN10MB (Ethernet)';
  const what = `listening on ${device}, link-type ${type}, snapshot length ${String(snapshot)} bytes\n`;
  if (isAny) yield* tool.warn('data link type LINUX_SLL2');
  if (args.has('verbose') || args.has('write')) yield* tool.complain(`${tool.name}: ${what}`);
  else yield* tool.complain(`${tool.name}: verbose output suppressed, use -v[v]... for full protocol decode\n${what}`);
}

/** Whether a signal ended it. */
function* takeAll(tool: TcpdumpTool, report: Report, filter: Filter, fd: Fd, source: FrameSource, snapshot: number): Task<boolean> {
  const { sys, args } = tool;
  const wanted = args.value('way') ?? 'inout';
  while (!report.isFull) {
    const frame = source.next();
    if (!frame) {
      const ready = yield* sys.poll([{ fd, read: true }]);
      if (ready.kind === 'signal') return true;
      continue;
    }
    if (wanted === 'inout' || (wanted === 'out') === (frame.way === 'out')) yield* report.take(saved(tool, frame, snapshot), filter);
    yield* sys.tick();
  }
  return false;
}

/** What has come besides when there is enough. */
function* countWaiting(tool: TcpdumpTool, filter: Filter, source: FrameSource, linkType: number): Task<number> {
  let count = 0;
  for (let frame = source.next(); frame; frame = source.next()) {
    const { bytes } = saved(tool, frame, Infinity);
    if (filter(decodeFrame(bytes, linkType), bytes.length)) count++;
    yield* tool.sys.tick();
  }
  return count;
}

/** A frame as a file keeps it; of all interfaces together without the addresses of the hardware, but with the interface's number. */
function saved(tool: TcpdumpTool, { at, device, way, bytes }: CapturedFrame, snapshot: number): SavedFrame {
  const micros = Math.floor((tool.sys.clock.epochMs + at) * 1000);
  const isAny = tool.args.value('device') === 'any';
  const whole = isAny ? joined(cookedHeader(tool, device, way, bytes), bytes.subarray(14)) : bytes;
  return { micros, bytes: whole.subarray(0, snapshot), length: whole.length };
}

function cookedHeader(tool: TcpdumpTool, device: string, way: string, bytes: Uint8Array): Uint8Array {
  const found = tool.sys.net.interfaces().find(({ name }) => name === device);
  const index = found?.index ?? 0;
  const isBroadcast = bytes.subarray(0, 6).every(byte => byte === 255);
  const kind = way === 'out' ? 4 : isBroadcast ? 1 : way === 'passing' ? 3 : 0;
  const hardware = found?.kind === 'loopback' ? 772 : 1;
  const head = [bytes[12] ?? 0, bytes[13] ?? 0, 0, 0, index >>> 24, (index >>> 16) & 255, (index >>> 8) & 255, index & 255];
  return Uint8Array.of(...head, hardware >> 8, hardware & 255, kind, 6, ...bytes.subarray(6, 12), 0, 0);
}
