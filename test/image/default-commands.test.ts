import test from 'ava';
import { catalogue } from '../../engine/image/catalogue/catalogue.js';
import { World } from '../../engine/testing.js';

/** What the documentation of an image says that it needs. */
const environment: Readonly<Record<string, string>> = {
  'mysql:latest': '-e MYSQL_ROOT_PASSWORD=secret',
  'mysql:5.7': '-e MYSQL_ROOT_PASSWORD=secret',
  'mariadb:latest': '-e MARIADB_ROOT_PASSWORD=secret',
  'postgres:15': '-e POSTGRES_PASSWORD=secret',
  'postgres:alpine': '-e POSTGRES_PASSWORD=secret',
  'postgres:latest': '-e POSTGRES_PASSWORD=secret',
};

const nginx = ['running', 0, /\[notice\] 1#1: start worker process \d+$/m] as const;
const postgres = ['running', 0, /LOG: {2}database system is ready to accept connections$/m] as const;
/** A shell or a prompt without a terminal reads the end of its input and leaves. */
const leaves = ['exited', 0, /^$/] as const;

/** State, exit code and a telling line of the log when each image has been started with `docker run -d` and nothing else. */
const expected: Readonly<Record<string, readonly [state: string, code: number, log: RegExp]>> = {
  'alpine:latest': leaves,
  'alpine:3.10': leaves,
  'busybox:latest': leaves,
  'debian:latest': leaves,
  'ubuntu:focal': leaves,
  'ubuntu:latest': leaves,
  'ubuntu:14.04': leaves,
  'ubuntu:24.04': leaves,
  'centos:latest': leaves,
  'centos:7': leaves,
  'node:12-alpine': leaves,
  'node:12': leaves,
  'node:alpine': leaves,
  'node:latest': leaves,
  'python:alpine': leaves,
  'python:slim': leaves,
  'python:latest': leaves,
  'hello-world:latest': ['exited', 0, /^Hello from Docker!$/m],
  'php:latest': ['exited', 0, /^Interactive shell\n\n$/],
  'php:fpm': ['running', 0, /NOTICE: ready to handle connections$/m],
  'nginx:latest': nginx,
  'nginx:alpine': nginx,
  'docker/getting-started:latest': nginx,
  'httpd:latest': ['running', 0, /AH00094: Command line: 'httpd -D FOREGROUND'$/m],
  'php:apache': ['running', 0, /AH00094: Command line: '\/usr\/sbin\/apache2 -D FOREGROUND'$/m],
  'wordpress:latest': ['running', 0, /^Complete! WordPress has been successfully copied to \/var\/www\/html$/m],
  'adminer:latest': ['running', 0, /PHP 8\.3\.3 Development Server \(http:\/\/\[::\]:8080\) started$/m],
  'mysql:latest': [
    'running',
    0,
    /\[System\] \[MY-010931\] \[Server\] \/usr\/sbin\/mysqld: ready for connections\. Version: '8\.0\.36' .* port: 3306/,
  ],
  'mysql:5.7': ['running', 0, /\/usr\/sbin\/mysqld: ready for connections\. Version: '5\.7\.44' .* port: 3306 {2}MySQL Community Server/m],
  'mariadb:latest': [
    'running',
    0,
    /^2026-01-01 {2}0:00:\d\d 0 \[Note\] mariadbd: ready for connections\.\nVersion: '11\.3\.2-MariaDB.* port: 3306 {2}mariadb\.org binary distribution$/m,
  ],
  'postgres:15': postgres,
  'postgres:alpine': postgres,
  'postgres:latest': postgres,
  'mongo:latest': ['running', 0, /"msg":"Waiting for connections","attr":\{"port":27017,"ssl":"off"\}\}$/m],
  'redis:latest': ['running', 0, /^1:M .* \* Ready to accept connections tcp$/m],
  'registry:latest': ['running', 0, /level=info msg="listening on \[::\]:5000"/],
  'grafana/grafana:latest': ['running', 0, /msg="HTTP Server Listen" address=\[::\]:3000/],
  'elasticsearch:2': ['running', 0, /\]\[INFO \]\[node {21}\] \[.*\] started$/m],
};

test('every image of the hub does with its default command what the real one does', t => {
  const images = catalogue.map(({ source }) => source.names[0]);
  t.deepEqual(images.toSorted(), Object.keys(expected).toSorted());
  const { sh } = new World({ images });
  images.forEach((image, index) => t.is(sh(`docker run -d --name c${String(index)} ${environment[image] ?? ''} ${image}`).code, 0, image));
  sh('sleep 30');
  images.forEach((image, index) => {
    const [state, code, log] = expected[image] ?? ['', 0, /^$/];
    t.is(sh(`docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' c${String(index)}`).stdout, `${state} ${String(code)}\n`, image);
    t.regex(sh(`docker logs c${String(index)} 2>&1`).stdout, log, image);
  });
});
