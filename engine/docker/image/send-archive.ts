import type { Task } from '../../core/task.js';
import type { Fd } from '../../process/sys.js';
import type { Cli } from '../cli.js';
import type { Query } from '../client.js';
import { showProgress } from '../progress.js';
import { copyDescriptor, refuseDirectory, upload } from '../transfer.js';

/**
 * Sends an archive to the daemon and shows what comes of it. `path` is the file that `fd` was opened as, '' or '-' for standard
 * input; `target` is the path of the API. Throws Failure where the file is a directory or the daemon refuses.
 */
export function* sendArchive(
  cli: Cli,
  { fd, path, target, query }: { readonly fd: Fd; readonly path: string; readonly target: string; readonly query: Query },
): Task<void> {
  refuseDirectory(cli, fd, path, target, query);
  yield* upload(
    cli,
    into => copyDescriptor(cli, fd, into),
    function* (bytes) {
      const headers = { 'Content-Type': 'application/x-tar' };
      yield* showProgress(cli.sys, yield* cli.client().objects('POST', target, { query, bytes, headers }), 1);
    },
  );
}
