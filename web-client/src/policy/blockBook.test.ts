import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WireError } from '../protocol';
import { FakeLink } from '../testing/fakeLink';
import { BlockBook } from './blockBook';

let link: FakeLink;
let book: BlockBook;
const entry = (address: string, since: number) => ({ address, since, by: 'you' });

beforeEach(() => {
  link = new FakeLink('call:me');
  link.comesUp();
  link.serve = (path, init) => {
    if (init?.method === 'PUT') return entry(decodeURIComponent(path.split('/').at(-1) ?? ''), 9);
    if (init?.method === 'DELETE') return {};
    return path.includes('next=') ? { blocked: [entry('call:c', 5)] } : { blocked: [entry('call:a', 1), entry('call:b', 3)], next: 'call:b' };
  };
  book = new BlockBook(link);
});

afterEach(() => book.dispose());

const addresses = () => book.getSnapshot().people?.map(({ address }) => address);

it('is read to its end, and shown by when', async () => {
  expect(addresses()).toBeUndefined();
  await book.load();
  expect(addresses()).toEqual(['call:c', 'call:b', 'call:a']);
});

it('grows and shrinks once the server has it', async () => {
  await book.load();
  await book.block('call:d');
  expect(addresses()).toEqual(['call:d', 'call:c', 'call:b', 'call:a']);
  await book.unblock('call:b');
  expect(addresses()).toEqual(['call:d', 'call:c', 'call:a']);
});

it('somebody blocked before the list was read does not stand for the whole of it', async () => {
  await book.block('call:d');
  expect(addresses()).toEqual(['call:c', 'call:b', 'call:a']);
});

it('somebody who could not be blocked is not, and whoever asked is told', async () => {
  await book.load();
  link.serve = () => new WireError('quota_exceeded', '', false);
  await expect(book.block('call:d')).rejects.toMatchObject({ code: 'quota_exceeded' });
  expect(addresses()).not.toContain('call:d');
});

it('says that it could not be read, and reads again once the connection is back', async () => {
  link.goesDown();
  await book.load();
  expect(book.getSnapshot()).toMatchObject({ people: undefined, failed: true });
  link.comesUp();
  await vi.waitFor(() => expect(book.getSnapshot().failed).toBe(false));
  expect(addresses()).toHaveLength(3);
});
