import test from 'ava';
import fc from 'fast-check';
import { Host, type HostSetup } from '../../engine/index.js';

const setup: HostSetup = {
  seed: 'replay',
  epochMs: 1_767_225_600_000,
  images: ['alpine', 'nginx'],
  accounts: [],
  registries: [],
  home: '/home/student',
};

const commands = fc.constantFrom(
  'docker run -d --name web -p 80:80 nginx',
  'docker run -d --name box alpine sleep 20',
  'docker run --rm alpine echo hello',
  'docker run alpine sh -c "exit 3"',
  'docker stop web box',
  'docker rm -f $(docker ps -aq)',
  'docker exec web nginx -s reload',
  'docker logs web',
  'docker network create net; docker network connect net web',
  'docker volume create',
  'curl -s localhost | head -3',
  'echo $RANDOM > file; date >> file; cat file',
  'sleep 7',
  'docker pull busybox',
  'for i in 1 2 3; do docker run -d alpine sleep $i; done; wait',
);
const steps = fc.array(fc.record({ command: commands, pause: fc.nat(15_000), typed: fc.boolean() }), { minLength: 1, maxLength: 8 });

/** Everything that the API tells about a host, and its clock. */
function portrait(host: Host): string {
  const get = (path: string): unknown => {
    const { body } = host.inspect(path, { all: ['1'] });
    return body.kind === 'json' ? body.value : undefined;
  };
  const ids = (get('/containers/json') as readonly { readonly Id: string }[]).map(({ Id }) => Id);
  const containers = ids.map(id => get(`/containers/${id}/json`));
  const lists = ['/images/json', '/networks', '/volumes', '/containers/json'].map(get);
  return JSON.stringify({
    at: host.now(),
    steps: host.steps,
    containers,
    lists,
    events: host.dockerEvents(),
    ran: host.executions(),
    file: host.readFile('/home/student/file')?.text,
  });
}

test('a replayed journal makes an equal host', t => {
  fc.assert(
    fc.property(steps, sequence => {
      const live = new Host(setup);
      for (const [index, { command, pause, typed }] of sequence.entries()) {
        const session = index + 1;
        const terminal = typed ? { terminal: { columns: 80, rows: 24 } } : {};
        live.put({ kind: 'open', session, ...(typed ? {} : { line: command }), ...terminal, env: {}, cwd: '/home/student' });
        if (typed) live.put({ kind: 'input', session, data: `${command}\r` });
        else live.put({ kind: 'end-input', session });
        // Live, the host runs in pieces of any size.
        for (let until = live.now() + pause; live.now() < until; ) live.runUntil(until, 997);
      }
      live.put({ kind: 'time' });
      const again = Host.replay({ setup, entries: live.entries });
      return portrait(live) === portrait(again) && portrait(live.replica()) === portrait(again);
    }),
    { seed: 7, numRuns: 25 },
  );
  t.pass();
});
