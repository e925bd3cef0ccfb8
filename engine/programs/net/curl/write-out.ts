/** Fills in a -w format. Unknown variables are dropped and named in `unknown`. */
export function formatWriteOut(
  format: string,
  facts: Readonly<Record<string, string>>,
  headers: (name: string) => string | undefined,
): { readonly text: string; readonly unknown: readonly string[] } {
  const unknown: string[] = [];
  const text = format.replace(
    /%%|%\{([^}]*)\}|%header\{([^}]*)\}|\\([nrt\\])/g,
    (whole, variable: string | undefined, header: string | undefined, escape: string | undefined) => {
      if (whole === '%%') return '%';
      if (escape !== undefined) return escapes[escape] ?? whole;
      if (header !== undefined) return headers(header) ?? '';
      if (variable === 'json') return JSON.stringify(facts);
      const value = variable !== undefined && Object.hasOwn(facts, variable) ? facts[variable] : undefined;
      if (value === undefined) unknown.push(variable ?? '');
      return value ?? '';
    },
  );
  return { text, unknown };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };
