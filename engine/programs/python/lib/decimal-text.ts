/** decimal: rounding to places and showing, the end of the class. Goes behind `decimal`. */
export const decimalText = String.raw`    def quantize(self, exp, rounding=None, context=None):
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
