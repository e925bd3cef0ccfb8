import type { RequestListener, ServerResponse } from 'node:http';
import test, { type ExecutionContext } from 'ava';
import { fakeDaemon, outside } from '../../helpers/outside.js';
import type { Outcome } from '../../helpers/both-clients.js';

/** What a command prints with a daemon that answers like this; `URL` stands for how Go writes its address. */
async function withDaemon(t: ExecutionContext, answer: RequestListener, line: string, ping?: RequestListener): Promise<Outcome> {
  const address = await fakeDaemon(t, answer, ping);
  const run = await outside(t, address);
  const { code, stdout, stderr } = await run(line.replace(/^docker/, `docker -H ${address}`));
  const url = `http://${encodeURIComponent(address.slice('unix://'.length))}`;
  return { code, stdout, stderr: stderr.replaceAll(url, 'URL').replaceAll(address, 'HOST') };
}

const failure = (stderr: string, code = 1, stdout = ''): Outcome => ({ code, stdout, stderr });

/** An answer with a type, whole or cut off after its text. */
const answering =
  (type: string, text: string | Buffer, status = 200, isCut = false): RequestListener =>
  (_, response: ServerResponse) => {
    response.writeHead(status, { 'Content-Type': type });
    if (!isCut) response.end(text);
    else response.write(text, () => setTimeout(() => response.destroy(), 20));
  };
const json = (text: string, status?: number, isCut?: boolean): RequestListener => answering('application/json', text, status, isCut);
const vanishing: RequestListener = request => request.socket.destroy();
const eof = (asked: string): string => `error during connect: ${asked}: EOF\n`;
const runHelp = "\nRun 'docker run --help' for more information\n";

// Recorded from the client 28.2.2 with daemons like these.
const rows: readonly (readonly [what: string, RequestListener, line: string, Outcome])[] = [
  ['vanishes', vanishing, 'docker ps', failure(eof('Get "URL/v1.50/containers/json"'))],
  ['vanishes', vanishing, 'docker rm a b', failure(eof('Delete "URL/v1.50/containers/a"') + eof('Delete "URL/v1.50/containers/b"'))],
  [
    'vanishes',
    vanishing,
    'docker start a b',
    failure(
      `${eof('Post "URL/v1.50/containers/a/start"')}${eof('Post "URL/v1.50/containers/b/start"')}Error: failed to start containers: a, b\n`,
    ),
  ],
  ['vanishes', vanishing, 'docker run alpine', failure(`docker: ${eof('Post "URL/v1.50/containers/create"')}${runHelp}`, 125)],
  ['speaks plain text', answering('text/plain', 'kaboom\n', 500), 'docker ps', failure('Error response from daemon: kaboom\n')],
  [
    'says nothing',
    answering('text/plain', '', 500),
    'docker ps',
    failure(
      'request returned 500 Internal Server Error for API route and version URL/v1.50/containers/json, check if the server supports the requested API version\n',
    ),
  ],
  [
    'gives no reason',
    json('{}', 500),
    'docker ps',
    failure('Error response from daemon: API returned a 500 (Internal Server Error) but provided no error-message\n'),
  ],
  ['breaks its reason off', json('{"message":', 500), 'docker ps', failure('Error reading JSON: unexpected end of JSON input\n')],
  ['sends no JSON', json('[{"Id": x'), 'docker ps', failure("invalid character 'x' looking for beginning of value\n")],
  ['breaks JSON off', json('[{"Id": "abc"'), 'docker images', failure('unexpected EOF\n')],
  ['breaks JSON off', json('[{"Id": "abc"'), 'docker inspect a', failure('unexpected EOF\n', 1, '[]\n')],
  ['does not upgrade', json('{"Id":"abc"}'), 'docker run alpine', failure('unable to upgrade to tcp, received 200\n')],
  [
    'vanishes in a stream',
    json('{"status":"Pulling from library/alpine","id":"latest"}\r\n', 200, true),
    'docker pull alpine',
    failure('unexpected EOF\n', 1, 'Using default tag: latest\nlatest: Pulling from library/alpine\n'),
  ],
  [
    'sends a bad line in a stream',
    json('{"status":"Pulling from library/alpine","id":"latest"}\r\n{"status":nope}\r\n'),
    'docker pull alpine',
    failure(
      "invalid character 'o' in literal null (expecting 'u')\n",
      1,
      'Using default tag: latest\nlatest: Pulling from library/alpine\n',
    ),
  ],
  [
    'vanishes in an archive',
    answering('application/x-tar', 'abc', 200, true),
    'docker save x | cat',
    failure('unexpected EOF\n', 0, 'abc'),
  ],
];
for (const [what, answer, line, expected] of rows)
  test(`${line}, with a daemon that ${what}`, async t => t.deepEqual(await withDaemon(t, answer, line), expected));

test('logs of a daemon that vanishes or sends no frames end in an error', async t => {
  const frame = Buffer.from([1, 0, 0, 0, 0, 0, 0, 3, 104, 105, 10]);
  const logs = (rest: readonly number[], isCut: boolean): RequestListener => {
    const stream = answering('application/vnd.docker.multiplexed-stream', Buffer.concat([frame, Buffer.from(rest)]), 200, isCut);
    return (request, response) => (request.url?.endsWith('/json') ? json('{"Config":{"Tty":false}}') : stream)(request, response);
  };
  t.deepEqual(await withDaemon(t, logs([1, 0, 0], true), 'docker logs x'), failure('unexpected EOF\n', 1, 'hi\n'));
  t.deepEqual(
    await withDaemon(t, logs([9, 0, 0, 0, 0, 0, 0, 1, 1], false), 'docker logs x'),
    failure('Unrecognized input header: 9\n', 1, 'hi\n'),
  );
});

const shortVersion = "docker version -f '{{.Client.APIVersion}} {{.Server}}'";
const noServer: RequestListener = (request, response) => json(JSON.stringify({ message: request.url }), 404)(request, response);
const pings: readonly (readonly [what: string, RequestListener, version: string])[] = [
  ['is older', (_, response) => response.setHeader('Api-Version', '1.43').end(), '1.43'],
  ['is as old as can be', (_, response) => response.setHeader('Api-Version', '1.22').end(), '1.22'],
  ['is newer', (_, response) => response.setHeader('Api-Version', '1.99').end(), '1.50'],
  ['does not tell its version', (_, response) => response.end(), '1.24'],
  ['knows no ping', (_, response) => response.writeHead(404).end(), '1.50'],
  ['breaks a ping off', request => request.socket.destroy(), '1.50'],
];
for (const [what, ping, version] of pings)
  test(`a daemon that ${what} is spoken to in version ${version}`, async t => {
    const answer = await withDaemon(t, noServer, shortVersion, ping);
    t.deepEqual(answer, failure(`Error response from daemon: /v${version}/version\n`, 1, `${version} <nil>\n`));
  });

test('where nobody listens', async t => {
  const run = await outside(t, 'unix:///nowhere/d.sock');
  const nobody = 'Cannot connect to the Docker daemon at unix:///nowhere/d.sock. Is the docker daemon running?\n';
  const outcome = async (line: string): Promise<Outcome> => run(line.replace(/^docker/, 'docker -H unix:///nowhere/d.sock'));
  t.deepEqual(await outcome('docker ps'), failure(nobody));
  t.deepEqual(await outcome('docker pause a b'), failure(nobody + nobody));
  t.deepEqual(await outcome('docker run alpine'), failure(`docker: ${nobody}${runHelp}`, 125));
  t.deepEqual(await outcome("docker info -f '{{.ID}}'"), failure(nobody, 1, '\n'));
  t.deepEqual(await outcome('docker network rm x'), failure(`${nobody}exit status 1\n`));
  t.deepEqual(await outcome('docker rename a b'), failure(`${nobody}Error: failed to rename container named a\n`));
});
