import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { Content } from '../../fs/content.js';
import { programOf } from '../../fs/executable.js';
import type { Sys } from '../../process/sys.js';

/** npm as it comes with a node. */
export interface NpmRelease {
  readonly version: string;
  readonly major: number;
  readonly nodeVersion: string;
  /** Where packages for everybody go: beside the folder of node. */
  readonly prefix: string;
}

const HEADER_BYTES = 512;

/** npm is a script that node runs: which npm it is depends on the node that is installed. */
export function* npmRelease(sys: Sys): Task<NpmRelease | undefined> {
  for (const folder of (sys.env.get('PATH') ?? '').split(':')) {
    try {
      const fd = sys.open(`${folder}/node`, { read: true });
      const id = programOf(new Content(yield* sys.read(fd, HEADER_BYTES)));
      sys.close(fd);
      const nodeVersion = /^node-(\d+\..*)$/.exec(id ?? '')?.[1];
      if (nodeVersion !== undefined) return { ...releaseFor(nodeVersion), prefix: folder.replace(/\/[^/]*$/, '') || '/usr' };
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }
  return undefined;
}

function releaseFor(nodeVersion: string): Omit<NpmRelease, 'prefix'> {
  const major = Number(nodeVersion.split('.')[0]);
  if (major < 15) return { version: '6.14.16', major: 6, nodeVersion };
  if (major < 22) return { version: '10.2.4', major: 10, nodeVersion };
  return { version: '10.9.2', major: 10, nodeVersion };
}
