import test from 'ava';
import { world, type World } from '../../engine/testing.js';

/** What somebody may type to bring a machine down, and how many steps Drydock may spend on it. */
interface Attack {
  readonly name: string;
  readonly line: string;
  readonly steps: number;
  /** Exit status; left out where several are right. */
  readonly code?: number;
}

const attacks: readonly Attack[] = [
  { name: 'a fork bomb', line: 'timeout -s KILL 1 bash -c ":(){ :|:& };:"; sleep 2', steps: 4_000_000 },
  {
    name: 'a fork bomb of scripts',
    line: 'printf "sh bomb & sh bomb\\n" > bomb; timeout -s KILL 1 sh bomb; sleep 2; rm bomb',
    steps: 4_000_000,
  },
  { name: 'background jobs without end', line: 'timeout -s KILL 1 sh -c "while :; do sleep 1000 & done"', steps: 3_000_000 },
  { name: 'a loop that does nothing', line: 'timeout 1 sh -c "while :; do :; done"', steps: 2_000_000, code: 124 },
  { name: 'a loop without end in bash', line: 'timeout 1 bash -c "for ((;;)); do :; done"', steps: 2_000_000, code: 124 },
  { name: 'yes into a file', line: 'timeout 60 sh -c "yes > f"; rm f', steps: 8_000_000, code: 0 },
  { name: 'yes into nothing', line: 'timeout 1 sh -c "yes > /dev/null"', steps: 2_000_000, code: 124 },
  { name: 'cat of /dev/zero into nothing', line: 'timeout 1 sh -c "cat /dev/zero > /dev/null"', steps: 2_000_000, code: 124 },
  { name: 'a file as large as the disk', line: 'timeout 1 dd if=/dev/zero of=f bs=1M count=100000 2> /dev/null; rm f', steps: 4_000_000 },
  { name: 'a sparse file larger than the disk', line: 'truncate -s 100T f; rm -f f', steps: 50_000 },
  { name: 'a line of a gigabyte in grep', line: 'head -c 1000000000 /dev/zero | grep -c x', steps: 2_000_000 },
  { name: 'a line of a gigabyte in sed', line: 'head -c 1000000000 /dev/zero | sed s/a/b/ > /dev/null', steps: 2_000_000 },
  { name: 'a line of a gigabyte in read', line: 'head -c 1000000000 /dev/zero | tr "\\0" a | bash -c "read line"', steps: 6_000_000 },
  { name: 'a command substitution without end', line: 'timeout 20 bash -c "x=\\$(yes)"', steps: 4_000_000 },
  { name: 'a variable that doubles', line: 'bash -c "x=a; while :; do x=\\$x\\$x; done"', steps: 2_000_000 },
  { name: 'a function that calls itself', line: 'bash -c "f() { f; }; f"', steps: 2_000_000 },
  { name: 'a function that calls itself in subshells', line: 'timeout -s KILL 1 bash -c "f() { (f); }; f"; sleep 1', steps: 4_000_000 },
  { name: 'eval in eval', line: 'bash -c \'x="eval \\"\\$x\\""; eval "$x"\'', steps: 2_000_000 },
  { name: 'a script that sources itself', line: 'echo ". ./me" > me; sh ./me; rm me', steps: 2_000_000 },
  { name: 'parentheses a hundred thousand deep', line: 'head -c 100000 /dev/zero | tr "\\0" "(" | sh', steps: 2_000_000 },
  { name: 'braces that give too many words', line: 'bash -c "echo {1..1000000000}"', steps: 200_000 },
  {
    name: 'braces of braces',
    line: 'bash -c "echo {a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}" | wc -c',
    steps: 200_000,
  },
  { name: 'arithmetic that names itself', line: 'bash -c "a=a; echo $((a))"; bash -c "a=b+b b=a+a; echo \\$((a))"', steps: 200_000 },
  {
    name: 'a regular expression that explodes',
    line: 'head -c 30000 /dev/zero | tr "\\0" a | grep -cE "(a*)*(a*)*(a|aa)+b"',
    steps: 200_000,
    code: 1,
  },
  { name: 'back references that explode', line: 'head -c 3000 /dev/zero | tr "\\0" a | grep -cE "(a*)(a*)(a*)\\1\\2\\3b"', steps: 400_000 },
  {
    name: 'directories inside each other',
    line: 'bash -c "for ((i=0;i<2000;i++)); do mkdir d && cd d || exit; done"; rm -rf d',
    steps: 2_000_000,
  },
  {
    name: 'links in a circle',
    line: 'ln -s b a; ln -s a b; cat a; ls -R /proc/self/root/proc/self/root > /dev/null; rm a b',
    steps: 400_000,
  },
  {
    name: 'a hundred thousand files',
    line: 'timeout 200 sh -c "i=0; while [ \\$i -lt 100000 ]; do : > f\\$i; i=\\$((i+1)); done"; find . -name "f*" -delete',
    steps: 6_000_000,
  },
  { name: 'descriptors without end', line: 'bash -c "while exec {fd}< /dev/null; do :; done"', steps: 400_000 },
  { name: 'a pipe that nobody reads', line: 'timeout 1 sh -c "yes | sleep 1000"', steps: 400_000, code: 124 },
  { name: 'a named pipe that nobody reads', line: 'mkfifo p; timeout 1 sh -c "echo > p"; rm p', steps: 200_000, code: 0 },
  {
    name: 'an argument list that is too long',
    line: 'bash -c "x=\\$(head -c 200000 /dev/zero | tr \'\\\\0\' a); /bin/echo \\$x"',
    steps: 400_000,
    code: 126,
  },
  { name: 'awk that fills memory', line: "timeout 60 awk 'BEGIN { while (1) a[i++] = i }'", steps: 20_000_000 },
  { name: 'awk with a string that doubles', line: `timeout 1 awk 'BEGIN { s = "a"; while (1) s = s s }'`, steps: 200_000 },
  { name: 'awk that loops', line: "timeout 1 awk 'BEGIN { while (1) x++ }'", steps: 2_000_000, code: 124 },
  {
    name: 'arrays and arguments of more words than a call takes',
    line: `seq 150000 | bash -c 'mapfile -t a; unset "a[149999]"; set -- "\${a[@]}"; printf %s "\$*" > /dev/null; [ \$# = 149999 ]'`,
    steps: 2_000_000,
    code: 0,
  },
  { name: 'a signal to everybody', line: 'bash -c "kill -9 -1"', steps: 100_000 },
  {
    name: 'traps that call each other',
    line: 'timeout -s KILL 1 bash -c "trap \\"kill -USR1 \\$\\$\\" USR1; kill -USR1 \\$\\$; while :; do :; done"',
    steps: 4_000_000,
  },
  {
    name: 'a thousand listening sockets',
    line: 'timeout 20 bash -c "for ((i = 1; i <= 1000; i++)); do nc -l -p \\$((10000 + i)) & done; wait"',
    steps: 100_000,
    code: 124,
  },
  {
    name: 'a storm of signals',
    line: 'bash -c "trap : USR1; for ((i = 0; i < 2000; i++)); do kill -USR1 \\$\\$; done"',
    steps: 100_000,
    code: 0,
  },
  {
    name: 'names of JavaScript objects in files and variables',
    line: `bash -c 'declare -A m; for n in __proto__ constructor toString; do m[$n]=$n; eval "$n=1"; export $n; : > $n; done; [ "\${m[__proto__]}\${#m[@]}$constructor" = __proto__31 ] && rm __proto__ constructor toString'`,
    steps: 10_000,
    code: 0,
  },
  {
    name: 'names of JavaScript objects in awk',
    line: `awk 'BEGIN { a["__proto__"] = 1; a["constructor"]; for (k in a) n++; exit !(n == 2 && a["__proto__"] == 1) }'`,
    steps: 10_000,
    code: 0,
  },
  {
    name: 'names of JavaScript objects in Docker',
    line: 'docker network create constructor && docker volume create toString && docker network rm constructor && docker volume rm toString; docker inspect hasOwnProperty',
    steps: 10_000,
    code: 1,
  },
  {
    name: 'NUL bytes in a script',
    line: String.raw`printf "echo a\0b\n\0\0echo c\n" | sh > /dev/null 2>&1; printf "a\0b" | xargs -0 true`,
    steps: 10_000,
    code: 0,
  },
  {
    name: 'names that are no UTF-8',
    line: String.raw`bash -c 'n=$(printf "\377\376"); touch "$n"; ls | grep -c .; docker run --name "$n" alpine; rm "$n"'`,
    steps: 50_000,
    code: 0,
  },
  {
    name: 'a path of a hundred thousand bytes',
    line: `bash -c 'p=$(printf "/a%.0s" {1..50000}); cat "$p"; cd "$p"; mkdir -p "$p"' 2> /dev/null`,
    steps: 10_000,
    code: 1,
  },
  { name: 'a name of a thousand bytes', line: `bash -c 'touch $(printf "a%.0s" {1..1000})'`, steps: 10_000, code: 1 },
  {
    name: 'ways out of the root of a container',
    line: 'docker run --rm alpine sh -c "cd /proc/self/root/../../..; test -e etc/alpine-release && cat /../../etc/alpine-release"',
    steps: 50_000,
    code: 0,
  },
  { name: 'lines without end in sort', line: 'timeout 30 sh -c "yes | sort > /dev/null"', steps: 200_000 },
  { name: 'lines without end in tac', line: 'timeout 30 sh -c "yes | tac"', steps: 200_000 },
  { name: 'numbers without end', line: 'timeout 0.2 sh -c "seq 1 1000000000000000000 > /dev/null"', steps: 100_000, code: 124 },
  {
    name: 'a format wider than memory',
    line: 'printf "%2147483647d" 1 | wc -c; bash -c "printf %.2147483647d 1" | wc -c',
    steps: 10_000,
    code: 0,
  },
  {
    name: 'aliases of each other',
    line: `bash -c 'shopt -s expand_aliases; for ((i=0;i<1000;i++)); do alias a$i="a$((i+1)) "; done; eval a0'`,
    steps: 10_000,
    code: 127,
  },
  { name: 'bc that multiplies without end', line: 'timeout 1 sh -c \'echo "while (1) i+=1" | bc\'', steps: 3_000_000, code: 124 },
  { name: 'bc with a power of billions', line: "echo '9^9^9^9' | bc; echo '2^2147483647' | timeout 5 bc", steps: 500_000 },
  { name: 'bc that calls itself without end', line: "printf 'define f(x) { return f(x+1) }\\nf(1)\\n' | bc", steps: 500_000 },
  { name: 'bc in parentheses', line: 'head -c 20000 /dev/zero | tr "\\0" "(" | bc', steps: 500_000 },
  { name: 'bc with a scale of millions', line: "echo 'scale=99999999; 1/3' | timeout 5 bc > /dev/null", steps: 500_000 },
  { name: 'an arc tangent of many digits', line: 'timeout 1 sh -c \'echo "scale=5000; a(1)" | bc -l\'', steps: 4_000_000 },
  { name: 'a calendar of many months', line: 'cal -A 999999999 1 1 | tail -1', steps: 500_000 },
  { name: 'tsort of a loop', line: 'seq 2000 | sed "s/.*/a b b a/" | tsort', steps: 3_000_000 },
  { name: 'csplit that repeats without end', line: 'mkdir s; cd s; seq 3 | csplit -q - 1 "{99999999}"; cd ..; rm -r s', steps: 500_000 },
  { name: 'column of one long line', line: 'head -c 30000000 /dev/zero | tr "\\0" x | column | wc -c', steps: 4_000_000 },
  {
    name: 'an archive in itself',
    line: 'echo a > a; zip -q z.zip a; for i in 1 2 3 4 5; do zip -q z.zip z.zip a; done; rm z.zip',
    steps: 500_000,
  },
  { name: 'an archive with a way out', line: 'printf "PK\\5\\6........................" > b.zip; unzip b.zip; rm b.zip', steps: 100_000 },
  {
    name: 'coprocesses without end',
    line: 'timeout -s KILL 1 bash -c "while :; do coproc yes; done" 2> /dev/null; sleep 1',
    steps: 6_000_000,
  },
  {
    name: 'lastpipe in a function that calls itself',
    line: "bash -c 'shopt -s lastpipe; f() { echo | f; }; f' 2> /dev/null",
    steps: 4_000_000,
  },
  {
    name: 'a function listed in a function',
    line: "bash -c 'f() { for i in $(seq 2000); do :; done; }; for i in $(seq 200); do declare -f f > /dev/null; done'",
    steps: 2_000_000,
  },
  { name: 'sudo in sudo', line: 'sudo sudo sudo sudo sudo sudo sudo sudo id -u', steps: 100_000, code: 0 },
  { name: 'roots in roots', line: "sudo chroot / chroot / chroot / sh -c 'cd ../../../..; pwd'", steps: 100_000, code: 0 },
  { name: 'namespaces in namespaces', line: 'x=true; for i in $(seq 40); do x="unshare -m -u -p -f $x"; done; sudo $x', steps: 2_000_000 },
  {
    name: 'a password of a million letters',
    line: '(echo -n bob:; head -c 1000000 /dev/zero | tr "\\0" a) | timeout 1 sudo chpasswd',
    steps: 3_000_000,
  },
  { name: 'telnet to one that says nothing', line: 'nc -l 4444 & timeout 2 telnet localhost 4444 > /dev/null; kill %1', steps: 200_000 },
];

/** Runs an attack and what others do afterwards, in an equally limited number of steps. */
function survive(
  { sh, host }: World,
  line: string,
  attack: Attack,
  t: { is(a: unknown, b: unknown): void; true(a: boolean, message?: string): void },
): void {
  const before = host.steps;
  const { code } = sh(line);
  const steps = host.steps - before;
  t.true(steps <= attack.steps, `${String(steps)} steps`);
  if (attack.code !== undefined) t.is(code, attack.code);
  t.is(sh('echo $((6 * 7))').stdout, '42\n');
  t.is(sh("docker ps --format '{{.Names}}'").stdout, 'bystander\n');
  t.is(sh('docker exec bystander echo hi').stdout, 'hi\n');
}

for (const attack of attacks) {
  test(`the host survives ${attack.name}`, t => {
    survive(world({ containers: [{ name: 'bystander' }] }), attack.line, attack, t);
  });
}
