import test from 'ava';
import { World } from '../../../engine/testing.js';

function prompt(...keys: readonly string[]): string {
  const screen = new World({ images: ['node:20'] }).terminal('docker run -it --rm -e NO_COLOR=1 node:20', { columns: 100 });
  for (const each of keys) screen.type(each);
  return screen.shown.replaceAll('\r\n', '\n').replace(/^Welcome to Node\.js v20\.\d+\.\d+\.\nType "\.help" for more information\.\n/, '');
}

test('the prompt computes, keeps the last value and error, and goes back in its history', t => {
  t.is(
    prompt('1 + 1\r', '_ * 2\r', 'nope\r', '_error.name\r', '\u001b[A\r', '_ = 5\r', '.exit\r'),
    `> 1 + 1
2
> _ * 2
4
> nope
Uncaught ReferenceError: nope is not defined
> _error.name
'ReferenceError'
> _error.name
'ReferenceError'
> _ = 5
Expression assignment to _ now disabled.
5
> .exit
`,
  );
});

test('declarations stay, statements go on over lines, and what waits is waited for', t => {
  t.is(
    prompt(
      'const x = 1\r',
      'x = 2\r',
      'let x = 3\r',
      'function f(n) {\r',
      'return n +\r',
      'x }\r',
      'const y = await new Promise(done => setTimeout(done, 50, f(4)))\r',
      'y\r',
      'class A {}\r',
      'new A()\r',
      "'abc\r",
    ),
    `> const x = 1
undefined
> x = 2
Uncaught TypeError: Assignment to constant variable.
> let x = 3
Uncaught SyntaxError: Identifier 'x' has already been declared
> function f(n) {
... return n +
... x }
undefined
> const y = await new Promise(done => setTimeout(done, 50, f(4)))
undefined
> y
5
> class A {}
undefined
> new A()
A {}
> 'abc
'abc
^^^^

Uncaught SyntaxError: Invalid or unexpected token
> `,
  );
});

test('tab completes names of the prompt, ^C gives up what was typed, ^D in the editor runs it', t => {
  t.is(
    prompt(
      'const o = { abc: 1, abd: 2 }\r',
      'o.ab\t\t',
      'c\r',
      'zzz',
      '\u0003',
      '.editor\r',
      'let q = 2\rq * 3\r',
      '\u0004',
      '\u0003',
      '\u0003',
    ),
    `> const o = { abc: 1, abd: 2 }
undefined
> o.ab\u0007
o.abc  o.abd
> o.abc
1
> zzz
> .editor
// Entering editor mode (Ctrl+D to finish, Ctrl+C to cancel)
let q = 2
q * 3

6
> 
(To exit, press Ctrl+C again or Ctrl+D or type .exit)
> 
`,
  );
});
