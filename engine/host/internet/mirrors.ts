import { Content, contentOf } from '../../fs/content.js';
import type { Site, SiteAnswer, SiteRequest } from './site.js';
import { aptFile, type DebRelease } from '../../image/packages/apt-mirror.js';
import { alpine310, alpine318 } from '../../image/packages/alpine.js';
import { apkFile } from '../../image/packages/apk-mirror.js';
import { centos7Release } from '../../image/packages/centos-7.js';
import { bookworm } from '../../image/packages/debian-12.js';
import { rpmFile } from '../../image/packages/rpm-mirror.js';
import { focalRelease } from '../../image/packages/ubuntu-focal.js';
import { jammyRelease } from '../../image/packages/ubuntu-jammy.js';
import { nobleRelease } from '../../image/packages/ubuntu-noble.js';
import { trusty } from '../../image/packages/ubuntu-trusty.js';

const ubuntuReleases: readonly DebRelease[] = [trusty, focalRelease, jammyRelease, nobleRelease];

/** The machines from which package managers fetch. */
export const mirrors: readonly Site[] = [
  {
    names: ['deb.debian.org', 'security.debian.org', 'ftp.debian.org'],
    ip: '151.101.130.132',
    answer: servingFiles(path => aptFile([bookworm], path)),
  },
  { names: ['archive.ubuntu.com'], ip: '185.125.190.36', answer: servingFiles(path => aptFile(ubuntuReleases, path)) },
  { names: ['security.ubuntu.com'], ip: '185.125.190.39', answer: servingFiles(path => aptFile(ubuntuReleases, path)) },
  { names: ['dl-cdn.alpinelinux.org'], ip: '151.101.2.132', answer: servingFiles(path => apkFile([alpine318, alpine310], path)) },
  { names: ['mirrorlist.centos.org'], ip: '147.75.69.225', answer: listingMirrors },
  { names: ['mirror.centos.org'], ip: '54.172.160.218', answer: servingFiles(path => rpmFile(centos7Release, path)) },
  { names: ['vault.centos.org'], ip: '13.225.142.74', answer: servingFiles(vaultFile) },
  {
    names: ['download.fedoraproject.org', 'dl.fedoraproject.org'],
    ip: '38.145.60.22',
    answer: servingFiles(path => rpmFile(centos7Release, path)),
  },
];

/** The vault keeps old releases under their full number; of CentOS 8 it has the lists only, see docs/fidelity.md. */
function vaultFile(path: string): Content | undefined {
  if (/^\/(centos\/)?8[\w.-]*\/\w+\/x86_64\/os\/repodata\/repomd\.xml$/.test(path)) return contentOf('<repomd/>\n');
  return rpmFile(centos7Release, path.replace(/^\/(centos\/)?(7\.9\.2009|7)\//, '/centos/7/'));
}

/** Which mirrors have a repository of CentOS. */
function listingMirrors({ query }: SiteRequest): SiteAnswer {
  const asked = new Map(query.split('&').map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
  const [release, arch, repo] = [asked.get('release'), asked.get('arch'), asked.get('repo')];
  const isKnown = release === '7' && arch === 'x86_64' && ['os', 'updates', 'extras'].includes(repo ?? '');
  const body = isKnown ? `http://mirror.centos.org/centos/7/${repo ?? ''}/x86_64/\n` : 'Invalid release/repo/arch combination\n';
  return { status: 200, headers: { Server: 'Apache', 'Content-Type': 'text/plain' }, body: contentOf(body) };
}

/** A server of files; a file's mark (ETag) is its size, for files here never change. */
function servingFiles(find: (path: string) => Content | undefined): (request: SiteRequest) => SiteAnswer {
  return ({ path }) => {
    const body = find(decodeURIComponent(path));
    if (!body) return { status: 404, headers: { Server: 'Apache', 'Content-Type': 'text/html' }, body: contentOf(notFound) };
    return {
      status: 200,
      headers: { Server: 'Apache', ETag: `"${body.sizeBytes.toString(16)}"`, 'Content-Type': 'application/octet-stream' },
      body,
    };
  };
}

const notFound =
  '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>404 Not Found</title>\n</head><body>\n<h1>Not Found</h1>\n<p>The requested URL was not found on this server.</p>\n</body></html>\n';
