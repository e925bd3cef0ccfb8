/** Whether a variable may have this name. Asked of whole environments, where an expression takes longer than looking at a few letters. */
export function isName(text: string): boolean {
  let at = 0;
  while (isNameCode(text.charCodeAt(at) | 0, at > 0)) at++;
  return at > 0 && at === text.length;
}

function isNameCode(code: number, isLater: boolean): boolean {
  return ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) || code === 0x5f || (isLater && code >= 0x30 && code <= 0x39);
}

export interface ElementName {
  readonly name: string;
  readonly key: string;
}

/** A reference may stand for one element, `a[1]`. */
export function elementName(text: string): ElementName | undefined {
  const [, name, key] = /^([A-Za-z_]\w*)\[(.+)\]$/s.exec(text) ?? [];
  return name === undefined || key === undefined ? undefined : { name, key };
}
