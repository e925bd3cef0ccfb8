import test from 'ava';
import { World } from '../../../engine/testing.js';

const page = String.raw`<?php
session_start();
if (isset($_GET["logout"])) { session_destroy(); exit("bye\n"); }
if (password_verify($_POST["pw"] ?? "", file_get_contents(__DIR__ . "/hash"))) { session_regenerate_id(true); $_SESSION["user"] = "bob"; }
$_SESSION["n"] = ($_SESSION["n"] ?? 0) + 1;
echo "user=", $_SESSION["user"] ?? "-", " n=", $_SESSION["n"], "\n";
`;

test('a page knows its visitor by a cookie, until the visitor logs out', t => {
  const { sh } = new World({ images: ['php:apache'] });
  sh(`cat > index.php <<'END'\n${page}END`);
  sh('docker run -d --name web -p 8080:80 php:apache; docker cp index.php web:/var/www/html/; sleep 1');
  sh(`docker exec web php -r 'file_put_contents("hash", password_hash("hello", PASSWORD_DEFAULT, ["cost" => 4]));'`);
  const first = sh("curl -si -c jar localhost:8080 | tr -d '\\r' | grep -Ev '^(Date|Server|Content)'").stdout;
  t.is(
    first.replace(/[0-9a-f]{32}/, 'ID'),
    'HTTP/1.1 200 OK\nX-Powered-By: PHP/8.3.3\nSet-Cookie: PHPSESSID=ID; path=/\nExpires: Thu, 19 Nov 1981 08:52:00 GMT\n' +
      'Cache-Control: no-store, no-cache, must-revalidate\nPragma: no-cache\n\nuser=- n=1\n',
  );
  t.is(
    sh('for d in pw=no pw=hello x=; do curl -s -b jar -c jar -d $d localhost:8080; done; curl -s localhost:8080').stdout,
    'user=- n=2\nuser=bob n=3\nuser=bob n=4\nuser=- n=1\n',
  );
  t.is(sh("docker exec web sh -c 'grep -h bob /tmp/sess_*'").stdout, 'n|i:4;user|s:3:"bob";\n');
  t.is(sh('curl -s -b jar "localhost:8080/?logout"; curl -s -b jar localhost:8080').stdout, 'bye\nuser=- n=1\n');
  t.is(sh('curl -s -b PHPSESSID=../../etc/passwd localhost:8080').stdout, 'user=- n=1\n');
});
