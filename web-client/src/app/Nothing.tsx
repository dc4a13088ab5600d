import { MyCard } from '../people/ui/MyCard';
import { Empty } from '../ui/Empty';
import { words } from '../words';
import { useSession } from './sessionContext';
import { useStore } from './useStore';

/** Beside a list from which nothing was chosen; for who knows nobody yet, what they can give to somebody. */
export function Nothing({ tab }: { tab: 'chats' | 'calls' | 'people' | 'settings' }) {
  const { people } = useStore(useSession().contacts);
  switch (tab) {
    case 'chats':
    case 'calls':
      return people.length === 0 ? <MyCard /> : <Empty icon={tab} title={words.chats.choose} />;
    case 'people':
      return people.length === 0 ? <MyCard /> : <Empty icon="people" title={words.people.choose} text={words.people.chooseText} />;
    case 'settings':
      return <Empty icon="settings" title={words.settings.choose} text={words.settings.chooseText} />;
    default:
      return tab satisfies never;
  }
}
