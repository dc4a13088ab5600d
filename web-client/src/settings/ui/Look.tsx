import { useStore } from '../../app/useStore';
import { Choice } from '../../ui/Choice';
import { isLanguage, LANGUAGES, words } from '../../words';
import { preferences } from '../preferences';

/** Colours and language. */
export function Look() {
  const { theme, language } = useStore(preferences);
  const languages = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }));
  return (
    <>
      <Choice
        title={words.settings.theme.title}
        options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: words.settings.theme[value] }))}
        value={theme}
        onChange={(value) => preferences.set('theme', value)}
      />
      <Choice
        title={words.settings.language.title}
        options={[{ value: 'system', label: words.settings.language.system }, ...languages]}
        value={language}
        onChange={(value) => preferences.set('language', isLanguage(value) ? value : 'system')}
      />
    </>
  );
}
