import { useStore } from '../../app/useStore';
import { Toggle } from '../../ui/Toggle';
import { words } from '../../words';
import { CALL_KEYS, PAGE_KEYS, WRITING_KEYS } from '../keys';
import { preferences } from '../preferences';

/** Every key that does something, by where it does. */
export function Shortcuts() {
  const { singleKeys } = useStore(preferences);
  const { shortcuts } = words.settings;
  return (
    <>
      <Toggle label={shortcuts.single} hint={shortcuts.text} on={singleKeys} onChange={(on) => preferences.set('singleKeys', on)} />
      <Keys title={shortcuts.page} rows={PAGE_KEYS.map(({ keys, does }) => ({ keys, text: shortcuts.pageKeys[does] }))} />
      <Keys title={shortcuts.calls} rows={CALL_KEYS.map(({ keys, does }) => ({ keys, text: shortcuts.callKeys[does] }))} />
      <Keys title={shortcuts.writing} rows={WRITING_KEYS.map(({ keys, does }) => ({ keys, text: shortcuts.writingKeys[does] }))} />
    </>
  );
}

function Keys({ title, rows }: { title: string; rows: readonly { readonly keys: readonly string[]; readonly text: string }[] }) {
  return (
    <section className="card">
      <h2>{title}</h2>
      <dl className="keys">
        {rows.map(({ keys, text }) => (
          <div key={text} className="key-row">
            <dt>{text}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{nameOf(key)}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function nameOf(key: string): string {
  const { names } = words.settings.shortcuts;
  return key in names ? names[key as keyof typeof names] : key.toUpperCase();
}
