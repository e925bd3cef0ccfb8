import test from 'ava';
import { world } from '../../engine/testing.js';

for (const [flag, what = flag.split(/[= ]/)[0]] of [
  ['--device /dev/sda:/dev/sda:r', '--device with other rights than rwm'],
  ['--sysctl net.ipv4.tcp_syncookies=1', '--sysctl net.ipv4.tcp_syncookies'],
  ['--device-read-bps /dev/sda:1mb'],
  ['--security-opt seccomp=profile', '--security-opt seccomp with a profile of your own'],
  ['--cgroupns host', '--cgroupns host'],
] as const) {
  test(`${flag} is refused rather than ignored`, t => {
    const { code, stdout, stderr } = world({ images: ['alpine'] }).sh(`echo '{}' > profile; docker run ${flag} alpine true`);
    t.is(code, 125);
    t.is(stdout, '');
    t.true(stderr.includes(`drydock: ${what} is not simulated`), stderr);
  });
}

test('--pid container: sees the processes of the other', t => {
  const { sh } = world({ containers: [{ name: 'box' }] });
  t.is(sh('docker run --rm --pid container:box alpine ps -o pid,comm').stdout.split('\n')[1]?.trim(), '1 sleep');
  sh('docker kill box');
  t.is(sh('docker run --rm --pid container:box alpine true').code, 125);
});

test('--cpus slows a busy program down', t => {
  const { sh } = world({ images: ['alpine'] });
  const count = 'while :; do echo x >> /n; done';
  sh(`docker run -d --name whole alpine sh -c '${count}'; sleep 1; docker pause whole`);
  sh(`docker run -d --name half --cpus 0.5 alpine sh -c '${count}'; sleep 1; docker pause half`);
  const [whole = 0, half = 0] = ['whole', 'half'].map(name =>
    Number(sh(`docker cp ${name}:/n ${name} > /dev/null; wc -l < ${name}`).stdout),
  );
  t.true(half > 0.4 * whole && half < 0.65 * whole, `${String(whole)} and ${String(half)}`);
});
