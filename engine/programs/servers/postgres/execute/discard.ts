import { codes, PgError } from '../pg-error.js';
import { withoutRelations } from '../storage/catalog.js';
import type { Session } from './session.js';

/** DISCARD: forgets what the session keeps for itself. */
export function discard(what: string, session: Session): void {
  if (what === 'sequences') return session.sequences.forget();
  if (what === 'temp' || what === 'temporary') return dropTemporary(session);
  if (what === 'plans') return;
  if (session.transaction?.isBlock) throw new PgError(codes.activeTransaction, 'DISCARD ALL cannot run inside a transaction block');
  session.userOid = session.loginOid;
  session.settingValues.clear();
  session.prepared.clear();
  session.cursors.clear();
  session.cluster.sessions.get(session.pid)?.channels.clear();
  session.sequences.forget();
  dropTemporary(session);
}

function dropTemporary(session: Session): void {
  const { temporaryOid } = session;
  const own = [...session.catalog().relations.values()].filter(({ schema }) => schema === temporaryOid);
  if (own.length > 0) session.saveCatalog(withoutRelations(session.catalog(), new Set(own.map(({ oid }) => oid))));
}
