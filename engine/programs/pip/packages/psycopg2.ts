import { psycopgConnection } from './psycopg2-connection.js';
import { psycopgCursors, psycopgExtras } from './psycopg2-cursors.js';

const module = String.raw`"""A client of PostgreSQL. A small stand-in for psycopg2, written for Drydock."""

import os
from urllib.parse import parse_qsl, unquote, urlsplit

from psycopg2 import errors, extensions
from psycopg2._connection import connection
from psycopg2._types import Binary, Date, Time, Timestamp
from psycopg2.errors import (
    DatabaseError, DataError, Error, IntegrityError, InterfaceError, InternalError, NotSupportedError, OperationalError, ProgrammingError, Warning,
)

__version__ = '@VERSION@ (dt dec pq3 ext lo64)'
apilevel = '2.0'
threadsafety = 2
paramstyle = 'pyformat'


def _options_of(dsn):
    if dsn.startswith(('postgres://', 'postgresql://')):
        parts = urlsplit(dsn)
        found = {'user': parts.username and unquote(parts.username), 'password': parts.password and unquote(parts.password), 'host': parts.hostname, 'port': parts.port, 'dbname': unquote(parts.path[1:]) or None}
        return {**{key: value for key, value in found.items() if value is not None}, **dict(parse_qsl(parts.query))}
    found = {}
    for word in dsn.split():
        if '=' not in word:
            raise ProgrammingError(f'invalid dsn: missing "=" after "{word}" in connection info string\n')
        key, value = word.split('=', 1)
        found[key] = value.strip("'")
    return found


def connect(dsn=None, connection_factory=None, cursor_factory=None, **options):
    if dsn is None and not options:
        raise TypeError('missing dsn and no parameters')
    given = _options_of(dsn) if dsn else {}
    given.update({'dbname' if key == 'database' else key: value for key, value in options.items() if value is not None})
    for key, name in (('host', 'PGHOST'), ('port', 'PGPORT'), ('user', 'PGUSER'), ('password', 'PGPASSWORD'), ('dbname', 'PGDATABASE')):
        if key not in given and os.environ.get(name):
            given[key] = os.environ[name]
    known = {'host', 'port', 'user', 'password', 'dbname', 'connect_timeout', 'application_name', 'sslmode', 'client_encoding'}
    for key in given:
        if key not in known:
            raise ProgrammingError(f'invalid dsn: invalid connection option "{key}"\n')
    if given.get('sslmode') in ('require', 'verify-ca', 'verify-full'):
        raise NotSupportedError('drydock: SSL to PostgreSQL is not simulated')
    made = (connection_factory or connection)(given)
    if cursor_factory is not None:
        made.cursor_factory = cursor_factory
    return made
`;

const types = String.raw`import json
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

Date, Time, Timestamp = date, time, datetime


class Binary:
    def __init__(self, value):
        self.adapted = value


def _quote(text):
    if '\0' in text:
        raise ValueError('A string literal cannot contain NUL (0x00) characters.')
    quoted = text.replace("'", "''")
    return " E'" + quoted.replace('\\', '\\\\') + "'" if '\\' in text else f"'{quoted}'"


def adapt(value):
    """A value as a part of a query."""
    if value is None:
        return 'NULL'
    if isinstance(value, bool):
        return 'true' if value else 'false'
    if isinstance(value, (int, Decimal)):
        return str(value) if value >= 0 else f' {value}'
    if isinstance(value, float):
        return repr(value) if value == value and abs(value) != float('inf') else f"'{'NaN' if value != value else 'Infinity' if value > 0 else '-Infinity'}'::float"
    if isinstance(value, str):
        return _quote(value)
    if isinstance(value, Binary):
        return adapt(bytes(value.adapted))
    if isinstance(value, (bytes, bytearray, memoryview)):
        return "'\\x" + bytes(value).hex() + "'::bytea"
    if isinstance(value, datetime):
        return f"'{value.isoformat()}'::timestamp{'tz' if value.tzinfo else ''}"
    if isinstance(value, date):
        return f"'{value.isoformat()}'::date"
    if isinstance(value, time):
        return f"'{value.isoformat()}'::time"
    if isinstance(value, timedelta):
        return f"'{value.days} days {value.seconds}.{value.microseconds:06d} seconds'::interval"
    if isinstance(value, list):
        return 'ARRAY[' + ','.join(map(adapt, value)) + ']' if value else "'{}'"
    if isinstance(value, tuple):
        return '(' + ', '.join(map(adapt, value)) + ')'
    conform = getattr(value, '__conform__', None) or getattr(value, '_as_literal', None)
    if conform:
        return conform()
    from psycopg2.errors import ProgrammingError
    raise ProgrammingError(f"can't adapt type '{type(value).__name__}'")


def _moment(text):
    at = max(text.rfind('+'), text.rfind('-', 11))
    zone = None
    if at > 10:
        parts = [int(part) for part in text[at + 1:].split(':')] + [0]
        offset = timedelta(hours=parts[0], minutes=parts[1])
        zone = timezone(-offset if text[at] == '-' else offset)
        text = text[:at]
    day, clock = text.split(' ')
    return datetime.combine(date.fromisoformat(day), _clock(clock), zone)


def _clock(text):
    whole, _, rest = text.partition('.')
    hour, minute, second = map(int, whole.split(':'))
    return time(hour, minute, second, int(rest.ljust(6, '0')) if rest else 0)


def _interval(text):
    words, days, months = text.split(' '), 0, 0
    found = timedelta()
    while words:
        word = words.pop(0)
        if ':' in word:
            hours, minutes, seconds = word.lstrip('-').split(':')
            span = timedelta(hours=int(hours), minutes=int(minutes), seconds=float(seconds))
            found += -span if word.startswith('-') else span
        elif words:
            unit = words.pop(0)
            days += int(word) * (365 if unit.startswith('year') else 30 if unit.startswith('mon') else 1)
    return found + timedelta(days=days)


def _array(text, item):
    """The text of an array: braces, commas and quotes."""
    stack, word, quoted, at = [[]], '', False, 0
    while at < len(text):
        letter = text[at]
        if letter == '"':
            quoted, at = True, at + 1
            while text[at] != '"':
                at += text[at] == '\\'
                word, at = word + text[at], at + 1
        elif letter == '{':
            stack.append([])
        elif letter in ',}':
            if word != '' or quoted:
                stack[-1].append(None if word == 'NULL' and not quoted else item(word))
            word, quoted = '', False
            if letter == '}':
                done = stack.pop()
                stack[-1].append(done)
        else:
            word += letter
        at += 1
    return stack[0][0]


def _json(text):
    return json.loads(text)


_parsers = {
    16: lambda text: text == 't', 17: lambda text: bytes.fromhex(text[2:]), 20: int, 21: int, 23: int, 26: int, 114: _json, 3802: _json, 700: float, 701: float, 1082: date.fromisoformat,
    1083: _clock, 1114: _moment, 1184: _moment, 1186: _interval, 1700: Decimal,
}
for _oid, _item in {1000: 16, 1005: 21, 1007: 23, 1016: 20, 1021: 700, 1022: 701, 1231: 1700, 1182: 1082, 1115: 1114, 1185: 1184}.items():
    _parsers[_oid] = lambda text, item=_parsers[_item]: _array(text, item)
for _oid in (1009, 1015, 1002):
    _parsers[_oid] = lambda text: _array(text, str)


def parse(oid, text):
    """The value of a column from its text."""
    parser = _parsers.get(oid)
    return parser(text) if parser else text
`;

const errors = String.raw`class Error(Exception):
    pgcode = None
    pgerror = None
    cursor = None
    diag = None


class Warning(Exception):
    pass


class InterfaceError(Error):
    pass


class DatabaseError(Error):
    pass


class DataError(DatabaseError):
    pass


class OperationalError(DatabaseError):
    pass


class IntegrityError(DatabaseError):
    pass


class InternalError(DatabaseError):
    pass


class ProgrammingError(DatabaseError):
    pass


class NotSupportedError(DatabaseError):
    pass


class Diagnostics:
    def __init__(self, fields):
        names = {'S': 'severity', 'C': 'sqlstate', 'M': 'message_primary', 'D': 'message_detail', 'H': 'message_hint', 'P': 'statement_position', 't': 'table_name', 'c': 'column_name', 'n': 'constraint_name', 's': 'schema_name'}
        for letter, name in names.items():
            setattr(self, name, fields.get(letter))


# Classes of states, and the states that have a name of their own.
_kinds = {'22': DataError, '23': IntegrityError, '0A': NotSupportedError, '25': InternalError, '40': OperationalError, '42': ProgrammingError, '3D': OperationalError, '3F': ProgrammingError, '53': OperationalError, '55': OperationalError, '57': OperationalError, '28': OperationalError}
_names = {
    '22001': 'StringDataRightTruncation', '22003': 'NumericValueOutOfRange', '22007': 'InvalidDatetimeFormat', '22012': 'DivisionByZero', '22P02': 'InvalidTextRepresentation', '23502': 'NotNullViolation',
    '23503': 'ForeignKeyViolation', '23505': 'UniqueViolation', '23514': 'CheckViolation', '25P02': 'InFailedSqlTransaction', '3D000': 'InvalidCatalogName', '40001': 'SerializationFailure',
    '40P01': 'DeadlockDetected', '42501': 'InsufficientPrivilege', '42601': 'SyntaxError', '42701': 'DuplicateColumn', '42703': 'UndefinedColumn', '42704': 'UndefinedObject', '42710': 'DuplicateObject', '42804': 'DatatypeMismatch',
    '42883': 'UndefinedFunction', '42P01': 'UndefinedTable', '42P04': 'DuplicateDatabase', '42P07': 'DuplicateTable', '57014': 'QueryCanceled', '57P01': 'AdminShutdown',
}
_made = {code: type(name, (_kinds.get(code[:2], DatabaseError),), {'__module__': 'psycopg2.errors'}) for code, name in _names.items()}
globals().update({kind.__name__: kind for kind in _made.values()})


def lookup(code):
    return _made[code]


def of_fields(fields, query):
    code = fields['C']
    text = fields['M'] + '\n'
    if 'P' in fields:
        position = int(fields['P']) - 1
        start = query.rfind('\n', 0, position) + 1
        end = query.find('\n', position)
        head = f'LINE {query.count(chr(10), 0, position) + 1}: '
        text += head + query[start:end if end >= 0 else len(query)] + '\n' + ' ' * (len(head) + position - start) + '^\n'
    for letter, word in (('D', 'DETAIL'), ('H', 'HINT')):
        if letter in fields:
            text += f'{word}:  {fields[letter]}\n'
    error = (_made.get(code) or _kinds.get(code[:2], DatabaseError))(text)
    error.pgcode, error.pgerror, error.diag = code, f"{fields['S']}:  {text}", Diagnostics(fields)
    return error
`;

export const psycopgFiles: Readonly<Record<string, string>> = {
  'psycopg2/__init__.py': module,
  'psycopg2/_connection.py': psycopgConnection,
  'psycopg2/_types.py': types,
  'psycopg2/errors.py': errors,
  ...psycopgCursors,
  ...psycopgExtras,
};
