import { createRoot } from 'react-dom/client';
import { hrefOf } from '../app/router';
import { loadFullCall } from '../call/ui/FullCall';
import '../ui/styles';
import { isLanguage, speak } from '../words';
import { castNames, isNames, NOW } from './cast';
import { ENTRIES } from './entries';
import './gallery.css';

/**
 * Every state of every screen, with made-up data and a clock that stands still.
 * `?entry=chats/some&theme=dark&language=de&names=rtl&text=200` is one of them; without an entry, a list of all.
 */
const query = new URLSearchParams(location.search);
const asked = query.get('entry') ?? '';
const language = query.get('language') ?? 'en';
const names = query.get('names') ?? 'usual';

Date.now = () => NOW;
document.documentElement.dataset.theme = query.get('theme') ?? 'light';
if (query.get('text') === '200') document.documentElement.dataset.text = '200';
if (isNames(names)) castNames(names);
// As it is by the time that somebody calls.
await loadFullCall();
await speak(isLanguage(language) ? language : 'en');

const entry = ENTRIES[asked];
if (entry?.at) history.replaceState(null, '', hrefOf(entry.at));
const root = document.getElementById('root');
if (root) createRoot(root).render(entry ? entry.draw() : <List />);
Object.assign(globalThis, { galleryEntries: Object.keys(ENTRIES) });

function List() {
  return (
    <main className="gallery">
      <ul>
        {Object.keys(ENTRIES).map((name) => (
          <li key={name}>
            <a href={`?entry=${name}`}>{name}</a>
          </li>
        ))}
      </ul>
    </main>
  );
}
