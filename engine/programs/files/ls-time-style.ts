import { quoteAlways } from '../quoting.js';
import { UsageError } from '../tool.js';

type Formats = readonly [old: string, recent: string];

const usual: Formats = ['%b %e  %Y', '%b %e %H:%M'];
const styles: Readonly<Record<string, Formats>> = {
  'full-iso': ['%Y-%m-%d %H:%M:%S.%N %z', '%Y-%m-%d %H:%M:%S.%N %z'],
  'long-iso': ['%Y-%m-%d %H:%M', '%Y-%m-%d %H:%M'],
  iso: ['%Y-%m-%d ', '%m-%d %H:%M'],
  locale: usual,
};

/** `--time-style=long-iso` or `+FORMAT`, whose second line is for files of the last half year; without one the usual formats. */
export function timeFormats(style: string | undefined): Formats {
  if (style === undefined || style === '') return usual;
  if (style.startsWith('+')) {
    const [old = '', recent = old] = style.slice(1).split('\n');
    return [old, recent];
  }
  // Here every locale is the C locale.
  if (style.startsWith('posix-')) return usual;
  const found = Object.keys(styles).filter(name => name.startsWith(style));
  const [only] = Object.hasOwn(styles, style) ? [style] : found;
  if (only === undefined || (found.length > 1 && only !== style)) {
    const names = Object.keys(styles).map(name => `\n  - [posix-]${name}`);
    throw new UsageError(
      `${found.length > 1 ? 'ambiguous' : 'invalid'} argument ${quoteAlways(style)} for 'time style'\nValid arguments are:${names.join('')}\n  - +FORMAT (e.g., +%H:%M) for a 'date'-style format`,
    );
  }
  return styles[only] ?? usual;
}

/** What `--full-time` of BusyBox shows. */
export const busyboxFullTime: Formats = ['%Y-%m-%d %H:%M:%S %z', '%Y-%m-%d %H:%M:%S %z'];
