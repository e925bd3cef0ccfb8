import type { Ms } from '../../../core/clock.js';
import type { Url } from '../url.js';
import type { Outcome, Timing } from './load.js';

export interface ReportRules {
  readonly url: Url;
  readonly outcome: Outcome;
  readonly concurrency: number;
  readonly bodyBytes: number;
  /** All that was sent, when there was a body. */
  readonly sentBytes: number | undefined;
  readonly keepsAlive: boolean;
  readonly variable: boolean;
  readonly percentiles: boolean;
  readonly warnings: boolean;
}

const shares = [50, 66, 75, 80, 90, 95, 98, 99, 100];

/** What ab tells at the end. */
export function report(rules: ReportRules): string {
  const { url, outcome, variable } = rules;
  const head = [
    `Server Software:        ${outcome.server}`,
    `Server Hostname:        ${url.host}`,
    `Server Port:            ${String(url.port)}`,
    '',
    `Document Path:          ${url.path}`,
    `Document Length:        ${variable ? 'Variable' : `${String(outcome.documentBytes)} bytes`}`,
    '',
    ...totals(rules),
  ];
  const times = outcome.timings.length > 0 ? `\n${timesOf(rules)}` : '';
  return `\n\n${head.join('\n')}\n${times}`;
}

function totals({ outcome, concurrency, keepsAlive, sentBytes }: ReportRules): readonly string[] {
  const { timings, elapsed, wrongLength, exceptions, not2xx, keptAlive, totalBytes, bodyBytes } = outcome;
  const count = timings.length;
  const seconds = elapsed / 1000;
  const bad = wrongLength + exceptions;
  const lines = [
    `Concurrency Level:      ${String(concurrency)}`,
    `Time taken for tests:   ${seconds.toFixed(3)} seconds`,
    `Complete requests:      ${String(count)}`,
    `Failed requests:        ${String(bad)}`,
  ];
  if (bad > 0) lines.push(`   (Connect: 0, Receive: 0, Length: ${String(wrongLength)}, Exceptions: ${String(exceptions)})`);
  if (not2xx > 0) lines.push(`Non-2xx responses:      ${String(not2xx)}`);
  if (keepsAlive) lines.push(`Keep-Alive requests:    ${String(keptAlive)}`);
  lines.push(`Total transferred:      ${String(totalBytes)} bytes`);
  if (sentBytes !== undefined) lines.push(`Total body sent:        ${String(sentBytes)}`);
  lines.push(`HTML transferred:       ${String(bodyBytes)} bytes`);
  if (count === 0 || seconds === 0) return lines;
  const rate = (value: number): string => (value / 1024 / seconds).toFixed(2);
  lines.push(
    `Requests per second:    ${(count / seconds).toFixed(2)} [#/sec] (mean)`,
    `Time per request:       ${((concurrency * elapsed) / count).toFixed(3)} [ms] (mean)`,
    `Time per request:       ${(elapsed / count).toFixed(3)} [ms] (mean, across all concurrent requests)`,
    `Transfer rate:          ${rate(totalBytes)} [Kbytes/sec] received`,
  );
  if (sentBytes !== undefined)
    lines.push(
      `                        ${rate(sentBytes)} kb/s sent`,
      `                        ${rate(totalBytes + sentBytes)} kb/s total`,
    );
  return lines;
}

function timesOf({ outcome: { timings }, percentiles, warnings }: ReportRules): string {
  const rows: readonly (readonly [label: string, what: string, of: (timing: Timing) => Ms])[] = [
    ['Connect:', 'initial connection', timing => timing.connect],
    ['Processing:', 'processing', timing => timing.total - timing.connect],
    ['Waiting:', 'waiting', timing => timing.wait],
    ['Total:', 'total', timing => timing.total],
  ];
  const columns = rows.map(([label, what, of]) => ({ label, what, ...summary(timings.map(of)) }));
  const table = columns.map(({ label, least, mean, deviation, median, most }) => {
    const [low, middle, high] = [least, median, most].map(Math.round);
    return `${label.padEnd(11)} ${column(low, 5)} ${column(mean, 4)} ${deviation.toFixed(1).padStart(5)} ${column(middle, 6)} ${column(high, 7)}\n`;
  });
  const head = 'Connection Times (ms)\n              min  mean[+/-sd] median   max\n';
  const notes = warnings ? columns.map(doubts).join('') : '';
  return head + table.join('') + notes + (percentiles && timings.length > 1 ? servedWithin(timings) : '');
}

const column = (value: number | undefined, width: number): string => String(Math.round(value ?? 0)).padStart(width);

interface Summary {
  readonly least: Ms;
  readonly mean: Ms;
  readonly deviation: Ms;
  readonly median: Ms;
  readonly most: Ms;
}

function summary(values: readonly Ms[]): Summary {
  const sorted = values.toSorted((a, b) => a - b);
  const count = sorted.length;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / count;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = Math.floor(count / 2);
  // As ab has it: between two for an odd number.
  const median = count > 1 && count % 2 === 1 ? ((sorted[half] ?? 0) + (sorted[half + 1] ?? 0)) / 2 : (sorted[half] ?? 0);
  return { least: sorted[0] ?? 0, mean, deviation: count > 1 ? Math.sqrt(squares / (count - 1)) : 0, median, most: sorted.at(-1) ?? 0 };
}

function doubts({ what, mean, median, deviation }: Summary & { readonly what: string }): string {
  const apart = Math.abs(mean - median);
  if (apart > deviation * 2)
    return `ERROR: The median and mean for the ${what} time are more than twice the standard\n       deviation apart. These results are NOT reliable.\n`;
  if (apart > deviation)
    return `WARNING: The median and mean for the ${what} time are not within a normal deviation\n        These results are probably not that reliable.\n`;
  return '';
}

function servedWithin(timings: readonly Timing[]): string {
  const sorted = timings.map(({ total }) => total).toSorted((a, b) => a - b);
  const rows = shares.map(share => {
    const value = Math.round(sorted[share === 100 ? sorted.length - 1 : Math.floor((sorted.length * share) / 100)] ?? 0);
    return `${String(share).padStart(4)}%  ${String(value).padStart(5)}${share === 100 ? ' (longest request)' : ''}\n`;
  });
  return `\nPercentage of the requests served within a certain time (ms)\n${rows.join('')}`;
}
