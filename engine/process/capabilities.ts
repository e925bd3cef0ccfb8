import type { Credentials } from './sys.js';

/** What somebody may do beyond others: undefined means all that their uid allows (root everything, others nothing). */
export function effectiveCapabilities({ uid, capabilities }: Credentials): ReadonlySet<string> | undefined {
  return uid === 0 ? capabilities : undefined;
}

/** Whether somebody has a capability such as CAP_KILL. */
export function isCapable(credentials: Credentials, capability: string): boolean {
  return credentials.uid === 0 && (credentials.capabilities?.has(capability) ?? true);
}
