import test from 'ava';
import fc from 'fast-check';
import { ashDialect, bashDialect, dashDialect, type Dialect } from '../../engine/shell/dialect.js';
import { Parser } from '../../engine/shell/syntax/parser.js';
import { ShellSyntaxError } from '../../engine/shell/syntax/syntax-error.js';

/** Everything that the grammar knows, and a few things that it does not. */
const tokens = [
  ' ',
  ' ',
  '\n',
  ';',
  '&',
  '|',
  '&&',
  '||',
  '(',
  ')',
  '{',
  '}',
  '<',
  '>',
  '>>',
  '<<E',
  '\nE\n',
  '<&',
  '>&1',
  '2>',
  '$(',
  '$((',
  '))',
  '`',
  '"',
  "'",
  '\\',
  '$x',
  '${',
  '${x:-',
  '${x#',
  '${x/',
  '}',
  '[[',
  ']]',
  '((',
  '=~',
  '==',
  '!',
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'while',
  'until',
  'do',
  'done',
  'for',
  'in',
  'case',
  'esac',
  ';;',
  'function',
  'f()',
  'a=',
  'a=(',
  'a[1]=',
  'x',
  '*',
  '?',
  '[',
  ']',
  '#',
  '~',
  '{a,b}',
  '<(',
  "$'",
  '한',
  '\0',
  '+',
  '-',
  '@(',
  'time',
  'select',
  '<<<',
  '1',
  'declare',
  ';;&',
  '|&',
];
const soup = fc.array(fc.constantFrom(...tokens), { maxLength: 60 }).map(parts => parts.join(''));

function parseAll(text: string, dialect: Dialect): 'parsed' | ShellSyntaxError {
  const parser = Parser.forText(text, { dialect, extendedPatterns: dialect.name === 'bash' });
  try {
    while (parser.next()) continue;
    return 'parsed';
  } catch (error) {
    if (error instanceof ShellSyntaxError) return error;
    throw error;
  }
}

for (const dialect of [bashDialect, dashDialect, ashDialect]) {
  test(`${dialect.name}: any text is parsed or is a syntax error`, t => {
    fc.assert(
      fc.property(soup, text => {
        parseAll(text, dialect);
      }),
      { seed: 7, numRuns: 3000 },
    );
    t.pass();
  });
}

test('nesting is bounded, not the stack', t => {
  for (const [open, close] of [
    ['(', ')'],
    ['$(', ')'],
    ['{ ', '; }'],
    ['"${x:-', '}"'],
    ['if ', '; then :; fi'],
    ['`', '`'],
    ['$((', '))'],
    ['[[ ( a ) && ', ' ]]'],
    ['a=(', ')'],
    ['<(', ')'],
  ] as const) {
    const outcome = parseAll(`echo ${open.repeat(20_000)}x${close.repeat(20_000)}`, bashDialect);
    t.true(outcome === 'parsed' || outcome instanceof ShellSyntaxError, open);
  }
});

test('hostile nesting takes linear time', t => {
  for (const text of [
    '$((( '.repeat(90),
    '$(( ('.repeat(90) + ') )'.repeat(90),
    '((('.repeat(90),
    'a[$(a['.repeat(40),
    '`'.repeat(1000),
    '{'.repeat(50_000),
    '${x:-'.repeat(5000),
  ]) {
    for (const dialect of [bashDialect, dashDialect]) parseAll(text, dialect);
  }
  t.pass();
});

test('an unfinished command is told from a wrong one', t => {
  const unfinished = (text: string): boolean => {
    const outcome = parseAll(text, bashDialect);
    return outcome !== 'parsed' && outcome.incomplete;
  };
  for (const text of [
    'if true',
    'if true; then\n',
    'echo "a',
    "echo 'a",
    'echo $(',
    'echo ${x',
    'a &&',
    'a |\n',
    '{ a',
    '( a',
    'case x in',
    'f() {',
    'for i in a; do',
    '((1',
    '[[ a',
    'a=(1',
  ])
    t.true(unfinished(text), text);
  for (const text of ['fi', 'a | | b', ')', 'if; then', 'a ;; b', '{ }']) t.false(unfinished(text), text);
});

test('aliases are expanded once, and let the next word be one after a blank', t => {
  const aliases = new Map([
    ['ls', 'ls -l'],
    ['e', 'echo '],
    ['w', 'world'],
    ['loop', 'loop2'],
    ['loop2', 'loop'],
  ]);
  const words = (text: string): string => {
    const parser = Parser.forText(text, { dialect: dashDialect, alias: name => aliases.get(name) });
    const command = parser.next()?.items[0]?.command;
    return command?.kind === 'simple' ? command.words.map(word => ('source' in word ? word.source : word.name)).join(' ') : '?';
  };
  t.deepEqual(['ls x', 'e w w', 'loop', '\\ls', 'x=1 ls'].map(words), ['ls -l x', 'echo world w', 'loop', '\\ls', 'ls -l']);
});
