/** A stanza of a control file: `Field: value` lines, continued by lines that begin with a space. */
export type Stanza = ReadonlyMap<string, string>;

/** The stanzas of a Packages list, a status file, an index. What follows a zero byte is room that is taken, not text. */
export function parseStanzas(text: string): readonly Stanza[] {
  const end = text.indexOf('\0');
  return (end < 0 ? text : text.slice(0, end))
    .split(/\n{2,}/)
    .filter(block => block.trim() !== '')
    .map(parseStanza);
}

export function parseStanza(block: string): Stanza {
  const fields = new Map<string, string>();
  let last = '';
  for (const line of block.split('\n')) {
    if (line.startsWith(' ') || line.startsWith('\t')) {
      fields.set(last, `${fields.get(last) ?? ''}\n${line}`);
      continue;
    }
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    last = line.slice(0, colon);
    fields.set(last, line.slice(colon + 1).trim());
  }
  return fields;
}

export function formatStanza(stanza: Stanza): string {
  return [...stanza].map(([name, value]) => `${name}:${value.startsWith('\n') || value === '' ? '' : ' '}${value}\n`).join('');
}
