import type { Expr } from './ast.js';
import { parseCall, type Readers } from './parse-call.js';
import { parseTypeName } from './parse-type.js';
import type { TokenCursor } from './token-cursor.js';

type Reader = (cursor: TokenCursor, readers: Readers, at: number) => Expr;

/** Expressions that begin with a keyword; undefined when the next word is none of them. */
export function parseKeywordExpression(cursor: TokenCursor, readers: Readers): Expr | undefined {
  const { text, at } = cursor.peek();
  const read = Object.hasOwn(keywordReaders, text) ? keywordReaders[text] : undefined;
  if (read) {
    if (needsParenthesis.has(text) && cursor.peek(1).text !== '(') return typedLiteral(cursor, at);
    cursor.next();
    return read(cursor, readers, at);
  }
  return typedLiteral(cursor, at);
}

const needsParenthesis = new Set(
  'extract position substring overlay trim coalesce nullif greatest least exists cast row array_agg grouping normalize'.split(' '),
);

/** `interval '1 day'`, `timestamp with time zone '…'`, `bigint '1'`. */
function typedLiteral(cursor: TokenCursor, at: number): Expr | undefined {
  const words = [
    'interval',
    'timestamp',
    'time',
    'bigint',
    'int',
    'integer',
    'smallint',
    'numeric',
    'decimal',
    'real',
    'double',
    'float',
    'boolean',
    'char',
    'character',
    'varchar',
    'nchar',
    'bit',
  ];
  if (!words.some(word => cursor.sees(word))) return undefined;
  const before = cursor.position;
  const type = parseTypeName(cursor);
  const token = cursor.peek();
  if (token.kind !== 'string') {
    cursor.position = before;
    return undefined;
  }
  cursor.next();
  const unit = type.name[0] === 'interval' ? cursor.takesOne('year', 'month', 'day', 'hour', 'minute', 'second') : undefined;
  const text = unit !== undefined && /^\s*[-+]?[\d.]+\s*$/.test(token.text) ? `${token.text} ${unit}` : token.text;
  return { kind: 'cast', operand: { kind: 'literal', type: 'string', text, at: token.at }, type, at };
}

function call(name: string, args: readonly Expr[], at: number): Expr {
  return { kind: 'call', name: [name], args, star: false, distinct: false, order: [], variadic: false, at };
}

/** A function that is called without parentheses. */
function bare(name: string): Reader {
  return (cursor, _readers, at) => {
    let args: readonly Expr[] = [];
    if (name.startsWith('current_t') || name.startsWith('localtime')) {
      if (cursor.takes('(')) {
        args = [{ kind: 'literal', type: 'number', text: String(cursor.integer()), at }];
        cursor.expect(')');
      }
    } else if (cursor.takes('(')) cursor.expect(')');
    return call(name, args, at);
  };
}

function literal(type: 'boolean' | 'null', text: string): Reader {
  return (_cursor, _readers, at) => ({ kind: 'literal', type, text, at });
}

function choice(name: 'coalesce' | 'greatest' | 'least' | 'nullif'): Reader {
  return (cursor, readers, at) => {
    cursor.expect('(');
    const args = cursor.list(() => readers.expression(cursor));
    if (name === 'nullif' && args.length !== 2) throw cursor.unexpected();
    cursor.expect(')');
    return { kind: 'choice', name, args, at };
  };
}

const readCase: Reader = (cursor, readers, at) => {
  const subject = cursor.sees('when') ? undefined : readers.expression(cursor);
  const whens: { when: Expr; result: Expr }[] = [];
  while (cursor.takes('when')) {
    const when = readers.expression(cursor);
    cursor.expect('then');
    whens.push({ when, result: readers.expression(cursor) });
  }
  if (whens.length === 0) throw cursor.unexpected();
  const otherwise = cursor.takes('else') ? readers.expression(cursor) : undefined;
  cursor.expect('end');
  return { kind: 'case', whens, at, ...(subject ? { subject } : {}), ...(otherwise ? { otherwise } : {}) };
};

const readCast: Reader = (cursor, readers, at) => {
  cursor.expect('(');
  const operand = readers.expression(cursor);
  cursor.expect('as');
  const type = parseTypeName(cursor);
  cursor.expect(')');
  return { kind: 'cast', operand, type, at };
};

const readExists: Reader = (cursor, _readers, at) => {
  cursor.expect('(');
  const query = cursor.nested(() => cursor.readQuery(cursor));
  cursor.expect(')');
  return { kind: 'exists', query, at };
};

const readArray: Reader = (cursor, readers, at) => {
  if (cursor.takes('(')) {
    const query = cursor.nested(() => cursor.readQuery(cursor));
    cursor.expect(')');
    return { kind: 'array-query', query, at };
  }
  return readBrackets(cursor, readers, at);
};

function readBrackets(cursor: TokenCursor, readers: Readers, at: number): Expr {
  cursor.expect('[');
  const elements: Expr[] = [];
  if (!cursor.sees(']'))
    do elements.push(cursor.sees('[') ? cursor.nested(() => readBrackets(cursor, readers, cursor.peek().at)) : readers.expression(cursor));
    while (cursor.takes(','));
  cursor.expect(']');
  return { kind: 'array', elements, at };
}

const readRow: Reader = (cursor, readers, at) => {
  cursor.expect('(');
  const items = cursor.sees(')') ? [] : cursor.list(() => readers.expression(cursor));
  cursor.expect(')');
  return { kind: 'row', items, at };
};

const readExtract: Reader = (cursor, readers, at) => {
  cursor.expect('(');
  const token = cursor.next();
  if (token.kind !== 'word' && token.kind !== 'string' && token.kind !== 'quoted') throw cursor.unexpected(token);
  cursor.expect('from');
  const source = readers.expression(cursor);
  cursor.expect(')');
  return call('extract', [{ kind: 'literal', type: 'string', text: token.text, at: token.at }, source], at);
};

const readPosition: Reader = (cursor, readers, at) => {
  cursor.expect('(');
  const needle = readers.operand(cursor);
  cursor.expect('in');
  const text = readers.operand(cursor);
  cursor.expect(')');
  return call('position', [text, needle], at);
};

const readSubstring: Reader = (cursor, readers, at) => {
  cursor.expect('(');
  const args = [readers.expression(cursor)];
  if (cursor.takes('from')) args.push(readers.expression(cursor));
  if (cursor.takes('for')) {
    if (args.length === 1) args.push({ kind: 'literal', type: 'number', text: '1', at });
    args.push(readers.expression(cursor));
  }
  while (cursor.takes(',')) args.push(readers.expression(cursor));
  cursor.expect(')');
  return call('substring', args, at);
};

const readOverlay: Reader = (cursor, readers, at) => {
  cursor.expect('(');
  const args = [readers.expression(cursor)];
  for (const word of ['placing', 'from', 'for']) if (cursor.takes(word) || cursor.takes(',')) args.push(readers.expression(cursor));
  cursor.expect(')');
  return call('overlay', args, at);
};

const readTrim: Reader = (cursor, readers, at) => {
  cursor.expect('(');
  const side = cursor.takesOne('both', 'leading', 'trailing') ?? 'both';
  const name = { both: 'btrim', leading: 'ltrim', trailing: 'rtrim' }[side];
  const first = cursor.takes('from') ? undefined : readers.expression(cursor);
  let args = first ? [first] : [readers.expression(cursor)];
  if (first && cursor.takes('from')) args = [readers.expression(cursor), first];
  else if (cursor.takes(',')) args.push(readers.expression(cursor));
  cursor.expect(')');
  return call(name, args, at);
};

const keywordReaders: Readonly<Record<string, Reader>> = {
  true: literal('boolean', 'true'),
  false: literal('boolean', 'false'),
  null: literal('null', ''),
  default: (_cursor, _readers, at) => ({ kind: 'default', at }),
  case: readCase,
  cast: readCast,
  exists: readExists,
  array: readArray,
  row: readRow,
  extract: readExtract,
  position: readPosition,
  substring: readSubstring,
  overlay: readOverlay,
  trim: readTrim,
  coalesce: choice('coalesce'),
  greatest: choice('greatest'),
  least: choice('least'),
  nullif: choice('nullif'),
  current_date: bare('current_date'),
  current_time: bare('current_time'),
  current_timestamp: bare('current_timestamp'),
  localtime: bare('localtime'),
  localtimestamp: bare('localtimestamp'),
  current_user: bare('current_user'),
  current_role: bare('current_user'),
  session_user: bare('session_user'),
  user: bare('current_user'),
  current_catalog: bare('current_database'),
  current_schema: bare('current_schema'),
  left: (cursor, readers, at) => parseCall(cursor, ['left'], at, readers),
  right: (cursor, readers, at) => parseCall(cursor, ['right'], at, readers),
};
