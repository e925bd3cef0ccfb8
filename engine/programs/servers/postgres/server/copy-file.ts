import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import type { Fd, Sys } from '../../../../process/sys.js';
import type { Session } from '../execute/session.js';
import { codes, notSimulated, PgError } from '../pg-error.js';
import { roleNamed } from '../storage/catalog.js';
import { copyIn } from './copy-in.js';
import { copyOut } from './copy-out.js';
import type { Copy } from './copy-format.js';

const PIECE_BYTES = 65_536;

/** COPY with a file of the server, which its process opens as the user that it runs as. */
export function* copyFile(statement: Copy, path: string, session: Session, sys: Sys): Task<string> {
  requireRight(statement, session);
  if (statement.program) throw notSimulated('COPY with PROGRAM');
  const isFrom = statement.direction === 'from';
  if (!isFrom && !path.startsWith('/')) throw new PgError('42602', 'relative path not allowed for COPY to file');
  const fd = open(sys, path, isFrom);
  try {
    return yield* isFrom ? readInto(statement, session, sys, fd) : writeFrom(statement, session, sys, fd);
  } finally {
    sys.close(fd);
  }
}

function* nothing(): Task<void> {
  // A file needs no beginning.
}

function* readInto(statement: Copy, session: Session, sys: Sys, fd: Fd): Task<string> {
  return yield* copyIn(statement, session, nothing, function* () {
    const piece = yield* sys.read(fd, PIECE_BYTES);
    return piece.length === 0 ? undefined : piece;
  });
}

function* writeFrom(statement: Copy, session: Session, sys: Sys, fd: Fd): Task<string> {
  return yield* copyOut(statement, session, nothing, line => sys.write(fd, line));
}

function requireRight({ direction, program }: Copy, session: Session): void {
  const role = program ? 'pg_execute_server_program' : direction === 'from' ? 'pg_read_server_files' : 'pg_write_server_files';
  const what = program ? 'to or from an external program' : direction === 'from' ? 'from a file' : 'to a file';
  if (session.isMember(session.userOid, roleNamed(session.globals(), role)?.oid ?? 0)) return;
  throw new PgError(codes.privilege, `must be superuser or have privileges of the ${role} role to COPY ${what}`, {
    hint: "Anyone can COPY to stdout or from stdin. psql's \\copy command also works for anyone.",
  });
}

function open(sys: Sys, path: string, isFrom: boolean): Fd {
  try {
    if (isFrom && sys.stat(path).kind === 'directory') throw new PgError(codes.wrongObject, `"${path}" is a directory`);
    return isFrom ? sys.open(path, { read: true }) : sys.open(path, { write: true, create: true, truncate: true, mode: 0o644 });
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new PgError(
      isErrno(error, 'ENOENT') ? '58P01' : isErrno(error, 'EACCES') ? codes.privilege : '58000',
      `could not open file "${path}" for ${isFrom ? 'reading' : 'writing'}: ${error.message}`,
      {
        hint: `COPY ${isFrom ? 'FROM' : 'TO'} instructs the PostgreSQL server process to ${isFrom ? 'read' : 'write'} a file. You may want a client-side facility such as psql's \\copy.`,
      },
    );
  }
}
