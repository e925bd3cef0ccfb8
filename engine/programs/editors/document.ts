import { Errno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { concatBytes } from '../../core/streams.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';

/** The largest file that the editors here take. */
export const MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;

export interface Document {
  readonly lines: readonly string[];
  readonly sizeBytes: number;
  /** The last line ends with a newline, as lines do. */
  readonly isComplete: boolean;
  readonly isWritable: boolean;
}

/** Reads a text; undefined when there is no such file. EISDIR, EACCES …; EFBIG for one that is too large. */
export function* readDocument(sys: Sys, path: string): Task<Document | undefined> {
  const fd = openIfThere(sys, path);
  if (fd === undefined) return undefined;
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    if (sys.fstat(fd).kind === 'directory') throw new Errno('EISDIR');
    for (;;) {
      const chunk = yield* sys.read(fd, 65536);
      if (chunk.length === 0) break;
      sizeBytes += chunk.length;
      if (sizeBytes > MAX_DOCUMENT_BYTES) throw new Errno('EFBIG');
      chunks.push(chunk);
    }
  } finally {
    sys.close(fd);
  }
  const text = decodeUtf8(concatBytes(chunks));
  const isComplete = text === '' || text.endsWith('\n');
  const lines = (isComplete ? text.slice(0, -1) : text).split('\n');
  return { lines: text === '' ? [] : lines, sizeBytes, isComplete, isWritable: sys.access(path, { write: true }) };
}

function openIfThere(sys: Sys, path: string): number | undefined {
  try {
    return sys.open(path, { read: true });
  } catch (error) {
    if (error instanceof Errno && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes lines, each with its newline; returns the number of bytes. */
export function* writeLines(
  sys: Sys,
  path: string,
  lines: readonly string[],
  { append = false, isComplete = true }: { readonly append?: boolean; readonly isComplete?: boolean } = {},
): Task<number> {
  const text = lines.join('\n') + (isComplete && lines.length > 0 ? '\n' : '');
  const data = encodeUtf8(text);
  const fd = sys.open(path, { write: true, create: true, ...(append ? { append } : { truncate: true }) });
  try {
    yield* sys.write(fd, data);
  } finally {
    sys.close(fd);
  }
  return data.length;
}
