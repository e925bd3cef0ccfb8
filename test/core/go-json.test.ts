import test from 'ava';
import { parseGoJson } from '../../engine/core/go-json.js';

// What encoding/json of Go 1.24, which Docker 28.2 is built with, says; `undefined` where it finds nothing wrong.
const rows: readonly (readonly [text: string, error: string | undefined])[] = [
  ['{}', undefined],
  [' {"a": [1, -2.5e+3, true, null, "x\\u00e9\\n"]} ', undefined],
  ['{bad', "invalid character 'b' looking for beginning of object key string"],
  ['', 'unexpected EOF'],
  ['{"a":', 'unexpected EOF'],
  ['{"a"', 'unexpected EOF'],
  ['"abc', 'unexpected EOF'],
  ['{} {}', 'unexpected content after JSON'],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a":1 "b"}', `invalid character '"' after object key:value pair`],
  ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
  ['[1,]', "invalid character ']' looking for beginning of value"],
  ['[1 2]', "invalid character '2' after array element"],
  ['nul', 'unexpected EOF'],
  ['nope', "invalid character 'o' in literal null (expecting 'u')"],
  ['trux', "invalid character 'x' in literal true (expecting 'e')"],
  ['-x', "invalid character 'x' in numeric literal"],
  ['1.x', "invalid character 'x' after decimal point in numeric literal"],
  ['1ex', "invalid character 'x' in exponent of numeric literal"],
  ['"\n"', String.raw`invalid character '\n' in string literal`],
  [String.raw`"\x"`, "invalid character 'x' in string escape code"],
  [String.raw`"\u00g0"`, String.raw`invalid character 'g' in \u hexadecimal character escape`],
  ['\0', String.raw`invalid character '\x00' looking for beginning of value`],
  ['{}]', undefined],
  ["'a'", String.raw`invalid character '\'' looking for beginning of value`],
];

for (const [text, error] of rows) {
  test(`${JSON.stringify(text)} is ${error === undefined ? 'JSON' : error}`, t => {
    const result = parseGoJson(text);
    const problem = 'problem' in result ? result.problem.replace(/^invalid JSON: /, '') : undefined;
    t.is(problem, error);
  });
}
