/** Commands of the stand-in for redis-py. */
export const redisClient = String.raw`from datetime import timedelta

from redis.connection import ConnectionPool
from redis.exceptions import ConnectionError, DataError, RedisError, ResponseError, WatchError


def _pairs(answer):
    return dict(zip(answer[::2], answer[1::2])) if isinstance(answer, list) else answer


def _info(answer):
    text = answer.decode() if isinstance(answer, bytes) else answer
    found = {}
    for line in text.splitlines():
        if ':' in line and not line.startswith('#'):
            name, value = line.split(':', 1)
            found[name] = int(value) if value.lstrip('-').isdigit() else value
    return found


def _text(answer):
    return answer.decode() if isinstance(answer, bytes) else answer


def _is_ok(answer):
    return _text(answer) == 'OK'


def _scores(answer):
    return [(name, float(score)) for name, score in zip(answer[::2], answer[1::2])]


def _seconds(value):
    return int(value.total_seconds()) if isinstance(value, timedelta) else value


# What answers become: a function by the name of the command.
_answers = {
    'PING': lambda answer: _text(answer) == 'PONG', 'HGETALL': _pairs, 'INFO': _info, 'TYPE': lambda answer: answer,
    'SMEMBERS': set, 'SINTER': set, 'SUNION': set, 'SDIFF': set, 'INCRBYFLOAT': float, 'HINCRBYFLOAT': float,
    'ZSCORE': lambda answer: None if answer is None else float(answer), 'ZINCRBY': float, 'CONFIG GET': _pairs, 'TIME': lambda answer: tuple(map(int, answer)),
    **{name: _is_ok for name in 'SELECT FLUSHDB FLUSHALL MSET RENAME HMSET LSET LTRIM AUTH WATCH UNWATCH'.split()},
    **{name: bool for name in 'EXPIRE EXPIREAT PERSIST SISMEMBER HEXISTS SETNX MOVE RENAMENX'.split()},
}


class Commands:
    def _do(self, *words, **options):
        return self.execute_command(*words, **options)

    def ping(self): return self._do('PING')
    def echo(self, value): return self._do('ECHO', value)
    def auth(self, password, username=None): return self._do('AUTH', *([username] if username else []), password)
    def dbsize(self): return self._do('DBSIZE')
    def flushdb(self, asynchronous=False): return self._do('FLUSHDB')
    def flushall(self, asynchronous=False): return self._do('FLUSHALL')
    def info(self, section=None): return self._do('INFO', *([section] if section else []))
    def time(self): return self._do('TIME')
    def config_get(self, pattern='*'): return self._do('CONFIG GET', pattern)

    def get(self, name): return self._do('GET', name)
    def getset(self, name, value): return self._do('GETSET', name, value)
    def getdel(self, name): return self._do('GETDEL', name)

    def set(self, name, value, ex=None, px=None, nx=False, xx=False, keepttl=False, get=False):
        words = [name, value]
        words += ['EX', _seconds(ex)] if ex is not None else []
        words += ['PX', px] if px is not None else []
        words += ['KEEPTTL'] * keepttl + ['NX'] * nx + ['XX'] * xx + ['GET'] * get
        return self._do('SET', *words, get=get)

    def setex(self, name, time, value): return self._do('SETEX', name, _seconds(time), value, get=False)
    def setnx(self, name, value): return self._do('SETNX', name, value)
    def append(self, key, value): return self._do('APPEND', key, value)
    def strlen(self, name): return self._do('STRLEN', name)
    def mget(self, keys, *args): return self._do('MGET', *_list(keys, args))
    def mset(self, mapping): return self._do('MSET', *_flat(mapping))
    def incr(self, name, amount=1): return self._do('INCRBY', name, amount)
    incrby = incr
    def incrbyfloat(self, name, amount=1.0): return self._do('INCRBYFLOAT', name, amount)
    def decr(self, name, amount=1): return self._do('DECRBY', name, amount)
    decrby = decr

    def delete(self, *names): return self._do('DEL', *names)
    def unlink(self, *names): return self._do('UNLINK', *names)
    def exists(self, *names): return self._do('EXISTS', *names)
    def keys(self, pattern='*'): return self._do('KEYS', pattern)
    def expire(self, name, time): return self._do('EXPIRE', name, _seconds(time))
    def persist(self, name): return self._do('PERSIST', name)
    def ttl(self, name): return self._do('TTL', name)
    def pttl(self, name): return self._do('PTTL', name)
    def type(self, name): return self._do('TYPE', name)
    def rename(self, src, dst): return self._do('RENAME', src, dst)

    def scan(self, cursor=0, match=None, count=None):
        words = (['MATCH', match] if match is not None else []) + (['COUNT', count] if count is not None else [])
        cursor, keys = self._do('SCAN', cursor, *words)
        return int(cursor), keys

    def scan_iter(self, match=None, count=None):
        cursor = None
        while cursor != 0:
            cursor, keys = self.scan(cursor or 0, match, count)
            yield from keys

    def hset(self, name, key=None, value=None, mapping=None):
        if key is None and not mapping:
            raise DataError("'hset' with no key value pairs")
        return self._do('HSET', name, *([key, value] if key is not None else []), *_flat(mapping or {}))

    def hmset(self, name, mapping): return self._do('HMSET', name, *_flat(mapping))
    def hget(self, name, key): return self._do('HGET', name, key)
    def hmget(self, name, keys, *args): return self._do('HMGET', name, *_list(keys, args))
    def hgetall(self, name): return self._do('HGETALL', name)
    def hdel(self, name, *keys): return self._do('HDEL', name, *keys)
    def hexists(self, name, key): return self._do('HEXISTS', name, key)
    def hkeys(self, name): return self._do('HKEYS', name)
    def hvals(self, name): return self._do('HVALS', name)
    def hlen(self, name): return self._do('HLEN', name)
    def hincrby(self, name, key, amount=1): return self._do('HINCRBY', name, key, amount)

    def lpush(self, name, *values): return self._do('LPUSH', name, *values)
    def rpush(self, name, *values): return self._do('RPUSH', name, *values)
    def lpop(self, name, count=None): return self._do('LPOP', name, *([count] if count is not None else []))
    def rpop(self, name, count=None): return self._do('RPOP', name, *([count] if count is not None else []))
    def llen(self, name): return self._do('LLEN', name)
    def lrange(self, name, start, end): return self._do('LRANGE', name, start, end)
    def lindex(self, name, index): return self._do('LINDEX', name, index)
    def lset(self, name, index, value): return self._do('LSET', name, index, value)
    def lrem(self, name, count, value): return self._do('LREM', name, count, value)
    def ltrim(self, name, start, end): return self._do('LTRIM', name, start, end)

    def blpop(self, keys, timeout=0):
        answer = self._do('BLPOP', *_list(keys, ()), timeout or 0)
        return tuple(answer) if answer else None

    def brpop(self, keys, timeout=0):
        answer = self._do('BRPOP', *_list(keys, ()), timeout or 0)
        return tuple(answer) if answer else None

    def sadd(self, name, *values): return self._do('SADD', name, *values)
    def srem(self, name, *values): return self._do('SREM', name, *values)
    def smembers(self, name): return self._do('SMEMBERS', name)
    def sismember(self, name, value): return self._do('SISMEMBER', name, value)
    def scard(self, name): return self._do('SCARD', name)
    def sinter(self, keys, *args): return self._do('SINTER', *_list(keys, args))
    def sunion(self, keys, *args): return self._do('SUNION', *_list(keys, args))
    def sdiff(self, keys, *args): return self._do('SDIFF', *_list(keys, args))

    def zadd(self, name, mapping, nx=False, xx=False, incr=False):
        words = ['NX'] * nx + ['XX'] * xx + ['INCR'] * incr
        return self._do('ZADD', name, *words, *(each for pair in mapping.items() for each in reversed(pair)))

    def zrange(self, name, start, end, desc=False, withscores=False):
        answer = self._do('ZREVRANGE' if desc else 'ZRANGE', name, start, end, *['WITHSCORES'] * withscores)
        return _scores(answer) if withscores else answer

    def zrevrange(self, name, start, end, withscores=False): return self.zrange(name, start, end, True, withscores)
    def zscore(self, name, value): return self._do('ZSCORE', name, value)
    def zincrby(self, name, amount, value): return self._do('ZINCRBY', name, amount, value)
    def zrank(self, name, value): return self._do('ZRANK', name, value)
    def zrem(self, name, *values): return self._do('ZREM', name, *values)
    def zcard(self, name): return self._do('ZCARD', name)
    def publish(self, channel, message): return self._do('PUBLISH', channel, message)


def _list(keys, args):
    return [*([keys] if isinstance(keys, (str, bytes)) else keys), *args]


def _flat(mapping):
    return [each for pair in mapping.items() for each in pair]


def _finish(words, options, answer):
    name = words[0].upper()
    if name in ('SET', 'SETEX') and not options.get('get'):
        return None if answer is None else True
    return _answers[name](answer) if name in _answers and answer is not None else answer


class Redis(Commands):
    def __init__(self, host='localhost', port=6379, db=0, password=None, socket_timeout=None, connection_pool=None, **kwargs):
        self.connection_pool = connection_pool or ConnectionPool(
            host=host, port=port, db=db, password=password, socket_timeout=socket_timeout, **kwargs)

    @classmethod
    def from_url(cls, url, **kwargs):
        return cls(connection_pool=ConnectionPool.from_url(url, **kwargs))

    def __repr__(self):
        return f'<redis.client.Redis({self.connection_pool!r})>'

    def execute_command(self, *words, **options):
        connection = self.connection_pool.get_connection()
        try:
            was_open = connection._sock is not None
            try:
                answer = connection.ask(*words)
            except ConnectionError:
                if not was_open:
                    raise
                connection.disconnect()
                answer = connection.ask(*words)
        finally:
            self.connection_pool.release(connection)
        return _finish(words, options, answer)

    def pipeline(self, transaction=True, shard_hint=None):
        return Pipeline(self.connection_pool, transaction)

    def pubsub(self, **kwargs):
        return PubSub(self.connection_pool, **kwargs)

    def close(self):
        self.connection_pool.disconnect()

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def __getitem__(self, name):
        value = self.get(name)
        if value is None:
            raise KeyError(name)
        return value

    def __setitem__(self, name, value): self.set(name, value)
    def __delitem__(self, name): self.delete(name)
    def __contains__(self, name): return bool(self.exists(name))


StrictRedis = Redis


class Pipeline(Redis):
    def __init__(self, connection_pool, transaction):
        self.connection_pool, self._transaction, self._waiting = connection_pool, transaction, []

    def __len__(self):
        return len(self._waiting)

    def execute_command(self, *words, **options):
        if words[0] == 'WATCH':
            raise NotImplementedError('drydock: WATCH of redis-py is not simulated')
        self._waiting.append((words, options))
        return self

    def execute(self, raise_on_error=True):
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return []
        connection = self.connection_pool.get_connection()
        try:
            commands = [words for words, _ in waiting]
            commands = [('MULTI',), *commands, ('EXEC',)] if self._transaction else commands
            connection.connect()
            connection._write(b''.join(connection.pack(*words) for words in commands))
            answers = [connection._read() for _ in commands]
            answers = answers[-1] if self._transaction else answers
        finally:
            self.connection_pool.release(connection)
        if isinstance(answers, ResponseError):
            raise answers
        results = [each if isinstance(each, Exception) else _finish(words, options, each) for (words, options), each in zip(waiting, answers)]
        for each in results:
            if raise_on_error and isinstance(each, Exception):
                raise each
        return results

    def reset(self):
        self._waiting = []

    def close(self):
        self.reset()


class PubSub:
    def __init__(self, connection_pool, ignore_subscribe_messages=False):
        self._connection, self._ignores = connection_pool.get_connection(), ignore_subscribe_messages
        self._names = set()

    def subscribe(self, *names):
        self._names |= set(names)
        self._connection.send('SUBSCRIBE', *names)

    def psubscribe(self, *names):
        self._names |= set(names)
        self._connection.send('PSUBSCRIBE', *names)

    def unsubscribe(self, *names):
        self._names -= set(names or self._names)
        self._connection.send('UNSUBSCRIBE', *names)

    def _next(self):
        answer = self._connection.read()
        kind = _text(answer[0])
        pattern = answer[1] if kind == 'pmessage' else None
        channel, data = answer[-2:]
        return {'type': kind, 'pattern': pattern, 'channel': channel, 'data': data}

    def listen(self):
        while self._names:
            message = self._next()
            if not self._ignores or message['type'].endswith('message'):
                yield message

    def get_message(self, ignore_subscribe_messages=False, timeout=0.0):
        import _socket
        if not self._connection._file._in and not _socket.readable([self._connection._sock.fileno()], timeout):
            return None
        message = self._next()
        return None if (ignore_subscribe_messages or self._ignores) and not message['type'].endswith('message') else message

    def close(self):
        self._connection.disconnect()
`;
