/** `struct`. */
export const struct = String.raw`"""Values as bytes."""


class error(Exception): pass


_sizes = {'x': 1, 'c': 1, 'b': 1, 'B': 1, '?': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 8, 'L': 8, 'q': 8, 'Q': 8, 'n': 8, 'N': 8, 'P': 8, 'e': 2, 'f': 4, 'd': 8, 's': 1, 'p': 1}


def _read(format):
    """The order of bytes and (count, code, size, bytes before) for each item."""
    text = format.decode() if isinstance(format, bytes) else format
    order, native = 'little', True
    if text[:1] in ('@', '=', '<', '>', '!'):
        order, native, text = 'big' if text[0] in '>!' else 'little', text[0] == '@', text[1:]
    items, count, place = [], '', 0
    for each in text:
        if each.isspace():
            continue
        if each.isdigit():
            count += each
            continue
        if each not in _sizes or each in 'nNP' and not native:
            raise error('bad char in struct format')
        size = 4 if each in 'lL' and not native else _sizes[each]
        gap = -place % size if native and size > 1 else 0
        number = int(count or '1')
        items.append((number, each, size, gap))
        place, count = place + gap + number * size, ''
    if count:
        raise error('repeat count given without format specifier')
    return order, items, place


def calcsize(format, /):
    return _read(format)[2]


def _expected(items):
    return sum(0 if code == 'x' else 1 if code in 'sp' else count for count, code, _, _ in items)


def _float(value, bits, order):
    exponent_bits, fraction_bits = {16: (5, 10), 32: (8, 23), 64: (11, 52)}[bits]
    bias, top = (1 << exponent_bits - 1) - 1, (1 << exponent_bits) - 1
    import math
    sign = 1 if math.copysign(1, value) < 0 else 0
    value = abs(value)
    if math.isnan(value):
        number = top << fraction_bits | 1 << fraction_bits - 1
        sign = 0
    elif math.isinf(value):
        number = top << fraction_bits
    elif value == 0:
        number = 0
    else:
        mantissa, exponent = math.frexp(value)
        exponent += bias - 1
        if exponent <= 0:
            number = _half_even(math.ldexp(mantissa, exponent + fraction_bits))
        else:
            number = (exponent << fraction_bits) + _half_even(math.ldexp(mantissa * 2 - 1, fraction_bits))
        if number >= top << fraction_bits:
            raise OverflowError('float too large to pack with ' + {16: 'e', 32: 'f', 64: 'd'}[bits] + ' format')
    return (sign << bits - 1 | number).to_bytes(bits // 8, order)


def _half_even(value):
    return round(value)


def _unfloat(data, order):
    import math
    bits = len(data) * 8
    exponent_bits, fraction_bits = {16: (5, 10), 32: (8, 23), 64: (11, 52)}[bits]
    number = int.from_bytes(data, order)
    fraction, exponent = number & (1 << fraction_bits) - 1, number >> fraction_bits & (1 << exponent_bits) - 1
    sign, bias = -1.0 if number >> bits - 1 else 1.0, (1 << exponent_bits - 1) - 1
    if exponent == (1 << exponent_bits) - 1:
        return math.nan if fraction else sign * math.inf
    if exponent == 0:
        return sign * math.ldexp(fraction, 1 - bias - fraction_bits)
    return sign * math.ldexp(fraction + (1 << fraction_bits), exponent - bias - fraction_bits)


def _pack_one(code, size, value, order):
    if code == 'c':
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise error('char format requires a bytes object of length 1')
        return bytes(value)
    if code == '?':
        return b'\x01' if value else b'\0'
    if code in 'efd':
        if not isinstance(value, (int, float)):
            raise error('required argument is not a float')
        return _float(float(value), size * 8, order)
    if not isinstance(value, int):
        if not hasattr(value, '__index__'):
            raise error('required argument is not an integer')
        value = value.__index__()
    signed = code in 'bhilqn'
    low, high = (-(1 << size * 8 - 1), (1 << size * 8 - 1) - 1) if signed else (0, (1 << size * 8) - 1)
    if not low <= value <= high:
        if code in 'bB':
            raise error(f"{'byte' if code == 'b' else 'ubyte'} format requires {low} <= number <= {high}")
        if code in 'hH':
            raise error(f"{'short' if code == 'h' else 'ushort'} format requires {low} <= number <= {high}")
        if code in 'qQlL':
            raise error('int too large to convert' if not signed or value > 0 else 'int too large to convert') if abs(value) >= 1 << 64 else error(f"'{code}' format requires {low} <= number <= {high}" if size == 4 or code in 'iI' else 'argument out of range' if signed or value < 0 else 'int too large to convert')
        raise error(f"'{code}' format requires {low} <= number <= {high}")
    return value.to_bytes(size, order, signed=signed)


def pack(format, /, *values):
    order, items, _ = _read(format)
    if len(values) != _expected(items):
        raise error(f'pack expected {_expected(items)} items for packing (got {len(values)})')
    left, made = list(values), b''
    for count, code, size, gap in items:
        made += bytes(gap)
        if code == 'x':
            made += bytes(count)
        elif code in 'sp':
            value = left.pop(0)
            if not isinstance(value, (bytes, bytearray)):
                raise error(f"argument for '{code}' must be a bytes object")
            value = bytes(value)
            if code == 'p' and count:
                value = bytes([min(len(value), count - 1, 255)]) + value[:count - 1]
            made += value[:count].ljust(count, b'\0')
        else:
            made += b''.join(_pack_one(code, size, left.pop(0), order) for _ in range(count))
    return made


def _unpack(read, data):
    order, items, _ = read
    found, at = [], 0
    for count, code, size, gap in items:
        at += gap
        if code == 'x':
            at += count
        elif code in 'sp':
            part = bytes(data[at:at + count])
            found.append(part if code == 's' else part[1:1 + part[0]] if part else b'')
            at += count
        else:
            for _ in range(count):
                part = bytes(data[at:at + size])
                at += size
                if code == 'c':
                    found.append(part)
                elif code == '?':
                    found.append(part != b'\0')
                elif code in 'efd':
                    found.append(_unfloat(part, order))
                else:
                    found.append(int.from_bytes(part, order, signed=code in 'bhilqn'))
    return tuple(found)


def unpack(format, buffer, /):
    read = _read(format)
    if len(buffer) != read[2]:
        raise error(f'unpack requires a buffer of {read[2]} bytes')
    return _unpack(read, buffer)


def unpack_from(format, /, buffer, offset=0):
    read = _read(format)
    if offset < 0:
        offset += len(buffer)
    if len(buffer) - offset < read[2]:
        raise error(f'unpack_from requires a buffer of at least {offset + read[2]} bytes for unpacking {read[2]} bytes at offset {offset} (actual buffer size is {len(buffer)})')
    return _unpack(read, buffer[offset:offset + read[2]])


def iter_unpack(format, buffer, /):
    read = _read(format)
    if not read[2]:
        raise error('cannot iteratively unpack with a struct of length 0')
    if len(buffer) % read[2]:
        raise error(f'iterative unpacking requires a buffer of a multiple of {read[2]} bytes')
    return (_unpack(read, buffer[at:at + read[2]]) for at in range(0, len(buffer), read[2]))


def pack_into(format, buffer, offset, /, *values):
    data = pack(format, *values)
    if len(buffer) - offset < len(data):
        raise error(f'pack_into requires a buffer of at least {offset + len(data)} bytes for packing {len(data)} bytes at offset {offset} (actual buffer size is {len(buffer)})')
    buffer[offset:offset + len(data)] = data


class Struct:
    def __init__(self, format):
        self.format, self.size = format, calcsize(format)

    def pack(self, *values): return pack(self.format, *values)
    def unpack(self, buffer): return unpack(self.format, buffer)
    def unpack_from(self, buffer, offset=0): return unpack_from(self.format, buffer, offset)
    def iter_unpack(self, buffer): return iter_unpack(self.format, buffer)
    def pack_into(self, buffer, offset, *values): pack_into(self.format, buffer, offset, *values)
`;
