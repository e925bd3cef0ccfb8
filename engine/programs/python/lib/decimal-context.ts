/** decimal: signals, contexts, and how texts and roundings are read. Goes before `decimal`. */
export const decimalContext = String.raw`"""Decimal numbers with a precision of their own."""

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


`;
