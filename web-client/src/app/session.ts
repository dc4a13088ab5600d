import { type CallHistory, type CallStore, createCallStore, followCalls, RememberedCalls } from '../call';
import { Chat, type Chats } from '../chat';
import type { ChatDb } from '../chat/db';
import { ContactBook } from '../people/contactBook';
import type { People } from '../people/contacts';
import type { Link } from '../protocol';
import { Connection } from '../protocol/connection';
import type { DeviceStore, Profile } from '../protocol/deviceStore';
import { BlockBook, type Blocklist } from '../policy/blockBook';
import { type Policies, PolicyBook } from '../policy/policyBook';
import { DismissedRequests } from '../policy/requests';

/** Everything that lives while this tab holds the connection. */
export interface Session {
  link: Link;
  contacts: People;
  chat: Chats;
  calls: CallStore;
  history: CallHistory;
  policies: Policies;
  blocklist: Blocklist;
  dismissed: Pick<DismissedRequests, 'getSnapshot' | 'subscribe' | 'dismiss'>;
  dispose(): void;
}

export function startSession(profile: Profile, device: DeviceStore, db: ChatDb): Session {
  const link = new Connection({ profile, origin: location.origin, nextConn: () => device.nextConn() });
  const contacts = new ContactBook(link, db, profile.name, (name) => device.rename(name));
  const chat = new Chat(link, db);
  const calls = createCallStore(link, contacts);
  const history = new RememberedCalls(link);
  const policies = new PolicyBook(link);
  const blocklist = new BlockBook(link);
  const dismissed = new DismissedRequests(link.address);
  const stopFollowing = followCalls(calls, link);
  return {
    link,
    contacts,
    chat,
    calls,
    history,
    policies,
    blocklist,
    dismissed,
    dispose: () => {
      stopFollowing();
      dismissed.dispose();
      blocklist.dispose();
      policies.dispose();
      history.dispose();
      calls.dispose();
      chat.dispose();
      contacts.dispose();
      link.dispose();
    },
  };
}
