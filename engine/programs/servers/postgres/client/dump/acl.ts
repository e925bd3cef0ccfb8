import { quoteName } from '../../sql/keywords.js';

/** Privileges of a kind of thing, by the letters of an ACL, in the order in which they are told. */
const privileges = {
  TABLE: { r: 'SELECT', a: 'INSERT', x: 'REFERENCES', d: 'DELETE', t: 'TRIGGER', D: 'TRUNCATE', w: 'UPDATE' },
  SEQUENCE: { r: 'SELECT', U: 'USAGE', w: 'UPDATE' },
  SCHEMA: { C: 'CREATE', U: 'USAGE' },
  DATABASE: { C: 'CREATE', c: 'CONNECT', T: 'TEMPORARY' },
} as const;

export type Grantable = keyof typeof privileges;

interface Grant {
  readonly grantee: string;
  readonly letters: string;
}

function readGrant(item: string): Grant {
  const [, grantee = '', letters = ''] = /^("(?:[^"]|"")*"|[^=]*)=([^/]*)\//.exec(item) ?? [];
  return { grantee, letters };
}

function wordsOf(letters: string, kind: Grantable): string {
  const known: Readonly<Record<string, string>> = privileges[kind];
  const words = Object.entries(known).flatMap(([letter, word]) => (letters.includes(letter) ? [word] : []));
  return words.length === Object.keys(known).length ? 'ALL' : words.join(',');
}

/** What PUBLIC may do without being told. */
const publicDefaults: Readonly<Partial<Record<Grantable, string>>> = { DATABASE: 'Tc' };

/** GRANT and REVOKE that make an ACL of what a new thing has; `base` is what it has, where that is something special. */
export function grantsOf(
  kind: Grantable,
  name: string,
  owner: string,
  acl: readonly string[] | undefined,
  base?: readonly string[],
): string {
  if (!acl) return '';
  const all = Object.keys(privileges[kind]).join('');
  const initial = base?.map(readGrant) ?? [
    { grantee: quoteName(owner), letters: all },
    ...(publicDefaults[kind] === undefined ? [] : [{ grantee: '', letters: publicDefaults[kind] }]),
  ];
  const now = acl.map(readGrant);
  const same = (a: Grant, b: Grant): boolean => a.grantee === b.grantee && wordsOf(a.letters, kind) === wordsOf(b.letters, kind);
  const revoked = initial.filter(before => !now.some(grant => same(before, grant)));
  const granted = now.filter(grant => !initial.some(before => same(before, grant)));
  const whom = (grantee: string): string => (grantee === '' ? 'PUBLIC' : grantee);
  return [
    ...revoked.map(({ grantee, letters }) => `REVOKE ${wordsOf(letters, kind)} ON ${kind} ${name} FROM ${whom(grantee)};\n`),
    ...granted.map(grant => grantTo(kind, name, whom(grant.grantee), grant.letters)),
  ].join('');
}

function grantTo(kind: Grantable, name: string, whom: string, letters: string): string {
  const withOption = [...letters.matchAll(/(\w)\*/g)].map(([, letter]) => letter ?? '').join('');
  const without = letters.replace(/\w\*/g, '');
  const plain = wordsOf(without, kind);
  const options = wordsOf(withOption, kind);
  return (
    (plain === '' ? '' : `GRANT ${plain} ON ${kind} ${name} TO ${whom};\n`) +
    (options === '' ? '' : `GRANT ${options} ON ${kind} ${name} TO ${whom} WITH GRANT OPTION;\n`)
  );
}
