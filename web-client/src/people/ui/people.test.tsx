// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type CallStore, RememberedCalls } from '../../call';
import { Chat } from '../../chat';
import { ChatDb } from '../../chat/db';
import { SessionContext } from '../../app/sessionContext';
import { Shell } from '../../app/Shell';
import { BlockBook } from '../../policy/blockBook';
import { PolicyBook } from '../../policy/policyBook';
import { DismissedRequests } from '../../policy/requests';
import { FakeLink } from '../../testing/fakeLink';
import { vectors } from '../../testing/vectors';
import { words } from '../../words';
import { ContactBook } from '../contactBook';
import { Scanner, type ScanTools } from '../scanner';
import { ScannerContext } from './scannerContext';
import { NO_SIGHTS, RECEIPTS } from '../../testing/telling';

const me = vectors.a.address;
const peer = vectors.b.address;

let link: FakeLink;
let chat: Chat;
let contacts: ContactBook;
const place = vi.fn();
const silentCalls = { audible: true } as ReturnType<CallStore['getSnapshot']>;
const calls: CallStore = Object.assign(Object.create(null) as CallStore, { place, getSnapshot: () => silentCalls, subscribe: () => () => undefined });
const stop = vi.fn();
let tools: ScanTools;

beforeEach(async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  location.hash = '';
  place.mockClear();
  const db = new ChatDb(`people-${crypto.randomUUID()}`);
  await db.open();
  link = new FakeLink(me);
  const kept = new Map<string, string>();
  link.serve = (path, init) => {
    const [, address] = /^\/api\/contacts\/(.+)/.exec(path) ?? [];
    if (address === undefined) return path === '/api/contacts' ? { contacts: [...kept].map(([each, name]) => ({ address: each, name })) } : { conversations: [] };
    if (init?.method === 'DELETE') kept.delete(decodeURIComponent(address));
    else kept.set(decodeURIComponent(address), (JSON.parse(init?.body as string) as { name: string }).name);
    return {};
  };
  contacts = new ContactBook(link, db, 'Ana', () => Promise.resolve());
  chat = new Chat(link, db, RECEIPTS);
  link.comesUp();
  tools = {
    open: () => Promise.resolve({ getTracks: () => [{ stop }] } as unknown as MediaStream),
    read: () => Promise.resolve(undefined),
    picture: () => Promise.resolve({ close: () => undefined } as ImageBitmap),
  };
});

afterEach(() => {
  cleanup();
  chat.dispose();
  contacts.dispose();
  vi.unstubAllGlobals();
});

const show = (hash: string) => {
  location.hash = hash;
  return render(
    <SessionContext value={{ link, account: { delete: () => Promise.resolve() }, chat, contacts, presence: NO_SIGHTS, calls, history: new RememberedCalls(link), policies: new PolicyBook(link), blocklist: new BlockBook(link), dismissed: new DismissedRequests(me), dispose: () => undefined }}>
      <ScannerContext value={() => new Scanner(tools)}>
        <Shell />
      </ScannerContext>
    </SessionContext>,
  );
};

describe('the list', () => {
  test('with nobody in it leads to adding somebody and to one’s own link', () => {
    show('#/people');
    const list = within(screen.getByRole('main', { name: words.nav.people }));
    expect(list.queryByRole('searchbox')).toBeNull();
    expect(list.getByText(words.people.empty)).toBeTruthy();
    expect(list.getByRole('link', { name: words.people.showMine }).getAttribute('href')).toBe('#/me');
  });

  test('is searched by name, and says when nobody is found', async () => {
    await contacts.put(peer, 'Zoë Müller');
    show('#/people');
    const search = await screen.findByRole('searchbox', { name: words.people.search });
    await userEvent.type(search, 'zoe mul');
    screen.getByRole('link', { name: /Zoë Müller/ });
    await userEvent.type(search, 'x');
    expect(screen.queryByRole('link', { name: /Zoë Müller/ })).toBeNull();
    screen.getByText(words.people.nothing('zoe mulx'));
  });
});

describe('somebody', () => {
  test('known: can be reached in three ways', async () => {
    await contacts.put(peer, 'Ben');
    show(`#/person/${peer}`);
    screen.getByRole('heading', { level: 1, name: 'Ben' });
    expect(screen.getByRole('link', { name: words.person.message }).getAttribute('href')).toBe(`#/chat/${peer}`);
    await userEvent.click(screen.getByRole('button', { name: 'Call with voice' }));
    await userEvent.click(screen.getByRole('button', { name: 'Call with video' }));
    expect(place.mock.calls).toEqual([[peer, 'audio'], [peer, 'video']]);
    expect(screen.queryByText(words.person.stranger)).toBeNull();
  });

  test('is named anew', async () => {
    await contacts.put(peer, 'Ben');
    show(`#/person/${peer}`);
    await userEvent.click(screen.getByRole('button', { name: words.person.rename }));
    const name = within(screen.getByRole('dialog')).getByLabelText('Name for them');
    await userEvent.clear(name);
    await userEvent.type(name, 'Benjamin');
    await userEvent.click(screen.getByRole('button', { name: words.person.save }));
    await screen.findByRole('heading', { level: 1, name: 'Benjamin' });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('is removed only after a question', async () => {
    await contacts.put(peer, 'Ben');
    show(`#/person/${peer}`);
    await userEvent.click(screen.getByRole('button', { name: words.person.remove }));
    await userEvent.click(screen.getByRole('button', { name: words.cancel }));
    expect(contacts.nameOf(peer)).toBe('Ben');
    await userEvent.click(screen.getByRole('button', { name: words.person.remove }));
    await userEvent.click(screen.getByRole('button', { name: words.person.removeAction }));
    await waitFor(() => expect(location.hash).toBe('#/people'));
    expect(contacts.nameOf(peer)).toBeUndefined();
    expect(link.fetched.at(-1)).toMatchObject({ path: `/api/contacts/${encodeURIComponent(peer)}`, init: { method: 'DELETE' } });
  });

  test('unknown: can be added', () => {
    show(`#/person/${peer}`);
    screen.getByText(words.person.stranger);
    expect(screen.getByRole('link', { name: words.person.add }).getAttribute('href')).toBe(`#/add/${peer}`);
    expect(screen.queryByRole('button', { name: words.person.remove })).toBeNull();
  });

  test('has a safety number to compare', async () => {
    show(`#/person/${peer}`);
    await screen.findByRole('img', { name: /55604, 34149, .*, 55572/ });
  });

  test('at an address that is none', () => {
    show('#/person/call:0OIl');
    screen.getByRole('heading', { name: words.person.badAddress });
  });
});

describe('oneself', () => {
  test('the link is a code, and is copied; the address stands as one text', async () => {
    userEvent.setup();
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    show('#/me');
    expect(screen.getByText(/^call:/).textContent).toBe(me);
    await screen.findByRole('img', { name: words.mine.code('Ana') });
    await userEvent.click(screen.getByRole('button', { name: words.mine.copy }));
    expect(writeText).toHaveBeenCalledWith(`${location.origin}/#/add/${me}?name=Ana`);
    await screen.findByText(words.mine.copied);
    writeText.mockRejectedValue(new DOMException('', 'NotAllowedError'));
    await userEvent.click(screen.getByRole('button', { name: words.mine.copyAddress }));
    await screen.findByText(words.mine.notCopied);
  });
});

describe('adding', () => {
  test('without a name asks for one', async () => {
    show(`#/add/${peer}`);
    await userEvent.click(screen.getByRole('button', { name: 'Add person' }));
    expect(screen.getByRole('alert').textContent).toBe(words.add.noName);
  });

  test('somebody who is known already says so', async () => {
    await contacts.put(peer, 'Ben');
    show('#/add');
    await userEvent.click(screen.getByLabelText('Address'));
    await userEvent.paste(`Hello, here I am: ${peer}`);
    screen.getByText(words.add.known('Ben'));
  });

  test('by link says who gave it', () => {
    show(`#/add/${peer}?name=Ben`);
    screen.getByText(words.add.invited('Ben'));
    expect(screen.queryByRole('link', { name: words.add.scan })).toBeNull();
  });
});

describe('scanning', () => {
  test('leads to the form, filled; the camera is off', async () => {
    show('#/scan');
    const video = await screen.findByLabelText(words.scan.view);
    Object.defineProperties(video, { readyState: { value: 4 }, videoWidth: { value: 640 } });
    tools.read = () => Promise.resolve(`https://callvault.example/#/add/${peer}?name=Ben`);
    await waitFor(() => expect(location.hash).toBe(`#/add/${peer}?name=Ben`));
    expect(await screen.findByLabelText('Name for them')).toHaveProperty('value', 'Ben');
    expect(stop).toHaveBeenCalled();
  });

  test('without a camera says so, and a picture still does', async () => {
    tools.open = () => Promise.reject(new DOMException('', 'NotFoundError'));
    show('#/scan');
    await screen.findByText(words.scan.troubles.none.title);
    tools.read = () => Promise.resolve(peer);
    await userEvent.upload(screen.getByLabelText(words.scan.file), new File(['x'], 'code.png', { type: 'image/png' }));
    await waitFor(() => expect(location.hash).toBe(`#/add/${peer}`));
  });

  test('leaving turns the camera off', async () => {
    show('#/scan');
    await screen.findByLabelText(words.scan.view);
    stop.mockClear();
    act(() => {
      location.hash = '#/people';
    });
    await waitFor(() => expect(stop).toHaveBeenCalled());
  });
});
