import { readLine } from '../../engine/core/streams.js';
import { encodeUtf8 } from '../../engine/core/utf8.js';
import type { Task } from '../../engine/core/task.js';
import type { Fd, Main, Sys } from '../../engine/process/sys.js';

/** Writes text to a descriptor. */
export function* print(sys: Sys, text: string, fd: Fd = 1): Task<void> {
  yield* sys.write(fd, encodeUtf8(text));
}

/** Programs just big enough to try the kernel with. */
export const smallPrograms = {
  true: function* () {
    return 0;
  },
  false: function* () {
    return 1;
  },
  echo: function* (sys, argv) {
    yield* print(sys, `${argv.slice(1).join(' ')}\n`);
    return 0;
  },
  cat: function* (sys, argv) {
    for (const path of argv.length > 1 ? argv.slice(1) : ['-']) {
      const fd = path === '-' ? 0 : sys.open(path, { read: true });
      for (let bytes = yield* sys.read(fd, 4096); bytes.length > 0; bytes = yield* sys.read(fd, 4096)) yield* sys.write(1, bytes);
      if (fd !== 0) sys.close(fd);
    }
    return 0;
  },
  yes: function* (sys) {
    for (;;) yield* print(sys, 'y\n');
  },
  head: function* (sys) {
    yield* print(sys, `${(yield* readLine(sys.duplex(0), 4096)) ?? ''}\n`);
    return 0;
  },
  sleep: function* (sys, argv) {
    yield* sys.sleep(Number(argv[1]) * 1000);
    return 0;
  },
  busy: function* (sys) {
    for (;;) yield* sys.tick();
  },
  pause: function* (sys) {
    for (;;) yield* sys.pause();
  },
} satisfies Record<string, Main>;
