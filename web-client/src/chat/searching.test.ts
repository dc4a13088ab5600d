import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type StoredMessage, WireError } from '../protocol';
import { FakeLink } from '../testing/fakeLink';
import { vectors } from '../testing/vectors';
import { ChatDb } from './db';
import { Searching } from './searching';

const me = vectors.a.address;
const peer = vectors.b.address;

let db: ChatDb;
let link: FakeLink;
let search: Searching;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  db = new ChatDb(`searching-${crypto.randomUUID()}`);
  await db.open();
  link = new FakeLink(me);
  link.comesUp();
  search = new Searching(link, db, undefined);
});

afterEach(() => {
  search.dispose();
  vi.useRealTimers();
});

const message = (seq: number, body: string, more: Partial<StoredMessage> = {}): StoredMessage => ({
  message: `m${seq}`, conversation: 'dm:1', seq, from: peer, to: me, clientId: `c${seq}`, kind: 'text', body, attachments: [], at: seq, ...more,
});
const found = (...bodies: string[]) => bodies.map((body, at) => ({ conversation: 'dm:1', peer, message: message(at + 1, body) }));
const bodies = () => search.getSnapshot().hits.map(({ message: { body } }) => body);
const asked = () => link.fetched.map(({ path }) => path);
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 4_000, interval: 1 });

test('asks once somebody rests, and not for what has no word in it', async () => {
  link.serve = () => ({ found: found('seeds') });
  search.ask('?');
  for (const typed of ['s', 'se', 'see', 'see ']) search.ask(typed);
  expect(search.getSnapshot().phase).toBe('searching');
  await vi.advanceTimersByTimeAsync(250);
  await eventually(() => expect(search.getSnapshot().phase).toBe('found'));
  expect(asked()).toEqual(['/api/search?q=see']);
  search.ask('');
  expect(search.getSnapshot()).toMatchObject({ phase: 'idle', hits: [] });
});

test('what was asked before is not heard after what is asked now', async () => {
  const answers = new Map<string, (answer: object) => void>();
  link.fetchApi = (path) => new Promise((resolve) => answers.set(path, (answer) => resolve(Response.json(answer))));
  search.ask('one');
  await vi.advanceTimersByTimeAsync(250);
  search.ask('two');
  await vi.advanceTimersByTimeAsync(250);
  answers.get('/api/search?q=two')?.({ found: found('two') });
  await eventually(() => expect(bodies()).toEqual(['two']));
  answers.get('/api/search?q=one')?.({ found: found('one') });
  await vi.advanceTimersByTimeAsync(1);
  expect(bodies()).toEqual(['two']);
});

test('a page follows the other, each once, and one that failed is asked for again', async () => {
  link.serve = () => ({ found: found('a'), next: 'x' });
  search.ask('a');
  await eventually(() => expect(search.getSnapshot().more).toBe('some'));
  link.serve = () => new WireError('unavailable', '', true);
  search.more();
  search.more();
  await eventually(() => expect(search.getSnapshot().more).toBe('failed'));
  link.serve = () => ({ found: found('b') });
  search.more();
  await eventually(() => expect(bodies()).toEqual(['a', 'b']));
  expect(search.getSnapshot().more).toBe('none');
  expect(asked()).toEqual(['/api/search?q=a', '/api/search?q=a&next=x', '/api/search?q=a&next=x']);
});

test('without a connection it finds what is here, newest first, and asks when it is back', async () => {
  await db.messages.bulkPut([
    message(1, 'seeds'),
    message(2, 'Sown'),
    message(3, 'seed', { kind: 'edit', target: 'm1' }),
    message(4, 'See', { from: me, to: peer }),
    { ...message(5, 'see'), body: undefined },
  ]);
  link.goesDown();
  search.ask('see');
  await eventually(() => expect(search.getSnapshot().phase).toBe('offline'));
  expect(bodies()).toEqual(['See', 'seeds']);
  expect(search.getSnapshot().hits.map((each) => each.peer)).toEqual([peer, peer]);
  link.serve = () => ({ found: found('seen') });
  link.comesUp();
  await eventually(() => expect(bodies()).toEqual(['seen']));
});

test('what failed says so and can be tried again', async () => {
  link.serve = () => new WireError('internal', '', true);
  search.ask('see');
  await eventually(() => expect(search.getSnapshot().phase).toBe('failed'));
  link.serve = () => ({ found: found('seen') });
  search.again();
  await eventually(() => expect(search.getSnapshot()).toMatchObject({ phase: 'found' }));
});

test('one conversation is asked for by its id', async () => {
  const within = new Searching(link, db, Promise.resolve('dm:7'));
  link.serve = () => ({ found: [] });
  within.ask('a b');
  await eventually(() => expect(asked()).toEqual(['/api/search?q=a+b&conversation=dm%3A7']));
  within.dispose();
});
