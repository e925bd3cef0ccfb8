/** Exit codes of drydock (docs/architecture.md). */
export const exitCodes = { ok: 0, failed: 1, usage: 2, unusable: 3, internal: 70 } as const;

/** Something that the user should hear in a sentence, without a stack trace. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly exitCode: number;

  constructor(message: string, exitCode: number = exitCodes.unusable) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The code of a failed call to the machine (`ENOENT`), undefined for other errors. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What a failed call to the machine means, for a sentence. */
export function describeSystemError(error: unknown): string {
  const known: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    EDQUOT: 'your disk quota is used up',
    ENOENT: 'there is no such file',
    EISDIR: 'it is a directory',
    ENOTDIR: 'a part of the path is no directory',
    EMFILE: 'too many files are open',
    EIO: 'the disk reports an error',
  };
  return known[systemCode(error) ?? ''] ?? (error instanceof Error ? error.message : String(error));
}
