import { ChatList } from '../chat/ui/ChatList';
import { ConversationScreen } from '../chat/ui/ConversationScreen';
import { AddPerson } from '../people/ui/AddPerson';
import { PeopleList } from '../people/ui/PeopleList';
import { SettingsScreen } from '../settings/ui/SettingsScreen';
import { ConnectionNotice } from './ConnectionNotice';
import { hrefOf, type Route, useRoute } from './router';
import { words } from './words';

const TABS = ['chats', 'people', 'settings'] as const;

/** Phone: one column, tabs at the bottom. Wide: tabs and list on the left, what was chosen on the right. */
export function Shell() {
  const route = useRoute();
  const tab = tabOf(route);
  const detail = detailOf(route);
  return (
    <div className="shell" data-detail={detail !== undefined}>
      <ConnectionNotice />
      <nav aria-label={words.nav.label} className="tabs">
        {TABS.map((each) => (
          <a key={each} href={hrefOf({ screen: each })} aria-current={each === tab ? 'page' : undefined}>
            {words.nav[each]}
          </a>
        ))}
      </nav>
      <section className="list-pane">{tab === 'people' ? <PeopleList /> : <ChatList chosen={route.screen === 'chat' ? route.peer : undefined} />}</section>
      <main className="detail-pane">{detail ?? <p className="nothing">{words.chats.choose}</p>}</main>
    </div>
  );
}

function tabOf(route: Route): (typeof TABS)[number] {
  switch (route.screen) {
    case 'chats':
    case 'chat':
      return 'chats';
    case 'people':
    case 'add':
      return 'people';
    case 'settings':
      return 'settings';
    default:
      return route satisfies never;
  }
}

function detailOf(route: Route) {
  switch (route.screen) {
    case 'chat':
      return <ConversationScreen key={route.peer} peer={route.peer} />;
    case 'add':
      return <AddPerson key={route.address} {...route} />;
    case 'settings':
      return <SettingsScreen />;
    case 'chats':
    case 'people':
      return undefined;
    default:
      return route satisfies never;
  }
}
