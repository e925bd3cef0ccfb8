/** Carries out `!!`, `!5`, `!-2`, `!word`, `!?word?`, `!$` and `^old^new`; names the event that is not there. */
export function expandHistory(line: string, history: readonly string[]): { readonly text: string } | { readonly missing: string } {
  const quick = /^\^([^^]+)\^([^^]*)\^?$/.exec(line);
  if (quick) {
    const last = history.at(-1) ?? '';
    const [, old = '', replacement = ''] = quick;
    return last.includes(old) ? { text: last.replace(old, () => replacement) } : { missing: `:s${line}` };
  }
  let result = '';
  let quoted = false;
  for (let at = 0; at < line.length; ) {
    const character = line[at] ?? '';
    if (character === '\\') {
      result += line.slice(at, at + 2);
      at += 2;
      continue;
    }
    if (character === "'") quoted = !quoted;
    const event = character === '!' && !quoted ? readEvent(line.slice(at), history) : undefined;
    if (!event) {
      result += character;
      at++;
    } else if (event.text === undefined) return { missing: event.source };
    else {
      result += event.text;
      at += event.source.length;
    }
  }
  return { text: result };
}

function readEvent(text: string, history: readonly string[]): { readonly source: string; readonly text: string | undefined } | undefined {
  const match = /^!(?:(!)|(\$)|(\*)|(\^)|(-?\d+)|\?([^?]+)\??|([^\s!=(;&|<>"']+))/.exec(text);
  if (!match) return undefined;
  const [source, again, lastWord, all, first, number, contained, start] = match;
  const last = history.at(-1);
  const words = last?.trim().split(/\s+/);
  if (again) return { source, text: last };
  if (lastWord) return { source, text: words?.at(-1) };
  if (all) return { source, text: words?.slice(1).join(' ') };
  if (first) return { source, text: words?.[1] };
  if (number !== undefined) return { source, text: history.at(Number(number) > 0 ? Number(number) - 1 : Number(number)) };
  const matches = contained === undefined ? (line: string) => line.startsWith(start ?? '') : (line: string) => line.includes(contained);
  return { source, text: history.findLast(matches) };
}
