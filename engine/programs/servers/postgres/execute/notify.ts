import type { StatementOf } from '../sql/statements.js';
import type { Session } from './session.js';

/** NOTIFY: when the transaction is over, everybody in the database who listens hears of it. */
export function notify({ channel, payload }: Pick<StatementOf<'notify'>, 'channel' | 'payload'>, session: Session): void {
  session.transaction?.afterCommit.push(() => {
    for (const other of session.cluster.sessions.values()) {
      if (other.databaseOid !== session.database.oid || !other.channels.has(channel)) continue;
      other.notifications.push({ pid: session.pid, channel, payload });
      other.notified.notify();
    }
  });
}

/** LISTEN, UNLISTEN and NOTIFY. */
export function runNotify(statement: StatementOf<'listen' | 'unlisten' | 'notify'>, session: Session): string {
  if (!session.transaction) session.runtime();
  if (statement.kind === 'notify') notify(statement, session);
  else session.transaction?.afterCommit.push(() => listen(statement, session));
  return statement.kind.toUpperCase();
}

function listen({ kind, channel }: StatementOf<'listen' | 'unlisten'>, session: Session): void {
  const { channels } = session.host.info;
  if (kind === 'listen') channels.add(channel);
  else if (channel === '*') channels.clear();
  else channels.delete(channel);
}
