import type { Task } from '../../core/task.js';
import type { Fd } from '../../process/sys.js';
import type { Cli } from '../cli.js';
import { authHeader } from '../registry/auth.js';
import { showProgress } from '../progress.js';
import type { Channel } from '../../core/channel.js';
import { Failure } from '../failure.js';
import { at, textAt } from '../json-view.js';
import { familiarName, registryOf, type ImageName } from '../reference.js';

/** Pulls an image, showing progress on a descriptor (none with `quiet`). */
export function* pullImage(
  cli: Cli,
  name: ImageName,
  options: { readonly fd: Fd; readonly quiet: boolean; readonly platform: string },
): Task<void> {
  const channel = yield* cli.client().objects('POST', '/images/create', {
    query: {
      fromImage: familiarName(name),
      tag: name.digest ?? name.tag ?? '',
      platform: options.platform === '' ? undefined : options.platform,
    },
    headers: authHeader(cli.config, registryOf(name)),
  });
  if (options.quiet) yield* swallow(channel);
  else yield* showProgress(cli.sys, channel, options.fd);
}

/** Reads a stream to its end for its errors only. */
export function* swallow(channel: Channel<unknown>): Task<void> {
  for (;;) {
    const message = yield* channel.receive();
    if (message === undefined) return;
    const error = textAt(message, 'errorDetail', 'message') || textAt(message, 'error');
    if (error !== '' || at(message, 'error') !== undefined) throw new Failure(error);
  }
}
