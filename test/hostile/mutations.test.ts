import test, { type ExecutionContext } from 'ava';
import { Random } from '../../engine/core/random.js';
import { World, world } from '../../engine/testing.js';
import { ofJavaScript } from './attack.js';

/** How texts are spoilt: letters taken out, doubled, swapped, replaced, cut off, or repeated often. */
function mutated(text: string, random: Random): string {
  let made = text;
  for (let count = 1 + random.below(4); count > 0; count--) {
    const at = random.below(made.length + 1);
    const to = Math.min(made.length, at + random.below(8));
    const piece = made.slice(at, to);
    const bits = ['', piece + piece, piece.repeat(50), odd[random.below(odd.length)] ?? '', [...piece].reverse().join('')];
    made = made.slice(0, at) + (bits[random.below(bits.length)] ?? '') + made.slice(to);
  }
  return made;
}

const odd = [
  '\0',
  '\u{fffd}',
  '__proto__',
  '99999999999999999999',
  '-1',
  '((((',
  '))',
  '[',
  '{',
  '}',
  '"',
  "'",
  '\\',
  '%s',
  '$',
  '\n',
  '..',
  '*',
  'e9999',
  '한',
];

/** Runs spoilt forms of programs; whatever they are, they end, and never by an error of ours. */
function endure(t: ExecutionContext, made: World, command: string, seeds: readonly string[], rounds = 12): void {
  const random = new Random(`mutations of ${command}`);
  for (const seed of seeds)
    for (let round = 0; round < rounds; round++) {
      const stdin = mutated(seed, random);
      const { code, stdout, stderr } = made.sh(command, { stdin });
      t.not(code, 139, stdin);
      t.notRegex((stdout + stderr).slice(0, 20_000), ofJavaScript, stdin);
    }
}

const box = (image: string, more = ''): World => {
  const made = world({ images: [image] });
  made.sh(`docker run -d --name box ${more} ${image} ${more === '' ? 'sleep 1000000' : ''}; sleep 20`);
  return made;
};

test('spoilt programs of php', t => {
  endure(t, box('php'), 'docker exec -i box timeout 2 php', [
    '<?php class A { public ?int $x = 1; function f(string ...$a): static { return $this; } } echo (new A)->f(...["a"])->x ?? 5, "{$a["b"]}";',
    '<?php foreach ([1, "a" => [2, 3]] as $k => [$x, $y]) { printf("%05.2f %s\\n", $k, $x); } try { throw new Exception("x", 3); } catch (E | Exception $e) { echo $e->getMessage(); }',
    '<?php $f = fn(int $x = 3 ** 2) => match(true) { $x > 3 => preg_replace("/(a)(?<n>b+)/i", "$2", "xabb"), default => date("Y-m-d", 0) }; echo $f(4), json_encode(json_decode("{\\"a\\":[1,2]}"));',
  ]);
});

test('spoilt programs of python', t => {
  endure(t, box('python'), 'docker exec -i box timeout 2 python3 -', [
    'class A:\n    x: int = 1\n    def f(self, *a, b=2, **k): return [i ** 2 for i in a if i]\nprint(A().f(1, 2), f"{3.5:>10.2f}", "%-5s" % "a")\n',
    'import re, json\ntry:\n    print(re.sub(r"(a)(?P<n>b+)", r"\\2", "xabb"), json.loads(\'{"a": [1, 2]}\')["a"][0:5:2])\nexcept (ValueError, KeyError) as e:\n    raise\n',
  ]);
});

test('spoilt SQL of PostgreSQL', t => {
  endure(t, box('postgres', '-e POSTGRES_PASSWORD=x'), 'docker exec -i box timeout 2 psql -U postgres', [
    "create table if not exists t (a int primary key, b text default 'x' check (b <> ''), c numeric(5, 2)); insert into t values (1, 'y', 2.5) on conflict do nothing;\n",
    "select a, count(*) filter (where b like '%a') over (partition by c order by a) from t left join lateral (select 1) q on true where a in (1, 2) group by 1, b, c having max(c) > 1 order by 1 desc nulls last limit 5;\n",
    "with recursive r(n) as (select 1 union all select n + 1 from r where n < 5) select n::text || E'\\n', '{\"a\": [1]}'::jsonb -> 'a' ->> 0, array[1, 2][1], interval '1 day' * 2, '2020-01-01'::date + 1 from r;\n",
  ]);
});

test('spoilt SQL of MySQL', t => {
  endure(t, box('mysql', '-e MYSQL_ROOT_PASSWORD=x'), 'docker exec -i box timeout 2 mysql -px mysql', [
    "create table if not exists t (a int auto_increment primary key, b varchar(20) not null default 'x', key (b)); insert into t (b) values ('y'), (concat('a', 1)) on duplicate key update b = values(b);\n",
    "select a, group_concat(b order by b separator ','), date_add('2020-01-01', interval 1 day) from t left join (select 1 as q) s using (q) where b regexp '^a' and a between 1 and 2 group by a having count(*) > 0 limit 5;\n",
  ]);
});

test('spoilt programs of awk, sed, bc, make and the shell', t => {
  const made = world({ images: [] });
  made.sh('sudo apt-get update > /dev/null; sudo apt-get install -y make jq bc > /dev/null 2>&1; seq 20 > n');
  endure(
    t,
    made,
    'timeout 2 awk -f /dev/stdin n',
    [
      'BEGIN { a["x"] = 1 } /1+/ { printf "%5.2f %s\\n", $1 ** 2, substr($0, 1, 2); n += $1 } END { for (k in a) print k, n, length(a), gsub(/a/, "b", k) }',
    ],
    20,
  );
  endure(
    t,
    made,
    'timeout 2 sed -n -f /dev/stdin n',
    ['1,5{s/\\(1\\)*[0-9]\\{1,2\\}/<&\\1>/gp;y/abc/xyz/;/2$/!d};$!N;P;D;:a;ta;2~3p\n'],
    20,
  );
  endure(
    t,
    made,
    'timeout 2 bc -l',
    [
      'define f(x) { auto y; if (x > 1) return (x * f(x - 1)); return (1) }\nscale = 5; f(5) / 3; for (i = 0; i < 3; i++) { a[i] = i ^ 2; a[i] }\n',
    ],
    20,
  );
  endure(
    t,
    made,
    'timeout 2 make -f /dev/stdin',
    [
      'A := $(shell echo a)\nB = $(A:%=%.o) $(patsubst %.c,%.o,x.c)\nifeq ($(A),a)\nall: $(B)\n\t@echo $@ $(words $(B)) $(if $(A),x,y)\nendif\n%.o:\n\t@echo made $@\n.PHONY: all\n',
    ],
    20,
  );
  endure(
    t,
    made,
    "sh -c 'cat > p; timeout 2 jq -n -f p'",
    [
      'def f($x; g): reduce range($x) as $i (0; . + ($i | g)); [f(3; . * 2), ({"a": [1, 2]} | .a[1:] | map(tostring)[]?), ("ab" | test("a+(b)")), (try error("x") catch .)]',
    ],
    20,
  );
  endure(
    t,
    made,
    'timeout 2 bash',
    [
      'f() { local -a a=(1 "${2:-x}" $((3 ** 2))); for i in "${a[@]}"; do case $i in [0-9]) echo "${i%%x}" ;; *) printf "%s\\n" "${i//a/b}" ;; esac; done; }; f a b | while read -r x; do [[ $x =~ ^a(.)$ ]] && echo <(:); done <<< "y" 2>&1\n',
    ],
    20,
  );
});
