/** A sentence in both languages of the interface. */
export interface Text {
  readonly en: string;
  readonly ko: string;
}

export type Language = keyof Text;

/** The language that a process's environment asks for, as gettext looks for it. */
export function languageOf(env: ReadonlyMap<string, string>): Language {
  const locale = env.get('LC_ALL') || env.get('LC_MESSAGES') || env.get('LANG') || '';
  return locale.startsWith('ko') ? 'ko' : 'en';
}
