import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { readFile } from '../input.js';
import { Fatal, type Tool } from '../tool.js';
import { PackedDataError } from './packing/filter.js';
import { wordAt } from './packing/gzip.js';
import { Numbers } from './packing/unpack-xz.js';
import { XZ_FOOTER } from './packing/xz-format.js';

interface Listed {
  readonly streams: number;
  readonly blocks: number;
  readonly packed: number;
  readonly plain: number;
  readonly check: string;
}

const checks = new Map([
  [0, 'None'],
  [1, 'CRC32'],
  [4, 'CRC64'],
  [10, 'SHA-256'],
]);

/** `xz -l`: what the indexes at the ends of streams say. */
export function* listXz(tool: Tool, paths: readonly string[], { verbose, robot }: { verbose: boolean; robot: boolean }): Task<void> {
  if (verbose) throw new Fatal('drydock: xz -lv is not simulated');
  if (paths.length === 0) throw new Fatal('--list does not support reading from standard input');
  const files: Listed[] = [];
  for (const path of paths) {
    try {
      const listed = read(yield* readFile(tool.sys, path));
      if (files.length === 0 && !robot) yield* tool.out.line('Strms  Blocks   Compressed Uncompressed  Ratio  Check   Filename');
      files.push(listed);
      yield* robot ? tool.out.write(`name\t${path}\nfile\t${robotColumns(listed)}\t0\n`) : tool.out.line(row(listed, path));
    } catch (error) {
      if (isErrno(error)) yield* tool.fail(`${path}: ${error.message}`);
      else if (error instanceof PackedDataError)
        yield* tool.fail(
          `${path}: ${error.kind === 'truncated' ? 'Too small to be a valid .xz file' : error.kind === 'format' ? 'File format not recognized' : 'Compressed data is corrupt'}`,
        );
      else throw error;
    }
  }
  const total = files.reduce(sumOf, { streams: 0, blocks: 0, packed: 0, plain: 0, check: '' });
  if (robot) yield* tool.out.line(`totals\t${robotColumns(total)}\t0\t${String(files.length)}`);
  else if (paths.length > 1) yield* tool.out.write(`${'-'.repeat(79)}\n${row(total, `${String(files.length)} files`)}\n`);
}

/** From the end to the beginning: footer, index, blocks, header. */
function read(bytes: Uint8Array): Listed {
  if (bytes.length < 32) throw new PackedDataError('truncated');
  let [streams, blocks, plain] = [0, 0, 0];
  let check = '';
  for (let end = bytes.length; end > 0; streams++) {
    const footer = bytes.subarray(Math.max(0, end - 12), end);
    if (footer[10] !== XZ_FOOTER[0] || footer[11] !== XZ_FOOTER[1]) throw new PackedDataError(streams === 0 ? 'format' : 'corrupt');
    const index = end - 12 - (wordAt(footer, 4) + 1) * 4;
    if (index < 12) throw new PackedDataError('corrupt');
    const numbers = new Numbers(bytes, index + 1);
    const count = numbers.next();
    let begin = index;
    for (let block = 0; block < count; block++) {
      begin -= Math.ceil(numbers.next() / 4) * 4;
      plain += numbers.next();
    }
    blocks += count;
    check = checks.get(footer[9] ?? 0) ?? `Unknown-${String(footer[9])}`;
    end = begin - 12;
    if (end < 0) throw new PackedDataError('corrupt');
    while (end > 0 && bytes[end - 1] === 0) end--;
  }
  return { streams, blocks, packed: bytes.length, plain, check };
}

function sumOf(a: Listed, b: Listed): Listed {
  return {
    streams: a.streams + b.streams,
    blocks: a.blocks + b.blocks,
    packed: a.packed + b.packed,
    plain: a.plain + b.plain,
    check: a.check === '' || a.check.split(',').includes(b.check) ? a.check || b.check : `${a.check},${b.check}`,
  };
}

function ratioOf({ packed, plain }: Listed): string {
  const ratio = packed / plain;
  return plain === 0 || ratio > 9.999 ? '---' : ratio.toFixed(3);
}

function row(listed: Listed, name: string): string {
  const { streams, blocks, packed, plain, check } = listed;
  const numbers = `${String(streams).padStart(5)} ${String(blocks).padStart(7)} ${readableSize(packed).padStart(12)} ${readableSize(plain).padStart(12)}`;
  return `${numbers}  ${ratioOf(listed).padStart(5)}  ${check.padEnd(7)} ${name}`;
}

function robotColumns(listed: Listed): string {
  const { streams, blocks, packed, plain, check } = listed;
  return [streams, blocks, packed, plain, ratioOf(listed), check].join('\t');
}

/** `560 B`, `11.4 KiB`, `1,236.0 KiB` without the comma. */
export function readableSize(bytes: number): string {
  if (bytes < 10_000) return `${String(bytes)} B`;
  let value = bytes / 1024;
  for (const unit of ['KiB', 'MiB']) {
    if (value <= 9999.9) return `${value.toFixed(1)} ${unit}`;
    value /= 1024;
  }
  return `${value.toFixed(1)} GiB`;
}
