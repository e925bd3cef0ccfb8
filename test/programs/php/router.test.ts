import test from 'ava';
import { World } from '../../../engine/testing.js';

const router = String.raw`<?php
$path = parse_url($_SERVER["REQUEST_URI"], PHP_URL_PATH);
if (is_file(__DIR__ . "/public" . $path)) return false;
spl_autoload_register(function ($class) { require __DIR__ . "/src/" . strtr($class, "\\", "/") . ".php"; });
if (preg_match("#^/hello/(?<name>[^/]+)$#", $path, $m)) exit((new App\Greeter)->greet($m["name"]) . "\n");
if ($_SERVER["REQUEST_METHOD"] === "POST") {
  header("Content-Type: application/json");
  http_response_code(201);
  exit(json_encode(["got" => json_decode(file_get_contents("php://input"), true)]) . "\n");
}
http_response_code(404);
echo "no route for $path\n";
`;
const greeter =
  '<?php namespace App; final class Greeter { public function greet(string $name): string { return sprintf("Hello, %s!", ucfirst(strtolower($name))); } }';

test('a router script answers, or leaves it to the server', t => {
  const { sh } = new World({ images: ['php'] });
  sh(`mkdir -p app/public app/src/App; cat > app/router.php <<'END'\n${router}END`);
  sh(`echo '${greeter}' > app/src/App/Greeter.php; echo 'body {}' > app/public/style.css`);
  sh('docker run -d --name srv -p 8000:8000 -v $PWD/app:/app -w /app php php -S 0.0.0.0:8000 -t public router.php; sleep 1');
  t.is(sh('curl -s localhost:8000/hello/BOB; curl -s localhost:8000/style.css').stdout, 'Hello, Bob!\nbody {}\n');
  t.is(
    sh(`curl -si -d '{"a":[1]}' localhost:8000/items | tr -d '\\r'`).stdout,
    'HTTP/1.1 201 Created\nHost: localhost:8000\nDate: Thu, 01 Jan 2026 00:00:01 GMT\nConnection: close\nX-Powered-By: PHP/8.3.3\n' +
      'Content-Type: application/json\nContent-Length: 18\n\n{"got":{"a":[1]}}\n',
  );
  t.is(sh("curl -s -w '%{http_code}' localhost:8000/nope").stdout, 'no route for /nope\n404');
  t.is(
    sh('docker logs srv 2>&1 | grep -v -e Accepted -e Closing').stdout,
    '[Thu Jan  1 00:00:00 2026] PHP 8.3.3 Development Server (http://0.0.0.0:8000) started\n[Thu Jan  1 00:00:01 2026] 172.17.0.1:35092 [200]: GET /style.css\n',
  );
});
