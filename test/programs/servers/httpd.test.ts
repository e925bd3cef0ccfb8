import test from 'ava';
import { networkedMachine } from '../net/networked-machine.js';

const root = '/usr/local/apache2';
const configuration = `ServerRoot "${root}"
Listen 80
LoadModule dir_module modules/mod_dir.so
User www-data
DocumentRoot "${root}/htdocs"
<Directory "${root}/htdocs">
    Require all granted
</Directory>
DirectoryIndex index.html
ErrorLog logs/error
LogFormat "%h %l %u %t \\"%r\\" %>s %b" common
CustomLog logs/access common
`;
const files = {
  [`${root}/conf/httpd.conf`]: configuration,
  [`${root}/conf/mime.types`]: 'text/html html\n',
  [`${root}/htdocs/index.html`]: '<html><body><h1>It works!</h1></body></html>\n',
  [`${root}/logs/`]: '',
};
const noName =
  "AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using 10.0.2.15. Set the 'ServerName' directive globally to suppress this message\n";

test('start, requests and SIGWINCH leave these logs', t => {
  const { serve, run, machine } = networkedMachine({ files });
  const httpd = serve('httpd -DFOREGROUND');
  run('curl -s localhost');
  run('curl -s localhost/missing');
  httpd.process.kill('SIGWINCH');
  machine.advance(1000);
  t.deepEqual(httpd.process.exit?.status, { kind: 'exited', code: 0 });
  t.is(httpd.stderr(), noName.repeat(2));
  t.is(
    machine.read(`${root}/logs/error`).replace(/^\[.*? 2026\]/gm, '[time]'),
    "[time] [mpm_event:notice] [pid 637:tid 637] AH00489: Apache/2.4.68 (Unix) configured -- resuming normal operations\n[time] [core:notice] [pid 637:tid 637] AH00094: Command line: 'httpd -D FOREGROUND'\n[time] [mpm_event:notice] [pid 637:tid 637] AH00492: caught SIGWINCH, shutting down gracefully\n",
  );
  t.is(
    machine.read(`${root}/logs/access`),
    '127.0.0.1 - - [01/Jan/2026:00:00:01 +0000] "GET / HTTP/1.1" 200 45\n127.0.0.1 - - [01/Jan/2026:00:00:01 +0000] "GET /missing HTTP/1.1" 404 236\n',
  );
});

test('headers of a page and of an error', t => {
  const { serve, show } = networkedMachine({ files });
  serve('httpd -DFOREGROUND');
  t.is(
    show('curl -si localhost'),
    'HTTP/1.1 200 OK\r\nDate: Thu, 01 Jan 2026 00:00:01 GMT\r\nServer: Apache/2.4.68 (Unix)\r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\nETag: "2d-6474846204000"\r\nAccept-Ranges: bytes\r\nContent-Length: 45\r\nContent-Type: text/html\r\n\r\n<html><body><h1>It works!</h1></body></html>\n',
  );
  t.is(
    show('curl -si -X DELETE localhost'),
    'HTTP/1.1 405 Method Not Allowed\r\nDate: Thu, 01 Jan 2026 00:00:01 GMT\r\nServer: Apache/2.4.68 (Unix)\r\nAllow: GET,POST,OPTIONS,HEAD,TRACE\r\nContent-Length: 263\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">\n<html><head>\n<title>405 Method Not Allowed</title>\n</head><body>\n<h1>Method Not Allowed</h1>\n<p>The requested method DELETE is not allowed for this URL.</p>\n</body></html>\n',
  );
});

test('mistakes and taken ports', t => {
  const wrong = networkedMachine({ files: { ...files, [`${root}/conf/httpd.conf`]: `${configuration}Bogus on\n` } });
  t.is(
    wrong.show('httpd -t'),
    `AH00526: Syntax error on line 13 of ${root}/conf/httpd.conf:\nInvalid command 'Bogus', perhaps misspelled or defined by a module not included in the server configuration\n[1]\n`,
  );
  const taken = networkedMachine({ files: { ...files, [`${root}/conf/httpd.conf`]: `${configuration}ServerName x.test\n` } });
  taken.fabric.host.listen({ ip: '0.0.0.0', port: 80 });
  t.is(
    taken.show('httpd -DFOREGROUND'),
    '(98)Address already in use: AH00072: make_sock: could not bind to address [::]:80\nno listening sockets available, shutting down\nAH00015: Unable to open logs\n[1]\n',
  );
  t.is(taken.show('httpd -t'), 'Syntax OK\n');
});
