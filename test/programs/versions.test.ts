import { readFileSync } from 'node:fs';
import test from 'ava';
import { centos7, centos8, debian, focal, jammy, noble, trusty } from '../../engine/image/catalogue/images/bases.js';
import type { ImageSource } from '../../engine/image/catalogue/source.js';
import type { Files } from '../../engine/image/catalogue/tree.js';
import { packagesOf, type DebRelease } from '../../engine/image/packages/apt-mirror.js';
import { centos7Release } from '../../engine/image/packages/centos-7.js';
import { bookworm } from '../../engine/image/packages/debian-12.js';
import { filesOfDeb } from '../../engine/image/packages/deb-files.js';
import { filesOfRpm, parseRpmTable } from '../../engine/image/packages/rpm-table.js';
import { focalRelease } from '../../engine/image/packages/ubuntu-focal.js';
import { jammyRelease } from '../../engine/image/packages/ubuntu-jammy.js';
import { nobleRelease } from '../../engine/image/packages/ubuntu-noble.js';
import { trusty as trustyRelease } from '../../engine/image/packages/ubuntu-trusty.js';
import { findProgram } from '../../engine/programs/index.js';
import { machine, type Machine } from '../helpers/machine.js';

const ofImage = ({ steps }: ImageSource): Files => steps[0]?.files?.() ?? {};
const ofMirror = (release: DebRelease): readonly Files[] => packagesOf(release).map(filesOfDeb);
const ofRepositories = parseRpmTable(`${centos7Release.base}\n${centos7Release.packages}`).map(filesOfRpm);

/** What images have and what their package managers can add. */
const distributions: Readonly<Record<string, readonly Files[]>> = {
  'debian:12': [ofImage(debian), ...ofMirror(bookworm)],
  'ubuntu:14.04': [ofImage(trusty), ...ofMirror(trustyRelease)],
  'ubuntu:20.04': [ofImage(focal), ...ofMirror(focalRelease)],
  'ubuntu:22.04': [ofImage(jammy), ...ofMirror(jammyRelease)],
  'ubuntu:24.04': [ofImage(noble), ...ofMirror(nobleRelease)],
  'centos:7': [ofImage(centos7), ...ofRepositories],
  'centos:8': [ofImage(centos8)],
};

/** The programs of a distribution by their names, each with the ids that its files have. */
function programsOf(all: readonly Files[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const files of all)
    for (const [path, node] of Object.entries(files)) {
      if (node.kind !== 'file' || node.content.kind !== 'program') continue;
      const name = path.slice(path.lastIndexOf('/') + 1);
      found.set(name, (found.get(name) ?? new Set()).add(node.content.program));
    }
  return found;
}

/** Of a recording that was made on one day: what differs from build to build. */
const ofBuild = /, compiled .*\)$|(?<= libcurl\/[\d.]+ ).*$|(?<=libbpf 1\.1\.)\d|(?<=deb12u)\d+/;
const withoutBuild = (line: string): string => line.replace(ofBuild, match => (match.startsWith(', compiled') ? ')' : ''));

/** The first line that a program prints, wherever it goes. */
function firstLine(on: Machine, name: string, id: string, flag: string): string {
  const main = findProgram(id);
  if (!main) return '';
  on.program(`/usr/bin/${name}`, main);
  const { stdout, stderr } = on.run([name, flag]);
  return withoutBuild(`${stdout}${stderr}`.split('\n')[0] ?? '');
}

/** What programs say of which there is only the name. */
const isHonest = (line: string): boolean => /^drydock: .* is not simulated$/.test(line);

for (const [distribution, all] of Object.entries(distributions)) {
  test(`${distribution}: programs tell the version of their packages`, t => {
    const file = new URL(`../../../test/programs/versions/${distribution.replace(':', '-')}.txt`, import.meta.url);
    const programs = programsOf(all);
    const on = machine();
    const wrong: string[] = [];
    for (const row of readFileSync(file, 'utf8').split('\n')) {
      if (row === '' || row.startsWith('#')) continue;
      const [, name = '', flag = '', line = ''] = /^(\S+) (\S+)\t(.*)$/.exec(row) ?? [];
      const ids = programs.get(name);
      if (!ids) wrong.push(`${name} is not there`);
      for (const id of ids ?? []) {
        const told = firstLine(on, name, id, flag);
        if (told !== withoutBuild(line) && !isHonest(told)) wrong.push(`${id} ${flag}: ${told}`);
      }
    }
    t.deepEqual(wrong, []);
  });
}
