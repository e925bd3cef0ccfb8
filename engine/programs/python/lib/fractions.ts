/** fractions, numbers, keyword, and timeit. */
export const fractions = String.raw`"""Rational numbers."""

from math import gcd
import re

_FORM = re.compile(r'^\s*([-+]?)(?:(\d+)(?:/(\d+))?|(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?)\s*$')


class Fraction:
    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        top, bottom = _ratio(numerator)
        if denominator is not None:
            if not isinstance(numerator, (int, Fraction)) or not isinstance(denominator, (int, Fraction)):
                raise TypeError('both arguments should be Rational instances')
            other_top, other_bottom = _ratio(denominator)
            top, bottom = top * other_bottom, bottom * other_top
        if bottom == 0:
            raise ZeroDivisionError(f'Fraction({top}, 0)')
        common = gcd(top, bottom) * (1 if bottom > 0 else -1)
        self._numerator, self._denominator = top // common, bottom // common
        return self

    @classmethod
    def from_float(cls, value):
        return cls(*value.as_integer_ratio())

    from_decimal = from_float

    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)
    real = property(lambda self: self)

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def is_integer(self):
        return self._denominator == 1

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)
        before, now, (top, bottom) = (0, 1), (1, 0), self.as_integer_ratio()
        while True:
            whole = top // bottom
            next_bottom = before[1] + whole * now[1]
            if next_bottom > max_denominator:
                break
            before, now = now, (before[0] + whole * now[0], next_bottom)
            top, bottom = bottom, top - whole * bottom
        times = (max_denominator - before[1]) // now[1]
        one = Fraction(before[0] + times * now[0], before[1] + times * now[1])
        two = Fraction(*now)
        return two if abs(two - self) <= abs(one - self) else one

    def __repr__(self):
        return f'Fraction({self._numerator}, {self._denominator})'

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f'{self._numerator}/{self._denominator}'

    def __hash__(self):
        if self._denominator == 1:
            return hash(self._numerator)
        prime = (1 << 61) - 1
        if self._denominator % prime == 0:
            found = 314159
        else:
            found = abs(self._numerator) * pow(self._denominator, -1, prime) % prime
        found = found if self._numerator >= 0 else -found
        return -2 if found == -1 else found

    def __bool__(self):
        return self._numerator != 0

    def __int__(self):
        return self._numerator // self._denominator if self._numerator >= 0 else -(-self._numerator // self._denominator)

    __trunc__ = __int__

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __float__(self):
        return self._numerator / self._denominator

    def __round__(self, digits=None):
        if digits is not None:
            shift = 10 ** abs(digits)
            return Fraction(round(self * shift), shift) if digits > 0 else Fraction(round(self / shift) * shift)
        whole, rest = divmod(self._numerator, self._denominator)
        return whole + (rest * 2 > self._denominator or (rest * 2 == self._denominator and whole % 2 == 1))

    def __neg__(self):
        return Fraction(-self._numerator, self._denominator)

    def __pos__(self):
        return Fraction(self)

    def __abs__(self):
        return Fraction(abs(self._numerator), self._denominator)

    def _with(self, other, exact, rough):
        if isinstance(other, float):
            return rough(float(self), other)
        if not isinstance(other, (int, Fraction)):
            return NotImplemented
        return exact(self, other if isinstance(other, Fraction) else Fraction(other))

    def __add__(self, other):
        return self._with(other, lambda a, b: Fraction(a._numerator * b._denominator + b._numerator * a._denominator, a._denominator * b._denominator), lambda a, b: a + b)

    __radd__ = __add__

    def __sub__(self, other):
        return self._with(other, lambda a, b: a + -b, lambda a, b: a - b)

    def __rsub__(self, other):
        return self._with(other, lambda a, b: b + -a, lambda a, b: b - a)

    def __mul__(self, other):
        return self._with(other, lambda a, b: Fraction(a._numerator * b._numerator, a._denominator * b._denominator), lambda a, b: a * b)

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self._with(other, lambda a, b: Fraction(a._numerator * b._denominator, a._denominator * b._numerator), lambda a, b: a / b)

    def __rtruediv__(self, other):
        return self._with(other, lambda a, b: b / a, lambda a, b: b / a)

    def __floordiv__(self, other):
        return self._with(other, lambda a, b: (a._numerator * b._denominator) // (a._denominator * b._numerator), lambda a, b: a // b)

    def __rfloordiv__(self, other):
        return self._with(other, lambda a, b: b // a, lambda a, b: b // a)

    def __mod__(self, other):
        return self._with(other, lambda a, b: a - b * (a // b), lambda a, b: a % b)

    def __rmod__(self, other):
        return self._with(other, lambda a, b: b % a, lambda a, b: b % a)

    def __divmod__(self, other):
        return self // other, self % other

    def __pow__(self, other):
        if isinstance(other, Fraction) and other._denominator == 1:
            other = other._numerator
        if not isinstance(other, int):
            return float(self) ** float(other)
        if other >= 0:
            return Fraction(self._numerator ** other, self._denominator ** other)
        return Fraction(self._denominator ** -other, self._numerator ** -other)

    def __rpow__(self, other):
        return other ** self._numerator if self._denominator == 1 else other ** float(self)

    def _compared(self, other, work):
        if isinstance(other, float):
            return work(float(self), other)
        if not isinstance(other, (int, Fraction)):
            return NotImplemented
        top, bottom = _ratio(other)
        return work(self._numerator * bottom, top * self._denominator)

    def __eq__(self, other):
        return self._compared(other, lambda a, b: a == b)

    def __lt__(self, other):
        return self._compared(other, lambda a, b: a < b)

    def __le__(self, other):
        return self._compared(other, lambda a, b: a <= b)

    def __gt__(self, other):
        return self._compared(other, lambda a, b: a > b)

    def __ge__(self, other):
        return self._compared(other, lambda a, b: a >= b)


def _ratio(value):
    if isinstance(value, Fraction):
        return value._numerator, value._denominator
    if isinstance(value, int):
        return int(value), 1
    if isinstance(value, str):
        found = _FORM.match(value)
        if not found or not any(found.group(at) for at in (2, 4, 5)):
            raise ValueError(f'Invalid literal for Fraction: {value!r}')
        sign, top, bottom, whole, part, power = found.groups()
        if top:
            numbers = int(top), int(bottom or 1)
        else:
            numbers = int((whole or '') + (part or '')), 10 ** len(part or '')
            shift = int(power or 0)
            numbers = (numbers[0] * 10 ** shift, numbers[1]) if shift >= 0 else (numbers[0], numbers[1] * 10 ** -shift)
        return (-numbers[0] if sign == '-' else numbers[0]), numbers[1]
    if hasattr(value, 'as_integer_ratio'):
        return value.as_integer_ratio()
    raise TypeError('argument should be a string or a Rational instance')
`;

export const keyword = String.raw`"""The words of the language."""

kwlist = [
    'False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in',
    'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield',
]
softkwlist = ['_', 'case', 'match', 'type']
iskeyword = frozenset(kwlist).__contains__
issoftkeyword = frozenset(softkwlist).__contains__
`;

export const timeit = String.raw`"""How long small pieces of code take."""

import sys
import time

default_timer = time.perf_counter
default_number, default_repeat = 1000000, 5


class Timer:
    def __init__(self, stmt='pass', setup='pass', timer=default_timer, globals=None):
        self.timer = timer
        self._names = {} if globals is None else globals
        self._setup = setup if callable(setup) else _call(setup, self._names)
        self._stmt = stmt if callable(stmt) else _call(stmt, self._names)

    def timeit(self, number=default_number):
        self._setup()
        run, begun = self._stmt, self.timer()
        for _ in range(number):
            run()
        return self.timer() - begun

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        scale = 1
        while True:
            for number in (scale, scale * 2, scale * 5):
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            scale *= 10


def _call(text, names):
    code = compile(text, '<timeit-src>', 'exec')
    return lambda: exec(code, names)


def timeit(stmt='pass', setup='pass', timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)


def main(args=None):
    import getopt
    options, words = getopt.getopt(sys.argv[1:] if args is None else args, 'n:s:r:u:v')
    given = dict(options)
    setup = '\n'.join(value for name, value in options if name == '-s') or 'pass'
    timer = Timer('\n'.join(words) or 'pass', setup)
    number = int(given.get('-n', 0)) or timer.autorange()[0]
    times = timer.repeat(int(given.get('-r', default_repeat)), number)
    best = min(times) / number
    units = {'nsec': 1e-9, 'usec': 1e-6, 'msec': 1e-3, 'sec': 1.0}
    unit = given.get('-u') or next(name for name in reversed(units) if best >= units[name] or name == 'nsec')
    loops = f'{number} loop{"s" if number != 1 else ""}'
    print(f'{loops}, best of {len(times)}: {best / units[unit]:.3g} {unit} per loop')


if __name__ == '__main__':
    main()
`;
