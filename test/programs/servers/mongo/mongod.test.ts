import test from 'ava';
import { networkedMachine, type NetworkedMachine } from '../../net/networked-machine.js';

function database(): NetworkedMachine & { readonly evaluate: (...sources: readonly string[]) => string } {
  const net = networkedMachine({ files: { '/data/db/': '' } });
  return { ...net, evaluate: (...sources) => net.show(['mongosh', '--quiet', ...sources.flatMap(source => ['--eval', source])]) };
}

test('what was acknowledged stays: after SIGTERM, and after a kill', t => {
  const { serve, evaluate, machine, show } = database();
  const first = serve('mongod');
  t.is(
    evaluate("db.c.insertMany([{_id: 1, a: NumberLong('5')}, {_id: 2}]).acknowledged", 'db.c.createIndex({a: 1}, {unique: true})'),
    'true\na_1\n',
  );
  first.process.kill('SIGTERM');
  machine.advance(1000);
  t.deepEqual(first.process.exit?.status, { kind: 'exited', code: 0 });
  const second = serve('mongod');
  t.is(evaluate('db.c.updateOne({_id: 2}, {$set: {a: 7}}).modifiedCount', 'db.c.deleteOne({_id: 1}).deletedCount'), '1\n1\n');
  second.process.kill('SIGKILL');
  machine.advance(100);
  const third = serve('mongod');
  t.regex(third.stdout(), /Detected unclean shutdown - Lock file is not empty/);
  t.is(evaluate('db.c.find()', 'db.c.getIndexes().map(index => index.name)'), "[ { _id: 2, a: 7 } ]\n[ '_id_', 'a_1' ]\n");
  t.regex(
    evaluate('db.c.insertOne({a: 7})'),
    /^MongoServerError: E11000 duplicate key error collection: test\.c index: a_1 dup key: \{ a: 7 \}\n/,
  );
  t.regex(show('mongod --dbpath /nowhere'), /Data directory \/nowhere not found/);
});

test('updates and pipelines', t => {
  const { serve, evaluate } = database();
  serve('mongod');
  t.is(
    evaluate(
      'db.c.insertMany([{_id: 1, g: [{s: 5}, {s: 8}], t: "a"}, {_id: 2, g: [{s: 9}], t: "b"}]).acknowledged',
      'db.c.updateOne({_id: 1}, {$inc: {"g.$[x].s": 10}}, {arrayFilters: [{"x.s": {$gt: 6}}]}).modifiedCount',
      'db.c.updateOne({"g.s": 9}, {$set: {"g.$.ok": true}, $push: {h: {$each: [3, 1, 2], $sort: 1, $slice: 2}}}).modifiedCount',
      'db.c.updateOne({_id: 1}, [{$set: {n: {$size: "$g"}}}]).modifiedCount',
      'JSON.stringify(db.c.find().toArray())',
      'JSON.stringify(db.c.aggregate([{$unwind: "$g"}, {$group: {_id: "$t", total: {$sum: "$g.s"}}}, {$lookup: {from: "c", localField: "_id", foreignField: "t", as: "x"}}, {$project: {total: 1, k: {$first: "$x._id"}}}, {$sort: {_id: 1}}]).toArray())',
      'JSON.stringify(db.c.aggregate([{$bucket: {groupBy: "$_id", boundaries: [0, 2, 4]}}, {$facet: {a: [{$count: "n"}]}}]).toArray())',
    ),
    'true\n1\n1\n1\n[{"_id":1,"g":[{"s":5},{"s":18}],"t":"a","n":2},{"_id":2,"g":[{"s":9,"ok":true}],"t":"b","h":[1,2]}]\n[{"_id":"a","total":23,"k":1},{"_id":"b","total":9,"k":2}]\n[{"a":[{"n":2}]}]\n',
  );
});

test('documents expire, capped collections forget, validators refuse', t => {
  const { serve, evaluate, machine } = database();
  serve('mongod');
  evaluate(
    'db.s.createIndex({at: 1}, {expireAfterSeconds: 30})',
    'db.s.insertOne({at: new Date()})',
    'db.createCollection("log", {capped: true, size: 4096, max: 2})',
    'for (let i = 0; i < 5; i++) db.log.insertOne({_id: i})',
  );
  t.is(evaluate('db.s.countDocuments()', 'db.log.find()'), '1\n[ { _id: 3 }, { _id: 4 } ]\n');
  machine.advance(120_000);
  t.is(evaluate('db.s.countDocuments()'), '0\n');
  evaluate('db.createCollection("v", {validator: {$jsonSchema: {required: ["name"], properties: {age: {bsonType: "int", minimum: 0}}}}})');
  t.is(evaluate('db.v.insertOne({name: "a", age: 1}).acknowledged'), 'true\n');
  t.is(evaluate('db.v.insertOne({name: "a", age: -1})'), 'MongoServerError: Document failed validation\n[1]\n');
});
