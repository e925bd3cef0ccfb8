import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { readText, splitLines } from '../input.js';

/** Bytes of memory as /proc/meminfo tells them. */
export interface Memory {
  readonly total: number;
  readonly free: number;
  readonly available: number;
  readonly buffers: number;
  readonly cached: number;
  readonly shared: number;
  readonly swapTotal: number;
  readonly swapFree: number;
}

/** What a machine without /proc/meminfo is taken to have. */
const DEFAULT_TOTAL = 8 * 1024 ** 3;

export function* loadMemory(sys: Sys): Task<Memory> {
  const rows = new Map<string, number>();
  try {
    for (const line of splitLines(yield* readText(sys, '/proc/meminfo'))) {
      const [, name = '', kilobytes = ''] = /^(\S+):\s+(\d+)/.exec(line) ?? [];
      rows.set(name, Number(kilobytes) * 1024);
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
  const total = rows.get('MemTotal') ?? DEFAULT_TOTAL;
  const used = sys.processes().reduce((sum, process) => sum + process.memoryBytes, 0);
  const free = rows.get('MemFree') ?? Math.max(0, total - used);
  return {
    total,
    free,
    available: rows.get('MemAvailable') ?? free,
    buffers: rows.get('Buffers') ?? 0,
    cached: (rows.get('Cached') ?? 0) + (rows.get('SReclaimable') ?? 0),
    shared: rows.get('Shmem') ?? 0,
    swapTotal: rows.get('SwapTotal') ?? 0,
    swapFree: rows.get('SwapFree') ?? 0,
  };
}
