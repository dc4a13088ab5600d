import { type ReactNode, useRef } from 'react';
import { CallList } from '../call/ui/CallList';
import { MissedBadge } from '../call/ui/MissedBadge';
import { SoundNotice } from '../call/ui/SoundNotice';
import { ArchivedList } from '../chat/ui/ArchivedList';
import { ChatList } from '../chat/ui/ChatList';
import { ConversationScreen } from '../chat/ui/ConversationScreen';
import { ConversationSearch } from '../chat/ui/ConversationSearch';
import { NewMessages } from '../chat/ui/NewMessages';
import { useUnread, useUnreadTitle } from '../chat/ui/unread';
import { UnreadBadge } from '../chat/ui/UnreadBadge';
import { AddPerson } from '../people/ui/AddPerson';
import { MyCard } from '../people/ui/MyCard';
import { PeopleList } from '../people/ui/PeopleList';
import { PersonScreen } from '../people/ui/PersonScreen';
import { ScanScreen } from '../people/ui/ScanScreen';
import { LinkDevice } from '../devices/ui/LinkDevice';
import { QuietMark } from '../policy/ui/QuietMark';
import { useFreshPolicy } from '../policy/ui/useFreshPolicy';
import { useStoppedCalls } from '../policy/ui/useStoppedCalls';
import { SettingsList } from '../settings/ui/SettingsList';
import { SettingsScreen } from '../settings/ui/SettingsScreen';
import { Icon } from '../ui/Icon';
import { words } from '../words';
import { skipToContent, useArrival } from './arrival';
import { ConnectionNotice } from './ConnectionNotice';
import { Nothing } from './Nothing';
import { hrefOf, type Route, useRouteBeneath } from './router';
import { useShortcuts } from './shortcuts';

const TABS = ['chats', 'calls', 'people', 'settings'] as const;
type Tab = (typeof TABS)[number];

/** Phone: one column, tabs at the bottom. Wide: tabs and list on the left, what was chosen on the right. */
export function Shell() {
  const route = useRouteBeneath();
  const tab = tabOf(route);
  const detail = detailOf(route);
  const shell = useRef<HTMLDivElement>(null);
  useShortcuts();
  useFreshPolicy();
  useStoppedCalls();
  const unread = useUnread();
  useUnreadTitle(`${words.nav[tab]} · ${words.appName}`, unread);
  useArrival(shell, hrefOf(route), detail !== undefined);
  return (
    <div ref={shell} className="shell" data-detail={detail !== undefined}>
      <ConnectionNotice />
      <nav aria-label={words.nav.label} className="tabs">
        <button type="button" className="skip" onClick={() => skipToContent(shell.current)}>
          {words.skip}
        </button>
        {TABS.map((each) => (
          <a key={each} href={hrefOf({ screen: each })} aria-current={each === tab ? 'page' : undefined}>
            <span className="tab-icon">
              <Icon name={each} />
            </span>
            {words.nav[each]}
            {each === 'chats' && <UnreadBadge count={unread} className="tab-badge" />}
            {each === 'calls' && <MissedBadge />}
          </a>
        ))}
      </nav>
      {/* The main one is what somebody chose; on a phone without a choice, the list is all that there is. */}
      <section className="list-pane" role={detail ? 'region' : 'main'} aria-label={words.nav[tab]}>
        <List tab={tab} route={route} />
        <QuietMark />
        <SoundNotice />
      </section>
      <section className="detail-pane" role={detail ? 'main' : 'complementary'}>
        {detail ?? <Nothing tab={tab} />}
      </section>
      <NewMessages />
    </div>
  );
}

function List({ tab, route }: { tab: Tab; route: Route }) {
  switch (tab) {
    case 'chats':
      return route.screen === 'archived' ? <ArchivedList /> : <ChatList route={route} />;
    case 'calls':
      return <CallList />;
    case 'people':
      return <PeopleList chosen={route.screen === 'person' ? route.address : undefined} mine={route.screen === 'me'} />;
    case 'settings':
      return <SettingsList chosen={route.screen === 'settings' ? route.section : route.screen === 'link' ? 'devices' : undefined} />;
    default:
      return tab satisfies never;
  }
}

function tabOf(route: Route): Tab {
  switch (route.screen) {
    case 'chats':
    case 'chat':
    case 'search':
    case 'archived':
      return 'chats';
    case 'calls':
    case 'call':
      return 'calls';
    case 'people':
    case 'person':
    case 'add':
    case 'scan':
    case 'me':
      return 'people';
    case 'settings':
    case 'link':
      return 'settings';
    default:
      return route satisfies never;
  }
}

function detailOf(route: Route): ReactNode {
  switch (route.screen) {
    case 'chat':
      return <ConversationScreen key={route.peer} {...route} />;
    case 'search':
      return <ConversationSearch key={route.peer} {...route} />;
    case 'person':
      return <PersonScreen key={route.address} address={route.address} />;
    case 'add':
      return <AddPerson key={route.address} {...route} />;
    case 'scan':
      return <ScanScreen />;
    case 'me':
      return <MyCard />;
    case 'link':
      return <LinkDevice key={route.code} given={route} />;
    case 'settings':
      return route.section && <SettingsScreen key={route.section} section={route.section} />;
    case 'chats':
    case 'archived':
    case 'calls':
    case 'call':
    case 'people':
      return undefined;
    default:
      return route satisfies never;
  }
}
