import { afterEach, expect, test, vi } from 'vitest';
import { ChatDb } from '../chat/db';
import { FakeLink } from '../testing/fakeLink';
import { vectors } from '../testing/vectors';
import { ContactBook } from './contactBook';

const ben = { address: vectors.b.address, name: 'Ben' };
let book: ContactBook | undefined;

afterEach(() => book?.dispose());

async function open(link: FakeLink): Promise<ContactBook> {
  const db = new ChatDb(`book-${crypto.randomUUID()}`);
  await db.open();
  return (book = new ContactBook(link, db, 'Ana', () => Promise.resolve()));
}

test('an exception is kept when somebody is renamed, and goes with the name when it is made', async () => {
  const link = new FakeLink(vectors.a.address);
  link.serve = () => ({ contacts: [{ ...ben, ring: 'usual' }, { address: 'call:x', name: 'Xia', ring: 'on_sundays' }] });
  const people = await open(link);
  link.comesUp();
  await vi.waitFor(() => expect(people.getSnapshot().people).toEqual([ben, { address: 'call:x', name: 'Xia' }]));
  await people.setRing(ben.address, 'always');
  await people.put(ben.address, 'Benjamin');
  expect(people.getSnapshot().people[0]).toEqual({ ...ben, name: 'Benjamin', ring: 'always' });
  const bodies = link.fetched.filter(({ init }) => init?.method === 'PUT').map(({ init }) => JSON.parse(init?.body as string) as object);
  expect(bodies).toEqual([{ name: 'Ben', ring: 'always' }, { name: 'Benjamin' }]);
});

test('somebody added while the list is on its way stays: the list is asked for again', async () => {
  const link = new FakeLink(vectors.a.address);
  const lists: ((list: object) => void)[] = [];
  const { fetchApi } = link;
  link.fetchApi = async (path, init) => {
    if (init?.method !== undefined) return fetchApi(path, init);
    return Response.json(await new Promise<object>((resolve) => lists.push(resolve)));
  };
  const people = await open(link);
  link.comesUp();
  await vi.waitFor(() => expect(lists).toHaveLength(1));
  await people.put(ben.address, ben.name);
  lists[0]!({ contacts: [] });
  await vi.waitFor(() => expect(lists).toHaveLength(2));
  expect(people.nameOf(ben.address)).toBe('Ben');
  lists[1]!({ contacts: [ben] });
  await vi.waitFor(() => expect(people.getSnapshot().people).toEqual([ben]));
});
