/** Cursors of the stand-in for psycopg2. */
export const psycopgCursors: Readonly<Record<string, string>> = {
  'psycopg2/extensions.py': String.raw`from psycopg2._connection import Column, connection
from psycopg2._types import adapt as _literal
from psycopg2.errors import InterfaceError, ProgrammingError

ISOLATION_LEVEL_AUTOCOMMIT, ISOLATION_LEVEL_READ_COMMITTED, ISOLATION_LEVEL_REPEATABLE_READ, ISOLATION_LEVEL_SERIALIZABLE = 0, 1, 2, 3
STATUS_READY, STATUS_BEGIN = 1, 2


class AsIs:
    def __init__(self, value):
        self.adapted = value

    def _as_literal(self):
        return str(self.adapted)


class cursor:
    arraysize = 1
    itersize = 2000

    def __init__(self, connection):
        self.connection = connection
        self.closed = False
        self.description = None
        self.rowcount = -1
        self.query = None
        self.statusmessage = None
        self.lastrowid = 0
        self._rows = []
        self._at = 0

    def mogrify(self, query, args=None):
        text = query.as_string(self) if hasattr(query, 'as_string') else query.decode() if isinstance(query, bytes) else query
        if args is None:
            return text.encode()
        values = {key: _literal(value) for key, value in args.items()} if isinstance(args, dict) else tuple(map(_literal, args))
        try:
            return (text % values).encode()
        except TypeError as error:
            if 'not enough arguments' in str(error):
                raise IndexError('tuple index out of range') from None
            raise

    def execute(self, query, vars=None):
        if self.closed:
            raise InterfaceError('cursor already closed')
        if not query:
            raise ProgrammingError("can't execute an empty query")
        self.query = self.mogrify(query, vars)
        self.description, self._rows, self._at, self.rowcount = None, [], 0, -1
        columns, rows, tag = self.connection._execute(self.query.decode())
        self.statusmessage = tag
        if columns is not None:
            self.description, self._rows = tuple(columns), rows
        last = (tag or '').split(' ')[-1]
        self.rowcount = int(last) if last.isdigit() else -1

    def executemany(self, query, vars_list):
        total = 0
        for each in vars_list:
            self.execute(query, each)
            total += max(self.rowcount, 0)
        self.rowcount = total

    def _check(self):
        if self.closed:
            raise InterfaceError('cursor already closed')
        if self.description is None:
            raise ProgrammingError('no results to fetch')

    def _shape(self, row):
        return row

    def fetchone(self):
        self._check()
        if self._at >= len(self._rows):
            return None
        self._at += 1
        return self._shape(self._rows[self._at - 1])

    def fetchmany(self, size=None):
        self._check()
        rows = self._rows[self._at:self._at + (self.arraysize if size is None else size)]
        self._at += len(rows)
        return [self._shape(row) for row in rows]

    def fetchall(self):
        self._check()
        rows, self._at = self._rows[self._at:], len(self._rows)
        return [self._shape(row) for row in rows]

    @property
    def rownumber(self):
        return self._at

    def scroll(self, value, mode='relative'):
        self._at = max(0, value if mode == 'absolute' else self._at + value)

    def callproc(self, name, args=()):
        self.execute(f'SELECT * FROM {name}({", ".join(["%s"] * len(args))})', args)
        return args

    def copy_from(self, *args, **options):
        raise ProgrammingError('drydock: COPY with psycopg2 is not simulated')

    copy_to = copy_expert = copy_from

    def close(self):
        self.closed = True

    def __iter__(self):
        self._check()
        while (row := self.fetchone()) is not None:
            yield row

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
`,
};

/** Rows with names, pools, and queries made of parts. */
export const psycopgExtras: Readonly<Record<string, string>> = {
  'psycopg2/extras.py': String.raw`import json
from collections import namedtuple, OrderedDict

from psycopg2._types import adapt
from psycopg2.extensions import cursor


class DictRow(list):
    def __init__(self, names, row):
        super().__init__(row)
        self._names = names

    def __getitem__(self, key):
        return super().__getitem__(key if isinstance(key, (int, slice)) else self._names[key])

    def keys(self):
        return iter(self._names)

    def values(self):
        return iter(list(self))

    def items(self):
        return iter([(name, self[at]) for name, at in self._names.items()])

    def get(self, key, default=None):
        return self[key] if key in self._names else default

    def __contains__(self, key):
        return key in self._names


class DictCursor(cursor):
    def _shape(self, row):
        return DictRow({column.name: at for at, column in enumerate(self.description)}, row)


class RealDictRow(OrderedDict):
    pass


class RealDictCursor(cursor):
    def _shape(self, row):
        return RealDictRow((column.name, value) for column, value in zip(self.description, row))


class NamedTupleCursor(cursor):
    def _shape(self, row):
        return namedtuple('Record', [column.name for column in self.description], rename=True)(*row)


class Json:
    def __init__(self, adapted, dumps=None):
        self.adapted = adapted
        self._dumps = dumps or json.dumps

    def _as_literal(self):
        return adapt(self._dumps(self.adapted))


def execute_values(cur, sql, argslist, template=None, page_size=100, fetch=False):
    rows, found = list(argslist), []
    for at in range(0, len(rows), page_size):
        parts = [cur.mogrify(template or '(' + ','.join(['%s'] * len(row)) + ')', row).decode() for row in rows[at:at + page_size]]
        cur.execute(sql.replace('%s', ','.join(parts), 1))
        if fetch:
            found += cur.fetchall()
    return found if fetch else None


def execute_batch(cur, sql, argslist, page_size=100):
    for args in argslist:
        cur.execute(sql, args)


def wait_select(connection):
    return None
`,
  'psycopg2/pool.py': String.raw`from psycopg2 import connect
from psycopg2.errors import Error


class PoolError(Error):
    pass


class AbstractConnectionPool:
    def __init__(self, minconn, maxconn, *args, **options):
        self.minconn, self.maxconn, self.closed = int(minconn), int(maxconn), False
        self._args, self._options, self._free, self._used = args, options, [], []
        for _ in range(self.minconn):
            self._free.append(connect(*args, **options))

    def getconn(self, key=None):
        if self.closed:
            raise PoolError('connection pool is closed')
        if not self._free:
            if len(self._used) >= self.maxconn:
                raise PoolError('connection pool exhausted')
            self._free.append(connect(*self._args, **self._options))
        made = self._free.pop()
        self._used.append(made)
        return made

    def putconn(self, conn=None, key=None, close=False):
        if conn not in self._used:
            raise PoolError('trying to put unkeyed connection')
        self._used.remove(conn)
        if conn.closed:
            return
        conn.rollback()
        if close or len(self._free) >= self.minconn:
            conn.close()
        else:
            self._free.append(conn)

    def closeall(self):
        for conn in self._free + self._used:
            conn.close()
        self.closed = True


class SimpleConnectionPool(AbstractConnectionPool):
    pass


class ThreadedConnectionPool(AbstractConnectionPool):
    pass
`,
  'psycopg2/sql.py': String.raw`from psycopg2._types import adapt


class Composable:
    def __add__(self, other):
        return Composed([self, other])


class SQL(Composable):
    def __init__(self, string):
        self.string = string

    def as_string(self, context=None):
        return self.string

    def format(self, *args, **names):
        parts, rest, at = [], self.string, 0
        while '{' in rest:
            before, _, tail = rest.partition('{')
            name, _, rest = tail.partition('}')
            parts += [SQL(before), names[name] if name and not name.isdigit() else args[int(name) if name else at]]
            at += 1
        return Composed(parts + [SQL(rest)])

    def join(self, items):
        parts = []
        for each in items:
            parts += [self, each] if parts else [each]
        return Composed(parts)


class Identifier(Composable):
    def __init__(self, *strings):
        self.strings = strings

    def as_string(self, context=None):
        return '.'.join('"' + each.replace('"', '""') + '"' for each in self.strings)


class Literal(Composable):
    def __init__(self, wrapped):
        self.wrapped = wrapped

    def as_string(self, context=None):
        return adapt(self.wrapped)


class Placeholder(Composable):
    def __init__(self, name=None):
        self.name = name

    def as_string(self, context=None):
        return f'%({self.name})s' if self.name else '%s'


class Composed(Composable):
    def __init__(self, seq):
        self.seq = [part for each in seq for part in (each.seq if isinstance(each, Composed) else [each])]

    def as_string(self, context=None):
        return ''.join(each.as_string(context) for each in self.seq)
`,
};
