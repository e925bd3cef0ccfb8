/** What packages do when they are set up or removed: their maintainers' scripts, by package and name. */
export function packageScripts(name: string): Readonly<Record<string, string>> {
  return Object.hasOwn(scripts, name) ? (scripts[name] ?? {}) : {};
}

const scripts: Readonly<Record<string, Readonly<Record<string, string>>>> = {};
