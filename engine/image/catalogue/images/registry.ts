import { cmd, copy, entrypoint, expose, run, volume, type ImageSource } from '../source.js';
import { filledTo, filler, program, script, text, type Files } from '../tree.js';
import { alpine } from './bases.js';

/** A configuration file means `registry serve FILE`, and so does a command of registry by itself. */
const entrypointScript = `#!/bin/sh
# A configuration file is served; a word that is a command of registry is one.
set -e

case $1 in
	*.yml | *.yaml) set -- registry serve "$@" ;;
	serve | garbage-collect | help | -*) set -- registry "$@" ;;
esac

exec "$@"
`;

const configuration = `version: 0.1
log:
  fields:
    service: registry
storage:
  cache:
    blobdescriptor: inmemory
  filesystem:
    rootdirectory: /var/lib/registry
http:
  addr: :5000
  headers:
    X-Content-Type-Options: [nosniff]
health:
  storagedriver:
    enabled: true
    interval: 10s
    threshold: 3
`;

function certificates(): Files {
  return filledTo(
    527_000,
    { '/etc/ssl/certs/ca-certificates.crt': filler(214_000) },
    { '/usr/share/ca-certificates/mozilla/roots.crt': 4, '/usr/bin/c_rehash': 1 },
  );
}

export const registry: ImageSource = {
  names: ['registry:latest', 'registry:2', 'registry:2.8', 'registry:2.8.3'],
  from: alpine,
  created: '2025-03-05T17:21:09Z',
  steps: [
    run('apk add --no-cache ca-certificates', certificates, { packedBytes: 295_311 }),
    copy('file', '/bin/registry', () => ({ '/bin/registry': program('registry', 16_820_224) }), { packedBytes: 6_502_118 }),
    copy('file', '/etc/docker/registry/config.yml', () => ({ '/etc/docker/registry/config.yml': text(configuration) })),
    volume('/var/lib/registry'),
    expose(5000),
    copy('file', '/entrypoint.sh', () => ({ '/entrypoint.sh': script(entrypointScript) })),
    entrypoint('/entrypoint.sh'),
    cmd('/etc/docker/registry/config.yml'),
  ],
  about: { description: 'Distribution implementation for storing and distributing of container images and artifacts', stars: 4_056 },
};
