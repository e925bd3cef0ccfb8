import test from 'ava';
import { World } from '../../../engine/testing.js';

test('Apache runs PHP, and an empty folder is forbidden', t => {
  const { sh } = new World({ images: ['php:apache'] });
  sh('docker run -d --name web -p 8080:80 php:apache');
  sh('sleep 1');
  t.is(sh("curl -s -o /dev/null -w '%{http_code}' localhost:8080/").stdout, '403');
  sh(
    'echo \'<?php header("X-From: php"); echo "Hello ", htmlspecialchars($_GET["n"] ?? "?"), "\\n"; echo $nope;\' > index.php; docker cp index.php web:/var/www/html/',
  );
  t.is(
    sh("curl -si 'localhost:8080/?n=<Bob>' | tr -d '\\r' | grep -v ^Date").stdout,
    'HTTP/1.1 200 OK\nServer: Apache/2.4.71 (Debian)\nX-Powered-By: PHP/8.3.3\nX-From: php\nContent-Length: 124\nContent-Type: text/html; charset=UTF-8\n\n' +
      'Hello &lt;Bob&gt;\n<br />\n<b>Warning</b>:  Undefined variable $nope in <b>/var/www/html/index.php</b> on line <b>2</b><br />\n',
  );
});

test('extensions are there when they were installed', t => {
  const { sh } = new World({ images: ['php'] });
  t.is(sh("docker run --rm php php -r 'mysqli_connect();'").code, 255);
  t.is(
    sh(
      "docker run --rm php sh -c 'docker-php-ext-install mysqli pdo_mysql >/dev/null; php -m | grep mysql; cat $PHP_INI_DIR/conf.d/*mysqli.ini'",
    ).stdout,
    'mysqli\nmysqlnd\npdo_mysql\nextension=mysqli\n',
  );
});

test('WordPress keeps its posts in the database', t => {
  const { sh } = new World({ images: ['wordpress', 'mysql:8.0'] });
  sh('docker network create n');
  sh(
    'docker run -d --name wp --network n -p 8080:80 -e WORDPRESS_DB_HOST=db -e WORDPRESS_DB_USER=wp -e WORDPRESS_DB_PASSWORD=pw wordpress',
  );
  sh('sleep 2');
  t.is(sh("curl -s -o /dev/null -w '%{http_code}' localhost:8080/").stdout, '500');
  sh(
    'docker run -d --name db --network n -e MYSQL_ROOT_PASSWORD=s -e MYSQL_DATABASE=wordpress -e MYSQL_USER=wp -e MYSQL_PASSWORD=pw mysql:8.0',
  );
  sh('sleep 60');
  t.is(
    sh("curl -s -o /dev/null -w '%{http_code} %{redirect_url}' localhost:8080/").stdout,
    '302 http://localhost:8080/wp-admin/install.php',
  );
  sh("curl -s 'localhost:8080/wp-admin/install.php?step=2' -d 'weblog_title=Mine&user_name=bob&admin_password=x&admin_email=a@b.co'");
  t.true(sh('curl -s localhost:8080/').stdout.includes('<h1>Mine</h1>'));
  t.is(sh("docker exec db mysql -N -uwp -ppw wordpress -e 'select post_title from wp_posts'").stdout, 'Hello world!\n');
});
