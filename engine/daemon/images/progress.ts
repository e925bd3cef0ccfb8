/** One object of the stream that pull and push answer with. */
export interface Progress {
  readonly status?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
  readonly progress?: string;
  readonly id?: string;
  readonly aux?: unknown;
  readonly errorDetail?: { readonly message: string };
  readonly error?: string;
}

/** A step of one layer that has no measure: `Waiting`, `Pull complete`. */
export function layerStatus(id: string, status: string): Progress {
  return { status, progressDetail: {}, id };
}

/** How far one layer has come, with the bar that Docker draws for terminals of unknown width. */
export function layerProgress(id: string, status: string, current: number, total: number): Progress {
  return { ...progressOf(status, current, total), id };
}

/** How far work has come that belongs to no layer. */
export function progressOf(status: string, current: number, total: number): Progress {
  return { status, progressDetail: { current, total }, progress: bar(current, total) };
}

/** The end of a stream that failed after it had begun. */
export function failure(message: string): Progress {
  return { errorDetail: { message }, error: message };
}

function bar(current: number, total: number): string {
  const filled = Math.min(50, Math.floor(Math.trunc((current / total) * 100) / 2));
  return `[${'='.repeat(filled)}>${' '.repeat(50 - filled)}] ${humanSize(current).padStart(8)}/${humanSize(total)}`;
}

/** Four digits and a decimal unit, as go-units' HumanSize. */
export function humanSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${String(Number(size.toPrecision(4)))}${units[unit] ?? ''}`;
}
