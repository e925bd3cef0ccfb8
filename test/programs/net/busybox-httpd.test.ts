import test from 'ava';
import { World } from '../../../engine/testing.js';

test('httpd of BusyBox serves the files of a folder, and says with -v what was asked for', t => {
  const w = new World({ images: ['busybox'] });
  w.sh(`docker run -d --name web -p 8080:80 busybox sh -c 'mkdir -p /www/sub; echo hi > /www/index.html; httpd -f -vv -h /www'`);
  const { stdout } = w.sh(
    'curl -si localhost:8080/; curl -si localhost:8080/sub; curl -s -X POST localhost:8080/; curl -s localhost:8080/none',
  );
  t.deepEqual(
    stdout
      .replace(/^(Date|Last-Modified|ETag): .*\r\n/gm, '')
      .split('\r\n')
      .join('\n'),
    [
      'HTTP/1.1 200 OK\nConnection: close\nContent-type: text/html\nAccept-Ranges: bytes\nContent-Length: 3\n\nhi\n',
      'HTTP/1.1 302 Found\nConnection: close\nContent-type: text/html\nLocation: /sub/\n\n',
      '<HTML><HEAD><TITLE>501 Not Implemented</TITLE></HEAD>\n<BODY><H1>501 Not Implemented</H1>\nThe requested method is not recognized\n</BODY></HTML>\n',
      '<HTML><HEAD><TITLE>404 Not Found</TITLE></HEAD>\n<BODY><H1>404 Not Found</H1>\nThe requested URL was not found\n</BODY></HTML>\n',
    ].join(''),
  );
  const { stderr } = w.sh('docker logs web');
  t.deepEqual(
    stderr.replace(/^\[::ffff:172\.17\.0\.1\]:\d+: /gm, ''),
    'url:/\nresponse:200\nurl:/sub\nresponse:302\nurl:/\nresponse:501\nurl:/none\nresponse:404\n',
  );
});

test('without -f it goes on in the background, which ends a container of its own', t => {
  const w = new World({ images: ['busybox'] });
  t.deepEqual(w.sh('docker run --rm busybox httpd'), { code: 0, stdout: '', stderr: '' });
  t.deepEqual(w.sh(`docker run --rm busybox sh -c 'cd /tmp; echo x > index.html; httpd; sleep 1; netstat -ltn; wget -qO- 127.0.0.1'`), {
    code: 0,
    stdout: [
      'Active Internet connections (only servers)',
      'Proto Recv-Q Send-Q Local Address           Foreign Address         State       ',
      'tcp        0      0 :::80                   :::*                    LISTEN      ',
      'x',
      '',
    ].join('\n'),
    stderr: '',
  });
  t.deepEqual(w.sh('docker run --rm busybox httpd -f -h /nowhere'), {
    code: 1,
    stdout: '',
    stderr: "httpd: can't change directory to '/nowhere': No such file or directory\n",
  });
});
