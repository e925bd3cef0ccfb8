/** The variables of a file for `--env-file`: lines `NAME=value`, with comments and quotes as node reads them. */
export function parseEnvFile(source: string): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const line of source.replaceAll('\r', '').split('\n')) {
    const at = line.indexOf('=');
    const name = line.slice(0, Math.max(0, at)).trim();
    if (name === '' || name.startsWith('#')) continue;
    variables.set(name.replace(/^export\s+/, ''), valueOf(line.slice(at + 1).trim()));
  }
  return variables;
}

/** Quotes end a value; without them a comment does. */
function valueOf(text: string): string {
  const quote = text.charAt(0);
  const end = text.indexOf(quote, 1);
  if ((quote === '"' || quote === "'" || quote === '`') && end > 0) {
    const inner = text.slice(1, end);
    return quote === '"' ? inner.replaceAll('\\n', '\n') : inner;
  }
  return (text.split('#')[0] ?? '').trim();
}
