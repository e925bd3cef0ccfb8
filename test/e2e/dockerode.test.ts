import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import test from 'ava';
import Docker from 'dockerode';
import { packTar, unpackTar } from '../helpers/small-tar.js';
import { servedWorld, type Served } from '../helpers/served.js';

const clientOf = (served: Served): Docker => new Docker({ socketPath: served.docker });

/** Everything that comes out of a stream, to its end. */
async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

/** Standard output and standard error of a multiplexed stream, taken apart. */
async function outputOf(docker: Docker, stream: NodeJS.ReadableStream): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  (docker.modem as { demuxStream: (from: NodeJS.ReadableStream, out: PassThrough, err: PassThrough) => void }).demuxStream(
    stream,
    stdout,
    stderr,
  );
  stream.on('end', () => {
    stdout.end();
    stderr.end();
  });
  const [out, err] = await Promise.all([textOf(stdout), textOf(stderr)]);
  return { stdout: out, stderr: err };
}

test('a container is created, attached to, started, fed and waited for', async t => {
  const docker = clientOf(await servedWorld(t));
  const container = await docker.createContainer({
    Image: 'alpine',
    name: 'echoing',
    Cmd: ['sh', '-c', 'read line; echo "got $line"; echo oops >&2; exit 3'],
    OpenStdin: true,
    StdinOnce: true,
    AttachStdin: true,
  });
  const stream = await container.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true });
  const output = outputOf(docker, stream);
  await container.start();
  stream.write('hello\n');
  t.deepEqual(await output, { stdout: 'got hello\n', stderr: 'oops\n' });
  t.deepEqual(await container.wait(), { StatusCode: 3 });
  const { State: state } = await container.inspect();
  t.deepEqual([state.Status, state.ExitCode], ['exited', 3]);
  await container.remove();
  const error = await t.throwsAsync<Error & { statusCode: number; json: unknown }>(container.inspect());
  t.deepEqual([error.statusCode, error.json], [404, { message: `No such container: ${container.id}` }]);
});

test('a shell on a terminal is started in a container and resized', async t => {
  const docker = clientOf(await servedWorld(t));
  const container = await docker.createContainer({ Image: 'alpine', name: 'resting', Cmd: ['sleep', '1000'] });
  await container.start();
  const exec = await container.exec({ Cmd: ['sh'], AttachStdin: true, AttachStdout: true, AttachStderr: true, Tty: true });
  const stream = await exec.start({ hijack: true, stdin: true, Tty: true });
  let shown = '';
  stream.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  const shows = async (text: string): Promise<void> => {
    while (!shown.includes(text)) await once(stream, 'data');
  };
  await shows('/ # ');
  await exec.resize({ h: 40, w: 132 });
  stream.write('stty size\n');
  await shows('40 132');
  stream.write('exit 7\n');
  await once(stream, 'end');
  const { Running: running, ExitCode: code } = await exec.inspect();
  t.deepEqual([running, code], [false, 7]);
});

test('logs are followed to the end, and events while they happen', async t => {
  const docker = clientOf(await servedWorld(t));
  const events = await docker.getEvents({ filters: { type: ['container'] } });
  const container = await docker.createContainer({ Image: 'alpine', name: 'talking', Cmd: ['sh', '-c', 'echo one; sleep 5; echo two'] });
  await container.start();
  const logs = await container.logs({ follow: true, stdout: true, stderr: true });
  t.deepEqual(await outputOf(docker, logs), { stdout: 'one\ntwo\n', stderr: '' });
  const seen: string[] = [];
  for await (const chunk of events) {
    for (const line of String(chunk).trim().split('\n')) seen.push((JSON.parse(line) as { Action: string }).Action);
    if (seen.includes('die')) break;
  }
  t.deepEqual(seen, ['create', 'start', 'die']);
});

test('archives go into a container and come out of it', async t => {
  const docker = clientOf(await servedWorld(t));
  const container = await docker.createContainer({ Image: 'alpine', name: 'holding' });
  await container.putArchive(packTar('greeting', 'hello\n'), { path: '/tmp' });
  const chunks: Buffer[] = [];
  for await (const chunk of await container.getArchive({ path: '/tmp/greeting' })) chunks.push(Buffer.from(chunk));
  t.deepEqual(unpackTar(Buffer.concat(chunks)), { name: 'greeting', text: 'hello\n' });
  await t.throwsAsync(container.getArchive({ path: '/nope' }), { message: /Could not find the file \/nope in container/ });
});

test('a running container is looked at, paused, renamed, limited and committed', async t => {
  const docker = clientOf(await servedWorld(t));
  const container = await docker.createContainer({
    Image: 'alpine',
    name: 'busy',
    Cmd: ['cat'],
    OpenStdin: true,
    HostConfig: { Memory: 2 ** 26 },
  });
  await container.start();
  const { Processes: processes } = (await container.top()) as { Processes: readonly (readonly string[])[] };
  t.deepEqual(
    processes.map(row => row.at(-1)),
    ['cat'],
  );
  const { memory_stats: memory } = await container.stats({ stream: false });
  t.is(memory.limit, 2 ** 26);
  await container.pause();
  await t.throwsAsync(container.pause(), { message: /is already paused/ });
  await container.unpause();
  await container.update({ Memory: 2 ** 27, MemorySwap: 2 ** 28 });
  await container.rename({ name: 'calm' });
  const { Name: name, HostConfig: config } = await container.inspect();
  t.deepEqual([name, config.Memory], ['/calm', 2 ** 27]);
  await container.commit({ repo: 'me/calm', tag: 'v1', comment: 'a copy' });
  const [top] = (await docker.getImage('me/calm:v1').history()) as readonly { readonly Comment: string }[];
  t.is(top?.Comment, 'a copy');
  await container.stop({ t: 0 });
  await docker.getImage('me/calm:v1').remove();
  // Whoever says when to end hears of what was before; zero is now.
  const past = (await textOf(await docker.getEvents({ until: 0, filters: { type: ['container'] } }))).trim().split('\n');
  const actions = past.map(line => (JSON.parse(line) as { Action: string }).Action);
  const committed = ['pause', 'commit', 'unpause'];
  t.deepEqual(actions, ['create', 'start', 'top', 'pause', 'unpause', 'update', 'rename', ...committed, 'kill', 'kill', 'stop', 'die']);
});

test('an image is pulled with progress, tagged, listed and removed', async t => {
  const docker = clientOf(await servedWorld(t));
  const stream = await docker.pull('busybox:latest');
  const progress = await new Promise<readonly { readonly status: string }[]>((resolve, reject) =>
    docker.modem.followProgress(stream, (error: Error | null, output: { status: string }[]) => (error ? reject(error) : resolve(output))),
  );
  t.is(progress.at(-1)?.status, 'Status: Downloaded newer image for busybox:latest');
  await docker.getImage('busybox').tag({ repo: 'me/tools', tag: 'v1' });
  const images = await docker.listImages({ filters: { reference: ['me/tools', 'busybox'] } });
  t.deepEqual(
    images.map(({ RepoTags }) => RepoTags),
    [['busybox:latest', 'me/tools:v1']],
  );
  t.deepEqual(await docker.getImage('me/tools:v1').remove(), [{ Untagged: 'me/tools:v1' }]);
  const error = await t.throwsAsync<Error & { statusCode: number }>(docker.pull('nope-nope/nothing'));
  t.is(error.statusCode, 404);
});

test('what is stopped and unused is pruned', async t => {
  const docker = clientOf(await servedWorld(t));
  const container = await docker.createContainer({ Image: 'alpine', name: 'leaving' });
  const network = await docker.createNetwork({ Name: 'front' });
  await docker.createVolume({ Name: 'data' });
  t.deepEqual((await docker.pruneContainers()).ContainersDeleted, [container.id]);
  t.deepEqual((await docker.pruneNetworks()).NetworksDeleted, ['front']);
  t.deepEqual((await docker.pruneVolumes({ filters: { all: ['true'] } })).VolumesDeleted, ['data']);
  t.deepEqual(await docker.listContainers({ all: true }), []);
  t.is(typeof network.id, 'string');
});
