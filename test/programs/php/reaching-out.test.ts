import test from 'ava';
import { World } from '../../../engine/testing.js';

const counter = String.raw`<?php
function redis($socket, ...$words) {
  fwrite($socket, "*" . count($words) . "\r\n");
  foreach ($words as $word) fwrite($socket, "$" . strlen($word) . "\r\n$word\r\n");
  return trim(substr(fgets($socket), 1));
}
$socket = @fsockopen(getenv("REDIS_HOST") ?: "redis", 6379, $number, $why, 2) or die("no redis: $why\n");
echo "seen ", redis($socket, "INCR", "hits"), " times\n";
`;

test('a counter speaks with redis through a socket', t => {
  const { sh } = new World({ images: ['php:apache', 'redis'] });
  sh(`docker network create n; cat > index.php <<'END'\n${counter}END`);
  sh('docker run -d --name redis --network n redis; docker run -d --name web --network n -p 8080:80 php:apache');
  sh('docker cp index.php web:/var/www/html/; sleep 1');
  t.is(sh('curl -s localhost:8080; curl -s localhost:8080').stdout, 'seen 1 times\nseen 2 times\n');
  sh('docker stop redis');
  t.is(
    sh('curl -s localhost:8080').stdout,
    'no redis: php_network_getaddresses: getaddrinfo for redis failed: Name or service not known\n',
  );
});

test('pages run programs, as the user of the server', t => {
  const { sh } = new World({ images: ['php:apache'] });
  sh('docker run -d --name web -p 8080:80 php:apache');
  sh(
    `echo '<?php echo shell_exec("whoami"); system("exit 3", $status); echo $status;' > index.php; docker cp index.php web:/var/www/html/; sleep 1`,
  );
  t.is(sh('curl -s localhost:8080').stdout, 'www-data\n3');
});

test('phpinfo tells what is so', t => {
  const { sh } = new World({ images: ['php:apache'] });
  sh('docker run -d --name web --hostname box -p 8080:80 php:apache');
  sh("echo '<?php phpinfo();' > index.php; docker cp index.php web:/var/www/html/; sleep 1");
  t.is(
    sh("curl -s 'localhost:8080/?n=<b>' | grep -E '<title>|System |Server API|Loaded Conf|>memory_limit|_GET|DOCUMENT_ROOT|curl support'")
      .stdout,
    [
      '<title>PHP 8.3.3 - phpinfo()</title><meta name="ROBOTS" content="NOINDEX,NOFOLLOW,NOARCHIVE" /></head>',
      '<tr><td class="e">System </td><td class="v">Linux box 6.1.0-28-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1 (2024-11-22) x86_64 </td></tr>',
      '<tr><td class="e">Server API </td><td class="v">Apache 2.0 Handler </td></tr>',
      '<tr><td class="e">Loaded Configuration File </td><td class="v">(none) </td></tr>',
      '<tr><td class="e">memory_limit </td><td class="v">128M </td><td class="v">128M </td></tr>',
      '<tr><td class="e">curl support </td><td class="v">drydock: the name only, what it brings is not simulated </td></tr>',
      `<tr><td class="e">$_GET['n'] </td><td class="v">&lt;b&gt; </td></tr>`,
      `<tr><td class="e">$_SERVER['DOCUMENT_ROOT'] </td><td class="v">/var/www/html </td></tr>`,
      '',
    ].join('\n'),
  );
  t.is(
    sh(
      `docker exec web sh -c 'echo memory_limit=64M > $PHP_INI_DIR/php.ini; php -i' | grep -E '^(PHP Version|Server API|Loaded|memory_limit)'`,
    ).stdout,
    'PHP Version => 8.3.3\nServer API => Command Line Interface\nLoaded Configuration File => /usr/local/etc/php/php.ini\nPHP Version => 8.3.3\nmemory_limit => 64M => 64M\n',
  );
});
