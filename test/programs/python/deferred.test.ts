import test from 'ava';
import { catalogue } from '../../../engine/programs/pip/catalogue.js';
import { compileProgram } from '../../../engine/programs/python/compile/compiler.js';
import { moduleSource, moduleNames } from '../../../engine/programs/python/lib/library.js';
import { PyCode } from '../../../engine/programs/python/objects/code.js';
import { parseProgram } from '../../../engine/programs/python/syntax/parser.js';

/** Everything of a piece of code and of what lies in it, as data. */
function contents(code: PyCode): unknown {
  const { source, consts, spans, ...rest } = code.parts;
  // Where a statement of several lines ends is shown nowhere.
  const places = spans.map(({ start, end }) => `${start.line}:${start.column}-${start.line === end.line ? end.column : ''}`);
  return { ...rest, length: source.length, places, consts: consts.map(each => (each instanceof PyCode ? contents(each) : each)) };
}

function texts(): readonly (readonly [string, string])[] {
  const library = moduleNames().map(name => [name, moduleSource(name)?.text ?? ''] as const);
  const packages = catalogue().flatMap(({ versions, files }) => Object.entries(files(versions.at(-1) ?? '')));
  return [...library, ...packages.filter(([path]) => path.endsWith('.py'))];
}

test('functions of the library and of packages that are read when they are called are the same code as when all is read at once', t => {
  const all = texts();
  t.true(all.length > 100);
  for (const [file, text] of all) {
    const source = { file, text, isInteractive: false, optimize: 0 };
    t.deepEqual(contents(compileProgram(parseProgram(text, true), source)), contents(compileProgram(parseProgram(text), source)), file);
  }
});

test('strings, comments and brackets hide what looks like the end of a body', t => {
  const text = [
    'class A:',
    '  def f(self):',
    '    return """',
    'def not_me():',
    '""" + "\\"" \'"\' # """',
    '# a comment',
    '',
    '  async def g(self): return super().g([',
    '])',
    '  def h(self):',
    '    x = (1,',
    '2)',
    "    y = '''\\''''''",
    '    return super().x \\',
    ' + x',
    'def last(): # the end',
    '\treturn A',
  ].join('\n');
  const source = { file: 't.py', text, isInteractive: false, optimize: 0 };
  t.deepEqual(contents(compileProgram(parseProgram(text, true), source)), contents(compileProgram(parseProgram(text), source)));
});
