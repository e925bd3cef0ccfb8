import { mkdirSync, writeFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { execa, execaSync } from 'execa';
import { serveRegistry } from '../../cli/serve/registry-server.js';
import { drydock, stateFolder } from './drydock.js';

/** Debian's packages skopeo and docker-registry; without them these tests are skipped. */
const tools = { skopeo: 'skopeo', registry: 'docker-registry' };
const isHere = (command: string): boolean => execaSync(command, ['--version'], { reject: false }).exitCode === 0;
const withSkopeo = isHere(tools.skopeo) ? test.serial : test.serial.skip;
const withRegistry = isHere(tools.skopeo) && isHere(tools.registry) ? test.serial : test.serial.skip;

const account = { name: 'student', password: 'pw' };

async function hub(t: ExecutionContext): Promise<string> {
  const { port, close } = await serveRegistry({ host: '127.0.0.1', port: 0, accounts: [account], onFault: error => t.fail(String(error)) });
  t.teardown(close);
  return `127.0.0.1:${String(port)}`;
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}

/** A real registry of Debian's, empty. */
async function dockerRegistry(t: ExecutionContext): Promise<string> {
  const folder = stateFolder(t);
  const address = `127.0.0.1:${String(await freePort())}`;
  const config = path.join(folder, 'config.yml');
  writeFileSync(
    config,
    `version: 0.1\nlog:\n  level: error\nstorage:\n  filesystem:\n    rootdirectory: ${folder}/data\nhttp:\n  addr: ${address}\n`,
  );
  const server = execa(tools.registry, ['serve', config], { reject: false, stdio: 'ignore' });
  t.teardown(() => void server.kill());
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await fetch(`http://${address}/v2/`).catch(() => undefined);
    if (answer?.ok === true) return address;
    await new Promise(done => setTimeout(done, 50));
  }
  throw new Error('docker-registry does not answer');
}

async function copy(...args: readonly string[]): Promise<void> {
  await execa(tools.skopeo, ['copy', '--quiet', '--insecure-policy', '--src-tls-verify=false', '--dest-tls-verify=false', ...args]);
}

async function digestOf(image: string): Promise<string> {
  const { stdout } = await execa(tools.skopeo, ['inspect', '--tls-verify=false', '--format', '{{.Digest}}', image]);
  return stdout;
}

withRegistry('skopeo moves an image from our registry to a real one and back, and its digest stays', async t => {
  const [ours, theirs] = [await hub(t), await dockerRegistry(t)];
  await copy(`docker://${ours}/library/alpine:3.10`, `docker://${theirs}/team/alpine:1`);
  await copy('--dest-creds', 'student:pw', `docker://${theirs}/team/alpine:1`, `docker://${ours}/student/alpine:back`);
  const digest = await digestOf(`docker://${ours}/library/alpine:3.10`);
  t.regex(digest, /^sha256:[0-9a-f]{64}$/);
  t.is(await digestOf(`docker://${theirs}/team/alpine:1`), digest);
  t.is(await digestOf(`docker://${ours}/student/alpine:back`), digest);
});

withSkopeo('our registry takes a push from its owner only', async t => {
  const ours = await hub(t);
  const push = async (target: string, ...creds: readonly string[]): Promise<string> => {
    const { stderr } = await execa(
      tools.skopeo,
      [
        'copy',
        '--insecure-policy',
        '--src-tls-verify=false',
        '--dest-tls-verify=false',
        ...creds,
        `docker://${ours}/library/hello-world:latest`,
        `docker://${ours}/${target}`,
      ],
      { reject: false },
    );
    return stderr;
  };
  t.regex(await push('student/hello:1'), /denied: requested access to the resource is denied/);
  t.regex(await push('student/hello:1', '--dest-creds', 'student:wrong'), /invalid username\/password/);
  t.regex(await push('library/hello-world:2', '--dest-creds', 'student:pw'), /denied: requested access to the resource is denied/);
  t.notRegex(await push('student/hello:1', '--dest-creds', 'student:pw'), /fatal/);
});

withRegistry('docker in the host pushes to a real registry that is allowed, and pulls from it', async t => {
  const theirs = await dockerRegistry(t);
  const home = stateFolder(t);
  const work = path.join(home, 'work');
  mkdirSync(work);
  const sh = (line: string) => drydock(home, ['sh', '--fast', '--registry-allow', theirs, '-c', line], { cwd: work });
  const pushed = await sh(
    `docker pull -q hello-world; docker tag hello-world ${theirs}/hello; docker push ${theirs}/hello; docker rmi -f hello-world ${theirs}/hello > /dev/null`,
  );
  const digest = /digest: (sha256:[0-9a-f]{64})/.exec(pushed.stdout)?.[1];
  t.is(await digestOf(`docker://${theirs}/hello:latest`), digest ?? '');
  const pulled = await sh(`docker run --rm ${theirs}/hello | grep Hello`);
  t.is(pulled.stdout, 'Hello from Docker!\n');
  const elsewhere = await drydock(home, ['sh', '--fast', '-c', `docker images -q; docker pull ${theirs}/hello`], { cwd: work });
  t.regex(elsewhere.stderr, /connection refused/, 'without the option nothing leaves the host; the replay needs nobody');
});

withSkopeo('what docker save writes is read by skopeo, and what skopeo writes is loaded', async t => {
  const home = stateFolder(t);
  const work = path.join(home, 'work');
  mkdirSync(work);
  const sh = (line: string) => drydock(home, ['sh', '--fast', '-c', line], { cwd: work });
  const saved = await sh('docker pull -q hello-world > /dev/null; docker save -o saved.tar hello-world; docker images -q --no-trunc');
  const id = saved.stdout.trim();
  const file = (name: string): string => path.join(work, name);
  await copy(`docker-archive:${file('saved.tar')}`, `docker-archive:${file('theirs.tar')}:hello:archive`);
  await copy(`oci-archive:${file('saved.tar')}`, `oci-archive:${file('oci.tar')}:hello:oci`);
  const config = await execa(tools.skopeo, ['inspect', '--config', '--raw', `docker-archive:${file('saved.tar')}`]);
  t.regex(config.stdout, /"os":"linux"/);
  const loaded = await sh(
    'docker rmi -f hello-world > /dev/null; docker load -qi theirs.tar; docker images -q --no-trunc; docker load -qi oci.tar; docker run --rm hello:oci | grep Hello',
  );
  t.is(loaded.stdout, `Loaded image: hello:archive\n${id}\nLoaded image: hello:oci\nHello from Docker!\n`);
});
