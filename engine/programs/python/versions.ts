import type { Version } from './vm/vm.js';

/** The Python of the official images. */
export const imageVersion: Version = {
  number: '3.12.2',
  build: '(main, Mar  6 2025, 01:36:52) [GCC 12.2.0]',
  prefix: '/usr/local',
};
