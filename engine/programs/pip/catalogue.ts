import { ownFiles } from './own-files.js';
import { clickFiles } from './packages/click.js';
import { flaskFiles } from './packages/flask.js';
import { gunicornFiles } from './packages/gunicorn.js';
import { jinjaFiles } from './packages/jinja2.js';
import { markupsafeFiles } from './packages/markupsafe.js';
import { psycopgFiles } from './packages/psycopg2.js';
import { redisFiles } from './packages/redis.js';
import { certifiFiles, charsetFiles, idnaFiles, packagingFiles, requestsFiles, urllib3Files } from './packages/requests.js';
import { blinkerFiles, itsdangerousFiles } from './packages/signed.js';
import { werkzeugFiles } from './packages/werkzeug.js';
import { compareVersions, parseVersion } from './version.js';

/** A package of the pretend index. Names and versions are real; what is in them was written for Drydock. */
export interface IndexPackage {
  /** As METADATA has it. */
  readonly name: string;
  /** The oldest first. */
  readonly versions: readonly string[];
  readonly summary: string;
  readonly license: string;
  readonly home: string;
  readonly requires: (version: string) => readonly string[];
  /** How the file of a version is called before its version. */
  readonly file?: (version: string) => string;
  /** Of machine code, as which it is offered for each kind of machine. */
  readonly isBinary?: boolean;
  readonly commands?: Readonly<Record<string, string>>;
  /** By their paths in the folder of packages; `@VERSION@` is the version. */
  readonly files: (version: string) => Readonly<Record<string, string>>;
}

const plain = (name: string, versions: readonly string[], summary: string, files: Readonly<Record<string, string>>): IndexPackage => ({
  name,
  versions,
  summary,
  license: 'MIT',
  home: '',
  requires: () => [],
  files: () => files,
});

const flaskNeeds = (version: string): readonly string[] => {
  if (version.startsWith('1.')) return ['Werkzeug<2.0,>=0.15', 'Jinja2<3.0,>=2.10.1', 'itsdangerous<2.0,>=0.24', 'click<8.0,>=5.1'];
  if (version.startsWith('2.')) {
    const signals = version.startsWith('2.3') ? ['blinker>=1.6.2'] : [];
    return [`Werkzeug>=${version.startsWith('2.3') ? '2.3.3' : '2.0'}`, 'Jinja2>=3.0', 'itsdangerous>=2.0', 'click>=8.0', ...signals];
  }
  return version.startsWith('3.0')
    ? [
        'Werkzeug>=3.0.0',
        'Jinja2>=3.1.2',
        'itsdangerous>=2.1.2',
        'click>=8.1.3',
        'blinker>=1.6.2',
        "importlib-metadata>=3.6.0; python_version < '3.10'",
      ]
    : [
        'Werkzeug>=3.1',
        'Jinja2>=3.1.2',
        'itsdangerous>=2.2',
        'click>=8.1.3',
        'blinker>=1.9',
        "importlib-metadata>=3.6; python_version < '3.10'",
      ];
};

/** Flask and what it is made of. */
const web: readonly IndexPackage[] = [
  {
    ...plain(
      'Flask',
      ['1.1.4', '2.0.1', '2.0.3', '2.1.3', '2.2.5', '2.3.2', '2.3.3', '3.0.0', '3.0.2', '3.0.3', '3.1.0'],
      'A simple framework for building complex web applications.',
      flaskFiles,
    ),
    license: 'BSD-3-Clause',
    requires: flaskNeeds,
    file: version => (/^[12]\./.test(version) && !version.startsWith('2.3') ? 'Flask' : 'flask'),
    commands: { flask: 'flask.cli:main' },
  },
  {
    ...plain(
      'Werkzeug',
      ['1.0.1', '2.0.3', '2.1.2', '2.2.3', '2.3.7', '2.3.8', '3.0.1', '3.0.6', '3.1.3'],
      'The comprehensive WSGI web application library.',
      werkzeugFiles,
    ),
    license: 'BSD-3-Clause',
    requires: version => (/^(1\.|2\.0)/.test(version) ? [] : ['MarkupSafe>=2.1.1']),
    file: version => (/^(1\.|2\.[0-2])/.test(version) ? 'Werkzeug' : 'werkzeug'),
  },
  {
    ...plain('Jinja2', ['2.11.3', '3.0.3', '3.1.2', '3.1.3', '3.1.4', '3.1.6'], 'A very fast and expressive template engine.', jinjaFiles),
    license: 'BSD License',
    requires: version => [`MarkupSafe>=${version.startsWith('2.') ? '0.23' : '2.0'}`],
    file: version => (compare(version, '3.1.4') < 0 ? 'Jinja2' : 'jinja2'),
  },
  {
    ...plain('MarkupSafe', ['2.0.1', '2.1.1', '2.1.5', '3.0.2'], 'Safely add untrusted strings to HTML/XML markup.', markupsafeFiles),
    license: 'BSD-3-Clause',
    file: () => 'MarkupSafe',
    isBinary: true,
  },
  {
    ...plain('click', ['7.1.2', '8.0.4', '8.1.3', '8.1.7', '8.1.8'], 'Composable command line interface toolkit', clickFiles),
    license: 'BSD-3-Clause',
  },
  {
    ...plain(
      'itsdangerous',
      ['1.1.0', '2.0.1', '2.1.2', '2.2.0'],
      'Safely pass data to untrusted environments and back.',
      itsdangerousFiles,
    ),
    license: 'BSD-3-Clause',
  },
  plain('blinker', ['1.6.2', '1.7.0', '1.8.2', '1.9.0'], 'Fast, simple object-to-object and broadcast signaling', blinkerFiles),
];

function compare(a: string, b: string): number {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  return left && right ? compareVersions(left, right) : 0;
}

/** Clients and servers. */
const others: readonly IndexPackage[] = [
  {
    ...plain('requests', ['2.25.1', '2.26.0', '2.28.2', '2.31.0', '2.32.0', '2.32.3'], 'Python HTTP for Humans.', requestsFiles),
    license: 'Apache-2.0',
    home: 'https://requests.readthedocs.io',
    requires: () => ['charset-normalizer<4,>=2', 'idna<4,>=2.5', 'urllib3<3,>=1.21.1', 'certifi>=2017.4.17'],
  },
  plain(
    'urllib3',
    ['1.26.20', '2.0.7', '2.2.3', '2.3.0'],
    'HTTP library with thread-safe connection pooling, file post, and more.',
    urllib3Files,
  ),
  {
    ...plain('certifi', ['2024.2.2', '2024.8.30', '2025.1.31'], "Python package for providing Mozilla's CA Bundle.", certifiFiles),
    license: 'MPL-2.0',
  },
  { ...plain('idna', ['3.4', '3.7', '3.10'], 'Internationalized Domain Names in Applications (IDNA)', idnaFiles), license: 'BSD-3-Clause' },
  {
    ...plain('charset-normalizer', ['2.1.1', '3.3.2', '3.4.1'], 'The Real First Universal Charset Detector.', charsetFiles),
    isBinary: true,
  },
  {
    ...plain('gunicorn', ['19.9.0', '20.0.4', '20.1.0', '21.2.0', '22.0.0', '23.0.0'], 'WSGI HTTP Server for UNIX', gunicornFiles),
    home: 'https://gunicorn.org',
    requires: version => (compare(version, '21') < 0 ? [] : ['packaging']),
    commands: { gunicorn: 'gunicorn.app.wsgiapp:run' },
  },
  {
    ...plain(
      'psycopg2-binary',
      ['2.8.6', '2.9.1', '2.9.3', '2.9.5', '2.9.6', '2.9.9', '2.9.10'],
      'psycopg2 - Python-PostgreSQL Database Adapter',
      psycopgFiles,
    ),
    license: 'LGPL with exceptions',
    home: 'https://psycopg.org/',
    file: () => 'psycopg2_binary',
    isBinary: true,
  },
  { ...plain('packaging', ['23.2', '24.1', '24.2'], 'Core utilities for Python packages', packagingFiles), license: 'Apache-2.0' },
];

const all: readonly IndexPackage[] = [
  ...web,
  ...others,
  {
    ...plain(
      'redis',
      ['3.5.3', '4.1.4', '4.3.4', '4.5.5', '4.6.0', '5.0.1', '5.0.8', '5.2.1'],
      'Python client for Redis database and key-value store',
      redisFiles,
    ),
    home: 'https://github.com/redis/redis-py',
    requires: () => ["async-timeout>=4.0.3; python_full_version < '3.11.3'"],
  },
  {
    ...plain('pip', ['24.0', '25.0.1'], 'The PyPA recommended tool for installing Python packages.', {}),
    home: 'https://pip.pypa.io/',
    commands: { pip: 'pip._internal.cli.main:main', pip3: 'pip._internal.cli.main:main' },
    files: version => Object.fromEntries(Object.entries(ownFiles(version)).filter(([path]) => !path.includes('.dist-info/'))),
  },
];

/** What the index has. */
export function catalogue(): readonly IndexPackage[] {
  return all;
}
