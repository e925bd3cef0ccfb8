import { bootFile } from './boot-file.js';
import { blob } from './lib/blob.js';
import { boot } from './lib/boot.js';
import { buffer } from './lib/buffer.js';
import { childChannel } from './lib/child-channel.js';
import { childOptions } from './lib/child-options.js';
import { childProcess } from './lib/child-process.js';
import { childSync } from './lib/child-sync.js';
import { compile } from './lib/compile.js';
import { consoleSource } from './lib/console.js';
import { encoding } from './lib/encoding.js';
import { errors } from './lib/errors.js';
import { events } from './lib/events.js';
import { fs } from './lib/fs.js';
import { fsAsync } from './lib/fs-async.js';
import { http } from './lib/http.js';
import { https } from './lib/https.js';
import { net } from './lib/net.js';
import { dns } from './lib/dns.js';
import { url } from './lib/url.js';
import { querystring } from './lib/querystring.js';
import { httpMessage } from './lib/http-message.js';
import { httpOutgoing } from './lib/http-outgoing.js';
import { httpServer } from './lib/http-server.js';
import { httpClient } from './lib/http-client.js';
import { format } from './lib/format.js';
import { inspectLayout } from './lib/inspect-layout.js';
import { streamReadable } from './lib/stream-readable.js';
import { streamWritable } from './lib/stream-writable.js';
import { assertDifference } from './lib/assert-difference.js';
import { assertSource } from './lib/assert.js';
import { cipher, cryptoBytes } from './lib/cipher.js';
import { crypto } from './lib/crypto.js';
import { parseArgs } from './lib/parse-args.js';
import { vm } from './lib/vm.js';
import { zlib } from './lib/zlib.js';
import { readline } from './lib/readline.js';
import { rejections } from './lib/rejections.js';
import { repl } from './lib/repl.js';
import { replComplete } from './lib/repl-complete.js';
import { replInput } from './lib/repl-input.js';
import { replStatement } from './lib/repl-statement.js';
import { abort } from './lib/abort.js';
import { clone } from './lib/clone.js';
import { fetchSource } from './lib/fetch.js';
import { equality } from './lib/equality.js';
import { esm } from './lib/esm.js';
import { asyncHooks, constants, diagnosticsChannel, perfHooks, tty } from './lib/small.js';
import { inspect } from './lib/inspect.js';
import { emitted } from './lib/emitted.js';
import { json } from './lib/json.js';
import { cluster, ports, workerThreads } from './lib/workers.js';
import { win32 } from './lib/win32.js';
import { locale } from './lib/locale.js';
import { readlinePromises } from './lib/readline-promises.js';
import { loop } from './lib/loop.js';
import { main } from './lib/main.js';
import { messages } from './lib/messages.js';
import { moduleSource } from './lib/module.js';
import { os } from './lib/os.js';
import { path } from './lib/path.js';
import { processSource } from './lib/process.js';
import { promiseState } from './lib/promise-state.js';
import { stacks } from './lib/stacks.js';
import { stdio } from './lib/stdio.js';
import { stream } from './lib/stream.js';
import { streamEnd } from './lib/stream-end.js';
import { streamOperators } from './lib/stream-operators.js';
import { stringDecoder } from './lib/string-decoder.js';
import { table } from './lib/table.js';
import { taskQueue } from './lib/task-queue.js';
import { timers } from './lib/timers.js';
import { testCommand } from './lib/test-command.js';
import { testMock } from './lib/test-mock.js';
import { testReporters } from './lib/test-reporters.js';
import { testRunner } from './lib/test-runner.js';
import { util } from './lib/util.js';
import { webStreams } from './lib/web-streams.js';
import { watch } from './lib/watch.js';

/** Node's own modules as JavaScript, by name. Those under `internal/` cannot be required by learners. */
const sources: ReadonlyMap<string, string> = new Map([
  [bootFile, boot],
  ['buffer', buffer],
  ['internal/blob', blob],
  ['stream/web', webStreams],
  ['internal/stream-operators', streamOperators],
  ['internal/win32', win32],
  ['worker_threads', workerThreads],
  ['cluster', cluster],
  ['internal/ports', ports],
  ['console', consoleSource],
  ['events', events],
  ['fs', fs],
  ['http', http],
  ['https', https],
  ['net', net],
  ['dns', dns],
  ['url', url],
  ['querystring', querystring],
  ['internal/http-message', httpMessage],
  ['internal/http-outgoing', httpOutgoing],
  ['internal/http-server', httpServer],
  ['internal/http-client', httpClient],
  ['assert', assertSource],
  ['internal/assert-difference', assertDifference],
  ['crypto', crypto],
  ['internal/cipher', cipher],
  ['internal/crypto-bytes', cryptoBytes],
  ['internal/parse-args', parseArgs],
  ['vm', vm],
  ['zlib', zlib],
  ['readline', readline],
  ['repl', repl],
  ['internal/repl-complete', replComplete],
  ['internal/repl-input', replInput],
  ['internal/repl-statement', replStatement],
  ['internal/abort', abort],
  ['internal/clone', clone],
  ['internal/fetch', fetchSource],
  ['internal/equality', equality],
  ['internal/esm', esm],
  ['async_hooks', asyncHooks],
  ['child_process', childProcess],
  ['internal/child-channel', childChannel],
  ['internal/child-options', childOptions],
  ['internal/child-sync', childSync],
  ['constants', constants],
  ['diagnostics_channel', diagnosticsChannel],
  ['perf_hooks', perfHooks],
  ['tty', tty],
  ['internal/compile', compile],
  ['internal/encoding', encoding],
  ['internal/errors', errors],
  ['internal/fs-async', fsAsync],
  ['internal/inspect', inspect],
  ['internal/format', format],
  ['internal/inspect-layout', inspectLayout],
  ['internal/stream-readable', streamReadable],
  ['internal/stream-writable', streamWritable],
  ['internal/loop', loop],
  ['internal/main', main],
  ['internal/messages', messages],
  ['internal/emitted', emitted],
  ['internal/json', json],
  ['internal/locale', locale],
  ['readline/promises', readlinePromises],
  ['internal/promise-state', promiseState],
  ['internal/rejections', rejections],
  ['internal/stacks', stacks],
  ['internal/stdio', stdio],
  ['internal/stream-end', streamEnd],
  ['internal/table', table],
  ['internal/task-queue', taskQueue],
  ['module', moduleSource],
  ['os', os],
  ['path', path],
  ['process', processSource],
  ['stream', stream],
  ['string_decoder', stringDecoder],
  ['timers', timers],
  ['util', util],
  ['internal/test-command', testCommand],
  ['internal/test-mock', testMock],
  ['internal/test-reporters', testReporters],
  ['internal/test-runner', testRunner],
  ['internal/watch', watch],
]);

/** The text of a module of node, undefined when there is none. */
export function sourceOf(name: string): string | undefined {
  return sources.get(name);
}
