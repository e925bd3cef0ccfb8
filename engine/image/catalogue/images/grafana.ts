import { alpinePasswd } from '../roots/alpine.js';
import { STANDARD_PATH } from '../roots/standard-path.js';
import { copy, entrypoint, env, expose, label, run, user, workdir, type ImageSource } from '../source.js';
import { directories, directory, filledTo, program, script, symlink, text, type Files } from '../tree.js';
import { alpine } from './bases.js';

const HOME = '/usr/share/grafana';

function server(): Files {
  return filledTo(
    322_000_000,
    {
      ...directories(`/etc/grafana/provisioning/dashboards /etc/grafana/provisioning/datasources ${HOME}/conf ${HOME}/public`),
      [`${HOME}/bin/grafana`]: program('grafana', 127_416_904),
      [`${HOME}/bin/grafana-server`]: program('grafana', 2_273_896),
      [`${HOME}/bin/grafana-cli`]: program('grafana', 2_273_896),
      '/etc/grafana/grafana.ini': text(
        '[paths]\n;data = /var/lib/grafana\n\n[server]\n;protocol = http\n;http_port = 3000\n\n[security]\n;admin_user = admin\n;admin_password = admin\n',
      ),
    },
    {
      [`${HOME}/public/build/app.js`]: 70,
      [`${HOME}/public/build/monaco.js`]: 30,
      [`${HOME}/plugins-bundled.zip`]: 40,
      '/usr/lib/libfontconfig.so.1': 3,
    },
  );
}

const runScript = `#!/bin/sh
# Starts the server with the folders that the environment names.
set -e

exec grafana server --homepath="$GF_PATHS_HOME" --config="$GF_PATHS_CONFIG" --packaging=docker "$@" cfg:default.log.mode=console
`;

const owner = { uid: 472, gid: 0 };

export const grafana: ImageSource = {
  names: ['grafana/grafana:latest', 'grafana/grafana:9.3.0'],
  from: alpine,
  created: '2025-02-25T12:33:42Z',
  steps: [
    label({ maintainer: 'Grafana team <hello@grafana.com>' }),
    env({
      PATH: `${HOME}/bin:${STANDARD_PATH}`,
      GF_PATHS_CONFIG: '/etc/grafana/grafana.ini',
      GF_PATHS_DATA: '/var/lib/grafana',
      GF_PATHS_HOME: HOME,
      GF_PATHS_LOGS: '/var/log/grafana',
      GF_PATHS_PLUGINS: '/var/lib/grafana/plugins',
      GF_PATHS_PROVISIONING: '/etc/grafana/provisioning',
    }),
    workdir(HOME, () => ({ [HOME]: directory() })),
    copy('file', `${HOME}/bin/`, server, { packedBytes: 101_223_814 }),
    run(
      "echo 'grafana:x:472:0:Linux User,,,:/home/grafana:/sbin/nologin' >> /etc/passwd && mkdir -p /var/lib/grafana && chown 472:0 /var/lib/grafana && ln -s /bin/sh /bin/bash",
      () => ({
        '/etc/passwd': text(`${alpinePasswd}grafana:x:472:0:Linux User,,,:/home/grafana:/sbin/nologin\n`),
        '/var/lib/grafana': directory(owner),
        '/bin/bash': symlink('/bin/sh'),
      }),
    ),
    expose(3000),
    copy('file', '/run.sh', () => ({ '/run.sh': script(runScript) })),
    user('472'),
    entrypoint('/run.sh'),
  ],
  about: { description: 'The official Grafana docker container', stars: 3_312 },
};
