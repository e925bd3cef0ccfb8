import test from 'ava';
import { networkedMachine } from '../net/networked-machine.js';

test('elasticsearch introduces itself and ends as a Java machine does', t => {
  const { serve, show, machine } = networkedMachine();
  const java = serve('java org.elasticsearch.bootstrap.Elasticsearch -Des.node.name=Test');
  t.is(show('curl -s localhost:9200').split('\n').slice(0, 3).join('\n'), '{\n  "name" : "Test",\n  "cluster_name" : "elasticsearch",');
  t.is(
    show('curl -s localhost:9200/x/_close'),
    '{"error":{"root_cause":[{"type":"not_simulated","reason":"drydock: /x/_close of Elasticsearch is not simulated"}],"type":"not_simulated","reason":"drydock: /x/_close of Elasticsearch is not simulated"},"status":501}',
  );
  java.process.kill('SIGTERM');
  machine.advance(100);
  t.deepEqual(java.process.exit?.status, { kind: 'exited', code: 143 });
  t.is(show('java Hello'), 'Error: Could not find or load main class Hello\n[1]\n');
});

test('grafana sends strangers to its login page', t => {
  const { serve, show } = networkedMachine({ files: { '/var/lib/grafana/': '' } });
  serve('grafana server');
  t.is(show('curl -s localhost:3000'), '<a href="/login">Found</a>.\n\n');
  t.is(show('curl -s localhost:3000/api/search'), '{"message":"Unauthorized","traceID":""}');
});

test('mongod turns browsers away and stops politely', t => {
  const { serve, show, machine } = networkedMachine({ files: { '/data/db/': '' } });
  const mongod = serve('mongod --bind_ip_all');
  t.is(show('curl -s localhost:27017'), 'It looks like you are trying to access MongoDB over HTTP on the native driver port.\r\n');
  mongod.process.kill('SIGTERM');
  machine.advance(100);
  t.deepEqual(mongod.process.exit?.status, { kind: 'exited', code: 0 });
  t.is(show('mongod --dbpath /nowhere').includes('Data directory /nowhere not found'), true);
});
