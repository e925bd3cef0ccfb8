/** `string`. */
export const string = String.raw`"""Letters, digits and templates."""

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_' + chr(96) + '{|}~'
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join(map(str.capitalize, s.split(sep)))


class Template:
    delimiter = '$'

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """Text, and the names of placeholders as (name, written, place)."""
        text, at = self.template, 0
        while (mark := text.find(self.delimiter, at)) >= 0:
            yield text[at:mark]
            rest = text[mark + 1:]
            if rest.startswith(self.delimiter):
                yield self.delimiter
                at = mark + 2
                continue
            braced = rest.startswith('{')
            size = 0
            body = rest[1:] if braced else rest
            while size < len(body) and body[size].isascii() and (body[size].isalpha() or body[size] == '_' or size and body[size].isdigit()):
                size += 1
            if not size or braced and body[size:size + 1] != '}':
                yield None, self.delimiter, mark
                at = mark + 1
                continue
            at = mark + 1 + size + (2 if braced else 0)
            yield body[:size], text[mark:at], mark
        yield text[at:]

    def _invalid(self, mark):
        lines = self.template[:mark].splitlines(keepends=True)
        column = mark - len(''.join(lines[:-1])) if lines else 1
        raise ValueError(f'Invalid placeholder in string: line {max(1, len(lines))}, col {column}' if not lines else f'Invalid placeholder in string: line {len(lines)}, col {column}')

    def substitute(self, mapping={}, /, **keywords):
        values = {**mapping, **keywords}
        made = []
        for part in self._parts():
            if isinstance(part, str):
                made.append(part)
            elif part[0] is None:
                self._invalid(part[2])
            else:
                made.append(str(values[part[0]]))
        return ''.join(made)

    def safe_substitute(self, mapping={}, /, **keywords):
        values = {**mapping, **keywords}
        return ''.join(
            part if isinstance(part, str) else str(values[part[0]]) if part[0] in values else part[1] for part in self._parts()
        )

    def get_identifiers(self):
        return list(dict.fromkeys(part[0] for part in self._parts() if not isinstance(part, str) and part[0]))
`;
