import test from 'ava';
import { world, type World } from '../../engine/testing.js';
import { attackAll, type Attack } from './attack.js';

/** A world with a container of an image that only waits, and somebody else's. */
function boxOf(image: string): World {
  const made = world({ images: [image], containers: [{ name: 'bystander' }] });
  made.sh(`docker run -d --name box ${image} sleep 1000000`);
  return made;
}

const exhausted = /Allowed memory size of 134217728 bytes exhausted/;

const php = (code: string, steps: number, status: number | undefined, says?: RegExp): Attack => [
  `docker exec box php -r '${code}'`,
  steps,
  status,
  says,
];

test('php programs without end or measure end as PHP words it', t => {
  attackAll(t, boxOf('php'), [
    php('function f() { f(); } f();', 6000, 255, exhausted),
    php('while (1) $s = [$s];', 20_000, 255, exhausted),
    php('$s = "a"; while (1) $s .= $s;', 200, 255, exhausted),
    php('function g() { while (1) yield 1; } iterator_to_array(g(), false);', 200_000, 255, exhausted),
    php('range(0, 1e12);', 200, 255, exhausted),
    php('printf("%999999999d", 1);', 200, 255, exhausted),
    php('printf("%99999999999d", 1);', 200, 255, /Width must be greater than zero and less than 2147483647/),
    php('echo base_convert(str_repeat("z", 100000), 36, 2);', 200, 255, /An infinite value cannot be converted to base 2/),
    php('$a = []; $a[] = &$a; echo count($a, 1);', 200, 0, /count\(\): Recursion detected/),
    php('$a = []; $a[] = &$a; array_walk_recursive($a, fn() => 1);', 200, 255, /Recursion detected/),
    php('$a = [1]; $a["a"] = &$a; echo json_encode($a), json_last_error_msg();', 200, 0, /Maximum stack depth exceeded/),
    php('$a = []; $a[] = &$a; $b = []; $b[] = &$b; $a == $b;', 200, 255, /Nesting level too deep/),
    php('unserialize(str_repeat("a:1:{i:0;", 20000));', 20_000, 255, /nested as deep/),
    php('eval(str_repeat("(", 50000));', 200, 255, /nesting as deep as this is not simulated/),
    php('echo preg_match("/(a+)+$/", str_repeat("a", 40) . "b"), preg_last_error_msg();', 400, 0, /Backtrack limit exhausted/),
    php('toString();', 200, 255, /Call to undefined function toString\(\)/),
    php('$o = new stdClass; $o->__proto__ = ["x" => 1]; $p = new stdClass; echo isset($p->x) ? "bad" : "good";', 200, 0, /^good$/),
    php('for ($i = 0; $i < 3000; $i++) fopen("/etc/passwd", "r"); echo "open";', 8000, 0, /open$/),
    ['docker exec box timeout 0.3 php -r "while (1);"', 40_000, 124],
    ['docker exec box sh -c "head -c 3000 /dev/urandom | php | tail -c 9 | wc -c"', 500, 0],
  ]);
});

const python = (code: string, steps: number, status: number | undefined, says?: RegExp): Attack => [
  `docker exec box python3 -c '${code}'`,
  steps,
  status,
  says,
];

test('python programs without end or measure end as Python words it', t => {
  attackAll(t, boxOf('python'), [
    python('f = lambda: f(); f()', 200, 1, /RecursionError: maximum recursion depth exceeded\n$/),
    python('a = []; exec("for i in range(30000): a = [a]"); print(a)', 10_000, 1, /RecursionError: .* repr of an object\n$/),
    python('a = []; b = [a]; a.append(b); print(a == [a], a)', 200, undefined),
    python('eval("(" * 1000 + ")" * 1000)', 200, 1, /SyntaxError: too many nested parentheses\n$/),
    python('s = "a"\nwhile 1: s += s', 200, 1, /MemoryError\n$/),
    python('print(1 << (1 << 40))', 200, 1, /MemoryError\n$/),
    python('"%1000000000d" % 1', 200, 1, /MemoryError\n$/),
    python('open("/dev/zero").read()', 200_000, 1, /MemoryError\n$/),
    python('import math; print(math.factorial(20000) % 100003, math.factorial(10**9))', 200, 1, /MemoryError\n$/),
    python('import re; print(re.match("(a+)+$", "a" * 40 + "b"))', 600, 0, /^None\n$/),
    python('class A:\n def __getattr__(s, n): return getattr(s, n)\nA().a', 500, 1, /RecursionError/),
    python('def g(): yield from g()\nlist(g())', 500, 1, /RecursionError/),
    python('import threading\ndef f():\n while 1: threading.Thread(target=f).start()\nf()', 50_000, undefined, /start new thread/),
    python('print({"__proto__": 1}.get("constructor"), hasattr({}, "toString"))', 200, 0, /^None False\n$/),
    python('b = b"7" * 3000000; print(len(b.decode("latin-1"))); int(b)', 400, 1, /^3000000\n[^]*ValueError: Exceeds the limit/),
    python('a = list(range(200000)); a[0:0] = a; print(len(a), max(*a))', 12_000, 0, /^400000 199999\n$/),
    python('import __proto__', 200, 1, /No module named '__proto__'\n$/),
    ['docker exec box timeout 0.3 python3 -c "while 1: pass"', 40_000, 124],
    ['docker exec box sh -c "python3 -c \'while 1: print(1)\' | head -1"', 2000, 0, /BrokenPipeError/],
    ['docker exec box sh -c "head -c 3000 /dev/urandom > /x.py; python3 /x.py; printf \'print(1)\\0\' > /x.py; python3 /x.py"', 800, 1],
  ]);
});

const node = (code: string, steps: number, status: number | undefined, says?: RegExp): Attack => [
  `docker exec box timeout 0.5 node -e '${code}'`,
  steps,
  status,
  says,
];

test('node programs without end or measure end as node words it', t => {
  const box = boxOf('node');
  attackAll(
    t,
    box,
    [
      node('function f() { f() } f()', 3000, 1, /RangeError: Maximum call stack size exceeded/),
      node('process.nextTick(function f() { process.nextTick(f) })', 120_000, 124),
      node('(function f() { Promise.resolve().then(f) })()', 120_000, 124),
      node('(async () => { for (;;) await 1 })()', 120_000, 124),
      node('(function f() { setImmediate(f) })()', 120_000, 124),
      node('JSON.parse("[".repeat(1e5))', 1000, 1, /RangeError/),
      node('new Array(1e12)', 1000, 1, /RangeError: Invalid array length/),
      node('const a = {}; a.a = a; JSON.stringify(a)', 1000, 1, /Converting circular structure to JSON/),
      node('throw { toString() { throw 1 } }', 1000, 1),
      node('process.kill(1, 9); console.log("alive")', 1000, 0, /^alive\n$/),
    ],
    /\.js:\d+:\d+|InvariantError/,
  );
});

test('jq programs without end or measure end', t => {
  const box = world({ containers: [{ name: 'bystander' }] });
  box.sh('sudo apt-get update > /dev/null; sudo apt-get install -y jq > /dev/null 2>&1');
  attackAll(t, box, [
    ["jq -n 'def f: 1 + f; f'", 400, 5, /recursion this deep is not simulated/],
    ["jq -n 'reduce range(100) as $i ([1]; . + .) | length'", 400, 5, /out of memory/],
    [`jq -n 'reduce range(100) as $i ("a"; . + .) | length'`, 400, 5, /out of memory/],
    ["jq -n '([range(20000)] - [range(20000)]) | length'", 2000, 0, /^0\n$/],
    [`jq -n "1$(yes '+1' | head -30000 | tr -d '\\n')"`, 600, 3, /nested this deep/],
    [`jq -nc '{"__proto__": 1, "constructor": 2} | [.__proto__, .toString, has("valueOf")]'`, 400, 0, /^\[1,null,false\]\n$/],
    ['jq . < /dev/zero', 400, 4, /parse error/],
  ]);
});
