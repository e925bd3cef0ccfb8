/** decimal: numbers as people write them. */
export const decimal = String.raw`"""Decimal numbers with a precision of their own."""

from collections import namedtuple
from fractions import Fraction

ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR = 'ROUND_UP', 'ROUND_DOWN', 'ROUND_CEILING', 'ROUND_FLOOR'
ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP = 'ROUND_HALF_UP', 'ROUND_HALF_DOWN', 'ROUND_HALF_EVEN', 'ROUND_05UP'
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
DecimalTuple = namedtuple('DecimalTuple', 'sign digits exponent')


class DecimalException(ArithmeticError):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


class Context:
    def __init__(self, prec=28, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=None, traps=None):
        self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp = prec, rounding, Emin, Emax, capitals, clamp
        self.flags = dict(flags or {})
        self.traps = {InvalidOperation: True, DivisionByZero: True, Overflow: True} if traps is None else {each: True for each in traps}

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, self.flags, self.traps)

    def create_decimal(self, value='0'):
        return Decimal(value)._round(self)

    def quantize(self, a, b):
        return Decimal(a).quantize(Decimal(b), context=self)

    def divide(self, a, b):
        with localcontext(self):
            return Decimal(a) / Decimal(b)

    def sqrt(self, a):
        return Decimal(a).sqrt(self)

    def clear_flags(self):
        self.flags = {}

    def __repr__(self):
        traps = ', '.join(kind.__name__ for kind in (InvalidOperation, DivisionByZero, Overflow) if self.traps.get(kind))
        return f'Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, capitals={self.capitals}, clamp={self.clamp}, flags=[], traps=[{traps}])'


DefaultContext, BasicContext, ExtendedContext = Context(), Context(9, ROUND_HALF_UP), Context(9, ROUND_HALF_EVEN, traps=[])
_current = Context()


def getcontext():
    return _current


def setcontext(context):
    global _current
    _current = context


class localcontext:
    def __init__(self, ctx=None, **options):
        self._new = (ctx or _current).copy()
        for name, value in options.items():
            setattr(self._new, name, value)

    def __enter__(self):
        self._old = _current
        setcontext(self._new)
        return self._new

    def __exit__(self, *error):
        setcontext(self._old)


def _failed(kind, context=None):
    if (context or _current).traps.get(InvalidOperation if issubclass(kind, InvalidOperation) else kind):
        raise kind([kind]) if kind is not DivisionUndefined else InvalidOperation([DivisionUndefined])
    return Decimal('NaN')


def _divide(value, by, negative, rounding):
    """An integer divided by another, rounded as asked."""
    whole, rest = divmod(value, by)
    if rest == 0:
        return whole
    twice = rest * 2
    up = {
        ROUND_UP: True, ROUND_DOWN: False, ROUND_CEILING: not negative, ROUND_FLOOR: negative, ROUND_HALF_UP: twice >= by, ROUND_HALF_DOWN: twice > by,
        ROUND_HALF_EVEN: twice > by or (twice == by and whole % 2 == 1), ROUND_05UP: whole % 5 == 0,
    }.get(rounding)
    if up is None:
        raise TypeError('valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]')
    return whole + 1 if up else whole


def _parse(text):
    """The sign, digits and exponent of a text, or of what is no number."""
    word = text.strip().replace('_', '').lower()
    sign = 1 if word.startswith('-') else 0
    word = word[1:] if word[:1] in ('+', '-') else word
    if word in ('inf', 'infinity'):
        return sign, 0, 'F'
    if word in ('nan', 'snan'):
        return sign, 0, 'n'
    digits, _, power = word.partition('e')
    whole, _, part = digits.partition('.')
    exponent = power.lstrip('+-') if power else '0'
    if not (whole + part).isdigit() or not exponent.isdigit() or ('e' in word and not power):
        raise InvalidOperation([ConversionSyntax])
    return sign, int(whole + part), int(power or 0) - len(part)


class Decimal:
    """A number as a sign, digits and an exponent; nothing of it changes."""

    __slots__ = ('_sign', '_int', '_exp')

    def __new__(cls, value='0', context=None):
        self = object.__new__(cls)
        if isinstance(value, Decimal):
            self._sign, self._int, self._exp = value._sign, value._int, value._exp
        elif isinstance(value, int):
            self._sign, self._int, self._exp = int(value < 0), abs(value), 0
        elif isinstance(value, str):
            self._sign, self._int, self._exp = _parse(value)
        elif isinstance(value, float):
            made = cls.from_float(value)
            self._sign, self._int, self._exp = made._sign, made._int, made._exp
        elif isinstance(value, (tuple, list)):
            sign, digits, exponent = value
            self._sign, self._int, self._exp = sign, int(''.join(map(str, digits)) or '0'), exponent
        else:
            raise TypeError(f'conversion from {type(value).__name__} to Decimal is not supported')
        return self

    @classmethod
    def from_float(cls, value):
        if isinstance(value, int):
            return cls(value)
        if value != value or value in (float('inf'), float('-inf')):
            return cls(repr(value))
        number, by = abs(value).as_integer_ratio()
        power = by.bit_length() - 1
        sign = 1 if str(value).startswith('-') else 0
        return _make(sign, number * 5 ** power, -power)

    def _round(self, context=None):
        context = context or _current
        if not self.is_finite():
            return self
        extra = len(str(self._int)) - context.prec
        if extra <= 0:
            return self
        value = _divide(self._int, 10 ** extra, self._sign == 1, context.rounding)
        if len(str(value)) > context.prec:
            value, extra = value // 10, extra + 1
        return _make(self._sign, value, self._exp + extra)

    def is_finite(self):
        return not isinstance(self._exp, str)

    def is_nan(self):
        return self._exp == 'n'

    is_qnan = is_nan

    def is_infinite(self):
        return self._exp == 'F'

    def is_signed(self):
        return self._sign == 1

    def is_zero(self):
        return self.is_finite() and self._int == 0

    def _number(self):
        return Fraction(-self._int if self._sign else self._int) * Fraction(10) ** self._exp

    def __str__(self):
        sign = '-' if self._sign else ''
        if self._exp == 'F':
            return sign + 'Infinity'
        if self._exp == 'n':
            return sign + 'NaN'
        digits = str(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            if self._exp == 0:
                return sign + digits
            return sign + (digits[:left] + '.' + digits[left:] if left > 0 else '0.' + '0' * -left + digits)
        return sign + digits[0] + ('.' + digits[1:] if len(digits) > 1 else '') + f'E{left - 1:+d}'

    def __repr__(self):
        return f"Decimal('{self}')"

    def __hash__(self):
        if not self.is_finite():
            return hash(float(self))
        return hash(self._number())

    def __bool__(self):
        return not self.is_zero()

    def __int__(self):
        if self.is_nan():
            raise ValueError('cannot convert NaN to integer')
        if self.is_infinite():
            raise OverflowError('cannot convert Infinity to integer')
        value = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -value if self._sign else value

    __trunc__ = __int__

    def __float__(self):
        return float(str(self))

    def __floor__(self):
        return int(self.to_integral_value(ROUND_FLOOR))

    def __ceil__(self):
        return int(self.to_integral_value(ROUND_CEILING))

    def __round__(self, digits=None):
        if digits is None:
            return int(self.to_integral_value(ROUND_HALF_EVEN))
        return self.quantize(_make(0, 1, -digits), ROUND_HALF_EVEN)

    def __neg__(self):
        return _make(0 if self.is_zero() else 1 - self._sign, self._int, self._exp)._round()

    def __pos__(self):
        return _make(0 if self.is_zero() else self._sign, self._int, self._exp)._round()

    def __abs__(self):
        return _make(0, self._int, self._exp)._round()

    def copy_abs(self):
        return _make(0, self._int, self._exp)

    def copy_negate(self):
        return _make(1 - self._sign, self._int, self._exp)

    def _compared(self, other, work):
        if isinstance(other, float):
            other = Decimal.from_float(other)
        elif isinstance(other, Fraction):
            return work(self._number(), other)
        other = _convert(other)
        if other is NotImplemented:
            return NotImplemented
        if self.is_nan() or other.is_nan():
            return False
        if not self.is_finite() or not other.is_finite():
            return work(float(self), float(other))
        return work(self._number(), other._number())

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

    def compare(self, other):
        return Decimal((self > other) - (self < other))

    def max(self, other):
        return self if self >= other else _convert(other)

    def min(self, other):
        return self if self <= other else _convert(other)

    def _special(self, other, work):
        """What comes of numbers that are none: as floats have it."""
        if self.is_nan() or other.is_nan():
            return Decimal('NaN')
        found = work(float(self), float(other))
        return _failed(InvalidOperation) if found != found else Decimal('Infinity' if found > 0 else '-Infinity') if found in (float('inf'), float('-inf')) else Decimal(int(found))

    def __add__(self, other):
        other = _convert(other)
        if other is NotImplemented:
            return NotImplemented
        if not self.is_finite() or not other.is_finite():
            return self._special(other, lambda a, b: a + b)
        exponent = min(self._exp, other._exp)
        value = _signed(self) * 10 ** (self._exp - exponent) + _signed(other) * 10 ** (other._exp - exponent)
        negative = value < 0 or (value == 0 and self._sign == 1 and other._sign == 1)
        return _make(int(negative), abs(value), exponent)._round()

    __radd__ = __add__

    def __sub__(self, other):
        other = _convert(other)
        return NotImplemented if other is NotImplemented else self + other.copy_negate()

    def __rsub__(self, other):
        other = _convert(other)
        return NotImplemented if other is NotImplemented else other - self

    def __mul__(self, other):
        other = _convert(other)
        if other is NotImplemented:
            return NotImplemented
        if not self.is_finite() or not other.is_finite():
            return self._special(other, lambda a, b: a * b)
        return _make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp)._round()

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = _convert(other)
        if other is NotImplemented:
            return NotImplemented
        if not self.is_finite() or not other.is_finite():
            return self._special(other, lambda a, b: float('nan') if a in (float('inf'), float('-inf')) and b in (float('inf'), float('-inf')) else a / b if b else a)
        sign = self._sign ^ other._sign
        if other._int == 0:
            if self._int == 0:
                return _failed(DivisionUndefined)
            if _current.traps.get(DivisionByZero):
                raise DivisionByZero([DivisionByZero])
            return Decimal('-Infinity' if sign else 'Infinity')
        ideal = self._exp - other._exp
        if self._int == 0:
            return _make(sign, 0, ideal)
        shift = max(len(str(other._int)) - len(str(self._int)) + _current.prec + 1, 0)
        value, rest = divmod(self._int * 10 ** shift, other._int)
        exponent = ideal - shift
        if rest:
            # A digit that is no end tells the rounding that there is more.
            value = value * 10 + 1
            exponent -= 1
            return _make(sign, value, exponent)._round()
        while exponent < ideal and value % 10 == 0:
            value, exponent = value // 10, exponent + 1
        return _make(sign, value, exponent)._round()

    def __rtruediv__(self, other):
        other = _convert(other)
        return NotImplemented if other is NotImplemented else other / self

    def __divmod__(self, other):
        return self // other, self % other

    def __floordiv__(self, other):
        other = _convert(other)
        if other is NotImplemented:
            return NotImplemented
        if other.is_zero():
            if self.is_zero():
                return _failed(DivisionUndefined)
            raise DivisionByZero([DivisionByZero])
        value = abs(self._number()) // abs(other._number())
        return _make(self._sign ^ other._sign, int(value), 0)

    def __rfloordiv__(self, other):
        return _convert(other) // self

    def __mod__(self, other):
        other = _convert(other)
        if other is NotImplemented:
            return NotImplemented
        if other.is_zero():
            return _failed(InvalidOperation if not self.is_zero() else DivisionUndefined)
        exponent = min(self._exp, other._exp)
        value = self._int * 10 ** (self._exp - exponent) % (other._int * 10 ** (other._exp - exponent))
        return _make(self._sign, value, exponent)._round()

    def __rmod__(self, other):
        return _convert(other) % self

    def __pow__(self, other, modulo=None):
        other = _convert(other)
        if other is NotImplemented:
            return NotImplemented
        if other != int(other):
            if other == Decimal('0.5'):
                return self.sqrt()
            raise NotImplementedError('drydock: powers of Decimal that are no integers are not simulated')
        number = int(other)
        with localcontext(prec=_current.prec + len(str(abs(number))) + 4) as context:
            found = _make(self._sign if number % 2 else 0, self._int ** abs(number), self._exp * abs(number)) if abs(number) * len(str(self._int)) < 20000 else _by_squares(self, abs(number))
            found = Decimal(1) / found if number < 0 else found
        return found._round()

    def __rpow__(self, other):
        return _convert(other) ** self

    def sqrt(self, context=None):
        context = context or _current
        if self._sign and self._int:
            return _failed(InvalidOperation)
        if self._int == 0:
            return _make(self._sign, 0, self._exp // 2)
        from math import isqrt
        ideal = self._exp // 2
        shift = max(2 * (context.prec + 1) - len(str(self._int)), 0)
        shift += (self._exp - shift) % 2
        value = self._int * 10 ** shift
        root = isqrt(value)
        exponent = (self._exp - shift) // 2
        if root * root != value:
            return _make(0, root * 10 + 1, exponent - 1)._round(context)
        while exponent < ideal and root % 10 == 0:
            root, exponent = root // 10, exponent + 1
        return _make(0, root, exponent)._round(context)

    def quantize(self, exp, rounding=None, context=None):
        context = context or _current
        exp = _convert(exp)
        if not self.is_finite() or not exp.is_finite():
            return self if self.is_nan() or self.is_infinite() and exp.is_infinite() else _failed(InvalidOperation)
        made = self._to(exp._exp, rounding or context.rounding)
        return _failed(InvalidOperation) if len(str(made._int)) > context.prec else made

    def _to(self, exponent, rounding):
        if self._exp >= exponent:
            return _make(self._sign, self._int * 10 ** (self._exp - exponent), exponent)
        return _make(self._sign, _divide(self._int, 10 ** (exponent - self._exp), self._sign == 1, rounding), exponent)

    def to_integral_value(self, rounding=None, context=None):
        return self if not self.is_finite() or self._exp >= 0 else self._to(0, rounding or _current.rounding)

    to_integral = to_integral_exact = to_integral_value

    def normalize(self, context=None):
        made = self._round(context)
        if not made.is_finite():
            return made
        value, exponent = made._int, made._exp
        if value == 0:
            return _make(made._sign, 0, 0)
        while value % 10 == 0:
            value, exponent = value // 10, exponent + 1
        return _make(made._sign, value, exponent)

    def as_tuple(self):
        return DecimalTuple(self._sign, tuple(map(int, str(self._int))) if self._exp != 'n' else (), self._exp)

    def as_integer_ratio(self):
        found = self._number()
        return found.numerator, found.denominator

    def adjusted(self):
        return self._exp + len(str(self._int)) - 1 if self.is_finite() else 0

    def __format__(self, spec):
        import re
        found = re.match(r'^(?:(.)?([<>=^]))?([-+ ])?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$', spec)
        if not found:
            raise ValueError('invalid format string')
        fill, align, sign, zero, width, comma, places, kind = found.groups()
        value = _make(self._sign, self._int, self._exp + 2) if kind == '%' and self.is_finite() else self
        if places is not None and self.is_finite():
            value = value._to(-int(places), _current.rounding) if kind in ('f', 'F', '%') else value._round(Context(int(places) + (kind in ('e', 'E')) or 1, _current.rounding))
        if kind in ('f', 'F', '%') and value.is_finite():
            text = str(value._int).zfill(1 - value._exp) + '0' * max(value._exp, 0)
            text = text[:value._exp] + '.' + text[value._exp:] if value._exp < 0 else text
        elif kind in ('e', 'E') and value.is_finite():
            digits = str(value._int)
            text = digits[0] + ('.' + digits[1:] if len(digits) > 1 else '') + f'{kind}{value.adjusted():+d}'
        else:
            text = str(value.copy_abs())
        whole, dot, part = text.partition('.')
        if comma and whole.isdigit():
            whole = f'{int(whole):{comma}}'
        body = whole + dot + part + ('%' if kind == '%' else '')
        front = '-' if self._sign else sign if sign in ('+', ' ') else ''
        room = int(width or 0) - len(front) - len(body)
        if room <= 0:
            return front + body
        if align == '=' or (zero and not align):
            return front + (fill or '0') * room + body
        left = room if align in (None, '>') else 0 if align == '<' else room // 2
        return (fill or ' ') * left + front + body + (fill or ' ') * (room - left)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def conjugate(self):
        return self


def _by_squares(value, number):
    found = Decimal(1)
    while number:
        if number % 2:
            found = found * value
        value, number = value * value, number // 2
    return found


def _make(sign, value, exponent):
    self = object.__new__(Decimal)
    self._sign, self._int, self._exp = sign, value, exponent
    return self


def _signed(value):
    return -value._int if value._sign else value._int


def _convert(value):
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else NotImplemented
`;
