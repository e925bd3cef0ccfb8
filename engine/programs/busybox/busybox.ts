import { encodeUtf8 } from '../../core/utf8.js';
import type { Main } from '../../process/sys.js';
import { busyboxBanner } from '../flavour.js';
import { baseName } from '../files/paths.js';

/** The multi-call program: what it is depends on the name it is called by, or on its first argument. */
export function busyboxMain(applets: ReadonlyMap<string, Main>): Main {
  return function* (sys, argv) {
    const name = baseName(argv[0] ?? 'busybox').replace(/^-/, '');
    const applet = applets.get(name);
    if (applet) return yield* applet(sys, argv);
    if (!name.startsWith('busybox')) {
      // A link of this name is there because the real BusyBox has the applet.
      yield* sys.write(2, encodeUtf8(`drydock: the BusyBox applet ${name} is not simulated\n`));
      return 127;
    }
    const [, first, ...rest] = argv;
    if (first === '--list') {
      yield* sys.write(
        1,
        encodeUtf8(
          appletNames(applets)
            .map(each => `${each}\n`)
            .join(''),
        ),
      );
      return 0;
    }
    if (first === undefined || first === '--help') {
      yield* sys.write(first === undefined ? 1 : 2, encodeUtf8(usage(applets)));
      return 0;
    }
    const chosen = applets.get(first);
    if (chosen) return yield* chosen(sys, [first, ...rest]);
    yield* sys.write(2, encodeUtf8(`${first}: applet not found\n`));
    return 127;
  };
}

function appletNames(applets: ReadonlyMap<string, Main>): string[] {
  return [...applets.keys(), 'busybox'].sort();
}

function usage(applets: ReadonlyMap<string, Main>): string {
  const lines: string[] = [];
  let line = '\t';
  for (const name of appletNames(applets)) {
    if (line.length + name.length > 70) {
      lines.push(line);
      line = '\t';
    }
    line += `${name}, `;
  }
  lines.push(line.replace(/, $/, ''));
  return `${busyboxBanner}\n\nUsage: busybox [function [arguments]...]\n   or: busybox --list\n   or: function [arguments]...\n\n\tOne program that does the work of many Unix tools, by the name it is called.\n\nCurrently defined functions:\n${lines.join('\n')}\n`;
}
