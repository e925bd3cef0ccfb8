/** Texts longer than this are rare, and would keep much for little. */
const LONGEST = 65_536;
const MOST = 128;

/**
 * The same function of a text, which remembers what it made of the last texts: files of images (scripts, configurations, accounts) are read by every
 * container, and there is only one thing that can be made of them. What `make` throws is not kept. Nobody may change what it gives.
 */
export function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly made: T }>();
  return text => {
    const found = known.get(text);
    if (found) return found.made;
    const made = make(text);
    if (text.length <= LONGEST) {
      if (known.size >= MOST) known.clear();
      known.set(text, { made });
    }
    return made;
  };
}
