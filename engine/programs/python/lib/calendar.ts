/** calendar */
export const calendar = String.raw`"""Months and years as people hang them on a wall."""

import datetime
import sys
from itertools import repeat

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
JANUARY, FEBRUARY = 1, 2
day_name = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
day_abbr = [name[:3] for name in day_name]
month_name = ['', 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
month_abbr = [name[:3] for name in month_name]
mdays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


class IllegalMonthError(ValueError):
    def __init__(self, month):
        self.month = month

    def __str__(self):
        return f'bad month number {self.month!r}; must be 1-12'


def isleap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def leapdays(y1, y2):
    y1, y2 = y1 - 1, y2 - 1
    return (y2 // 4 - y1 // 4) - (y2 // 100 - y1 // 100) + (y2 // 400 - y1 // 400)


def weekday(year, month, day):
    return datetime.date(year if datetime.MINYEAR <= year <= datetime.MAXYEAR else 2000 + year % 400, month, day).weekday()


def monthrange(year, month):
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    return weekday(year, month, 1), mdays[month] + (month == 2 and isleap(year))


class Calendar:
    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday

    def iterweekdays(self):
        for day in range(self.firstweekday, self.firstweekday + 7):
            yield day % 7

    def itermonthdays(self, year, month):
        first, count = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        yield from repeat(0, before)
        yield from range(1, count + 1)
        yield from repeat(0, -(before + count) % 7)

    def itermonthdays2(self, year, month):
        for at, day in enumerate(self.itermonthdays(year, month), self.firstweekday):
            yield day, at % 7

    def itermonthdates(self, year, month):
        first, count = monthrange(year, month)
        day = datetime.date(year, month, 1) - datetime.timedelta(days=(first - self.firstweekday) % 7)
        for _ in range(len(list(self.itermonthdays(year, month)))):
            yield day
            day += datetime.timedelta(days=1)

    def _weeks(self, days):
        days = list(days)
        return [days[at:at + 7] for at in range(0, len(days), 7)]

    def monthdayscalendar(self, year, month):
        return self._weeks(self.itermonthdays(year, month))

    def monthdays2calendar(self, year, month):
        return self._weeks(self.itermonthdays2(year, month))

    def monthdatescalendar(self, year, month):
        return self._weeks(self.itermonthdates(year, month))


class TextCalendar(Calendar):
    def formatday(self, day, weekday, width):
        return ('' if day == 0 else '%2i' % day).center(width)

    def formatweek(self, week, width):
        return ' '.join(self.formatday(day, weekday, width) for day, weekday in week)

    def prweek(self, week, width):
        print(self.formatweek(week, width), end='')

    def formatweekday(self, day, width):
        return (day_name if width >= 9 else day_abbr)[day][:width].center(width)

    def formatweekheader(self, width):
        return ' '.join(self.formatweekday(day, width) for day in self.iterweekdays())

    def formatmonthname(self, year, month, width, withyear=True):
        return (f'{month_name[month]} {year}' if withyear else month_name[month]).center(width)

    def formatmonth(self, year, month, w=0, l=0):
        w, l = max(2, w), max(1, l)
        lines = [self.formatmonthname(year, month, 7 * (w + 1) - 1), self.formatweekheader(w)]
        lines += [self.formatweek(week, w) for week in self.monthdays2calendar(year, month)]
        return ''.join(line.rstrip() + '\n' * l for line in lines)

    def prmonth(self, year, month, w=0, l=0):
        print(self.formatmonth(year, month, w, l), end='')

    def formatyear(self, year, w=2, l=1, c=6, m=3):
        w, l, c = max(2, w), max(1, l), max(2, c)
        width = (w + 1) * 7 - 1
        gap = ' ' * c
        text = str(year).center(width * m + c * (m - 1)).rstrip() + '\n' * l
        for first in range(1, 13, m):
            months = range(first, min(first + m, 13))
            text += '\n' * l + gap.join(self.formatmonthname(year, month, width, False) for month in months).rstrip() + '\n' * l
            text += gap.join(self.formatweekheader(w) for _ in months).rstrip() + '\n' * l
            weeks = [self.monthdays2calendar(year, month) for month in months]
            for at in range(max(map(len, weeks))):
                text += gap.join(self.formatweek(each[at], w) if at < len(each) else ' ' * width for each in weeks).rstrip() + '\n' * l
        return text

    def pryear(self, year, w=0, l=0, c=6, m=3):
        print(self.formatyear(year, w, l, c, m), end='')


_calendar = TextCalendar()
firstweekday = lambda: _calendar.firstweekday
monthcalendar = _calendar.monthdayscalendar
month = _calendar.formatmonth
prmonth = _calendar.prmonth
calendar = _calendar.formatyear
prcal = _calendar.pryear


def setfirstweekday(day):
    if not MONDAY <= day <= SUNDAY:
        raise ValueError(f'bad weekday number {day!r}; must be 0 (Monday) to 6 (Sunday)')
    _calendar.firstweekday = day


def timegm(tuple):
    year, month, day, hour, minute, second = tuple[:6]
    days = datetime.date(year, month, 1).toordinal() - 719163 + day - 1
    return ((days * 24 + hour) * 60 + minute) * 60 + second


def main():
    words = [int(word) for word in sys.argv[1:]]
    if not words:
        prcal(datetime.date.today().year)
    elif len(words) == 1:
        prcal(words[0])
    else:
        prmonth(words[0], words[1])


if __name__ == '__main__':
    main()
`;
