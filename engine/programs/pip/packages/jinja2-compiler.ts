import { jinjaStatements } from './jinja2-statements.js';

/** How the stand-in for Jinja makes Python of a template. */
export const jinjaCompiler =
  String.raw`import re

from jinja2.exceptions import TemplateSyntaxError

_tag = re.compile(r'\{%[-+]?|\{\{[-+]?|\{#[-+]?')
_token = re.compile(r'''\s*(?:(\d+\.\d+(?:[eE][+-]?\d+)?|\d+)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_]\w*)|(//|\*\*|==|!=|<=|>=|[-+*/%~<>=|.,:()\[\]{}]))''', re.S)


def compile_template(environment, source, name, filename):
    parser = _Parser(environment, source, name, filename)
    text = parser.template()
    return compile(text, filename or name or '<template>', 'exec')


class _Tokens:
    """The words of a tag, which becomes Python."""

    def __init__(self, parser, text, line):
        self.parser, self.line, self.words, at = parser, line, [], 0
        text = text.rstrip()
        while at < len(text):
            found = _token.match(text, at)
            if not found:
                rest = text[at:].lstrip()
                parser.fail(f'unexpected char {rest[:1]!r} at {at}', line)
            number, string, word, operator = found.groups()
            kind = 'number' if number else 'string' if string else 'name' if word else 'operator'
            self.words.append((kind, number or string or word or operator))
            at = found.end()
        self.at = 0

    @property
    def kind(self):
        return self.words[self.at][0] if self.at < len(self.words) else 'end'

    @property
    def text(self):
        return self.words[self.at][1] if self.at < len(self.words) else None

    def fail(self, message=None):
        if message is None:
            message = f"unexpected {self.text!r}" if self.text is not None else 'unexpected end of template'
        self.parser.fail(message, self.line)

    def next(self):
        text = self.text
        if text is None:
            self.fail()
        self.at += 1
        return text

    def takes(self, *texts):
        if self.kind in ('name', 'operator') and self.text in texts:
            return self.next()
        return None

    def expect(self, text):
        if not self.takes(text):
            self.fail(f'expected token {text!r}, got {self.text!r}' if self.text is not None else f"expected token {text!r}, got 'end of statement block'")

    def name(self):
        if self.kind != 'name':
            self.fail(f"expected token 'name', got {self.text!r}")
        return self.next()

    def end(self):
        if self.text is not None:
            self.fail(f"expected token 'end of statement block', got {self.text!r}")

    # Expressions, from the loosest on.
    def tuple(self):
        first = self.expression()
        if self.text != ',':
            return first
        parts = [first]
        while self.takes(','):
            if self.kind == 'end' or self.text in (')', 'in', 'if'):
                break
            parts.append(self.expression())
        return f'({", ".join(parts)},)'

    def expression(self):
        value = self.either()
        while self.takes('if'):
            condition = self.either()
            other = self.expression() if self.takes('else') else "_runtime.environment.undefined('the inline if-expression evaluated to false')"
            value = f'({value} if {condition} else {other})'
        return value

    def _chain(self, below, *operators):
        value = below()
        while operator := self.takes(*operators):
            value = f'({value} {operator} {below()})'
        return value

    def either(self): return self._chain(self.both, 'or')
    def both(self): return self._chain(self.negation, 'and')

    def negation(self):
        return f'(not {self.negation()})' if self.takes('not') else self.comparison()

    def comparison(self):
        value, more = self.sum(), ''
        while True:
            if operator := self.takes('==', '!=', '<', '>', '<=', '>=', 'in'):
                more += f' {operator} {self.sum()}'
            elif self.text == 'not' and self.words[self.at + 1:self.at + 2] == [('name', 'in')]:
                self.at += 2
                more += f' not in {self.sum()}'
            else:
                return f'({value}{more})' if more else value

    def sum(self):
        return self._chain(self.texts, '+', '-')

    def texts(self):
        parts = [self.product()]
        while self.takes('~'):
            parts.append(self.product())
        return parts[0] if len(parts) == 1 else f'_runtime.join([{", ".join(parts)}])'

    def product(self): return self._chain(self.unary, '*', '//', '/', '%')

    def unary(self):
        if operator := self.takes('-', '+'):
            return f'({operator}{self.unary()})'
        value = self.postfix(self.primary())
        if self.takes('**'):
            value = f'({value} ** {self.unary()})'
        return self.filters(value)

    def primary(self):
        kind, text = self.kind, self.text
        if kind == 'number':
            return self.next()
        if kind == 'string':
            value = self.next()
            while self.kind == 'string':
                value += ' ' + self.next()
            return value.replace('\n', '\\n')
        if kind == 'name':
            self.next()
            plain = {'true': 'True', 'false': 'False', 'none': 'None', 'True': 'True', 'False': 'False', 'None': 'None'}
            return plain[text] if text in plain else f'_runtime.get(names, {text!r})'
        if self.takes('('):
            value = self.tuple() if self.text != ')' else '()'
            self.expect(')')
            return f'({value})'
        if self.takes('['):
            return f'[{", ".join(self._items("]"))}]'
        if self.takes('{'):
            return '{' + ', '.join(self._items('}', True)) + '}'
        self.fail()

    def _items(self, end, has_keys=False):
        items = []
        while not self.takes(end):
            item = self.expression()
            if has_keys:
                self.expect(':')
                item += f': {self.expression()}'
            items.append(item)
            if self.text != end:
                self.expect(',')
        return items

    def postfix(self, value):
        while True:
            if self.takes('.'):
                key = self.next()
                value = f'_runtime.item({value}, {key})' if key.isdigit() else f'_runtime.attribute({value}, {key!r})'
            elif self.takes('['):
                value = f'_runtime.item({value}, {self.subscript()})'
            elif self.takes('('):
                value = f'{value}({self.arguments()})'
            else:
                return value

    def subscript(self):
        parts, has_colon = [''], False
        while not self.takes(']'):
            if self.takes(':'):
                parts.append('')
                has_colon = True
            else:
                parts[-1] = self.tuple()
        return f'slice({", ".join(part or "None" for part in parts)})' if has_colon else parts[0]

    def arguments(self):
        found = []
        while not self.takes(')'):
            star = self.takes('*', '**') or ''
            if self.kind == 'name' and self.words[self.at + 1:self.at + 2] == [('operator', '=')]:
                star = self.next() + '='
                self.next()
            found.append(star + self.expression())
            if self.text != ')':
                self.expect(',')
        return ', '.join(found)

    def filters(self, value):
        while True:
            if self.takes('|'):
                name = self.name()
                if name not in self.parser.environment.filters:
                    self.fail(f'No filter named {name!r}.')
                more = self.arguments() if self.takes('(') else ''
                value = f'_runtime.filter({name!r}, {value}{", " + more if more else ""})'
            elif self.takes('is'):
                no = 'not ' if self.takes('not') else ''
                name = self.next()
                if name not in self.parser.environment.tests:
                    self.fail(f'No test named {name!r}.')
                more = self.arguments() if self.takes('(') else ''
                if not more and (self.kind in ('number', 'string') or self.kind == 'name' and self.text not in ('and', 'or', 'else', 'if', 'is', 'in', 'not')):
                    more = self.postfix(self.primary())
                value = f'({no}_runtime.test({name!r}, {value}{", " + more if more else ""}))'
            else:
                return value

    def target(self):
        """Names to which something is given, as a text or a list of them."""
        if self.takes('('):
            found = self.target()
            self.expect(')')
        else:
            found = self.name()
        if self.text != ',':
            return found
        names = [found]
        while self.takes(','):
            names.append(self.target() if self.text == '(' else self.name())
        return names


` + jinjaStatements;
