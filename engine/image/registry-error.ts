/** What a registry refuses, or why it cannot be asked. The message is the registry's own; the daemon puts its words around it. */
export type RegistryFailure =
  /** Nobody answers there, or no such host. */
  | 'unreachable'
  /** The name or the password is wrong. */
  | 'bad-credentials'
  /** Credentials are needed and none were given. */
  | 'no-credentials'
  /** These credentials do not allow it, or the repository does not exist: a registry does not tell which. */
  | 'denied'
  | 'manifest-unknown';

export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  readonly failure: RegistryFailure;

  constructor(failure: RegistryFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}
