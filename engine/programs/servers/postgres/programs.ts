import type { Main } from '../../../process/sys.js';
import { pgDump } from './client/dump/pg-dump.js';
import { pgDumpAll } from './client/dump/pg-dumpall.js';
import { maintenanceTool } from './client/maintenance-tools.js';
import { psql } from './client/psql.js';
import { clientTool } from './client/tools.js';
import { findRelease } from './release.js';
import { initdb } from './server/initdb.js';
import { postgres } from './server/postmaster.js';

/** A program of a build of PostgreSQL, by what it is called and by the build (`debian16`). */
export function postgresProgram(name: string, build: string): Main {
  const release = findRelease(build);
  switch (name) {
    case 'postgres':
      return postgres(release);
    case 'initdb':
      return initdb(release);
    case 'psql':
      return psql(release);
    case 'pg_dump':
      return pgDump(release);
    case 'pg_dumpall':
      return pgDumpAll(release);
    case 'vacuumdb':
    case 'reindexdb':
      return maintenanceTool(name, release);
    case 'pg_isready':
    case 'createdb':
    case 'dropdb':
    case 'createuser':
    case 'dropuser':
      return clientTool(name, release);
    default:
      throw new Error(`postgres: no program ${name}`);
  }
}
