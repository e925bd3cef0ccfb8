import test from 'ava';
import { networkedMachine } from '../../net/networked-machine.js';

test('documents go out as JSON, CSV and BSON, and come back', t => {
  const { serve, show, run } = networkedMachine({
    files: { '/data/db/': '', '/tmp/in.csv': 'a,b\n1,x\n2.5,"y,z"\n', '/tmp/bad.json': '{"a":1}\n{broken\n' },
  });
  serve('mongod');
  const evaluate = (...sources: readonly string[]): string =>
    show(['mongosh', '--quiet', 'shop', ...sources.flatMap(source => ['--eval', source])]);
  t.is(
    evaluate(
      'db.c.insertMany([{_id: 1, n: "a,b", d: ISODate("2020-01-01")}, {_id: 2, n: NumberLong("7")}]).acknowledged',
      'db.c.createIndex({n: 1})',
    ),
    'true\nn_1\n',
  );
  t.is(run('mongoexport -d shop -c c').stdout, '{"_id":1,"n":"a,b","d":{"$date":"2020-01-01T00:00:00Z"}}\n{"_id":2,"n":7}\n');
  t.is(run('mongoexport -d shop -c c --type=csv -f _id,n').stdout, '_id,n\n1,"a,b"\n2,7\n');
  t.regex(show('mongodump -o /tmp/dump'), /\tdone dumping shop\.c \(2 documents\)\n$/);
  evaluate('db.dropDatabase()');
  t.regex(show('mongorestore /tmp/dump'), /\t2 document\(s\) restored successfully\. 0 document\(s\) failed to restore\.\n$/);
  t.is(evaluate('db.c.findOne({_id: 2})', 'db.c.getIndexes().length'), '{ _id: 2, n: Long("7") }\n2\n');
  t.regex(
    show('mongorestore /tmp/dump'),
    /\tcontinuing through error: E11000 duplicate key error.*\n.*\n.*\t0 document\(s\) restored successfully\. 2 document\(s\) failed to restore\.\n$/,
  );
  t.regex(
    show('mongoimport -d shop -c t --type csv --headerline /tmp/in.csv'),
    /\t2 document\(s\) imported successfully\. 0 document\(s\) failed to import\.\n$/,
  );
  t.is(evaluate('db.t.find({}, {_id: 0})'), "[ { a: 1, b: 'x' }, { a: 2.5, b: 'y,z' } ]\n");
  t.regex(show('mongoimport -d shop -c t /tmp/bad.json'), /\tFailed: error processing document: .*\n\[1\]\n$/);
  t.regex(show('mongodump --archive=/tmp/x'), /^drydock: this option of the tool is not simulated\n/);
});
