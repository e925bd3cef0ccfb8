/** The name that differs least, if it does not differ much; a beginning of a name is near, too. */
export function nearestName(wanted: string, names: readonly string[]): string | undefined {
  const beginning =
    names.find(name => wanted.length > 1 && name.startsWith(wanted)) ?? names.find(name => wanted.length > 2 && name.includes(wanted));
  if (beginning !== undefined) return beginning;
  const ranked = names.map(name => ({ name, distance: editDistance(wanted, name) })).sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(2, Math.floor(best.name.length / 3)) ? best.name : undefined;
}

/** Letters that must be put in, left out or replaced to get from one text to the other. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
