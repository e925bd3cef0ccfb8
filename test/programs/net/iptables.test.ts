import { readFileSync } from 'node:fs';
import test from 'ava';
import { World } from '../../../engine/testing.js';

const option = '-o com.docker.network.bridge';
const setUp = [
  `docker network create ${option}.name=br-front front`,
  `docker network create ${option}.name=br-inner --internal inner`,
  `docker network create ${option}.name=br-shy ${option}.enable_icc=false shy`,
  `docker network create ${option}.name=br-own ${option}.enable_ip_masquerade=false own`,
  'docker run -d --name ca --network front -p 18080:80 nginx sleep 100',
  'docker run -d --name cb -p 127.0.0.1:18081:80/udp nginx sleep 100',
  'docker run -d --name cc --network inner nginx sleep 100',
  'docker run -d --name cd -p 18083:83 -p 18082:82 nginx sleep 100',
  'docker run -d --name ce --network own nginx sleep 100',
];

/** `$ command`, what it printed, `[status]`. */
const recordings = readFileSync('test/programs/net/recordings/iptables.txt', 'utf8')
  .split(/^\$ /m)
  .slice(1)
  .map(text => {
    const [, command = '', output = '', status = ''] = /^(.*)\n([^]*)\[(\d+)\]\n$/.exec(text) ?? [];
    return { command, output, code: Number(status) };
  });

test('iptables shows the rules that Docker makes for networks and ports', t => {
  const world = new World({ images: ['nginx'] });
  for (const line of setUp) t.is(world.sh(line).code, 0, line);
  for (const { command, output, code } of recordings) {
    const shown = world.sh(`sudo ${command} 2>&1`);
    // Here Docker has turned forwarding on, and forbidden what nobody asked for.
    const stdout = output.replace('FORWARD ACCEPT', 'FORWARD DROP').replace('FORWARD (policy ACCEPT)', 'FORWARD (policy DROP)');
    t.deepEqual({ command, stdout: shown.stdout, code: shown.code }, { command, stdout, code });
  }
});

test('rules come and go with containers, and only root sees them', t => {
  const world = new World({ images: ['nginx'] });
  world.sh('docker run -d --name web -p 8080:80 nginx');
  t.is(
    world.sh('sudo iptables -t nat -S DOCKER | tail -n 1').stdout,
    '-A DOCKER ! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80\n',
  );
  world.sh('docker rm -f web');
  t.is(world.sh('sudo iptables -t nat -S DOCKER').stdout, '-N DOCKER\n-A DOCKER -i docker0 -j RETURN\n');
  t.is(world.sh('sudo iptables-save -t nat | grep -c "^-A"').stdout, '4\n');
  t.deepEqual(world.sh('iptables -L'), {
    code: 4,
    stdout: '',
    stderr: 'iptables v1.8.9 (nf_tables): Could not fetch rule set generation id: Permission denied (you must be root)\n',
  });
});

test('changing rules is refused', t => {
  const world = new World();
  t.deepEqual(world.sh('sudo iptables -I DOCKER-USER -p tcp --dport 80 -j DROP'), {
    code: 1,
    stdout: '',
    stderr: 'iptables: drydock: changing rules is not simulated\n',
  });
});
