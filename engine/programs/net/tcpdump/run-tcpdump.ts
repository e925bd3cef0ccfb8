import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { Fd } from '../../../process/sys.js';
import { readAll } from '../../input.js';
import { Fatal } from '../../tool.js';
import { FilterError, readFilter, type Filter } from './filter.js';
import { listen } from './live.js';
import { NameBook } from './names.js';
import { readCapture } from './pcap.js';
import { Report } from './report.js';
import { countOf, type TcpdumpTool } from './tcpdump-tool.js';

/** Lists interfaces, reads a file or listens in, as the options say. */
export function* runTcpdump(tool: TcpdumpTool): Task<number> {
  if (tool.args.has('devices')) return yield* listDevices(tool);
  countOf(tool);
  const names = yield* NameBook.open(tool.sys);
  if (tool.args.has('read')) return yield* readSaved(tool, names);
  return yield* listen(tool, names, () => filterOf(tool, names));
}

function* filterOf(tool: TcpdumpTool, names: NameBook): Task<Filter> {
  try {
    return yield* readFilter(tool.args.operands.join(' '), names);
  } catch (error) {
    if (error instanceof FilterError) throw new Fatal(error.message);
    throw error;
  }
}

function* listDevices(tool: TcpdumpTool): Task<number> {
  const devices = [...tool.sys.net.interfaces()].sort((a, b) => Number(a.kind === 'loopback') - Number(b.kind === 'loopback'));
  const rows = devices.map(
    ({ name, kind, up }) => `${name} [Up, ${up ? 'Running' : 'Disconnected'}, ${kind === 'loopback' ? 'Loopback' : 'Connected'}]`,
  );
  const loopback = rows.findIndex(row => row.startsWith('lo '));
  rows.splice(loopback < 0 ? rows.length : loopback, 0, 'any (Pseudo-device that captures on all interfaces) [Up, Running]');
  for (const [index, row] of rows.entries()) yield* tool.out.line(`${String(index + 1)}.${row}`);
  return 0;
}

function* readSaved(tool: TcpdumpTool, names: NameBook): Task<number> {
  const path = tool.args.value('read') ?? '';
  const saved = readCapture(yield* bytesOf(tool, path));
  if (typeof saved === 'string') throw new Fatal(saved);
  const types: Readonly<Record<number, string>> = { 1: 'EN10MB (Ethernet)', 276: 'LINUX_SLL2 (Linux cooked v2)' };
  const type = types[saved.linkType];
  if (type === undefined) throw new Fatal(`drydock: files of link-type ${String(saved.linkType)} are not simulated`);
  yield* tool.complain(`reading from file ${path === '-' ? '-' : path}, link-type ${type}, snapshot length ${String(saved.snapshot)}\n`);
  const filter = yield* filterOf(tool, names);
  const report = yield* Report.open(tool, names, saved.linkType);
  for (const frame of saved.frames) {
    if (report.isFull) break;
    yield* report.take(frame, filter);
    yield* tool.sys.tick();
  }
  yield* report.close();
  if (tool.args.has('total')) yield* tool.out.line(`${String(report.taken)} packet${report.taken === 1 ? '' : 's'}`);
  if (saved.complaint !== undefined && !report.isFull) throw new Fatal(`pcap_loop: ${saved.complaint}`);
  return 0;
}

function* bytesOf(tool: TcpdumpTool, path: string): Task<Uint8Array> {
  let fd: Fd;
  try {
    fd = path === '-' ? 0 : tool.sys.open(path, { read: true });
    return yield* readAll(tool.sys, fd);
  } catch (error) {
    if (isErrno(error)) throw new Fatal(`${path}: ${error.message}`);
    throw error;
  }
}
