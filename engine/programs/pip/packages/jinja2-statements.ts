/** The second half of `jinja2.compiler`: statements. */
export const jinjaStatements = String.raw`class _Parser:
    def __init__(self, environment, source, name, filename):
        self.environment, self.source, self.name, self.filename = environment, source, name, filename
        self.at, self.lines, self.blocks, self.depth = 0, [], {}, 0

    def fail(self, message, line=None):
        raise TemplateSyntaxError(message, line or self.line, self.name, self.filename)

    @property
    def line(self):
        return self.source.count('\n', 0, self.at) + 1

    def emit(self, text):
        self.lines.append('    ' * (self.depth + 1) + text)

    def template(self):
        self.emit('parent = None')
        self.body(())
        self.emit('return parent')
        text = 'def root(names, out):\n' + '\n'.join(self.lines) + '\n'
        for name, lines in self.blocks.items():
            text += f'def block_{name}(names, out):\n' + '\n'.join(lines) + '\n'
        return text + 'blocks = {' + ', '.join(f'{name!r}: block_{name}' for name in self.blocks) + '}\n'

    def data(self, text):
        if text:
            self.emit(f'out.append({text!r})')

    def body(self, ends):
        """Everything up to one of the tags; which one it was, with its words."""
        self.emit('pass')
        while True:
            found = _tag.search(self.source, self.at)
            if not found:
                self.data(self.source[self.at:])
                if ends:
                    self.at = len(self.source)
                    self.fail(f"Unexpected end of template. Jinja was looking for the following tags: {' or '.join(map(repr, ends))}. The innermost block that needs to be closed is {self._open(ends)!r}.")
                return None
            text, opening = self.source[self.at:found.start()], found.group()
            if opening.endswith('-'):
                text = text.rstrip()
            elif self.environment.lstrip_blocks and opening[1] != '{' and not opening.endswith('+') and not text.rpartition('\n')[2].strip():
                text = text.rstrip(' \t')
            self.data(text)
            line = self.source.count('\n', 0, found.start()) + 1
            inner = self.inside(found.end(), {'{%': '%}', '{{': '}}', '{#': '#}'}[opening[:2]], line)
            if opening[1] == '#':
                continue
            tokens = _Tokens(self, inner, line)
            if opening[1] == '{':
                value = tokens.tuple()
                tokens.end()
                self.emit(f'out.append(_runtime.text({value}))')
                continue
            word = tokens.name()
            if word in ends:
                return word, tokens
            statement = getattr(self, 'do_' + word, None)
            if statement is None:
                self.fail(f'Encountered unknown tag {word!r}.', line)
            statement(tokens)

    def _open(self, ends):
        return ends[-1].replace('end', '', 1)

    def inside(self, start, end, line):
        at, quote = start, ''
        while at < len(self.source):
            each = self.source[at]
            if quote:
                at += each == '\\'
                quote = '' if each == quote else quote
            elif each in '"\'' and end != '#}':
                quote = each
            elif self.source.startswith(end, at):
                text, self.at = self.source[start:at], at + 2
                if text.endswith('-'):
                    text = text[:-1]
                    self.at += len(self.source[self.at:]) - len(self.source[self.at:].lstrip())
                elif end == '%}' and self.environment.trim_blocks and self.source.startswith('\n', self.at):
                    self.at += 1
                return text
            at += 1
        self.fail('Missing end of comment tag' if end == '#}' else "unexpected end of template, expected 'end of statement block'.", line)

    def nested(self, *ends):
        self.depth += 1
        found = self.body(ends)
        self.depth -= 1
        return found

    def do_if(self, tokens):
        word, ends = 'if', ('elif', 'else', 'endif')
        while word != 'endif':
            condition = tokens.expression() if word != 'else' else ''
            tokens.end()
            self.emit(f'{word} {condition}:'.replace(' :', ':'))
            word, tokens = self.nested(*(ends if word != 'else' else ('endif',)))

    def do_for(self, tokens):
        targets = tokens.target()
        tokens.expect('in')
        items = tokens.either()
        if tokens.takes(','):
            items = f'({items}, {tokens.tuple()},)'
        condition = tokens.expression() if tokens.takes('if') else None
        tokens.takes('recursive')
        tokens.end()
        number = self.at
        self.emit(f'outer{number}, names, empty{number} = names, dict(names), True')
        if condition:
            self.emit(f'items{number} = []')
            self.emit(f'for item in {items}:')
            self.emit(f'    _runtime.unpack(names, {targets!r}, item)')
            self.emit(f'    if {condition}: items{number}.append(item)')
            items = f'items{number}'
        self.emit(f'for item, loop in _runtime.loop({items}):')
        self.emit(f'    names, empty{number} = dict(outer{number}), False')
        self.emit(f"    names['loop'] = loop")
        self.emit(f'    _runtime.unpack(names, {targets!r}, item)')
        word, rest = self.nested('else', 'endfor')
        self.emit(f'names = outer{number}')
        if word == 'else':
            self.emit(f'if empty{number}:')
            self.nested('endfor')

    def do_set(self, tokens):
        targets = tokens.target()
        attribute = tokens.name() if tokens.takes('.') else None
        if tokens.takes('='):
            value = tokens.tuple()
            tokens.end()
            if attribute:
                self.emit(f'setattr(names[{targets!r}], {attribute!r}, {value})')
            else:
                self.emit(f'_runtime.unpack(names, {targets!r}, {value})')
            return
        number = self.at
        self.emit(f'out{number}, out = out, []')
        self.body(('endset',))
        self.emit(f"names[{targets!r}], out = _runtime.markup(''.join(out)), out{number}")

    def do_block(self, tokens):
        name = tokens.name()
        if name in self.blocks:
            self.fail(f'block {name!r} defined twice', tokens.line)
        outer, depth = self.lines, self.depth
        self.lines, self.depth, self.blocks[name] = [], 0, []
        self.body(('endblock',))
        self.blocks[name], self.lines, self.depth = self.lines, outer, depth
        self.emit(f'_runtime.block({name!r}, names, out)')

    def do_extends(self, tokens):
        self.emit(f'parent = _runtime.environment.get_template({tokens.expression()})')

    def do_include(self, tokens):
        which = tokens.expression()
        ignores = bool(tokens.takes('ignore') and tokens.takes('missing'))
        self.emit(f'_runtime.include(names, out, {which}, {ignores})')

    def do_import(self, tokens):
        which = tokens.expression()
        tokens.expect('as')
        self.emit(f'names[{tokens.name()!r}] = _runtime.environment.get_template({which}).module')

    def do_from(self, tokens):
        which = tokens.expression()
        tokens.expect('import')
        self.emit(f'module = _runtime.environment.get_template({which}).module')
        while tokens.kind == 'name' and tokens.text not in ('with', 'without'):
            name = tokens.name()
            self.emit(f'names[{(tokens.name() if tokens.takes("as") else name)!r}] = _runtime.attribute(module, {name!r})')
            tokens.takes(',')

    def do_macro(self, tokens):
        name, number, given = tokens.name(), self.at, []
        tokens.expect('(')
        while not tokens.takes(')'):
            parameter = tokens.name()
            given.append((parameter, tokens.expression() if tokens.takes('=') else "_runtime.environment.undefined(%r)" % parameter))
            tokens.takes(',')
        self.emit(f'def macro{number}({", ".join(f"{each}={value}" for each, value in given)}, caller=None, names=names):'.replace('(, ', '('))
        self.emit(f'    names, out = {{**names, "caller": caller, {", ".join(f"{each!r}: {each}" for each, _ in given)}}}, []')
        self.nested('endmacro')
        self.emit(f"    return _runtime.markup(''.join(out))")
        self.emit(f'names[{name!r}] = macro{number}')

    def do_call(self, tokens):
        value, number = tokens.expression(), self.at
        self.emit(f'def caller{number}(names=names):')
        self.emit('    out = []')
        self.nested('endcall')
        self.emit(f"    return _runtime.markup(''.join(out))")
        self.emit(f'out.append(_runtime.text({value[:-1]}{"" if value.endswith("()") else ", "}caller=caller{number})))')

    def do_with(self, tokens):
        number = self.at
        self.emit(f'outer{number}, names = names, dict(names)')
        while tokens.kind == 'name':
            name = tokens.name()
            tokens.expect('=')
            self.emit(f'names[{name!r}] = {tokens.expression()}')
            tokens.takes(',')
        self.body(('endwith',))
        self.emit(f'names = outer{number}')

    def do_filter(self, tokens):
        number, name = self.at, tokens.name()
        more = tokens.arguments() if tokens.takes('(') else ''
        self.emit(f'out{number}, out = out, []')
        self.body(('endfilter',))
        self.emit(f"text, out = _runtime.filter({name!r}, _runtime.markup(''.join(out)){', ' + more if more else ''}), out{number}")
        self.emit('out.append(_runtime.text(text))')

    def do_autoescape(self, tokens):
        self.fail('drydock: the tag autoescape of Jinja is not simulated', tokens.line)

    def do_raw(self, tokens):
        found = re.compile(r'\{%-?\s*endraw\s*-?%\}').search(self.source, self.at)
        if not found:
            self.fail('Missing end of raw directive')
        self.data(self.source[self.at:found.start()])
        self.at = found.end()
`;
