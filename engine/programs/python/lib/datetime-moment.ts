/** `datetime`, second part: moments, and how they are written and read. */
export const datetimeMoment = String.raw`

class datetime(date):
    def __init__(self, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        super().__init__(year, month, day)
        self._clock = time(hour, minute, second, microsecond, tzinfo, fold=fold)
        self.tzinfo, self.fold = tzinfo, fold

    @property
    def hour(self): return self._clock.hour

    @property
    def minute(self): return self._clock.minute

    @property
    def second(self): return self._clock.second

    @property
    def microsecond(self): return self._clock.microsecond

    @classmethod
    def _of(cls, us, tzinfo=None):
        day, rest = divmod(us, _DAY_US)
        seconds, us = divmod(rest, 1000000)
        return cls(*_from_ordinal(day), seconds // 3600, seconds // 60 % 60, seconds % 60, us, tzinfo)

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        made = cls._of(719163 * _DAY_US + round(timestamp * 1000000))
        return made if tz is None else (made + tz.utcoffset(made)).replace(tzinfo=tz)

    @classmethod
    def utcfromtimestamp(cls, timestamp): return cls.fromtimestamp(timestamp)

    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls): return cls.now()

    @classmethod
    def today(cls): return cls.now()

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(*date._date, *time._time, time.tzinfo if tzinfo is True else tzinfo)

    @classmethod
    def fromordinal(cls, n): return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, text):
        try:
            day = date.fromisoformat(text[:10])
            if len(text) == 10:
                return cls(*day._date)
            clock, zone = text[11:], None
            for sign in ('Z', '+', '-'):
                if (at := clock.find(sign)) >= 0:
                    clock, zone = clock[:at], _zone(clock[at:])
                    break
            whole, _, fraction = clock.partition('.')
            parts = [int(each) for each in whole.split(':')]
            us = int((fraction + '000000')[:6]) if fraction else 0
            return cls(*day._date, *(parts + [0, 0])[:3], us, zone)
        except (ValueError, IndexError, TypeError) as error:
            if 'must be in' in str(error) or 'out of range' in str(error):
                raise
            raise ValueError(f'Invalid isoformat string: {text!r}') from None

    @classmethod
    def strptime(cls, text, format): return _parsed(cls, text, format)

    def _us(self):
        clock = self._clock._time
        return self.toordinal() * _DAY_US + ((clock[0] * 60 + clock[1]) * 60 + clock[2]) * 1000000 + clock[3]

    def utcoffset(self): return None if self.tzinfo is None else self.tzinfo.utcoffset(self)
    def tzname(self): return None if self.tzinfo is None else self.tzinfo.tzname(self)
    def dst(self): return None if self.tzinfo is None else self.tzinfo.dst(self)
    def _key(self): return self._us() - (self.utcoffset() or timedelta())._us
    def _fits(self, other): return isinstance(other, datetime)

    def _compare(self, other, sign):
        if isinstance(other, datetime) and (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        if isinstance(other, date) and not isinstance(other, datetime):
            raise TypeError("can't compare datetime.datetime to datetime.date")
        return super()._compare(other, sign)

    __hash__ = date.__hash__

    def timestamp(self): return (self._key() - 719163 * _DAY_US) / 1000000
    def date(self): return globals()['date'](*self._date)
    def time(self): return self._clock.replace(tzinfo=None)
    def timetz(self): return self._clock
    def isoformat(self, sep='T', timespec='auto'): return super().isoformat() + sep + _clock(self._clock._time, timespec) + _offset_text(self.utcoffset())
    def __str__(self): return self.isoformat(' ')
    def timetuple(self): return (*super().timetuple()[:3], *self._clock._time[:3], *super().timetuple()[6:])

    def __repr__(self):
        shown = [*self._date, *self._clock._time]
        while len(shown) > 5 and not shown[-1]:
            shown.pop()
        return f"datetime.datetime({', '.join(map(str, shown))}" + (f', tzinfo={self.tzinfo!r})' if self.tzinfo else ')')

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        given = (year, month, day, hour, minute, second, microsecond)
        values = [mine if each is None else each for mine, each in zip((*self._date, *self._clock._time), given)]
        return type(self)(*values, self.tzinfo if tzinfo is True else tzinfo)

    def astimezone(self, tz=None):
        tz = timezone.utc if tz is None else tz
        moment = self._of(self._key())
        return (moment + tz.utcoffset(moment)).replace(tzinfo=tz)

    def __add__(self, other):
        return self._of(self._us() + other._us, self.tzinfo) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self._of(self._us() - other._us, self.tzinfo)
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta(microseconds=self._key() - other._key())


def _zone(text):
    if text == 'Z':
        return timezone.utc
    digits = text[1:].replace(':', '')
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4] or 0), seconds=int(digits[4:6] or 0))
    return timezone(-offset if text[0] == '-' else offset) if offset else timezone.utc


def _formatted(moment, format):
    clock = moment._clock._time if isinstance(moment, datetime) else (0, 0, 0, 0)
    hour, minute, second, us = clock
    offset = moment.utcoffset() if isinstance(moment, datetime) else None
    day_of_year = moment.toordinal() - _days_before_year(moment.year)
    weekday = moment.weekday()
    fields = {
        'Y': f'{moment.year}', 'm': f'{moment.month:02}', 'd': f'{moment.day:02}', 'e': f'{moment.day:2}', 'y': f'{moment.year % 100:02}',
        'H': f'{hour:02}', 'I': f'{(hour + 11) % 12 + 1:02}', 'M': f'{minute:02}', 'S': f'{second:02}', 'f': f'{us:06}',
        'p': 'AM' if hour < 12 else 'PM', 'A': _WEEKDAYS[weekday], 'a': _WEEKDAYS[weekday][:3],
        'B': _MONTHS[moment.month - 1], 'b': _MONTHS[moment.month - 1][:3], 'h': _MONTHS[moment.month - 1][:3], 'j': f'{day_of_year:03}',
        'w': str((weekday + 1) % 7), 'u': str(weekday + 1), 'U': f'{(day_of_year + 6 - (weekday + 1) % 7) // 7:02}', 'W': f'{(day_of_year + 6 - weekday) // 7:02}',
        'z': _offset_text(offset, ''), 'Z': (moment.tzname() or '') if isinstance(moment, datetime) else '', '%': '%', 'n': '\n', 't': '\t',
        's': str(int(moment.timestamp())) if isinstance(moment, datetime) else '',
    }
    fields['D'] = f"{fields['m']}/{fields['d']}/{fields['y']}"
    fields['F'] = f"{fields['Y']}-{fields['m']}-{fields['d']}"
    fields['T'] = fields['X'] = f"{fields['H']}:{fields['M']}:{fields['S']}"
    fields['R'] = f"{fields['H']}:{fields['M']}"
    fields['x'] = fields['D']
    fields['c'] = f"{fields['a']} {fields['b']} {fields['e']} {fields['T']} {fields['Y']}"
    made, at = [], 0
    while (mark := format.find('%', at)) >= 0:
        letter = format[mark + 1:mark + 2]
        made += [format[at:mark], fields.get(letter, '%' + letter)]
        at = mark + 2
    return ''.join(made) + format[at:]


_WIDTHS = {'Y': 4, 'm': 2, 'd': 2, 'H': 2, 'I': 2, 'M': 2, 'S': 2, 'y': 2, 'j': 3, 'f': 6}


def _parsed(cls, text, format):
    for letters, whole in (('T', '%H:%M:%S'), ('F', '%Y-%m-%d'), ('D', '%m/%d/%y'), ('R', '%H:%M')):
        format = format.replace('%' + letters, whole)
    found, at, zone, place = {}, 0, None, 0
    problem = ValueError(f'time data {text!r} does not match format {format!r}')
    while place < len(format):
        if format[place] != '%':
            if format[place].isspace():
                while text[at:at + 1].isspace():
                    at += 1
            elif text[at:at + 1] != format[place]:
                raise problem
            else:
                at += 1
            place += 1
            continue
        letter = format[place + 1:place + 2]
        place += 2
        if letter in _WIDTHS:
            end = at
            while end < len(text) and end - at < _WIDTHS[letter] and text[end].isdigit():
                end += 1
            if end == at or letter == 'Y' and end - at < 4:
                raise problem
            found[letter] = text[at:end]
            at = end
        elif letter in 'bBhaAp':
            names = {'b': [each[:3] for each in _MONTHS], 'h': [each[:3] for each in _MONTHS], 'B': _MONTHS, 'a': [each[:3] for each in _WEEKDAYS], 'A': _WEEKDAYS, 'p': ('AM', 'PM')}[letter]
            index = next((i for i, each in enumerate(names) if text[at:at + len(each)].lower() == each.lower()), None)
            if index is None:
                raise problem
            found[letter] = index
            at += len(names[index])
        elif letter == 'z':
            end = at + 1
            while end < len(text) and (text[end].isdigit() or text[end] == ':'):
                end += 1
            zone = _zone(text[at:end])
            at = end
        elif letter == 'Z':
            if text[at:at + 3] not in ('UTC', 'GMT'):
                raise problem
            at += 3
        elif letter == '%' and text[at:at + 1] == '%':
            at += 1
        else:
            raise ValueError(f"'{letter}' is a bad directive in format {format!r}") if letter else problem
    if at < len(text):
        raise ValueError(f'unconverted data remains: {text[at:]}')
    year = int(found.get('Y', 1900))
    if 'y' in found:
        year = int(found['y']) + (2000 if int(found['y']) < 69 else 1900)
    month = next((found[each] + 1 for each in 'bBh' if each in found), int(found.get('m', 1)))
    hour = int(found.get('H', 0))
    if 'I' in found:
        hour = int(found['I']) % 12 + (12 if found.get('p') == 1 else 0)
    if not 1 <= month <= 12 or hour > 23 or int(found.get('M', 0)) > 59 or int(found.get('S', 0)) > 61:
        raise problem
    return cls(year, month, int(found.get('d', 1)), hour, int(found.get('M', 0)), int(found.get('S', 0)), int((found.get('f', '') + '000000')[:6]), zone)


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
time.min, time.max = time(0, 0), time(23, 59, 59, 999999)
`;
