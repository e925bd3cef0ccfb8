/** A release of node, and what differs in what it prints. */
export interface NodeRelease {
  readonly version: string;
  /** Words of error messages, as V8 of the time has them. */
  readonly style: 12 | 20 | 22;
  readonly versions: Readonly<Record<string, string>>;
}

const twelve: NodeRelease = {
  version: '12.22.12',
  style: 12,
  versions: { v8: '7.8.279.23-node.57', uv: '1.40.0', zlib: '1.2.11', modules: '72', openssl: '1.1.1n', unicode: '14.0' },
};

const twenty: NodeRelease = {
  version: '20.11.0',
  style: 20,
  versions: {
    v8: '11.3.244.8-node.17',
    uv: '1.46.0',
    zlib: '1.2.13.1-motley-5daffc7',
    modules: '115',
    openssl: '3.0.12+quic',
    unicode: '15.0',
  },
};

const twentyTwo: NodeRelease = {
  version: '22.14.0',
  style: 22,
  versions: {
    v8: '12.4.254.21-node.33',
    uv: '1.49.2',
    zlib: '1.3.0.1-motley-82a5fec',
    modules: '127',
    openssl: '3.0.15+quic',
    unicode: '16.0',
  },
};

const known = [twelve, twenty, twentyTwo];

/** The release with this number: what is not known behaves as the nearest older one. */
export function releaseOf(version: string): NodeRelease {
  const exact = known.find(release => release.version === version);
  if (exact) return exact;
  const major = Number(version.split('.')[0]);
  const family = [...known].reverse().find(({ style }) => style <= major) ?? twelve;
  return { ...family, version };
}
