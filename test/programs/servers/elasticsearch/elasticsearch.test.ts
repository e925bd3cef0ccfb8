import test from 'ava';
import { networkedMachine } from '../../net/networked-machine.js';

const START = 'java org.elasticsearch.bootstrap.Elasticsearch -Des.node.name=Test';

function node() {
  const net = networkedMachine();
  const server = net.serve(START);
  const ask = (method: string, path: string, body?: unknown): string =>
    net.show([
      'curl',
      '-s',
      '-X',
      method,
      `localhost:9200${path}`,
      ...(body === undefined ? [] : ['-d', typeof body === 'string' ? body : JSON.stringify(body)]),
    ]);
  return { ...net, server, ask };
}

function books(): ReturnType<typeof node> {
  const found = node();
  const lines = [
    ['1', { title: 'quick brown fox', price: 10, tags: ['animal', 'fast'], on: '2020-01-15' }],
    ['2', { title: 'lazy dog', price: 20.5, tags: ['animal'], on: '2020-03-01' }],
    ['3', { title: 'the quick dog and the quick cat', price: 30, on: '2020-03-20' }],
  ] as const;
  const text = lines.map(([id, source]) => `{"index":{"_id":"${id}"}}\n${JSON.stringify(source)}\n`).join('');
  found.ask('PUT', '/books', { settings: { number_of_shards: 1, number_of_replicas: 0 } });
  found.ask('POST', '/books/book/_bulk?refresh=true', text);
  return found;
}

test('documents: made, read, changed, removed', t => {
  const { ask } = node();
  t.is(
    ask('PUT', '/shop/item/1', { a: 1 }),
    '{"_index":"shop","_type":"item","_id":"1","_version":1,"_shards":{"total":2,"successful":1,"failed":0},"created":true}',
  );
  t.is(ask('GET', '/shop/item/1'), '{"_index":"shop","_type":"item","_id":"1","_version":1,"found":true,"_source":{"a":1}}');
  t.is(
    ask('POST', '/shop/item/1/_update', { doc: { b: 2 } }),
    '{"_index":"shop","_type":"item","_id":"1","_version":2,"_shards":{"total":2,"successful":1,"failed":0}}',
  );
  t.is(ask('GET', '/shop/item/1/_source'), '{"a":1,"b":2}');
  t.regex(
    ask('PUT', '/shop/item/1?op_type=create', { a: 1 }),
    /"type":"document_already_exists_exception","reason":"\[item\]\[1\]: document already exists"/,
  );
  t.regex(
    ask('PUT', '/shop/item/1?version=1', { a: 1 }),
    /"reason":"\[item\]\[1\]: version conflict, current \[2\], provided \[1\]".*"status":409\}$/,
  );
  t.regex(
    ask('POST', '/shop/item/9/_update', { doc: {} }),
    /"type":"document_missing_exception","reason":"\[item\]\[9\]: document missing"/,
  );
  t.is(
    ask('DELETE', '/shop/item/1'),
    '{"found":true,"_index":"shop","_type":"item","_id":"1","_version":3,"_shards":{"total":2,"successful":1,"failed":0}}',
  );
  t.is(ask('GET', '/shop/item/1'), '{"_index":"shop","_type":"item","_id":"1","found":false}');
  t.is(ask('GET', '/shop/_mapping'), '{"shop":{"mappings":{"item":{"properties":{"a":{"type":"long"},"b":{"type":"long"}}}}}}');
  t.regex(ask('PUT', '/shop/item/2', { a: 'no number' }), /"type":"mapper_parsing_exception","reason":"failed to parse \[a\]"/);
  t.regex(ask('PUT', '/shop/item/2', '{broken'), /json_parse_exception/);
  t.is(ask('GET', '/_nothing'), 'No handler found for uri [/_nothing] and method [GET]');
});

test('searches see what is a second old, and score as Lucene does', t => {
  const { ask, machine } = books();
  const ids = (body: unknown): string =>
    [...ask('POST', '/books/_search', body).matchAll(/"_id":"(\w+)","_score":([\d.]+|null)/g)]
      .map(([, id, score]) => `${id ?? ''}:${score ?? ''}`)
      .join(' ');
  t.is(ids({ query: { match: { title: 'fox' } } }), '1:0.70273256');
  t.is(ids({ query: { match: { title: 'quick dog' } } }), '3:0.64016503 2:0.22097087 1:0.17677669');
  t.is(
    ids({ query: { bool: { must: { match_all: {} }, filter: { range: { price: { gt: 15 } } } } }, sort: { price: 'desc' } }),
    '3:null 2:null',
  );
  t.is(ids({ query: { term: { tags: 'fast' } }, size: 1 }).split(':')[0], '1');
  for (const [query, found] of [
    ['title:quick -fox', '3'],
    ['price:[15 TO 25]', '2'],
    ['title:"lazy dog"', '2'],
    ['qu*ck AND cat', '3'],
    ['_exists_:tags', '1 2'],
    ['(fox OR cat)', '1 3'],
  ] as const) {
    const hits = [...ask('GET', `/books/_search?q=${encodeURIComponent(query)}`).matchAll(/"_id":"(\w+)"/g)].map(([, id]) => id);
    t.is(hits.sort().join(' '), found, query);
  }
  ask('PUT', '/books/book/4', { title: 'late' });
  t.is(ask('GET', '/books/_count?q=late'), '{"count":0,"_shards":{"total":1,"successful":1,"failed":0}}');
  machine.advance(1100);
  t.is(ask('GET', '/books/_count?q=late'), '{"count":1,"_shards":{"total":1,"successful":1,"failed":0}}');
});

test('aggregations', t => {
  const { ask } = books();
  const aggs = {
    t: { terms: { field: 'tags' } },
    p: { stats: { field: 'price' } },
    m: { date_histogram: { field: 'on', interval: 'month' } },
    h: { histogram: { field: 'price', interval: 10 } },
  };
  t.is(
    ask('POST', '/books/_search', { size: 0, aggs }).replace(/^.*"aggregations":/, ''),
    '{"t":{"doc_count_error_upper_bound":0,"sum_other_doc_count":0,"buckets":[{"key":"animal","doc_count":2},{"key":"fast","doc_count":1}]},"p":{"count":3,"min":10.0,"max":30.0,"avg":20.166666666666668,"sum":60.5},"m":{"buckets":[{"key_as_string":"2020-01-01T00:00:00.000Z","key":1577836800000,"doc_count":1},{"key_as_string":"2020-02-01T00:00:00.000Z","key":1580515200000,"doc_count":0},{"key_as_string":"2020-03-01T00:00:00.000Z","key":1583020800000,"doc_count":2}]},"h":{"buckets":[{"key":10,"doc_count":1},{"key":20,"doc_count":1},{"key":30,"doc_count":1}]}}}',
  );
});

test('tables of _cat, and what stays after a kill', t => {
  const { ask, server, serve, machine } = books();
  t.is(
    ask('GET', '/_cat/indices?v&h=health,status,index,pri,rep,docs.count'),
    'health status index pri rep docs.count \ngreen  open   books   1   0          3 \n',
  );
  t.is(
    ask('GET', '/_cat/aliases') +
      ask('POST', '/_aliases', { actions: [{ add: { index: 'books', alias: 'library' } }] }) +
      ask('GET', '/_cat/aliases'),
    '{"acknowledged":true}library books - - - \n',
  );
  t.regex(ask('GET', '/nope/_search'), /^\{"error":\{"root_cause":\[\{"type":"index_not_found_exception","reason":"no such index"/);
  server.process.kill('SIGKILL');
  machine.advance(100);
  serve(START);
  t.is(ask('GET', '/library/book/2/_source'), '{"title":"lazy dog","price":20.5,"tags":["animal"],"on":"2020-03-01"}');
  t.is(ask('DELETE', '/books') + ask('GET', '/_cat/indices'), '{"acknowledged":true}');
});

test('hostile input hurts nobody', t => {
  const { ask } = books();
  ask('PUT', '/x/y/1', '{"__proto__":{"a":1},"constructor":"c"}');
  t.is(ask('GET', '/x/y/1/_source'), '{"__proto__":{"a":1},"constructor":"c"}');
  t.regex(ask('PUT', '/x/y/2', `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`), /mapper_parsing_exception/);
  t.regex(ask('POST', '/x/_search', { query: { wildcard: { a: '*a'.repeat(50) } } }), /"total":0/);
  t.regex(ask('GET', `/x/_search?q=${'('.repeat(200)}`), /query_parsing_exception/);
  t.regex(ask('PUT', '/..%2fx'), /invalid_index_name_exception/);
  t.regex(ask('PUT', '/UPPER'), /must be lowercase/);
});
