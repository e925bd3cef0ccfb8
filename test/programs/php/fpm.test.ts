import test from 'ava';
import { World } from '../../../engine/testing.js';

const site = String.raw`server { listen 80; root /var/www/html; index index.php;
  location ~ \.php$ { fastcgi_pass php:9000; fastcgi_index index.php; include fastcgi_params; fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name; } }`;

test('nginx passes scripts to php-fpm, and says so when it is gone', t => {
  const { sh } = new World({ images: ['php:fpm', 'nginx'] });
  sh(
    `docker network create n; mkdir /tmp/site; cd /tmp/site; echo '<?php echo $_GET["n"] ?? "-", $_POST["p"] ?? "-", "\\n";' > index.php; echo '${site}' > /tmp/site.conf`,
  );
  sh('docker run -d --name php --network n -v /tmp/site:/var/www/html php:fpm');
  sh('docker run -d --name web --network n -p 8080:80 -v /tmp/site.conf:/etc/nginx/conf.d/default.conf -v /tmp/site:/var/www/html nginx');
  t.is(sh("sleep 1; curl -s 'localhost:8080/?n=Bob'; curl -s localhost:8080/index.php -d p=Q").stdout, 'Bob-\n-Q\n');
  t.is(sh("curl -s -w '%{http_code}' localhost:8080/no.php").stdout, 'File not found.\n404');
  t.is(
    sh('docker logs php').stderr.replace(/\d\d[-/]\w+[-/]\d{4}[: ]\d\d:\d\d:\d\d/g, 'TIME'),
    '[TIME] NOTICE: fpm is running, pid 1\n[TIME] NOTICE: ready to handle connections\n172.18.0.3 -  TIME +0000 "GET /index.php" 200\n' +
      '172.18.0.3 -  TIME +0000 "POST /index.php" 200\n172.18.0.3 -  TIME +0000 "GET /no.php" 404\n',
  );
  t.regex(sh('docker logs web').stderr, /FastCGI sent in stderr: "Primary script unknown" while reading response header from upstream/);
  t.is(sh("docker stop php; curl -s -o /dev/null -w '%{http_code}' localhost:8080/index.php").stdout, 'php\n502');
});

test('php-fpm checks its settings, and tells how its pool does', t => {
  const { sh } = new World({ images: ['php:fpm', 'nginx'] });
  t.is(
    sh('docker run --rm php:fpm php-fpm -t').stderr.replace(/\[.*?\]/, '[TIME]'),
    '[TIME] NOTICE: configuration file /usr/local/etc/php-fpm.conf test is successful\n\n',
  );
  sh(`docker network create n; cat > pool.conf <<'END'
[www]
ping.path = /ping
ping.response = fine
pm.status_path = /status
END`);
  const fastcgi = 'fastcgi_pass php:9000; include fastcgi_params; fastcgi_param SCRIPT_FILENAME $fastcgi_script_name;';
  sh(`echo 'server { listen 80; location / { ${fastcgi} } }' > site.conf`);
  sh('docker run -d --name php --network n -v $PWD/pool.conf:/usr/local/etc/php-fpm.d/zz.conf php:fpm');
  sh('docker run -d --name web --network n -p 8080:80 -v $PWD/site.conf:/etc/nginx/conf.d/default.conf nginx; sleep 1');
  t.is(
    sh('curl -s localhost:8080/ping; echo; curl -s -o /dev/null -w "%{http_code} %{content_type}" localhost:8080/ping').stdout,
    'fine\n200 text/plain;charset=UTF-8',
  );
  t.is(
    sh('sleep 3; curl -s localhost:8080/status').stdout,
    [
      'pool:                 www',
      'process manager:      dynamic',
      'start time:           01/Jan/2026:00:00:00 +0000',
      'start since:          4',
      'accepted conn:        3',
      'listen queue:         0',
      'max listen queue:     0',
      'listen queue len:     511',
      'idle processes:       1',
      'active processes:     1',
      'total processes:      2',
      'max active processes: 1',
      'max children reached: 0',
      'slow requests:        0',
      '',
    ].join('\n'),
  );
  t.regex(
    sh("curl -s 'localhost:8080/status?json'").stdout,
    /^\{"pool":"www","process manager":"dynamic","start time":1767225600,"start since":4,"accepted conn":4,/,
  );
});
