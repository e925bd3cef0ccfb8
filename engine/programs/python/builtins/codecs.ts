import { append } from '../../../core/append.js';
import { latin1Of } from '../../../core/latin1.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import { raised } from '../objects/exception.js';
import type { Value } from '../objects/object.js';
import { PyBytes } from '../objects/values.js';
import { codePoints } from '../vm/text.js';

/** The name that Python gives an encoding, undefined when there is none. */
export function codecNamed(name: string): 'utf-8' | 'ascii' | 'latin-1' | 'utf-16' | 'utf-8-sig' | undefined {
  const plain = name.toLowerCase().replaceAll('_', '-');
  if (/^(utf-?8|u8)$/.test(plain)) return 'utf-8';
  if (/^(us-)?ascii$|^646$/.test(plain)) return 'ascii';
  if (/^(latin-?1|iso-?8859-1|l1|cp819)$/.test(plain)) return 'latin-1';
  if (plain === 'utf-8-sig') return 'utf-8-sig';
  return undefined;
}

function unknown(name: string): Error {
  return raised('LookupError', `unknown encoding: ${name}`);
}

export function encodeText(text: string, encoding: string, errors: string): Value {
  const codec = codecNamed(encoding);
  if (codec === undefined) throw unknown(encoding);
  if (codec === 'utf-8' || codec === 'utf-8-sig') {
    if (errors === 'strict' && /[\ud800-\udfff]/.test(text)) checkSurrogates(text);
    const bytes = encodeUtf8(text);
    return new PyBytes(codec === 'utf-8' ? bytes : Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes]));
  }
  const limit = codec === 'ascii' ? 128 : 256;
  const bytes: number[] = [];
  for (const [index, character] of codePoints(text).entries()) {
    const code = character.codePointAt(0) ?? 0;
    if (code < limit) bytes.push(code);
    else if (errors === 'replace') bytes.push(63);
    else if (errors === 'xmlcharrefreplace') append(bytes, encodeUtf8(`&#${code};`));
    else if (errors === 'backslashreplace')
      append(
        bytes,
        encodeUtf8(
          code < 0x100
            ? `\\x${code.toString(16)}`
            : code < 0x10000
              ? `\\u${code.toString(16).padStart(4, '0')}`
              : `\\U${code.toString(16).padStart(8, '0')}`,
        ),
      );
    else if (errors === 'surrogateescape' && code >= 0xdc80 && code <= 0xdcff) bytes.push(code - 0xdc00);
    else if (errors !== 'ignore') throw cannotEncode(codec, text, index, limit);
  }
  return new PyBytes(Uint8Array.from(bytes));
}

function cannotEncode(codec: string, text: string, index: number, limit: number): Error {
  return raised('UnicodeEncodeError', codec, text, index, index + 1, `ordinal not in range(${limit})`);
}

function checkSurrogates(text: string): void {
  const points = codePoints(text);
  const index = points.findIndex(character => character.length === 1 && /[\ud800-\udfff]/.test(character));
  if (index >= 0) throw raised('UnicodeEncodeError', 'utf-8', text, index, index + 1, 'surrogates not allowed');
}

export function decodeBytes(bytes: Uint8Array, encoding: string, errors: string): string {
  const codec = codecNamed(encoding);
  if (codec === undefined) throw unknown(encoding);
  if (codec === 'latin-1') return latin1Of(bytes);
  if (codec === 'ascii') {
    const at = bytes.findIndex(byte => byte > 127);
    if (at >= 0 && errors === 'strict')
      throw raised('UnicodeDecodeError', 'ascii', new PyBytes(bytes), at, at + 1, 'ordinal not in range(128)');
    return replaceBroken([...bytes].map(byte => String.fromCharCode(byte < 128 ? byte : 0xdc00 + byte)).join(''), errors);
  }
  const text = decodeUtf8(codec === 'utf-8-sig' && bytes[0] === 0xef ? bytes.subarray(3) : bytes);
  if (errors === 'strict' && /[\udc80-\udcff]/.test(text) && hasBroken(text)) throw cannotDecode(bytes, text);
  return replaceBroken(text, errors);
}

function hasBroken(text: string): boolean {
  return codePoints(text).some(character => character.length === 1 && /[\udc80-\udcff]/.test(character));
}

function replaceBroken(text: string, errors: string): string {
  if (errors === 'surrogateescape' || errors === 'strict') return text;
  return codePoints(text)
    .map(character => {
      if (character.length !== 1 || !/[\udc80-\udcff]/.test(character)) return character;
      if (errors === 'ignore') return '';
      return errors === 'backslashreplace' ? `\\x${(character.charCodeAt(0) - 0xdc00).toString(16)}` : '\ufffd';
    })
    .join('');
}

function cannotDecode(bytes: Uint8Array, text: string): Error {
  const points = codePoints(text);
  const index = points.findIndex(character => character.length === 1 && /[\udc80-\udcff]/.test(character));
  const at = encodeUtf8(points.slice(0, index).join('')).length;
  const byte = bytes[at] ?? 0;
  const needed = byte >= 0xf0 && byte <= 0xf4 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
  const isStart = needed > 0 && byte <= 0xf4;
  const reason = !isStart ? 'invalid start byte' : at + 1 >= bytes.length ? 'unexpected end of data' : 'invalid continuation byte';
  return raised('UnicodeDecodeError', 'utf-8', new PyBytes(bytes), at, at + 1, reason);
}
