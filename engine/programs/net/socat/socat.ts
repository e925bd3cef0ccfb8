import { noEffect, refused } from '../../options.js';
import { socatOrigin } from '../../origins.js';
import { define } from '../../tool.js';
import { runSocat } from './run-socat.js';
import type { SocatKey } from './socat-tool.js';

/** socat 1.7: two ends and what goes between them. */
export const socat = define<SocatKey>({
  name: 'socat',
  stopAtOperand: true,
  options: {
    debug: ['-d', 'increase verbosity (use up to 4 times; 2 are recommended)'],
    data: ['-v', 'verbose text dump of data traffic'],
    right: ['-u', 'unidirectional mode (left to right)'],
    left: ['-U', 'unidirectional mode (right to left)'],
    linger: ['-t TIMEOUT', 'wait seconds before closing second channel'],
    idle: ['-T TIMEOUT', 'total inactivity timeout in seconds'],
    buffer: ['-b SIZE', 'set data buffer size (8192)'],
    four: noEffect('-4', 'names have IPv4 addresses only', undefined, 'prefer IPv4 if version is not explicitly specified'),
    hex: refused('-x'),
    six: refused('-6'),
    sloppy: refused('-s'),
    log: refused('-l TYPE'),
    raw: refused('-r FILE'),
    rawBack: refused('-R FILE'),
    check: refused('-D'),
    groups: refused('-g'),
    lock: refused('-L FILE'),
    lockWait: refused('-W FILE'),
  },
  gnu: {
    usage: ['[options] <bi-address> <bi-address>'],
    about: 'addresses: STDIO FD TCP TCP-LISTEN UNIX UNIX-CONNECT UNIX-LISTEN EXEC SYSTEM OPEN GOPEN CREATE PIPE',
  },
  origin: socatOrigin,
  run: runSocat,
});
