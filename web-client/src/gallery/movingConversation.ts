import type { ConversationView } from '../chat';
import { AnsweringStore } from '../chat/answering';
import type { ConversationState, Place } from '../chat/conversation';
import { Listeners } from '../app/listeners';
import type { StoredMessage } from '../protocol';

const PAGE = 100;
const SERVER_MS = 150;

/** A conversation that moves: it has earlier pages, takes what is written, and `arrives` brings another message. */
export function movingConversation(peer: string, all: readonly StoredMessage[], me: string): ConversationView & { arrives: (body: string) => void } {
  const listeners = new Listeners();
  let messages = [...all];
  let shown = PAGE;
  let place: Place | undefined;
  let readUpTo = messages.length;
  let snapshot = look();

  function look(): ConversationState {
    const last = messages.length;
    const marks = { from: 1, upTo: last, lastSeq: last, lastAt: 0, unread: 0, readUpTo, readSentUpTo: 0, deliveredSentUpTo: 0 };
    const row = { conversation: 'dm:gallery', peer, ...marks, peerDeliveredUpTo: last, peerReadUpTo: last };
    return { messages: messages.slice(-shown), waiting: [], quoted: new Map(), row, hasEarlier: shown < last };
  }
  const change = () => {
    snapshot = look();
    listeners.tell();
  };
  const add = (from: string, to: string, body: string) => {
    const seq = messages.length + 1;
    messages = [...messages, { message: `m${seq}`, conversation: 'dm:gallery', seq, from, to, clientId: `c${seq}`, kind: 'text', body, at: Date.now() }];
    shown += 1;
    change();
  };
  return {
    peer,
    getSnapshot: () => snapshot,
    subscribe: (listener) => listeners.add(listener),
    get place() {
      return place;
    },
    keepPlace: (next) => {
      place = next;
    },
    sendText: (body) => {
      add(me, peer, body);
      return Promise.resolve();
    },
    answering: new AnsweringStore(),
    edit: () => Promise.resolve(),
    unsend: () => Promise.resolve(),
    react: () => Promise.resolve(),
    reach: () => Promise.resolve(true),
    tryAgain: () => Promise.resolve(),
    drop: () => Promise.resolve(true),
    markRead: (upTo) => {
      readUpTo = Math.max(readUpTo, Math.min(upTo ?? Infinity, messages.length));
      change();
      return Promise.resolve();
    },
    showEarlier: () =>
      new Promise((done) => {
        setTimeout(() => {
          shown += PAGE;
          change();
          done();
        }, SERVER_MS);
      }),
    dispose: () => listeners.clear(),
    arrives: (body) => add(peer, me, body),
  };
}
