/** Something in an archive or a layer is not as it must be; the message is Docker's. */
export class ImageArchiveError extends Error {
  override readonly name = 'ImageArchiveError';
}
