import test from 'ava';
import { world } from '../../../engine/testing.js';

const distributions = [
  {
    image: 'debian:12',
    install: 'apt-get update && apt-get install -y apache2',
    root: '/var/www/html',
    serve: 'apachectl -D FOREGROUND',
    server: /^Apache\/2\.4\.\d+ \(Debian\)$/,
  },
  {
    image: 'centos:7',
    install: 'yum install -y httpd',
    root: '/var/www/html',
    serve: 'httpd -DFOREGROUND',
    server: /^Apache\/2\.4\.6 \(CentOS\)$/,
  },
  {
    image: 'alpine:3.18',
    install: 'apk add apache2',
    root: '/var/www/localhost/htdocs',
    serve: 'httpd -DFOREGROUND',
    server: /^Apache\/2\.4\.\d+ \(Unix\)$/,
  },
];

for (const { image, install, root, serve, server } of distributions) {
  test(`Apache of the packages of ${image} serves the learner’s page`, t => {
    const { sh } = world({ images: [image] });
    const script = `{ ${install}; } >/dev/null 2>&1; echo mine > ${root}/index.html; exec ${serve}`;
    sh(`docker run -d --name web -p 8080:80 ${image} sh -c '${script}'`);
    sh('sleep 60');
    const [head = '', body] = sh('curl -si localhost:8080').stdout.replaceAll('\r', '').split('\n\n');
    t.is(body, 'mine\n');
    t.regex(/^Server: (.*)$/m.exec(head)?.[1] ?? head, server);
    t.is(sh('curl -s -o /dev/null -w "%{http_code}" localhost:8080/none').stdout, '404');
  });
}
