/** What those who build Apache decide: its name, its version and where its files are. */
export interface HttpdBuild {
  /** The name of the program. */
  readonly name: string;
  /** As the field Server says it. */
  readonly server: string;
  readonly root: string;
  readonly configFile: string;
}

/** The build of the official image. */
export const officialBuild: HttpdBuild = {
  name: 'httpd',
  server: 'Apache/2.4.68 (Unix)',
  root: '/usr/local/apache2',
  configFile: '/usr/local/apache2/conf/httpd.conf',
};

const distributions: readonly (readonly [version: string, system: string])[] = [
  ['2.4.71', 'Debian'],
  ['2.4.58', 'Ubuntu'],
  ['2.4.52', 'Ubuntu'],
  ['2.4.41', 'Ubuntu'],
  ['2.4.7', 'Ubuntu'],
];

/** The builds of distributions by program id, `apache2-2.4.52`. */
export const distributionBuilds: ReadonlyMap<string, HttpdBuild> = new Map([
  ...distributions.map(([version, system]): [string, HttpdBuild] => [
    `apache2-${version}`,
    { name: 'apache2', server: `Apache/${version} (${system})`, root: '/etc/apache2', configFile: '/etc/apache2/apache2.conf' },
  ]),
  ['httpd-2.4.6', { name: 'httpd', server: 'Apache/2.4.6 (CentOS)', root: '/etc/httpd', configFile: '/etc/httpd/conf/httpd.conf' }],
  ['httpd-2.4.62', { name: 'httpd', server: 'Apache/2.4.62 (Unix)', root: '/var/www', configFile: '/etc/apache2/httpd.conf' }],
]);
