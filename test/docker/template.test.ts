import fc from 'fast-check';
import test from 'ava';
import { parseFormat, renderFormat } from '../../engine/docker/template/format.js';
import { TemplateError } from '../../engine/docker/template/template-error.js';
import { rawValue } from '../../engine/docker/template/go-type.js';

const container = {
  Name: '/web',
  State: { Status: 'running', ExitCode: 0, Running: true },
  Config: { Env: ['A=1', 'PATH=/bin'], Labels: { tier: 'front', app: 'shop' }, Cmd: null },
  Ratio: 1.5,
};

/** What a template gives, or its error. */
function render(template: string, missingKey: 'default' | 'error' = 'default'): string {
  try {
    return renderFormat(parseFormat(template), rawValue(container), missingKey);
  } catch (error) {
    if (error instanceof TemplateError) return error.message;
    throw error;
  }
}

// The texts are those of Go's text/template, as docker 28.2.2 prints them.
const cases: readonly (readonly [string, string])[] = [
  ['{{.Name}} {{.State.Status}}', '/web running'],
  ['{{.State}}', 'map[ExitCode:0 Running:true Status:running]'],
  ['{{.Config.Env}} {{.Config.Cmd}} {{.Nope}}', '[A=1 PATH=/bin] <no value> <no value>'],
  ['{{json .Config.Labels}}', '{"tier":"front","app":"shop"}'],
  ['{{range $k, $v := .Config.Labels}}{{$k}}={{$v};{{end}}', `template: :1: bad character U+007D '}'`],
  ['{{range $k, $v := .Config.Labels}}{{$k}}={{$v}};{{end}}', 'app=shop;tier=front;'],
  ['{{range .Config.Env}}{{.}}{{if eq . "A=1"}}{{continue}}{{end}}!{{else}}none{{end}}', 'A=1PATH=/bin!'],
  ['{{range $i := 3}}{{$i}}{{end}}{{range .Nope}}x{{else}}-{{end}}', '012-'],
  ['{{with .State}}{{.Status}} {{.ExitCode}}{{end}}{{with .Nope}}x{{else with .Name}}{{.}}{{end}}', 'running 0/web'],
  ['{{if and .State.Running (eq .State.ExitCode 0)}}ok{{else if .Nope}}?{{else}}no{{end}}', 'ok'],
  ['{{index .Config.Labels "tier"}}|{{index .Config.Env 0}}|{{slice .Name 1 3}}', 'front|A=1|we'],
  ['{{println .Name | len}}{{printf "%.4s" .Name | len}}', '54'],
  [
    '{{printf "%-8s|%5d|%q|%v|%x|%05d|%t|%6.2f" .Name 5 "a\\tb" .Config.Env 255 42 true .Ratio}}',
    '/web    |    5|"a\\tb"|[A=1 PATH=/bin]|ff|00042|true|  1.50',
  ],
  ['{{printf "%d %s" "x"}}{{printf "%!" }}{{printf "a" 1}}', '%!d(string=x) %!s(MISSING)%!!(MISSING)a%!(EXTRA int=1)'],
  [
    '{{upper .Name}} {{title "abc def"}} {{lower "ABC"}} {{pad .Name 1 2}}| {{truncate .Name 2}} {{split "a,b" ","}} {{join (split "a b" " ") "+"}}',
    '/WEB Abc Def abc  /web  | /w [a b] a+b',
  ],
  ['{{len .Config.Env}} {{not .Nope}} {{or .Nope "x"}} {{gt .Ratio 1.0}} {{ne 1 2}}', '2 true x true true'],
  ['{{- /* a comment */ -}} x {{- "y" -}} z', 'xyz'],
  ['{{define "row"}}[{{.}}]{{end}}{{template "row" .Name}}{{block "b" 1}}<{{.}}>{{end}}', '[/web]<1>'],
  ['{{$x := 1}}{{if true}}{{$x = 2}}{{end}}{{$x}}', '2'],
  ['{{"a\\u00e9\\n"}}{{`raw\\n`}}{{\'a\'}} {{1e3}} {{0x10}} {{1.50}}', 'aé\nraw\\n97 1000 16 1.5'],
  ['{{html "<a>"}} {{js "\'"}} {{urlquery "a b"}}', "&lt;a&gt; \\' a+b"],
  ['{{.Name', 'template: :1: unclosed action'],
  ['{{', 'template: :1: unclosed action'],
  ['a\nb{{.Name', 'template: :2: unclosed action'],
  ['{{/* x', 'template: :1: unclosed comment'],
  ['{{end}}', 'template: :1: unexpected {{end}}'],
  ['{{if .Name}}', 'template: :1: unexpected EOF'],
  ['{{if}}x{{end}}', 'template: :1: missing value for if'],
  ['{{}}', 'template: :1: missing value for command'],
  ['{{foo}}', 'template: :1: function "foo" not defined'],
  ['{{$x}}', 'template: :1: undefined variable "$x"'],
  ['{{.Name | 1}}', 'template: :1: non executable command in pipeline stage 2'],
  ['{{"a}}', 'template: :1: unterminated quoted string'],
  ['{{(.Name}}', 'template: :1: unclosed left paren'],
  ['{{.Name)}}', 'template: :1: unexpected right paren'],
  ['{{@}}', 'template: :1: unexpected "@" in command'],
  ['{{json.}}', 'template: :1: unexpected <.> in operand'],
  ['{{break}}', 'template: :1: {{break}} outside {{range}}'],
  ['{{index .Config.Env 5}}', 'template: :1:2: executing "" at <index .Config.Env 5>: error calling index: index out of range: 5'],
  ['{{eq 1 "a"}}', 'template: :1:2: executing "" at <eq 1 "a">: error calling eq: incompatible types for comparison'],
  ['{{upper 3}}', 'template: :1:8: executing "" at <3>: expected string; found 3'],
  ['{{upper}}', 'template: :1:2: executing "" at <upper>: wrong number of args for upper: want 1 got 0'],
  ['{{.Name.First}}', 'template: :1:7: executing "" at <.Name.First>: can\'t evaluate field First in type interface {}'],
  ['{{.Name 1}}', 'template: :1:2: executing "" at <.Name>: Name is not a method but has arguments'],
  ['{{template "nope"}}', 'template: :1:11: executing "" at <{{template "nope"}}>: template "nope" not defined'],
];

for (const [template, expected] of cases) {
  test(`${template} gives ${expected}`, t => {
    t.is(render(template), expected);
  });
}

test('a key that is not there is an error where docker inspect reads plain JSON', t => {
  t.is(render('{{.Nope}}', 'error'), 'template: :1:2: executing "" at <.Nope>: map has no entry for key "Nope"');
  t.is(render('{{.State.Nope}}', 'error'), 'template: :1:8: executing "" at <.State.Nope>: map has no entry for key "Nope"');
});

test('endless and growing templates come to an end', t => {
  t.regex(render('{{define "a"}}{{template "a"}}{{end}}{{template "a"}}'), /exceeded maximum template depth/);
  t.regex(render('{{range 100000000}}{{end}}'), /too many steps/);
  t.regex(render('{{$x := "abcdefgh"}}{{range 100}}{{$x = print $x $x}}{{end}}'), /result is too long/);
  t.regex(render('('.repeat(1000).replace(/^/, '{{')), /max expression depth|unclosed/);
});

const piece = fc.oneof(
  fc.constantFrom(
    '{{',
    '}}',
    '{{-',
    '-}}',
    '.',
    '.Name',
    '.State',
    '$',
    '$x',
    ':=',
    '=',
    '|',
    '(',
    ')',
    '"a"',
    '`b`',
    '1',
    '-2.5e3',
    "'c'",
    ' ',
    '\n',
  ),
  fc.constantFrom('if', 'else', 'end', 'range', 'with', 'define', 'template', 'block', 'break', 'continue', 'nil', 'true', ','),
  fc.constantFrom(
    'json',
    'printf',
    'index',
    'len',
    'slice',
    'eq',
    'and',
    'or',
    'join',
    'split',
    'upper',
    'pad',
    'truncate',
    'print',
    'html',
  ),
  fc.string({ maxLength: 4 }),
);

test('no template, however it looks, does anything but give text or a TemplateError', t => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), pieces => {
      t.is(typeof render(pieces.join(' ')), 'string');
      t.is(typeof render(`{{${pieces.join('')}}}`), 'string');
    }),
    { seed: 28, numRuns: 3000 },
  );
});
