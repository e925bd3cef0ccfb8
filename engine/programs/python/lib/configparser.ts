/** `configparser`. */
export const configparser = String.raw`"""Settings in sections."""

from collections.abc import MutableMapping as _MutableMapping

DEFAULTSECT = 'DEFAULT'
_unset = object()


class Error(Exception):
    def __init__(self, msg=''):
        self.message = msg
        super().__init__(msg)

    def __repr__(self): return self.message
    __str__ = __repr__


class NoSectionError(Error):
    def __init__(self, section):
        super().__init__(f'No section: {section!r}')
        self.section = section


class NoOptionError(Error):
    def __init__(self, option, section):
        super().__init__(f'No option {option!r} in section: {section!r}')
        self.option, self.section = option, section


class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        super().__init__(f'While reading from {source!r} [line {lineno:2d}]: section {section!r} already exists' if source else f'Section {section!r} already exists')


class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        super().__init__(f'While reading from {source!r} [line {lineno:2d}]: option {option!r} in section {section!r} already exists')


class InterpolationError(Error): pass
class InterpolationMissingOptionError(InterpolationError): pass
class InterpolationSyntaxError(InterpolationError): pass
class InterpolationDepthError(InterpolationError): pass


class ParsingError(Error):
    def __init__(self, source):
        super().__init__(f'Source contains parsing errors: {source!r}')
        self.source, self.errors = source, []

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += f'\n\t[line {lineno:2d}]: {line!r}'


class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, f'File contains no section headers.\nfile: {filename!r}, line: {lineno}\n{line!r}')


class BasicInterpolation:
    def get(self, parser, section, option, value, names, depth=0):
        if '%' not in value:
            return value
        if depth > 10:
            raise InterpolationDepthError(f'Recursion limit exceeded in value substitution: option {option!r} in section {section!r} contains an interpolation key which cannot be substituted in 10 steps. Raw value: {value!r}')
        made, at = '', 0
        while at < len(value):
            if value[at] != '%':
                made += value[at]
                at += 1
            elif value[at:at + 2] == '%%':
                made += '%'
                at += 2
            elif value[at:at + 2] == '%(' and ')s' in value[at:]:
                end = value.index(')s', at)
                name = parser.optionxform(value[at + 2:end])
                if name not in names:
                    raise InterpolationMissingOptionError(f'Bad value substitution: option {option!r} in section {section!r} contains an interpolation key {name!r} which is not a valid option name. Raw value: {value!r}')
                made += self.get(parser, section, option, names[name], names, depth + 1)
                at = end + 2
            else:
                raise InterpolationSyntaxError(f"'%' must be followed by '%' or '(', found: {value[at:]!r}")
        return made


class ExtendedInterpolation(BasicInterpolation):
    def get(self, parser, section, option, value, names, depth=0):
        import re
        def found(match):
            where, _, name = match.group(1).rpartition(':')
            return parser.get(where or section, name)
        return re.sub(r'\$\{([^}]*)\}', found, value).replace('$$', '$')


class _Plain:
    def get(self, parser, section, option, value, names, depth=0): return value


class SectionProxy(_MutableMapping):
    def __init__(self, parser, name):
        self._parser, self._name = parser, name

    name = property(lambda self: self._name)
    parser = property(lambda self: self._parser)
    def __repr__(self): return f'<Section: {self._name}>'

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value): self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not self._parser.remove_option(self._name, key):
            raise KeyError(key)

    def __contains__(self, key): return self._parser.has_option(self._name, key)
    def __len__(self): return len(list(iter(self)))
    def __iter__(self): return iter(self._parser.options(self._name) if self._name != DEFAULTSECT else self._parser.defaults())
    def get(self, option, fallback=None, *, raw=False, vars=None, **kwargs): return self._parser.get(self._name, option, raw=raw, vars=vars, fallback=fallback)
    def getint(self, option, fallback=None, **kwargs): return self._parser.getint(self._name, option, fallback=fallback)
    def getfloat(self, option, fallback=None, **kwargs): return self._parser.getfloat(self._name, option, fallback=fallback)
    def getboolean(self, option, fallback=None, **kwargs): return self._parser.getboolean(self._name, option, fallback=fallback)


class RawConfigParser(_MutableMapping):
    BOOLEAN_STATES = {'1': True, 'yes': True, 'true': True, 'on': True, '0': False, 'no': False, 'false': False, 'off': False}
    _interpolation = _Plain()

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *, delimiters=('=', ':'), comment_prefixes=('#', ';'), inline_comment_prefixes=None,
                 strict=True, empty_lines_in_values=True, default_section=DEFAULTSECT, interpolation=_unset, converters=None):
        self._sections, self._defaults, self.default_section = {}, {}, default_section
        self._delimiters, self._comments, self._inline, self._strict, self._no_value = delimiters, comment_prefixes, inline_comment_prefixes or (), strict, allow_no_value
        if interpolation is not _unset:
            self._interpolation = interpolation or _Plain()
        for key, value in (defaults or {}).items():
            self._defaults[self.optionxform(key)] = str(value)

    def optionxform(self, optionstr): return optionstr.lower()
    def defaults(self): return self._defaults
    def sections(self): return list(self._sections)
    def has_section(self, section): return section in self._sections

    def add_section(self, section):
        if section == self.default_section:
            raise ValueError(f'Invalid section name: {section!r}')
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = {}

    def _of(self, section):
        if section == self.default_section:
            return self._defaults
        if section not in self._sections:
            raise NoSectionError(section)
        return self._sections[section]

    def options(self, section):
        return list({**self._of(section), **self._defaults})

    def read(self, filenames, encoding=None):
        found = []
        for name in [filenames] if isinstance(filenames, (str, bytes)) or hasattr(filenames, '__fspath__') else filenames:
            try:
                with open(name, encoding=encoding) as file:
                    self._read(file, str(name))
            except OSError:
                continue
            found.append(str(name))
        return found

    def read_file(self, f, source=None): self._read(f, source or getattr(f, 'name', '<???>'))
    def read_string(self, string, source='<string>'): self._read(string.splitlines(True), source)

    def read_dict(self, dictionary, source='<dict>'):
        for section, pairs in dictionary.items():
            if str(section) != self.default_section and section not in self._sections:
                self.add_section(str(section))
            for key, value in pairs.items():
                self._of(str(section))[self.optionxform(str(key))] = None if value is None else str(value)

    def _read(self, lines, source):
        current = name = option = None
        seen, failure, indent = set(), None, 0
        for number, line in enumerate(lines, 1):
            text = line.strip()
            for mark in self._inline:
                at = text.find(mark)
                while at > 0 and not text[at - 1].isspace():
                    at = text.find(mark, at + 1)
                if at >= 0:
                    text = text[:at].strip()
            if text.startswith(tuple(self._comments)):
                continue
            margin = len(line) - len(line.lstrip())
            if not text:
                if current is not None and option and current[option] is not None and line.strip() == '':
                    current[option].append('')
                continue
            if current is not None and option and margin > indent:
                current[option].append(text)
                continue
            indent = margin
            if text.startswith('[') and ']' in text:
                name, option = text[1:text.index(']')], None
                if name == self.default_section:
                    current = self._defaults
                elif name in self._sections and self._strict and name in seen:
                    raise DuplicateSectionError(name, source, number)
                else:
                    current = self._sections.setdefault(name, {})
                seen.add(name)
                continue
            if current is None:
                raise MissingSectionHeaderError(source, number, line)
            places = [(text.index(each), each) for each in self._delimiters if each in text]
            if places:
                at, mark = min(places)
                key, value = self.optionxform(text[:at].rstrip()), [text[at + len(mark):].strip()]
            elif self._no_value:
                key, value = self.optionxform(text), None
            else:
                failure = failure or ParsingError(source)
                failure.append(number, line)
                continue
            if self._strict and (name, key) in seen:
                raise DuplicateOptionError(name, key, source, number)
            seen.add((name, key))
            option, current[key] = key, value
        for pairs in [self._defaults, *self._sections.values()]:
            for key, value in pairs.items():
                if isinstance(value, list):
                    pairs[key] = '\n'.join(value).rstrip()
        if failure:
            raise failure

    def get(self, section, option, *, raw=False, vars=None, fallback=_unset):
        try:
            names = {**self._defaults, **(self._of(section)), **{self.optionxform(key): str(value) for key, value in (vars or {}).items()}}
        except NoSectionError:
            if fallback is _unset:
                raise
            return fallback
        key = self.optionxform(option)
        if key not in names:
            if fallback is _unset:
                raise NoOptionError(option, section)
            return fallback
        return names[key] if raw or names[key] is None else self._interpolation.get(self, section, key, names[key], names)

    def _converted(self, kind, section, option, fallback, others):
        value = self.get(section, option, fallback=fallback, **others)
        return value if value is fallback and fallback is not _unset else kind(value)

    def getint(self, section, option, *, fallback=_unset, **others): return self._converted(int, section, option, fallback, others)
    def getfloat(self, section, option, *, fallback=_unset, **others): return self._converted(float, section, option, fallback, others)
    def getboolean(self, section, option, *, fallback=_unset, **others): return self._converted(self._boolean, section, option, fallback, others)

    def _boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError(f'Not a boolean: {value}')
        return self.BOOLEAN_STATES[value.lower()]

    def items(self, section=_unset, raw=False, vars=None):
        if section is _unset:
            return [(name, self[name]) for name in self]
        return [(key, self.get(section, key, raw=raw, vars=vars)) for key in {**self._defaults, **self._of(section)}]

    def has_option(self, section, option):
        return (section == self.default_section or section in self._sections) and self.optionxform(option) in {**self._defaults, **self._of(section)}

    def set(self, section, option, value=None):
        if not isinstance(value, str) and not (value is None and self._no_value):
            raise TypeError('option values must be strings')
        self._of(section)[self.optionxform(option)] = value

    def remove_option(self, section, option):
        return self._of(section).pop(self.optionxform(option), _unset) is not _unset

    def remove_section(self, section):
        return self._sections.pop(section, None) is not None

    def write(self, fp, space_around_delimiters=True):
        mark = f' {self._delimiters[0]} ' if space_around_delimiters else self._delimiters[0]
        for name, pairs in [*([(self.default_section, self._defaults)] if self._defaults else []), *self._sections.items()]:
            fp.write(f'[{name}]\n')
            for key, value in pairs.items():
                shown = '' if value is None else mark + str(value).replace('\n', '\n\t')
                fp.write(f'{key}{shown}\n')
            fp.write('\n')

    def __getitem__(self, key):
        if key != self.default_section and key not in self._sections:
            raise KeyError(key)
        return SectionProxy(self, key)

    def __setitem__(self, key, value):
        if key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if not self.remove_section(key):
            raise KeyError(key)

    def __contains__(self, key): return key == self.default_section or key in self._sections
    def __len__(self): return len(self._sections) + 1
    def __iter__(self): return iter([self.default_section, *self._sections])


class ConfigParser(RawConfigParser):
    _interpolation = BasicInterpolation()
`;
