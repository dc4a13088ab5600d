import { Account, type DeletedBy } from '../account/account';
import { type CallHistory, type CallStore, createCallStore, followCalls, keepAwake, RememberedCalls } from '../call';
import { Chat, type Chats } from '../chat';
import type { ChatDb } from '../chat/db';
import { ContactBook } from '../people/contactBook';
import type { People } from '../people/contacts';
import { Presences, type Sights } from '../people/presence';
import type { Link } from '../protocol';
import { Connection } from '../protocol/connection';
import type { DeviceStore, Profile } from '../protocol/deviceStore';
import { BlockBook, type Blocklist } from '../policy/blockBook';
import { type Policies, PolicyBook } from '../policy/policyBook';
import { givesReceipts } from '../policy/policy';
import { DismissedRequests } from '../policy/requests';

/** Everything that lives while this tab holds the connection. */
export interface Session {
  link: Link;
  account: Pick<Account, 'delete'>;
  contacts: People;
  presence: Sights;
  chat: Chats;
  calls: CallStore;
  history: CallHistory;
  policies: Policies;
  blocklist: Blocklist;
  dismissed: Pick<DismissedRequests, 'getSnapshot' | 'subscribe' | 'dismiss'>;
  dispose(): void;
}

/** `erase` takes away what this device has of an account that is gone. */
export function startSession(profile: Profile, device: DeviceStore, db: ChatDb, erase: (by: DeletedBy) => void): Session {
  const link = new Connection({ profile, origin: location.origin, nextConn: () => device.nextConn() });
  const account = new Account(link, erase);
  const contacts = new ContactBook(link, db, profile.name, (name) => device.rename(name));
  const presence = new Presences(link);
  const policies = new PolicyBook(link);
  const chat = new Chat(link, db, { getSnapshot: () => receiptsOf(policies), subscribe: policies.subscribe });
  const calls = createCallStore(link, contacts);
  const history = new RememberedCalls(link);
  const blocklist = new BlockBook(link);
  const dismissed = new DismissedRequests(link.address);
  const stopFollowing = followCalls(calls, link);
  const letSleep = keepAwake(calls);
  return {
    link,
    account,
    contacts,
    presence,
    chat,
    calls,
    history,
    policies,
    blocklist,
    dismissed,
    dispose: () => {
      letSleep();
      stopFollowing();
      dismissed.dispose();
      blocklist.dispose();
      history.dispose();
      calls.dispose();
      chat.dispose();
      policies.dispose();
      presence.dispose();
      contacts.dispose();
      account.dispose();
      link.dispose();
    },
  };
}

function receiptsOf(policies: Policies): boolean | undefined {
  const { policy } = policies.getSnapshot();
  return policy && givesReceipts(policy);
}
