/** decimal: numbers as people write them, and how they compare and compute. */
export const decimal = String.raw`class Decimal:
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

`;
