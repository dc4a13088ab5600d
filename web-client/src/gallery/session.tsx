import { type ReactNode, useState } from 'react';
import type { CallHistory, CallStore } from '../call';
import type { HistorySnapshot } from '../call/history';
import { IDLE } from '../call/life';
import { NO_SCENE } from '../call/participation';
import type { CallSnapshot } from '../call/store';
import type { Chats, ConversationView } from '../chat';
import type { ConversationState, Place } from '../chat/conversation';
import { AnsweringStore } from '../chat/answering';
import type { ConversationSummary } from '../chat/db';
import type { SearchState } from '../chat/searching';
import { Shell } from '../app/Shell';
import type { Session } from '../app/session';
import { SessionContext } from '../app/sessionContext';
import type { Store } from '../app/useStore';
import type { Contact, People } from '../people/contacts';
import type { Sight } from '../people/presence';
import type { BlockState } from '../policy/blockBook';
import type { Policy } from '../policy/policy';
import type { PolicyState } from '../policy/policyBook';
import type { ConnectionState, Link } from '../protocol';
import { me, NOW, somebody } from './cast';

/** A store that never changes. */
export function still<S>(snapshot: S): Store<S> {
  return { getSnapshot: () => snapshot, subscribe: () => () => undefined, dispose: () => undefined };
}

const nothing = () => undefined;
const done = () => Promise.resolve();
const yes = () => Promise.resolve(true);
/** Nothing here leads anywhere. */
const never = () => new Promise<never>(nothing);

const LIMITS = { frameBytes: 65536, bodyBytes: 16384, uploadBytes: 10485760, framesPerSecond: 50, callsPerMinute: 20, callsPerPairPerMinute: 5 };

export const OWN_DEVICE = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

export const READY: ConnectionState = { phase: 'ready', session: 'gallery', limits: LIMITS };

/** What a screen needs to know; the rest is made up. */
export interface Scene {
  readonly connection?: ConnectionState;
  /** False on a device that was linked itself. */
  readonly holdsKey?: boolean;
  readonly people?: readonly Contact[];
  readonly chats?: readonly ConversationSummary[] | undefined;
  readonly conversation?: ConversationState | undefined;
  readonly typing?: readonly string[];
  /** What is known of whether the other is online. */
  readonly sight?: Sight;
  /** What was found by whatever is searched for. */
  readonly search?: Partial<SearchState>;
  /** Where somebody was reading in the conversation. */
  readonly place?: Place;
  /** Text that was not sent, by the other's address. */
  readonly drafts?: Readonly<Record<string, string>>;
  readonly calls?: CallStore;
  readonly history?: CallHistory;
  readonly policy?: Partial<PolicyState>;
  readonly blocked?: Partial<BlockState>;
  /** What blocking somebody comes to. */
  readonly block?: () => Promise<void>;
  /** What deleting the account comes to. */
  readonly deleteAccount?: () => Promise<void>;
  /** What making somebody an exception comes to. */
  readonly setRing?: () => Promise<void>;
}

/** Nothing was chosen yet. */
export const POLICY: Policy = {
  version: 1, timeZone: 'Europe/Berlin', doNotDisturb: { on: false, weekly: [], secondCallRings: false }, hours: { on: false, weekly: [] },
  whoMayRing: 'everybody', unknownCallers: 'ring', strangersLearn: 'nothing', blockAfterRejections: 0, presence: true, receipts: true,
};

export function sessionOf(scene: Scene): Session {
  return {
    link: linkOf(scene.connection ?? READY, scene.holdsKey ?? true),
    account: { delete: scene.deleteAccount ?? never },
    contacts: peopleOf(scene.people ?? [0, 1, 2, 3, 4, 5, 6, 7].map(somebody), scene.setRing),
    presence: { of: () => still(scene.sight) },
    chat: chatsOf(scene),
    calls: scene.calls ?? callsOf(),
    history: scene.history ?? historyOf(),
    policies: {
      ...still({ policy: POLICY, unread: false, saving: false, problem: undefined, aside: false, ...scene.policy }),
      load: done, change: nothing, again: nothing, drop: nothing,
    },
    blocklist: { ...still({ people: [], failed: false, ...scene.blocked }), load: done, block: scene.block ?? never, unblock: never },
    dismissed: { ...still(new Map<string, number>()), dismiss: nothing },
    dispose: nothing,
  };
}

/** The running page in this state. */
export function Page({ scene = {}, children }: { scene?: Scene; children?: ReactNode }) {
  const [session] = useState(() => sessionOf(scene));
  return (
    <SessionContext value={session}>
      <Shell />
      {children}
    </SessionContext>
  );
}

/** Calls that stand still in this state. */
export function callsOf(snapshot: Partial<CallSnapshot> = {}): CallStore {
  return {
    ...still({ ...IDLE, ...NO_SCENE, audible: true, ...snapshot }),
    place: nothing,
    accept: nothing,
    acceptWithoutVideo: nothing,
    reject: nothing,
    silence: nothing,
    hangUp: nothing,
    setMuted: nothing,
    setCamera: nothing,
    flipCamera: nothing,
    useMicrophone: nothing,
    useCamera: nothing,
    shareScreen: nothing,
    dismiss: nothing,
    drawn: nothing,
    testRing: nothing,
  };
}

export function historyOf(snapshot: Partial<HistorySnapshot> = {}): CallHistory {
  return {
    ...still({ calls: undefined, more: false, busy: false, problem: false, missed: 0, asked: 0, ...snapshot }),
    showEarlier: nothing,
    refresh: nothing,
    retry: nothing,
    seen: nothing,
  };
}

function linkOf(state: ConnectionState, holdsKey: boolean): Link {
  return {
    address: me().address,
    device: OWN_DEVICE,
    holdsKey,
    state,
    subscribe: () => nothing,
    request: never,
    send: () => true,
    on: () => nothing,
    onReady: () => nothing,
    now: () => NOW,
    sign: never,
    fetchApi: never,
    retry: nothing,
    dispose: nothing,
  };
}

function peopleOf(people: readonly Contact[], setRing: () => Promise<void> = done): People {
  return {
    ...still({ myName: me().name, people }),
    nameOf: (address) => people.find((person) => person.address === address)?.name,
    put: done,
    setRing,
    remove: done,
    setMyName: done,
  };
}

function chatsOf({ chats, conversation, place, typing = [], drafts = {}, search = {} }: Scene): Chats {
  const kept = new Map(Object.entries(drafts));
  const conversations = new Map<string, ConversationView>();
  const found = { ...still<SearchState>({ query: undefined, phase: 'idle', hits: [], more: 'none', ...search }), ask: nothing, again: nothing, more: nothing };
  return {
    conversations: still(chats),
    typing: { ...still<ReadonlySet<string>>(new Set(typing)), tell: nothing },
    drafts: { ...still<ReadonlyMap<string, string>>(kept), of: (peer) => kept.get(peer) ?? '', set: nothing, flush: nothing },
    onNews: () => nothing,
    search: () => found,
    keep: done,
    clear: done,
    with: (peer) => {
      const view = conversations.get(peer) ?? {
        ...still(conversation), peer, place, keepPlace: nothing, answering: new AnsweringStore(), sendText: done, edit: done, unsend: done, react: done,
        tryAgain: done, drop: yes, markRead: done, showEarlier: done, reach: yes,
      };
      conversations.set(peer, view);
      return view;
    },
    dispose: nothing,
  };
}
