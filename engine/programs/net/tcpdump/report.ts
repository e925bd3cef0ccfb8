import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { Fd } from '../../../process/sys.js';
import { Fatal } from '../../tool.js';
import { COOKED, decodeFrame } from './decode.js';
import type { Filter } from './filter.js';
import type { NameBook } from './names.js';
import { fileHeader, fileRecord, type SavedFrame } from './pcap.js';
import { asciiLines, FramePrinter, hexLines } from './print.js';
import { countOf, snapshotOf, type TcpdumpTool } from './tcpdump-tool.js';

const DAY_SECONDS = 86_400;

/** Prints or saves frames as the options want it, until there are enough. */
export class Report {
  readonly #tool: TcpdumpTool;
  readonly #names: NameBook;
  readonly #linkType: number;
  readonly #printer: FramePrinter;
  readonly #limit: number;
  #file: Fd | undefined;
  #taken = 0;
  #firstMicros: number | undefined;
  #lastMicros: number | undefined;

  private constructor(tool: TcpdumpTool, names: NameBook, linkType: number) {
    const { args } = tool;
    const isNumeric = args.has('numeric');
    this.#tool = tool;
    this.#names = names;
    this.#linkType = linkType;
    this.#limit = countOf(tool);
    this.#printer = new FramePrinter({
      verbosity: args.count('verbose'),
      quiet: args.has('quiet'),
      withLink: args.has('link'),
      absoluteNumbers: args.has('absolute'),
      host: isNumeric ? ip => ip : names.host,
      port: isNumeric ? String : names.portName,
      device: index => tool.sys.net.interfaces().find(each => each.index === index)?.name ?? `if${String(index)}`,
    });
  }

  static *open(tool: TcpdumpTool, names: NameBook, linkType: number): Task<Report> {
    const report = new Report(tool, names, linkType);
    const path = tool.args.value('write');
    if (path === undefined) return report;
    try {
      report.#file = path === '-' ? 1 : tool.sys.open(path, { write: true, create: true, truncate: true });
      yield* tool.sys.write(report.#file, fileHeader(linkType, snapshotOf(tool)));
    } catch (error) {
      if (isErrno(error)) throw new Fatal(`${path}: ${error.message}`);
      throw error;
    }
    return report;
  }

  get taken(): number {
    return this.#taken;
  }

  get isFull(): boolean {
    return this.#taken >= this.#limit;
  }

  /** Whether the frame is one of those that are wanted. */
  *take(frame: SavedFrame, filter: Filter): Task<boolean> {
    const { args, out, sys } = this.#tool;
    const decoded = decodeFrame(frame.bytes, this.#linkType);
    if (!filter(decoded, frame.length)) return false;
    this.#taken++;
    if (this.#file !== undefined) yield* sys.write(this.#file, fileRecord(frame));
    if ((this.#file !== undefined && !args.has('print')) || args.has('total')) return true;
    if (!args.has('numeric')) yield* this.#names.learn(decoded);
    const number = args.has('number') ? `${String(this.#taken).padStart(5)}  ` : '';
    const headerBytes = this.#linkType === COOKED ? 20 : 14;
    const line = this.#printer.print(decoded, this.#linkType === COOKED ? frame.length - headerBytes : frame.length);
    yield* out.write(`${number}${this.#time(frame.micros)}${line}\n${this.#bytes(frame.bytes, decoded.body)}`);
    if (args.has('lines')) yield* out.flush();
    return true;
  }

  *close(): Task<void> {
    if (this.#file !== undefined && this.#file !== 1) this.#tool.sys.close(this.#file);
    yield* this.#tool.out.flush();
  }

  #bytes(frame: Uint8Array, body: Uint8Array): string {
    const { args } = this.#tool;
    const whole = this.#linkType === COOKED ? frame.subarray(20) : frame;
    if (args.has('ascii')) return asciiLines(args.count('ascii') > 1 ? whole : body);
    if (args.has('hexText')) return hexLines(args.count('hexText') > 1 ? whole : body, true);
    return args.has('hex') ? hexLines(args.count('hex') > 1 ? whole : body, false) : '';
  }

  #time(micros: number): string {
    const first = (this.#firstMicros ??= micros);
    const last = this.#lastMicros ?? micros;
    this.#lastMicros = micros;
    const kind = this.#tool.args.count('time');
    if (kind === 1) return '';
    if (kind === 2) return `${String(Math.floor(micros / 1_000_000))}.${String(micros % 1_000_000).padStart(6, '0')} `;
    if (kind === 3) return ` ${clockTime(micros - last)} `;
    if (kind === 4) return `${dateOf(micros)} ${clockTime(micros)} `;
    return kind === 5 ? ` ${clockTime(micros - first)} ` : `${clockTime(micros)} `;
  }
}

function clockTime(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000) % DAY_SECONDS;
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(part => String(part).padStart(2, '0'));
  return `${parts.join(':')}.${String(micros % 1_000_000).padStart(6, '0')}`;
}

/** `2026-11-23`, by the calendar of the years since 1970. */
function dateOf(micros: number): string {
  let days = Math.floor(micros / 1_000_000 / DAY_SECONDS) + 719_468;
  const era = Math.floor(days / 146_097);
  days -= era * 146_097;
  const yearOfEra = Math.floor((days - Math.floor(days / 1460) + Math.floor(days / 36_524) - Math.floor(days / 146_096)) / 365);
  const dayOfYear = days - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
