import test from 'ava';
import { world } from '../../engine/testing.js';

interface Inspected {
  readonly Id: string;
  readonly Name: string;
  readonly State: { readonly Status: string; readonly ExitCode: number };
}

test('what a removed container was, ran and printed can still be asked for', t => {
  const { sh, host } = world({ images: ['alpine'] });
  sh('docker run --rm --name gone alpine sh -c "echo hello; ls /nowhere; exit 3"');
  const [last] = host.goneContainers() as readonly Inspected[];
  t.like(last, { Name: '/gone', State: { Status: 'exited', ExitCode: 3 } });
  t.is(host.printedBy(last?.Id ?? '').text, 'hello\nls: /nowhere: No such file or directory\n');
  t.deepEqual(
    (host.executionsInside().get(last?.Id ?? '') ?? []).map(({ argv, code }) => [argv.join(' '), code]),
    [
      ['sh -c echo hello; ls /nowhere; exit 3', 3],
      ['ls /nowhere', 1],
    ],
  );
});

test('execs belong to their container, and programs of the host to none', t => {
  const { sh, host } = world({ containers: [{ name: 'web' }] });
  sh('docker exec web echo from inside; echo from the host');
  const id = sh('docker ps -q --no-trunc').stdout.trim();
  t.is(host.printedBy(id).text, 'from inside\n');
  t.deepEqual(
    (host.executionsInside().get(id) ?? []).map(({ argv }) => argv.join(' ')),
    ['sleep 1000000', 'echo from inside'],
  );
  t.deepEqual(host.goneContainers(), []);
});

test('only the beginning of much is kept, and of many containers the latest', t => {
  const { sh, host } = world({ images: ['alpine'] });
  const idOf = (name: string): string => sh(`docker inspect -f '{{.Id}}' ${name}`).stdout.trim();
  sh('docker run --name loud alpine sh -c "yes | head -c 300000"');
  t.is(host.printedBy(idOf('loud')).text.length, 128 * 1024);
  for (let number = 0; number < 32; number++) sh(`docker run --name loud-${number} alpine sh -c "yes | head -c 140000"`);
  t.is(host.printedBy(idOf('loud')).text, '');
  t.is(host.printedBy(idOf('loud-31')).text.length, 128 * 1024);
});
