/** Compares versions as Debian's policy (5.6.12) and rpm do: epoch, upstream version, revision. Negative, zero or positive. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [split(a), split(b)];
  return left.epoch - right.epoch || compareParts(left.upstream, right.upstream) || compareParts(left.revision, right.revision);
}

function split(version: string): { readonly epoch: number; readonly upstream: string; readonly revision: string } {
  const colon = version.indexOf(':');
  const rest = version.slice(colon + 1);
  const dash = rest.lastIndexOf('-');
  return {
    epoch: colon < 0 ? 0 : Number(version.slice(0, colon)) || 0,
    upstream: dash < 0 ? rest : rest.slice(0, dash),
    revision: dash < 0 ? '' : rest.slice(dash + 1),
  };
}

/** Stretches of other characters and of digits in turn. */
function compareParts(a: string, b: string): number {
  let [left, right] = [a, b];
  while (left !== '' || right !== '') {
    const [text, digits, restLeft] = take(left);
    const [otherText, otherDigits, restRight] = take(right);
    const order = compareText(text, otherText) || Number(digits) - Number(otherDigits);
    if (order !== 0) return order;
    [left, right] = [restLeft, restRight];
  }
  return 0;
}

function take(text: string): readonly [text: string, digits: string, rest: string] {
  const [all = '', other = '', digits = ''] = /^(\D*)(\d*)/.exec(text) ?? [];
  return [other, digits, text.slice(all.length)];
}

/** `~` sorts before everything, even the end; letters before the rest. */
function compareText(a: string, b: string): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const order = weight(a[i]) - weight(b[i]);
    if (order !== 0) return order;
  }
  return 0;
}

function weight(character: string | undefined): number {
  if (character === undefined) return 0;
  if (character === '~') return -1;
  return /[a-z]/i.test(character) ? character.charCodeAt(0) : character.charCodeAt(0) + 256;
}
