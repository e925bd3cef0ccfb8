/** Why a transfer ended: curl's exit status and its message (empty: none is printed). */
export class CurlFailure extends Error {
  override readonly name = 'CurlFailure';
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}
