/** `datetime`. */
export const datetime = String.raw`"""Dates and times."""

import time as _time

MINYEAR, MAXYEAR = 1, 9999
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WEEKDAYS = ('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')
_MONTHS = ('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December')
_DAY_US = 86400 * 1000000


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in(year, month):
    return 29 if month == 2 and _is_leap(year) else _DAYS[month - 1]


def _days_before_year(year):
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400


def _ordinal(year, month, day):
    return _days_before_year(year) + sum(_days_in(year, each) for each in range(1, month)) + day


def _from_ordinal(n):
    if not 1 <= n <= 3652059:
        raise OverflowError('date value out of range')
    year = max(1, n * 400 // 146097)
    while _days_before_year(year + 1) < n:
        year += 1
    while _days_before_year(year) >= n:
        year -= 1
    n -= _days_before_year(year)
    month = 1
    while n > _days_in(year, month):
        n -= _days_in(year, month)
        month += 1
    return year, month, n


class timedelta:
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        parts = ((weeks, 7 * _DAY_US), (days, _DAY_US), (hours, 3600000000), (minutes, 60000000), (seconds, 1000000), (milliseconds, 1000), (microseconds, 1))
        total = sum(value * unit for value, unit in parts if isinstance(value, int)) + round(sum(value * unit for value, unit in parts if not isinstance(value, int)))
        self._us = total
        if abs(self.days) > 999999999:
            raise OverflowError(f'days={self.days}; must have magnitude <= 999999999')

    @classmethod
    def _of(cls, us):
        return cls(microseconds=us)

    @property
    def days(self): return self._us // _DAY_US

    @property
    def seconds(self): return self._us % _DAY_US // 1000000

    @property
    def microseconds(self): return self._us % 1000000

    def total_seconds(self): return self._us / 1000000

    def __add__(self, other): return self._of(self._us + other._us) if isinstance(other, timedelta) else NotImplemented
    def __sub__(self, other): return self._of(self._us - other._us) if isinstance(other, timedelta) else NotImplemented
    def __neg__(self): return self._of(-self._us)
    def __pos__(self): return self
    def __abs__(self): return self._of(abs(self._us))
    def __bool__(self): return self._us != 0
    def __hash__(self): return hash(self._us)
    def __mul__(self, other): return self._of(round(self._us * other)) if isinstance(other, (int, float)) else NotImplemented
    __rmul__ = __mul__
    __radd__ = __add__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us / other._us
        return self._of(round(self._us / other)) if isinstance(other, (int, float)) else NotImplemented

    def __floordiv__(self, other):
        return self._us // other._us if isinstance(other, timedelta) else self._of(self._us // other)

    def __mod__(self, other): return self._of(self._us % other._us)
    def __eq__(self, other): return self._us == other._us if isinstance(other, timedelta) else NotImplemented
    def __lt__(self, other): return self._us < other._us if isinstance(other, timedelta) else NotImplemented
    def __le__(self, other): return self._us <= other._us if isinstance(other, timedelta) else NotImplemented
    def __gt__(self, other): return self._us > other._us if isinstance(other, timedelta) else NotImplemented
    def __ge__(self, other): return self._us >= other._us if isinstance(other, timedelta) else NotImplemented

    def __repr__(self):
        parts = [f'{name}={value}' for name, value in (('days', self.days), ('seconds', self.seconds), ('microseconds', self.microseconds)) if value]
        return f"datetime.timedelta({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f'{hours}:{minutes:02}:{seconds:02}'
        if self.days:
            text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, {text}"
        return text + (f'.{self.microseconds:06}' if self.microseconds else '')


timedelta.min, timedelta.max = timedelta(-999999999), timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    def utcoffset(self, dt): raise NotImplementedError('a tzinfo subclass must implement utcoffset()')
    def tzname(self, dt): raise NotImplementedError('a tzinfo subclass must implement tzname()')
    def dst(self, dt): raise NotImplementedError('a tzinfo subclass must implement dst()')

    def fromutc(self, dt):
        return dt + self.utcoffset(dt)


def _offset_text(offset, colon=':'):
    if offset is None:
        return ''
    us = offset._us
    sign = '-' if us < 0 else '+'
    minutes, seconds = divmod(abs(us) // 1000000, 60)
    return f'{sign}{minutes // 60:02}{colon}{minutes % 60:02}' + (f'{colon}{seconds:02}' if seconds else '')


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if abs(offset._us) >= _DAY_US:
            raise ValueError(f'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset!r}.')
        self._offset, self._name = offset, name

    def utcoffset(self, dt): return self._offset
    def dst(self, dt): return None
    def tzname(self, dt): return self._name or ('UTC' + _offset_text(self._offset) if self._offset else 'UTC')
    def __eq__(self, other): return isinstance(other, timezone) and self._offset == other._offset
    def __hash__(self): return hash(self._offset)
    def __str__(self): return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        return f'datetime.timezone({self._offset!r}' + (f', {self._name!r})' if self._name else ')')


timezone.utc = timezone(timedelta(0))
UTC = timezone.utc


def _checked(year, month, day):
    for name, value in (('year', year), ('month', month), ('day', day)):
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f'year {year} is out of range')
    if not 1 <= month <= 12:
        raise ValueError('month must be in 1..12')
    if not 1 <= day <= _days_in(year, month):
        raise ValueError('day is out of range for month')


class _Ordered:
    def __eq__(self, other): return self._key() == other._key() if self._fits(other) else NotImplemented
    def __lt__(self, other): return self._compare(other, '<') < 0
    def __le__(self, other): return self._compare(other, '<=') <= 0
    def __gt__(self, other): return self._compare(other, '>') > 0
    def __ge__(self, other): return self._compare(other, '>=') >= 0
    def __hash__(self): return hash(self._key())

    def _compare(self, other, sign):
        if not self._fits(other):
            raise TypeError(f"'{sign}' not supported between instances of '{type(self).__module__}.{type(self).__name__}' and '{type(other).__name__}'")
        mine, theirs = self._key(), other._key()
        return (mine > theirs) - (mine < theirs)


class date(_Ordered):
    def __init__(self, year, month=None, day=None):
        _checked(year, month, day)
        self._date = year, month, day

    @property
    def year(self): return self._date[0]

    @property
    def month(self): return self._date[1]

    @property
    def day(self): return self._date[2]

    @classmethod
    def today(cls): return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls(*_from_ordinal(719163 + int(timestamp // 86400)))

    @classmethod
    def fromordinal(cls, n): return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, text):
        try:
            if len(text) == 8 and text.isdigit():
                return cls(int(text[:4]), int(text[4:6]), int(text[6:]))
            if len(text) != 10 or text[4] != '-' or text[7] != '-':
                raise ValueError
            year, month, day = int(text[:4]), int(text[5:7]), int(text[8:])
        except ValueError:
            raise ValueError(f'Invalid isoformat string: {text!r}') from None
        return cls(year, month, day)

    def _key(self): return self.toordinal()
    def _fits(self, other): return isinstance(other, date) and not isinstance(other, datetime)
    def toordinal(self): return _ordinal(*self._date)
    def weekday(self): return (self.toordinal() + 6) % 7
    def isoweekday(self): return self.weekday() + 1
    def isoformat(self): return '%04d-%02d-%02d' % self._date
    def ctime(self): return self.strftime('%a %b %e %H:%M:%S %Y')
    def timetuple(self): return (*self._date, 0, 0, 0, self.weekday(), _ordinal(*self._date) - _days_before_year(self.year), -1)
    def strftime(self, format): return _formatted(self, format)
    def __format__(self, spec): return self.strftime(spec) if spec else str(self)
    def __str__(self): return self.isoformat()
    def __repr__(self): return f'datetime.date({self.year}, {self.month}, {self.day})'

    def isocalendar(self):
        thursday = self.toordinal() - self.weekday() + 3
        year = _from_ordinal(thursday)[0]
        return year, (thursday - _ordinal(year, 1, 1)) // 7 + 1, self.isoweekday()

    def replace(self, year=None, month=None, day=None):
        return type(self)(*(mine if given is None else given for mine, given in zip(self._date, (year, month, day))))

    def __add__(self, other):
        return type(self).fromordinal(self.toordinal() + other.days) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        return timedelta(self.toordinal() - other.toordinal()) if isinstance(other, date) else NotImplemented


class time(_Ordered):
    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        for name, value, limit in (('hour', hour, 23), ('minute', minute, 59), ('second', second, 59), ('microsecond', microsecond, 999999)):
            if not 0 <= value <= limit:
                raise ValueError(f'{name} must be in 0..{limit}')
        self._time = hour, minute, second, microsecond
        self.tzinfo, self.fold = tzinfo, fold

    @property
    def hour(self): return self._time[0]

    @property
    def minute(self): return self._time[1]

    @property
    def second(self): return self._time[2]

    @property
    def microsecond(self): return self._time[3]

    @classmethod
    def fromisoformat(cls, text):
        return datetime.fromisoformat('2000-01-01T' + text).timetz()

    def _key(self): return self._time
    def _fits(self, other): return isinstance(other, time)
    def utcoffset(self): return None if self.tzinfo is None else self.tzinfo.utcoffset(None)
    def strftime(self, format): return _formatted(datetime(1900, 1, 1, *self._time, self.tzinfo), format)
    def __format__(self, spec): return self.strftime(spec) if spec else str(self)
    def __str__(self): return self.isoformat()

    def isoformat(self, timespec='auto'):
        return _clock(self._time, timespec) + _offset_text(self.utcoffset())

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True):
        given = (hour, minute, second, microsecond)
        return time(*(mine if each is None else each for mine, each in zip(self._time, given)), self.tzinfo if tzinfo is True else tzinfo)

    def __repr__(self):
        shown = list(self._time)
        while len(shown) > 2 and not shown[-1]:
            shown.pop()
        return f"datetime.time({', '.join(map(str, shown))}" + (f', tzinfo={self.tzinfo!r})' if self.tzinfo else ')')


def _clock(parts, timespec='auto'):
    hour, minute, second, us = parts
    if timespec == 'auto':
        timespec = 'microseconds' if us else 'seconds'
    forms = {
        'hours': f'{hour:02}', 'minutes': f'{hour:02}:{minute:02}', 'seconds': f'{hour:02}:{minute:02}:{second:02}',
        'milliseconds': f'{hour:02}:{minute:02}:{second:02}.{us // 1000:03}', 'microseconds': f'{hour:02}:{minute:02}:{second:02}.{us:06}',
    }
    if timespec not in forms:
        raise ValueError('Unknown timespec value')
    return forms[timespec]
`;
