import net from 'node:net';
import test from 'ava';
import { jsonLine, JsonLines, type ControlRequest } from '../../../cli/serve/control-protocol.js';
import { servedWorld, type Served } from '../../helpers/served.js';

/** Says something to the control socket and gives all replies. */
function say({ control }: Served, ...requests: readonly ControlRequest[]): Promise<readonly unknown[]> {
  return new Promise(done => {
    const lines = new JsonLines();
    const replies: unknown[] = [];
    const socket = net.connect(control);
    socket.on('data', data => replies.push(...lines.push(data)));
    socket.on('close', () => done(replies));
    for (const request of requests) socket.write(jsonLine(request));
  });
}

const open = (line: string): ControlRequest => ({ kind: 'open', share: false, input: { kind: 'open', line, env: {}, cwd: '/' } });
const output = (text: string): unknown => ({ kind: 'output', stream: 'stdout', data: Buffer.from(text).toString('base64') });

test('a second terminal sees what a docker client did', async t => {
  const served = await servedWorld(t);
  await served.call('POST', '/containers/create?name=web', { json: { Image: 'alpine' } });
  t.deepEqual(await say(served, open('docker ps -a --format "{{.Names}}"; exit 5')), [output('web\n'), { kind: 'exit', code: 5 }]);
});

test('a session takes input to its end', async t => {
  const served = await servedWorld(t);
  const replies = await say(
    served,
    open('cat'),
    { kind: 'put', input: { kind: 'input', data: 'hello\n' } },
    { kind: 'put', input: { kind: 'end-input' } },
  );
  t.deepEqual(replies, [output('hello\n'), { kind: 'exit', code: 0 }]);
});

test('a reset puts a new host in the place of the old one', async t => {
  const served = await servedWorld(t);
  await served.call('POST', '/containers/create?name=web', { json: { Image: 'alpine' } });
  const setup = { ...served.host.present().setup, images: ['nginx'] };
  t.deepEqual(await say(served, { kind: 'reset', setup }), [{ kind: 'done' }]);
  t.is((await served.call('GET', '/containers/json?all=1')).text, '[]\n');
  t.is((await served.call('GET', '/images/nginx/json')).status, 200);
});

test('what is no request is refused', async t => {
  const served = await servedWorld(t);
  t.deepEqual(await say(served, { kind: 'nonsense' } as unknown as ControlRequest), [{ kind: 'refused', message: 'this is no request' }]);
});
