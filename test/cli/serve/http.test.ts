import test from 'ava';
import { servedWorld } from '../../helpers/served.js';

const withoutDate = (text: string): string => text.replace(/Date: [^\r]*\r\n/g, '');
const refused = (status: string, message = status): string =>
  `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n${message}`;

test('_ping has the headers of dockerd', async t => {
  const { raw } = await servedWorld(t);
  const head = 'Api-Version: 1.50\r\nBuilder-Version: 2\r\nCache-Control: no-cache, no-store, must-revalidate\r\n';
  const rest =
    'Content-Type: text/plain; charset=utf-8\r\nDocker-Experimental: false\r\nOstype: linux\r\nPragma: no-cache\r\nServer: Docker/28.2.2 (linux)\r\nSwarm: inactive\r\n\r\n';
  t.is(
    withoutDate(await raw('GET /_ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')),
    `HTTP/1.1 200 OK\r\n${head}Connection: close\r\nContent-Length: 2\r\n${rest}OK`,
  );
  t.is(
    withoutDate(await raw('HEAD /_ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')),
    `HTTP/1.1 200 OK\r\n${head}Connection: close\r\nContent-Length: 0\r\n${rest}`,
  );
  t.is(withoutDate(await raw('GET /v1.24/_ping HTTP/1.0\r\n\r\n')), `HTTP/1.0 200 OK\r\n${head}Content-Length: 2\r\n${rest}OK`);
});

test('what is no request is refused in the words of Go', async t => {
  const { raw } = await servedWorld(t);
  t.is(await raw('GET /_ping HTTP/1.1\r\n\r\n'), refused('400 Bad Request: missing required Host header'));
  t.is(await raw('garbage\r\n\r\n'), refused('400 Bad Request'));
  t.is(await raw('GET /_ping HTTP/3.0\r\nHost: x\r\n\r\n'), refused('505 HTTP Version Not Supported: unsupported protocol version'));
  t.is(await raw('GET /_ping HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n'), refused('400 Bad Request'));
  t.is(await raw('GET /v1.50/%zz/info HTTP/1.1\r\nHost: x\r\n\r\n'), refused('400 Bad Request'));
  t.is(await raw('POST /info HTTP/1.1\r\nHost: x\r\nContent-Length: -3\r\n\r\n'), refused('400 Bad Request'));
  t.is(
    await raw('POST /info HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n'),
    refused('501 Not Implemented', 'Unsupported transfer encoding'),
  );
});

test('a head of ten megabytes is refused', async t => {
  const { raw, faults } = await servedWorld(t);
  t.is(
    await raw(`GET /_ping HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(10 * 1024 * 1024)}\r\n\r\n`),
    refused('431 Request Header Fields Too Large'),
  );
  t.deepEqual(faults, []);
});

test('several requests at once are answered in their order', async t => {
  const { raw } = await servedWorld(t);
  const text = await raw(
    'GET /_ping HTTP/1.1\r\nHost: x\r\n\r\nGET /nosuch HTTP/1.1\r\nHost: x\r\n\r\nGET /v1.10/info HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  );
  t.deepEqual(
    [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(match => match[1]),
    ['200', '404', '400'],
  );
});

test('paths that are not there have no headers of the API', async t => {
  const { raw } = await servedWorld(t);
  t.is(
    withoutDate(await raw('PATCH /v1.50/containers/json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')),
    'HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 29\r\nContent-Type: application/json\r\n\r\n{"message":"page not found"}\n',
  );
  t.is(
    withoutDate(await raw('GET /v1.50//info HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')),
    'HTTP/1.1 301 Moved Permanently\r\nConnection: close\r\nContent-Length: 0\r\nLocation: /v1.50/info\r\n\r\n',
  );
});

test('bodies: what is wrong with them, and both lengths', async t => {
  const { call } = await servedWorld(t);
  const create = async (body: string, headers: Readonly<Record<string, string>>): Promise<string> =>
    (await call('POST', '/containers/create', { body, headers })).text;
  const json = { 'Content-Type': 'application/json' };
  t.is(await create('{bad', json), `{"message":"invalid JSON: invalid character 'b' looking for beginning of object key string"}\n`);
  t.is(await create('{} {}', json), '{"message":"unexpected content after JSON"}\n');
  t.is(
    await create('{}', { 'Content-Type': 'text/plain' }),
    `{"message":"unsupported Content-Type header (text/plain): must be 'application/json'"}\n`,
  );
  t.is(
    await create('{}', { ...json, 'Transfer-Encoding': 'chunked' }),
    '{"message":"config cannot be empty in order to create a container"}\n',
  );
  t.is((await call('GET', '/containers/json?all=%zz')).text, '{"message":"invalid URL escape \\"%zz\\""}\n');
});

test('a half-sent request is cut off', async t => {
  const { raw } = await servedWorld(t, { limits: { patienceMs: 50, idleMs: 50 } });
  t.is(await raw('GET /_ping HTTP/1.1\r\nHo'), '');
  t.is(
    await raw('POST /containers/create HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"Image":'),
    '',
  );
});
