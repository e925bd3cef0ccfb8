import type { Program } from '../tool.js';
import { bunzip2, bzcat, bzip2 } from './bzip2.js';
import { gunzip, gzip, zcat } from './gzip.js';
import { tar } from './tar.js';
import { unxz, xz, xzcat } from './xz.js';
import { unzip } from './unzip.js';
import { zip } from './zip.js';

/** What packs and unpacks files. */
export const archivePrograms: readonly Program[] = [bunzip2, bzcat, bzip2, gunzip, gzip, tar, unxz, unzip, xz, xzcat, zcat, zip];
