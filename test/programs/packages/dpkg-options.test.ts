import test from 'ava';
import { World } from '../../../engine/testing.js';

test('dpkg takes options, refuses those that are not simulated, and removes nothing with --no-act', t => {
  const world = new World({ images: ['debian:12'] });
  world.sh('docker run -d --name box debian:12 sleep infinity');
  const sh = (line: string): string => {
    const { stdout, stderr, code } = world.sh(`docker exec box ${line}`);
    return `${stdout}${stderr}[${String(code)}]`;
  };
  t.is(sh('dpkg --no-act -r adduser'), sh('dpkg --dry-run --remove adduser'));
  t.is(sh("dpkg-query -W -f '${Status}' tar"), 'install ok installed[0]');
  t.regex(sh('dpkg --no-act --force-depends -r tar'), /this is an essential package; it should not be removed/);
  t.is(sh('dpkg --no-act --force-remove-essential --force-depends -r tar'), 'Would remove or purge tar (1.34+dfsg-1.2+deb12u1) ...\n[0]');
  t.is(sh('dpkg --simulate -i /x.deb'), 'drydock: dpkg --no-act --install is not simulated\n[2]');
  t.is(sh('dpkg --add-architecture i386'), 'drydock: dpkg --add-architecture is not simulated\n[2]');
  t.is(sh('dpkg --verify'), 'drydock: dpkg --verify is not simulated\n[2]');
  t.is(sh('dpkg --assert-multi-arch'), '[0]');
  t.is(sh('dpkg -i --foo x').split('\n')[0], 'dpkg: error: unknown option --foo');
  t.is(sh('dpkg -r -i x').split('\n')[0], 'dpkg: error: conflicting actions -i and --remove');
  t.is(sh('dpkg-deb -X x'), 'drydock: dpkg-deb -X is not simulated\n[2]');
});
