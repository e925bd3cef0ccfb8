import { md5, sha1 } from '@noble/hashes/legacy.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import { hexOfBytes } from '../../digest.js';
import { alpine318 } from '../../packages/alpine.js';
import { apkDatabase } from '../../packages/apk-mirror.js';
import { dpkgDatabaseWith } from '../../packages/deb-database.js';
import { bookworm } from '../../packages/debian-12.js';
import { officialNginxService } from '../../packages/services.js';
import { alpineGroup, alpinePasswd } from '../roots/alpine.js';
import { debianGroup, debianPasswd } from '../roots/debian-etc.js';
import { cmd, copy, entrypoint, env, expose, label, run, stopSignal, type ImageSource, type Step } from '../source.js';
import { directories, directory, filledTo, program, script, symlink, text, type Files } from '../tree.js';
import { alpine, debian } from './bases.js';
import { configurationFiles, defaultServer, errorPage, welcomePage } from './nginx-files.js';
import { entrypointScript, listenOnIpv6, substituteTemplates, tuneWorkers } from './nginx-scripts.js';

const VERSION = '1.22.1';

interface Flavour {
  readonly release: string;
  readonly passwd: string;
  readonly group: string;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  /** Where the packaged configuration's checksum is kept, and how to check it. */
  readonly checksum: { readonly file: string; readonly command: string; readonly of: (bytes: Uint8Array) => Uint8Array };
  readonly tools: Files;
  /** The package manager's database, which knows nginx and curl too. */
  readonly database: (files: Files) => Files;
}

const onDebian: Flavour = {
  release: '1~bookworm',
  passwd: debianPasswd,
  group: debianGroup,
  packedBytes: 41_360_512,
  sizeBytes: 70_400_000,
  checksum: { file: '/var/lib/dpkg/info/nginx.md5sums', command: 'md5sum', of: md5 },
  tools: { '/usr/bin/curl': program('curl-7.88.1', 260_328), '/usr/bin/envsubst': program('envsubst', 43_856), ...officialNginxService },
  database: files =>
    dpkgDatabaseWith(
      bookworm,
      ['curl', 'ca-certificates'],
      'nginx 1.22.1-1~bookworm local httpd 0 3100 ; libc6, libcrypt1, libpcre2-8-0, libssl3, zlib1g, adduser\n',
      files,
    ),
};

const onAlpine: Flavour = {
  release: '1',
  passwd: alpinePasswd,
  group: alpineGroup,
  packedBytes: 12_913_668,
  sizeBytes: 33_300_000,
  checksum: { file: '/lib/apk/db/nginx.sha1sums', command: 'sha1sum', of: sha1 },
  tools: { '/usr/bin/curl': program('curl-8.12.1', 239_544), '/usr/local/bin/envsubst': program('envsubst', 43_856) },
  database: files => ({
    '/lib/apk/db/installed': text(
      apkDatabase(alpine318, path => Object.hasOwn(files, path), ['curl', 'nginx'], 'nginx 1.22.1-r1 main 0 1400000 ; musl pcre2\n'),
    ),
    '/etc/apk/world': text('alpine-baselayout\nalpine-keys\napk-tools\nbusybox\ncurl\nlibc-utils\nnginx\n'),
  }),
};

/** nginx, its modules and what belongs to them. */
function server({ checksum, tools, sizeBytes, database }: Flavour): Files {
  const files: Files = {
    ...configurationFiles,
    ...tools,
    ...directories('/usr/lib/nginx/modules /var/cache/nginx /usr/share/doc/nginx'),
    '/etc/nginx/conf.d/default.conf': text(defaultServer),
    '/etc/nginx/modules': symlink('/usr/lib/nginx/modules'),
    '/usr/sbin/nginx': program('nginx', 1_441_128),
    '/usr/share/nginx/html/50x.html': text(errorPage),
    '/usr/share/nginx/html/index.html': text(welcomePage),
    '/var/log/nginx/access.log': symlink('/dev/stdout'),
    '/var/log/nginx/error.log': symlink('/dev/stderr'),
    [checksum.file]: text(`${hexOfBytes(checksum.of(encodeUtf8(defaultServer)))}  etc/nginx/conf.d/default.conf\n`),
  };
  return filledTo(
    sizeBytes,
    { ...files, ...database(files) },
    {
      '/usr/lib/nginx/modules/ngx_http_js_module.so': 4,
      '/usr/lib/nginx/modules/ngx_stream_js_module.so': 4,
      '/usr/lib/nginx/modules/ngx_http_image_filter_module.so': 1,
      '/usr/lib/libicudata.so': 20,
      '/usr/lib/libgd.so': 3,
      '/usr/lib/libcurl.so.4': 2,
    },
  );
}

function steps(flavour: Flavour): readonly Step[] {
  return [
    label({ maintainer: 'NGINX Docker Maintainers <docker-maint@nginx.com>' }),
    env({ NGINX_VERSION: VERSION }),
    env({ NJS_VERSION: '0.7.9' }),
    env({ PKG_RELEASE: flavour.release }),
    copy('dir', '/', () => server(flavour), { packedBytes: flavour.packedBytes }),
    run(
      "echo 'nginx:x:101:101:nginx user:/nonexistent:/bin/false' >> /etc/passwd && echo 'nginx:x:101:' >> /etc/group && mkdir /docker-entrypoint.d",
      () => ({
        '/etc/passwd': text(`${flavour.passwd}nginx:x:101:101:nginx user:/nonexistent:/bin/false\n`),
        '/etc/group': text(`${flavour.group}nginx:x:101:\n`),
        '/docker-entrypoint.d': directory(),
      }),
    ),
    copy('file', '/', () => ({ '/docker-entrypoint.sh': script(entrypointScript) }), { filesFrom: '2025-01-28T18:00:00Z' }),
    copy('dir', '/docker-entrypoint.d', () => ({
      '/docker-entrypoint.d/10-listen-on-ipv6-by-default.sh': script(listenOnIpv6(flavour.checksum)),
      '/docker-entrypoint.d/20-envsubst-on-templates.sh': script(substituteTemplates),
      '/docker-entrypoint.d/30-tune-worker-processes.sh': script(tuneWorkers),
    })),
    entrypoint('/docker-entrypoint.sh'),
    expose(80),
    stopSignal('SIGQUIT'),
    cmd('nginx', '-g', 'daemon off;'),
  ];
}

export const nginx: ImageSource = {
  names: ['nginx:latest', 'nginx:1.22', 'nginx:1.22.1', 'nginx:1'],
  from: debian,
  created: '2025-01-28T18:10:44Z',
  steps: steps(onDebian),
  about: { description: 'Official build of Nginx.', stars: 20_672 },
};

export const nginxAlpine: ImageSource = {
  names: ['nginx:alpine', 'nginx:1.22-alpine', 'nginx:1.22.1-alpine'],
  from: alpine,
  created: '2025-01-28T18:13:09Z',
  steps: steps(onAlpine),
};
