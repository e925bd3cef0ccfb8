/** `csv`. */
export const csv = String.raw`"""Tables with separators."""

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3


class Error(Exception):
    pass


class Dialect:
    delimiter, quotechar, escapechar, doublequote, skipinitialspace, lineterminator, quoting, strict = ',', '"', None, True, False, '\r\n', QUOTE_MINIMAL, False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = '\t'


class unix_dialect(Dialect):
    quoting, lineterminator = QUOTE_ALL, '\n'


_dialects = {'excel': excel, 'excel-tab': excel_tab, 'unix': unix_dialect}


def _settings(dialect, options):
    base = _dialects[dialect] if isinstance(dialect, str) else dialect
    made = Dialect()
    for name in ('delimiter', 'quotechar', 'escapechar', 'doublequote', 'skipinitialspace', 'lineterminator', 'quoting', 'strict'):
        setattr(made, name, options.pop(name) if name in options else getattr(base, name, getattr(Dialect, name)))
    if options:
        raise TypeError(f"'{next(iter(options))}' is an invalid keyword argument for this function")
    if not isinstance(made.delimiter, str) or len(made.delimiter) != 1:
        raise TypeError('"delimiter" must be a 1-character string')
    return made


class reader:
    def __init__(self, csvfile, dialect='excel', **options):
        self.dialect = _settings(dialect, options)
        self._lines = iter(csvfile)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        line = self._line()
        row, field, quoted, at = [], '', False, 0
        d = self.dialect
        was_quoted, fresh = False, True
        while True:
            if at >= len(line):
                if not quoted:
                    break
                try:
                    line, at = self._line(), 0
                except StopIteration:
                    if d.strict:
                        raise Error('unexpected end of data') from None
                    break
                continue
            each = line[at]
            at += 1
            if quoted:
                if each == d.escapechar and at < len(line):
                    field += line[at]
                    at += 1
                elif each == d.quotechar and d.doublequote and line[at:at + 1] == d.quotechar:
                    field += each
                    at += 1
                elif each == d.quotechar:
                    quoted = False
                else:
                    field += each
            elif each == d.delimiter:
                row.append(self._value(field, was_quoted))
                field, fresh, was_quoted = '', True, False
                continue
            elif each in '\r\n':
                if line[at:].strip('\r\n'):
                    raise Error('new-line character seen in unquoted field - do you need to open the file in universal-newline mode?')
                break
            elif each == d.escapechar and at < len(line):
                field += line[at]
                at += 1
            elif fresh and each == d.quotechar and d.quoting != QUOTE_NONE:
                quoted = was_quoted = True
            elif fresh and each == ' ' and d.skipinitialspace:
                continue
            else:
                field += each
            fresh = False
        if not row and not field and not was_quoted and not line.strip('\r\n'):
            return []
        return [*row, self._value(field, was_quoted)]

    def _line(self):
        line = next(self._lines)
        if not isinstance(line, str):
            raise Error(f'iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)')
        self.line_num += 1
        return line

    def _value(self, field, was_quoted):
        return float(field) if self.dialect.quoting == QUOTE_NONNUMERIC and not was_quoted and field else field


class writer:
    def __init__(self, csvfile, dialect='excel', **options):
        self.dialect = _settings(dialect, options)
        self._file = csvfile

    def _field(self, value, alone):
        d = self.dialect
        text = '' if value is None else repr(value) if isinstance(value, float) else str(value)
        special = any(each in text for each in (d.delimiter, d.quotechar or '', '\r', '\n', *d.lineterminator) if each)
        if d.quoting == QUOTE_NONE:
            if special and d.escapechar is None:
                raise Error('need to escape, but no escapechar set')
            return ''.join((d.escapechar + each) if each in (d.delimiter, d.quotechar, d.escapechar) and d.escapechar else each for each in text)
        number = isinstance(value, (int, float))
        if not (d.quoting == QUOTE_ALL or d.quoting == QUOTE_NONNUMERIC and not number or special or alone and not text):
            return text
        inner = text.replace(d.quotechar, d.quotechar * 2 if d.doublequote else (d.escapechar or '') + d.quotechar)
        return d.quotechar + inner + d.quotechar

    def writerow(self, row):
        try:
            values = list(row)
        except TypeError:
            raise Error(f'iterable expected, not {type(row).__name__}') from None
        return self._file.write(self.dialect.delimiter.join(self._field(each, len(values) == 1) for each in values) + self.dialect.lineterminator)

    def writerows(self, rows):
        for each in rows:
            self.writerow(each)


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **keywords):
        self.reader = reader(f, dialect, *args, **keywords)
        self._names, self.restkey, self.restval = fieldnames, restkey, restval

    @property
    def fieldnames(self):
        if self._names is None:
            self._names = next(self.reader, None)
        return self._names

    @property
    def line_num(self): return self.reader.line_num

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        found = dict(zip(names, row))
        if len(row) > len(names):
            found[self.restkey] = row[len(names):]
        for each in names[len(row):]:
            found[each] = self.restval
        return found


class DictWriter:
    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **keywords):
        self.fieldnames, self.restval, self.extrasaction = fieldnames, restval, extrasaction
        self.writer = writer(f, dialect, *args, **keywords)

    def _row(self, found):
        if self.extrasaction == 'raise':
            wrong = [each for each in found if each not in self.fieldnames]
            if wrong:
                raise ValueError('dict contains fields not in fieldnames: ' + ', '.join(map(repr, wrong)))
        return [found.get(each, self.restval) for each in self.fieldnames]

    def writeheader(self): return self.writer.writerow(self.fieldnames)
    def writerow(self, rowdict): return self.writer.writerow(self._row(rowdict))
    def writerows(self, rowdicts): self.writer.writerows(map(self._row, rowdicts))


def list_dialects():
    return list(_dialects)
`;
