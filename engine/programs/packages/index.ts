import type { Main } from '../../process/sys.js';
import { apkPrograms } from './apk/apk.js';
import { aptPrograms } from './apt/apt.js';
import { aptKey } from './apt/apt-key.js';
import { dpkgDeb } from './dpkg/dpkg-deb.js';
import { dpkg, dpkgQuery } from './dpkg/dpkg.js';
import { rpm } from './rpm/rpm.js';
import { dnf } from './yum/dnf.js';
import { yum } from './yum/yum.js';

/** Package managers by program id. */
export const packagePrograms: ReadonlyMap<string, Main> = new Map<string, Main>([
  ...aptPrograms,
  ...apkPrograms,
  ...(rpm.gnu ? [['rpm', rpm.gnu] as const] : []),
  ['apt-key', aptKey],
  ['dpkg', dpkg],
  ['dpkg-deb', dpkgDeb],
  ['dpkg-query', dpkgQuery],
  ['dnf', dnf],
  ['yum', yum],
]);
