import { en } from './en';

/** Everything that people read. A language that lacks a word, or has one too many, does not compile. */
export type Words = typeof en;

/** By what the language calls itself. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

/** The words of the language that is spoken; read them when drawing, not when a module loads. */
export let words: Words = en;
export let language: Language = 'en';

export const isLanguage = (value: string): value is Language => value in LANGUAGES;

/** The first of the browser's languages that there are words for. */
export function languageOfBrowser(languages: readonly string[] = navigator.languages): Language {
  for (const each of languages) {
    const [base = ''] = each.toLowerCase().split('-');
    if (isLanguage(base)) return base;
  }
  return 'en';
}

/** Speaks this language from now on; whoever shows words draws them anew. */
export async function speak(wanted: Language): Promise<void> {
  words = wanted === 'de' ? (await import('./de')).de : en;
  language = wanted;
  document.documentElement.lang = wanted;
}
