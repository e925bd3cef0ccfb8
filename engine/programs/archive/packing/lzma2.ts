import { PackedDataError, type Feed, type Filter } from './filter.js';
import { settingsOf, type LzmaSettings } from './lzma-model.js';
import { LzmaDecoder } from './unpack-lzma.js';
import { Window } from './window.js';

const usual: LzmaSettings = { literalContext: 3, literalPlace: 0, place: 2 };
const OUTPUT_BYTES = 65_536;

/** Unpacks the chunks of LZMA2 up to the one that says that it was the last. `used` counts the packed bytes. */
export function* unpackLzma2(feed: Feed, reach: number, used: { bytes: number }): Filter {
  const window = new Window(reach);
  const decoder = new LzmaDecoder(window, usual);
  for (let [needsDictionary, needsSettings] = [true, true]; ; ) {
    const control = yield* feed.byte();
    used.bytes++;
    if (control === 0) break;
    const resetsDictionary = control === 1 || control >= 0xe0;
    if (needsDictionary && !resetsDictionary) throw new PackedDataError('corrupt');
    if (resetsDictionary) {
      window.forget();
      decoder.forget();
      needsDictionary = false;
      needsSettings = true;
    }
    if (control < 0x80) {
      if (control > 2) throw new PackedDataError('corrupt');
      const [high = 0, low = 0] = yield* feed.take(2);
      const bytes = yield* feed.take(high * 256 + low + 1);
      used.bytes += 2 + bytes.length;
      window.append(bytes);
      decoder.skip(bytes.length);
    } else {
      if (control < 0xc0 && needsSettings) throw new PackedDataError('corrupt');
      used.bytes += yield* unpackChunk(feed, window, decoder, control);
      needsSettings = false;
    }
    if (window.isFull) yield window.drain();
  }
  if (window.pending > 0) yield window.drain();
}

/** A chunk of LZMA data; gives how many packed bytes it took. */
function* unpackChunk(
  feed: Feed,
  window: Window,
  decoder: LzmaDecoder,
  control: number,
): Generator<Uint8Array | 'more', number, Uint8Array> {
  const [a = 0, b = 0, c = 0, d = 0] = yield* feed.take(4);
  const unpackedBytes = ((control & 0x1f) << 16) + a * 256 + b + 1;
  const packedBytes = c * 256 + d + 1;
  if (control >= 0xc0) {
    const settings = settingsOf(yield* feed.byte());
    if (!settings || settings.literalContext + settings.literalPlace > 4) throw new PackedDataError('corrupt');
    decoder.reset(settings);
  } else if (control >= 0xa0) decoder.reset();
  const bytes = yield* feed.take(packedBytes);
  const piece = { bytes, at: 0, end: bytes.length };
  decoder.begin(piece);
  for (let left = unpackedBytes; left > 0; ) {
    const { done, end } = decoder.run(Math.min(left, OUTPUT_BYTES), 0);
    if (end) throw new PackedDataError('corrupt');
    left -= done;
    if (window.isFull) yield window.drain();
  }
  if (!decoder.isFinished() || piece.at !== piece.end) throw new PackedDataError('corrupt');
  return 4 + (control >= 0xc0 ? 1 : 0) + packedBytes;
}
