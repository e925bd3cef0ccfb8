/** Where the probabilities of each kind of decision lie in the one table of an LZMA coder. */
export const model = {
  isMatch: 0,
  isRep: 192,
  isRepG0: 204,
  isRepG1: 216,
  isRepG2: 228,
  isRep0Long: 240,
  slot: 432,
  special: 688,
  align: 803,
  length: 819,
  repLength: 1333,
  literal: 1847,
} as const;

/** Within a coder of lengths. */
export const lengthModel = { choice: 0, choice2: 1, low: 2, mid: 130, high: 258 } as const;

export const MIN_MATCH = 2;
export const MAX_MATCH = 273;
const HALF = 1024;

/** How literals and places are told apart: `lc`, `lp` and `pb` of the format. */
export interface LzmaSettings {
  readonly literalContext: number;
  readonly literalPlace: number;
  readonly place: number;
}

/** From the byte that files keep; undefined when it cannot be. */
export function settingsOf(byte: number): LzmaSettings | undefined {
  if (byte >= 225) return undefined;
  return { literalContext: byte % 9, literalPlace: Math.floor(byte / 9) % 5, place: Math.floor(byte / 45) };
}

export function freshModel({ literalContext, literalPlace }: LzmaSettings): Uint16Array {
  return new Uint16Array(model.literal + (0x300 << (literalContext + literalPlace))).fill(HALF);
}

/** The state after a literal, a match, a repeated match, a single repeated byte. */
export function afterLiteral(state: number): number {
  return state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
}
export function afterMatch(state: number): number {
  return state < 7 ? 7 : 10;
}
export function afterRep(state: number): number {
  return state < 7 ? 8 : 11;
}
export function afterShortRep(state: number): number {
  return state < 7 ? 9 : 11;
}
