import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import { concatBytes, readFile } from '../../input.js';
import { noEffect, refused } from '../../options.js';
import { define, Fatal, UsageError, type Tool } from '../../tool.js';
import { resolveHost } from '../resolver.js';
import { base64, parseUrl, type Url } from '../url.js';
import { Load, type Outcome } from './load.js';
import { report } from './report.js';

type Key =
  | 'requests'
  | 'concurrency'
  | 'time'
  | 'timeout'
  | 'post'
  | 'put'
  | 'type'
  | 'verbosity'
  | 'head'
  | 'cookie'
  | 'header'
  | 'auth'
  | 'version'
  | 'keep'
  | 'noPercentiles'
  | 'noWarnings'
  | 'quiet'
  | 'variable'
  | 'goOn'
  | 'method'
  | 'help'
  | 'others';

const BANNER = `This is ApacheBench, Version 2.3 <$Revision$>
Copyright 1996 Adam Twiss, Zeus Technology Ltd, http://www.zeustech.net/
Licensed to The Apache Software Foundation, http://www.apache.org/

`;
const USAGE_STATUS = 22;
const MAX_REQUESTS = 1_000_000;
const MAX_CONCURRENCY = 20_000;

/** ApacheBench: many requests for one address, some at a time. */
export const ab = define<Key>({
  name: 'ab',
  options: {
    requests: ['-n requests', 'Number of requests to perform'],
    concurrency: ['-c concurrency', 'Number of multiple requests to make at a time'],
    time: ['-t timelimit', 'Seconds to max. to spend on benchmarking'],
    timeout: ['-s timeout', 'Seconds to max. wait for each response'],
    post: ['-p postfile', 'File containing data to POST'],
    put: ['-u putfile', 'File containing data to PUT'],
    type: ['-T type', 'Content-type header to use for POST/PUT data'],
    verbosity: refused('-v verbosity', 'gnu'),
    head: ['-i', 'Use HEAD instead of GET'],
    cookie: ['-C attribute', 'Add cookie'],
    header: ['-H attribute', 'Add Arbitrary header line'],
    auth: ['-A attribute', 'Add Basic WWW Authentication'],
    version: ['-V', 'Print version number and exit'],
    keep: ['-k', 'Use HTTP KeepAlive feature'],
    noPercentiles: ['-d', 'Do not show percentiles served table'],
    noWarnings: ['-S', 'Do not show confidence estimators and warnings'],
    quiet: ['-q', 'Do not show progress when doing more than 150 requests'],
    variable: ['-l', 'Accept variable document length'],
    goOn: noEffect('-r', 'a connection that breaks never ends it', 'gnu', "Don't exit on socket receive errors"),
    method: ['-m method', 'Method name'],
    help: ['-h', 'Display usage information'],
    others: refused('-b N, -B A, -w W, -x A, -y A, -z A, -P A, -X A, -g F, -e F, -I I, -Z Z, -f F, -E E', 'gnu'),
  },
  gnu: { usage: ['[options] [http[s]://]hostname[:port]/path'], about: '' },
  usageStatus: USAGE_STATUS,
  usageHint: () => USAGE,
  stopAtOperand: true,
  *run(tool) {
    const { args, out } = tool;
    if (args.has('help')) {
      yield* out.write(USAGE);
      return USAGE_STATUS;
    }
    if (args.has('version')) yield* out.write(BANNER);
    else yield* bench(tool, addressOf(tool));
    return undefined;
  },
});

const USAGE = `Usage: ab [options] [http[s]://]hostname[:port]/path
Options are:
    -n requests     Number of requests to perform
    -c concurrency  Number of multiple requests to make at a time
    -t timelimit    Seconds to max. to spend on benchmarking
    -s timeout      Seconds to max. wait for each response
    -p postfile     File containing data to POST. Remember also to set -T
    -u putfile      File containing data to PUT. Remember also to set -T
    -T content-type Content-type header to use for POST/PUT data
    -i              Use HEAD instead of GET
    -C attribute    Add cookie, eg. 'Apache=1234'. (repeatable)
    -H attribute    Add Arbitrary header line. (repeatable)
    -A attribute    Add Basic WWW Authentication, as USER:PASSWORD
    -V              Print version number and exit
    -k              Use HTTP KeepAlive feature
    -d              Do not show percentiles served table.
    -S              Do not show confidence estimators and warnings.
    -q              Do not show progress when doing more than 150 requests
    -l              Accept variable document length
    -m method       Method name
    -h              Display usage information (this message)
`;

function addressOf({ args }: Tool<Key>): Url {
  const [text] = args.operands;
  if (text === undefined || args.operands.length > 1) throw new UsageError('wrong number of arguments');
  const url = text.replace(/^[a-z]+:\/\//, '').includes('/') ? parseUrl(text) : undefined;
  if (!url) throw new UsageError('invalid URL');
  if (url.scheme === 'https') throw new Fatal('drydock: https is not simulated');
  return url;
}

function countOf({ args }: Tool<Key>, key: 'requests' | 'concurrency' | 'time', usual: number, message: string): number {
  const text = args.value(key);
  if (text === undefined) return usual;
  const value = parseInt(text, 10);
  if (Number.isNaN(value) || (value <= 0 && key !== 'time')) throw new Fatal(message);
  return value;
}

function* bench(tool: Tool<Key>, url: Url): Task<void> {
  const { args, sys, out } = tool;
  const seconds = countOf(tool, 'time', 0, '');
  const requests = countOf(tool, 'requests', seconds > 0 ? 50_000 : 1, 'Invalid number of requests\n');
  const concurrency = countOf(tool, 'concurrency', 1, 'Invalid number of concurrency\n');
  if (requests > MAX_REQUESTS) throw new Fatal('drydock: more than a million requests are not simulated');
  if (concurrency > MAX_CONCURRENCY) throw new UsageError(`Invalid Concurrency [Range 0..${String(MAX_CONCURRENCY)}]\n`);
  if (concurrency > requests) throw new UsageError('Cannot use concurrency level greater than total number of requests');
  const showsProgress = requests > 150 && !args.has('quiet');
  const body = yield* bodyOf(tool);
  yield* out.write(`${BANNER}Benchmarking ${url.host} (be patient)${showsProgress ? '\n' : '...'}`);
  yield* out.flush();
  const found = yield* resolveHost(sys, url.host);
  const ip = found.kind === 'found' ? found.addresses[0] : undefined;
  if (ip === undefined) {
    yield* tool.complain(`apr_sockaddr_info_get() for ${url.host}: Name or service not known (670002)\n`);
    throw new Fatal('', 50);
  }
  const load = new Load(sys, {
    address: { ip, port: url.port },
    request: concatBytes([encodeUtf8(headOf(tool, url, body)), body ?? new Uint8Array(0)]),
    requests,
    concurrency,
    keepsAlive: args.has('keep'),
    isHead: args.has('head'),
    anyLength: args.has('variable'),
    timeoutMs: Number(args.value('timeout') ?? 30) * 1000,
    deadline: seconds > 0 ? sys.clock.now() + seconds * 1000 : Infinity,
  });
  const outcome = yield* runLoad(tool, load, showsProgress ? Math.max(100, Math.floor(requests / 10)) : Infinity);
  yield* out.write(showsProgress ? '' : '..done\n');
  if (showsProgress) yield* tool.complain(`Finished ${String(outcome.timings.length)} requests\n`);
  yield* out.write(
    report({
      url,
      outcome,
      concurrency,
      bodyBytes: body?.length ?? 0,
      sentBytes: body === undefined ? undefined : load.sentBytes,
      keepsAlive: args.has('keep'),
      variable: args.has('variable'),
      percentiles: !args.has('noPercentiles'),
      warnings: !args.has('noWarnings'),
    }),
  );
}

/** Tells how far it is now and then. */
function* runLoad(tool: Tool<Key>, load: Load, every: number): Task<Outcome> {
  let told = every;
  try {
    while (yield* load.step()) for (; load.done >= told; told += every) yield* tool.complain(`Completed ${String(told)} requests\n`);
    return load.outcome();
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* tool.out.flush();
    const number = error.code === 'ECONNREFUSED' ? 111 : error.code === 'ETIMEDOUT' ? 110 : error.code === 'EHOSTUNREACH' ? 113 : 104;
    const what =
      error.code === 'ETIMEDOUT'
        ? 'apr_pollset_poll: The timeout specified has expired (70007)'
        : `apr_socket_recv: ${error.message} (${String(number)})`;
    const total = load.done > 0 ? `Total of ${String(load.done)} requests completed\n` : '';
    yield* tool.complain(`${what}\n${total}`);
    throw new Fatal('', number);
  }
}

function* bodyOf({ args, sys }: Tool<Key>): Task<Uint8Array | undefined> {
  const path = args.value('post') ?? args.value('put');
  if (path === undefined) return undefined;
  try {
    return yield* readFile(sys, path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Fatal(`Could not open POST data file (${path}): ${error.message}`, 1);
  }
}

function headOf({ args }: Tool<Key>, url: Url, body: Uint8Array | undefined): string {
  const method = args.value('method') ?? (args.has('head') ? 'HEAD' : args.has('put') ? 'PUT' : body ? 'POST' : 'GET');
  const auth = args.value('auth');
  const cookies = args.values('cookie');
  const own = args.values('header');
  const isOwn = (name: string): boolean => own.some(line => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return [
    `${method} ${url.path} HTTP/1.0`,
    ...(args.has('keep') ? ['Connection: Keep-Alive'] : []),
    ...(body ? [`Content-length: ${String(body.length)}`, `Content-type: ${args.value('type') ?? 'text/plain'}`] : []),
    ...(cookies.length > 0 ? [`Cookie: ${cookies.join('; ')}`] : []),
    ...(auth === undefined ? [] : [`Authorization: Basic ${base64(encodeUtf8(auth))}`]),
    ...(isOwn('Host') ? [] : [`Host: ${url.host}${url.explicitPort ? `:${String(url.port)}` : ''}`]),
    ...(isOwn('User-Agent') ? [] : ['User-Agent: ApacheBench/2.3']),
    ...(isOwn('Accept') ? [] : ['Accept: */*']),
    ...own,
    '',
    '',
  ].join('\r\n');
}
