import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import type { Main, Sys } from '../../../process/sys.js';
import { readFile } from '../../input.js';
import { parseHttpDate } from '../http-date.js';
import type { HttpResponse } from '../http-response.js';
import { formatUrl, parseUrl, removeDotSegments, type Url } from '../url.js';
import { readConfig, redirectErrors, withUserConfig } from './config.js';
import { CookieJar } from './cookies.js';
import { CurlFailure } from './failure.js';
import { CurlLog } from './log.js';
import { CurlNotSimulated, CurlUsage, parseCurlOptions, type CurlOptions, type Output } from './options.js';
import { netrcUser } from './netrc.js';
import { ProgressMeter } from './progress.js';
import { planRequest, withQuery } from './request.js';
import { allows, checkUrl, hasPattern, unsupported, withScheme } from './protocols.js';
import { planAfterRedirect, redirectTarget } from './redirect.js';
import { Sink } from './sink.js';
import { exchange, type Facts, type Session } from './transfer.js';
import type { CurlVersion } from './versions.js';
import { formatWriteOut } from './write-out.js';
import { writeOutFacts } from './write-out-facts.js';

const HINT = "curl: try 'curl --help' or 'curl --manual' for more information\n";
const USAGE = 'Usage: curl [options...] <url>\n';
const DEFAULT_CONNECT_TIMEOUT = 300_000;
const DEFAULT_REDIRECTS = 50;
/** What a failed attempt says that may be better the next time. */
const transientStatuses: readonly number[] = [408, 429, 500, 502, 503, 504];

/** curl in one of its releases. */
export function curl(version: CurlVersion): Main {
  return function* (sys, argv) {
    let groups: readonly CurlOptions[];
    try {
      groups = yield* parseCurlOptions(withUserConfig(sys, argv.slice(1)), path => readConfig(sys, path));
    } catch (error) {
      if (error instanceof CurlNotSimulated) return yield* say(sys, `${error.message}\n`, 2);
      if (error instanceof CurlUsage) return yield* say(sys, `curl: ${error.message}\n${HINT}`, 2);
      throw error;
    }
    const [first] = groups;
    if (first?.flags.has('version') === true) return yield* print(sys, version.banner);
    if (first?.flags.has('help') === true) return yield* print(sys, USAGE);
    if (groups.some(({ urls }) => urls.length === 0)) return yield* say(sys, `${version.noUrl}\n`, 2);
    let code = 0;
    for (const options of groups) {
      redirectErrors(sys, options);
      code = yield* runAll(sys, version, options);
      if (code !== 0 && options.flags.has('fail-early')) break;
    }
    return code;
  };
}

function* runAll(sys: Sys, version: CurlVersion, options: CurlOptions): Task<number> {
  const jarPath = options.values['cookie-jar'];
  const session: Session = {
    sys,
    options,
    version,
    log: new CurlLog(sys, version, { on: options.flags.has('verbose'), stamps: options.flags.has('trace-time') }),
    cookies:
      jarPath !== undefined || (options.values.cookie !== undefined && !options.values.cookie.includes('=')) ? new CookieJar() : undefined,
    kept: undefined,
    connections: 0,
  };
  yield* loadCookies(session);
  let code = 0;
  for (const { url, output } of options.urls) {
    code = yield* withRetries(session, url, output);
    if (code !== 0 && options.flags.has('fail-early')) break;
  }
  if (session.kept) sys.close(session.kept.fd);
  if (jarPath !== undefined && session.cookies) yield* saveText(sys, jarPath, session.cookies.format());
  return code;
}

function* withRetries(session: Session, url: string, output: Output): Task<number> {
  const { options, sys } = session;
  const retries = Number(options.values.retry ?? 0);
  const deadline = sys.clock.now() + Number(options.values['retry-max-time'] ?? Infinity) * 1000;
  let pause = options.values['retry-delay'] === undefined ? 1000 : Number(options.values['retry-delay']) * 1000;
  for (let left = retries; ; left--) {
    const { code, problem } = yield* transfer(session, url, output);
    if (problem === undefined || left <= 0 || sys.clock.now() + pause > deadline) return code;
    if (!options.flags.has('silent')) {
      yield* say(
        sys,
        `Warning: Problem ${problem}. Will retry in ${String(pause / 1000)} seconds. ${String(left)} ${left === 1 ? 'retry' : 'retries'} left.\n`,
        0,
      );
    }
    yield* sys.sleep(pause);
    if (options.values['retry-delay'] === undefined) pause = Math.min(pause * 2, 600_000);
  }
}

interface Outcome {
  readonly code: number;
  /** Why another attempt is worth it. */
  readonly problem: string | undefined;
}

function* transfer(session: Session, text: string, output: Output): Task<Outcome> {
  const { sys, options, version } = session;
  const url = parseUrl(withScheme(text, options));
  const facts = newFacts(
    sys,
    url ?? { scheme: 'http', host: '', port: 0, explicitPort: false, path: '/', user: undefined, password: undefined },
  );
  const meter = showsMeter(sys, options, output) ? new ProgressMeter(sys, options.flags.has('progress-bar') ? 'bar' : 'table') : undefined;
  let failure: CurlFailure | undefined;
  let sink: Sink | undefined;
  try {
    if (!url) throw new CurlFailure(3, version.badUrl);
    checkUrl(url, options);
    if (!options.flags.has('globoff') && hasPattern(text)) throw new CurlFailure(3, 'drydock: patterns in URLs are not simulated (see -g)');
    facts.url = options.flags.has('path-as-is') ? url : { ...url, path: removeDotSegments(url.path) };
    sink = new Sink(sys, options, output, facts.url);
    if (sink.path === '') {
      yield* say(sys, 'curl: Remote file name has no length!\n', 0);
      throw new CurlFailure(23, 'Failed writing received data to disk/application');
    }
    yield* meter?.start() ?? none();
    yield* follow(session, facts, sink, meter);
    const isWhole = facts.response?.status === 416 && sink.resumeFrom > 0;
    if (sink.path !== undefined && !isWhole) yield* sink.open();
  } catch (error) {
    if (!(error instanceof CurlFailure)) throw error;
    failure = error;
  }
  yield* meter?.finish() ?? none();
  sink?.close();
  const date = parseHttpDate(facts.response?.headers.get('Last-Modified') ?? '');
  sink?.settle(failure !== undefined, date === undefined ? undefined : date - sys.clock.epochMsOf(0));
  yield* complain(session, failure);
  yield* writeOut(session, facts, sink, failure);
  return { code: failure?.code ?? 0, problem: retryReason(options, facts, failure) };
}

/** Sends the request, and the next ones where -L follows redirects. */
function* follow(session: Session, facts: Facts, sink: Sink, meter: ProgressMeter | undefined): Task<void> {
  const { sys, options } = session;
  const deadline = options.values['max-time'] === undefined ? Infinity : facts.startedAt + Number(options.values['max-time']) * 1000;
  const connectTimeout =
    options.values['connect-timeout'] === undefined ? DEFAULT_CONNECT_TIMEOUT : Number(options.values['connect-timeout']) * 1000;
  const limit = Number(options.values['max-redirs'] ?? DEFAULT_REDIRECTS);
  let plan = { ...(yield* planRequest(sys, options)), netrc: yield* netrcUser(sys, facts.url.host, options) };
  facts.url = withQuery(facts.url, plan.query);
  for (;;) {
    const response = yield* exchange({
      session,
      facts,
      plan,
      sink,
      meter,
      deadline,
      connectTimeout,
      onHead: head => {
        sink.takeName(head.headers.get('Content-Disposition'));
        return showHead(session, sink, head);
      },
      dropsBody: head => options.flags.has('location') && redirectTarget(facts.url, head) !== undefined,
    });
    const next = options.flags.has('location') ? redirectTarget(facts.url, response) : undefined;
    if (!next) return;
    if (limit >= 0 && facts.redirects >= limit) throw new CurlFailure(47, `Maximum (${String(limit)}) redirects followed`);
    facts.redirects++;
    yield* session.log.note(`Issue another request to this URL: '${formatUrl(next)}'`);
    if (!allows(options.values['proto-redir'] ?? options.values.proto, next.scheme)) throw unsupported(next);
    const previous = facts.url;
    facts.url = next;
    plan = planAfterRedirect(plan, response.status, previous, next, options);
  }
}

function* showHead({ sys, options }: Session, sink: Sink, response: HttpResponse): Task<void> {
  const text = encodeUtf8(`${response.lines.join('\r\n')}\r\n\r\n`);
  if (options.flags.has('include') || options.flags.has('head')) yield* sink.write(text);
  const path = options.values['dump-header'];
  if (path === undefined) return;
  const fd = path === '-' ? 1 : sys.open(path, { write: true, create: true, append: true });
  yield* sys.write(fd, text);
  if (fd !== 1) sys.close(fd);
}

/** The meter is for transfers whose body does not fill the screen. */
function showsMeter(sys: Sys, { flags }: CurlOptions, output: Output): boolean {
  if (flags.has('silent') || flags.has('no-progress-meter')) return false;
  return output.kind !== 'stdout' || !sys.isOpen(1) || !sys.isTerminal(1);
}

function* complain({ sys, options: { flags } }: Session, failure: CurlFailure | undefined): Task<void> {
  if (!failure || (flags.has('silent') && !flags.has('show-error'))) return;
  const isOurs = failure.message.startsWith('drydock:');
  yield* say(sys, isOurs ? `${failure.message}\n` : `curl: (${String(failure.code)}) ${failure.message}\n`, 0);
}

function retryReason(options: CurlOptions, facts: Facts, failure: CurlFailure | undefined): string | undefined {
  const { flags } = options;
  if (failure?.code === 28) return ': timeout';
  if (failure?.code === 7 && flags.has('retry-connrefused')) return ': connection refused';
  if (failure && flags.has('retry-all-errors')) return '(retrying all errors)';
  const status = facts.response?.status ?? 0;
  return transientStatuses.includes(status) && (!failure || failure.code === 22) ? ': HTTP error' : undefined;
}

function* writeOut(session: Session, facts: Facts, sink: Sink | undefined, failure: CurlFailure | undefined): Task<void> {
  const { sys, options } = session;
  const given = options.values['write-out'];
  if (given === undefined) return;
  const format = given.startsWith('@') ? decodeUtf8(yield* readFile(sys, given.slice(1))) : given;
  const { text, unknown } = formatWriteOut(format, writeOutFacts(session, facts, sink?.path, failure), name =>
    facts.response?.headers.get(name),
  );
  for (const name of unknown) yield* say(sys, `curl: unknown --write-out variable: '${name}'\n`, 0);
  yield* print(sys, text);
}

function* loadCookies({ sys, options, cookies }: Session): Task<void> {
  const path = options.values.cookie;
  if (!cookies || path === undefined || path.includes('=')) return;
  try {
    cookies.load(decodeUtf8(yield* readFile(sys, path)), options.flags.has('junk-session-cookies'));
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}

function* saveText(sys: Sys, path: string, text: string): Task<void> {
  const fd = path === '-' ? 1 : sys.open(path, { write: true, create: true, truncate: true });
  yield* sys.write(fd, encodeUtf8(text));
  if (fd !== 1) sys.close(fd);
}

function newFacts(sys: Sys, url: Url): Facts {
  const now = sys.clock.now();
  return {
    url,
    startedAt: now,
    resolvedAt: now,
    connectedAt: now,
    firstByteAt: now,
    response: undefined,
    fd: undefined,
    local: undefined,
    remote: undefined,
    headerBytes: 0,
    requestBytes: 0,
    bodyBytes: 0,
    redirects: 0,
    connects: 0,
    slowSince: undefined,
  };
}

function* none(): Task<void> {
  // Nothing to show.
}

function* print(sys: Sys, text: string): Task<number> {
  yield* sys.write(1, encodeUtf8(text));
  return 0;
}

function* say(sys: Sys, text: string, code: number): Task<number> {
  yield* sys.write(2, encodeUtf8(text));
  return code;
}
