// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type CallStore, RememberedCalls } from '../call';
import { Chat } from '../chat';
import { ChatDb } from '../chat/db';
import { ContactBook } from '../people/contactBook';
import { BlockBook } from '../policy/blockBook';
import { PolicyBook } from '../policy/policyBook';
import { DismissedRequests } from '../policy/requests';
import { type StopReason, WireError } from '../protocol';
import { conversationOf } from '../protocol/address';
import { RecoveryError } from '../protocol/recoveryFile';
import { FakeLink } from '../testing/fakeLink';
import { layOut } from '../testing/layout';
import { vectors } from '../testing/vectors';
import { RecoveryOffer } from './RecoveryOffer';
import { Restore } from './Restore';
import { SessionContext } from './sessionContext';
import { Shell } from './Shell';
import { Welcome } from './Welcome';
import { words } from '../words';
import { NO_SIGHTS, RECEIPTS } from '../testing/telling';

const me = vectors.a.address;
const peer = vectors.b.address;
const dm = await conversationOf(me, peer);

afterEach(cleanup);

describe('before there is somebody', () => {
  test('a name and one button make a person', async () => {
    const create = vi.fn(() => Promise.resolve());
    render(<Welcome create={create} restore={vi.fn()} adopt={vi.fn()} />);
    const button = screen.getByRole('button', { name: 'Start' });
    expect(button).toHaveProperty('disabled', true);
    await userEvent.type(screen.getByLabelText('Your name'), '  Ana ');
    await userEvent.click(button);
    expect(create).toHaveBeenCalledExactlyOnceWith('Ana');
  });

  test('the recovery file wants a passphrase, twice the same, and is not forced', async () => {
    const seal = vi.fn(() => Promise.resolve('sealed'));
    const finish = vi.fn();
    URL.createObjectURL = () => 'blob:x';
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    render(<RecoveryOffer address={me} seal={seal} finish={finish} />);
    screen.getByText(words.recovery.onlyNow);
    const [first, second] = [screen.getByLabelText('Passphrase'), screen.getByLabelText('Passphrase again')];
    const save = screen.getByRole('button', { name: words.recovery.save });
    await userEvent.type(first, 'short');
    await userEvent.click(save);
    expect(screen.getByRole('alert').textContent).toBe(words.recovery.tooShort(12));
    await userEvent.type(first, ' but now long enough');
    await userEvent.click(save);
    expect(screen.getByRole('alert').textContent).toBe(words.recovery.differ);
    expect(seal).not.toHaveBeenCalled();
    await userEvent.type(second, 'short but now long enough');
    await userEvent.click(save);
    await screen.findByText(words.recovery.saved);
    expect(seal).toHaveBeenCalledExactlyOnceWith('short but now long enough');
    expect(click).toHaveBeenCalledOnce();
    await userEvent.click(screen.getByRole('button', { name: words.recovery.done }));
    expect(finish).toHaveBeenCalledOnce();
  });

  test('who was invited is told by whom, and lands on adding them afterwards', async () => {
    location.hash = `#/add/${peer}?name=Ben`;
    render(<Welcome create={() => Promise.resolve()} restore={vi.fn()} adopt={vi.fn()} />);
    screen.getByText(words.welcome.invited('Ben'));
    await userEvent.type(screen.getByLabelText('Your name'), 'Ana');
    await userEvent.click(screen.getByRole('button', { name: 'Start' }));
    cleanup();
    render(<RecoveryOffer address={me} seal={vi.fn()} finish={vi.fn()} />);
    await userEvent.click(screen.getByRole('button', { name: 'Go on without' }));
    expect(location.hash).toBe(`#/add/${peer}?name=Ben`);
  });

  test('a name that could not be kept says what to do', async () => {
    vi.stubGlobal('reportError', vi.fn());
    render(<Welcome create={() => Promise.reject(new DOMException('', 'QuotaExceededError'))} restore={vi.fn()} adopt={vi.fn()} />);
    await userEvent.type(screen.getByLabelText('Your name'), 'Ana');
    await userEvent.click(screen.getByRole('button', { name: 'Start' }));
    expect((await screen.findByRole('alert')).textContent).toBe(words.welcome.failed);
    vi.unstubAllGlobals();
  });

  test('a wrong passphrase is told in words', async () => {
    const restore = vi.fn(() => Promise.reject(new RecoveryError('wrong_passphrase')));
    // jsdom's files cannot be read.
    const file = Object.assign(new File(['{}'], 'r.json', { type: 'application/json' }), { text: () => Promise.resolve('{}') });
    render(<Restore restore={restore} cancel={vi.fn()} />);
    await userEvent.upload(screen.getByLabelText('Recovery file'), file);
    await userEvent.type(screen.getByLabelText('Passphrase'), 'not it');
    await userEvent.click(screen.getByRole('button', { name: 'Restore' }));
    expect((await screen.findByRole('alert')).textContent).toBe(words.restore.wrong_passphrase);
  });
});

describe('the running page', () => {
  let link: FakeLink;
  let chat: Chat;
  let contacts: ContactBook;
  let undoLayout: () => void;
  const place = vi.fn();
  const silentCalls = { audible: true } as ReturnType<CallStore['getSnapshot']>;
  const calls: CallStore = Object.assign(Object.create(null) as CallStore, {
    place,
    getSnapshot: () => silentCalls,
    subscribe: () => () => undefined,
  });

  beforeEach(async () => {
    vi.stubGlobal('matchMedia', () => ({ matches: false }));
    undoLayout = layOut();
    location.hash = '';
    localStorage.clear();
    place.mockClear();
    const db = new ChatDb(`screens-${crypto.randomUUID()}`);
    await db.open();
    link = new FakeLink(me);
    link.serve = (path) => (path.startsWith('/api/contacts') ? { contacts: [] } : path.startsWith('/api/calls') ? { calls: [] } : { conversations: [] });
    contacts = new ContactBook(link, db, 'Ana', () => Promise.resolve());
    chat = new Chat(link, db, RECEIPTS);
  });

  afterEach(() => {
    cleanup();
    chat.dispose();
    contacts.dispose();
    undoLayout();
    vi.unstubAllGlobals();
  });

  const show = (hash: string) => {
    location.hash = hash;
    return render(
      <SessionContext value={{ link, account: { delete: () => Promise.resolve() }, chat, contacts, presence: NO_SIGHTS, calls, history: new RememberedCalls(link), policies: new PolicyBook(link), blocklist: new BlockBook(link), dismissed: new DismissedRequests(me), dispose: () => undefined }}>
        <Shell />
      </SessionContext>,
    );
  };

  describe('adding somebody', () => {
    const add = async (text: string, name = 'Ben') => {
      const address = screen.getByLabelText('Address');
      await userEvent.clear(address);
      await userEvent.click(address);
      await userEvent.paste(text);
      await userEvent.clear(screen.getByLabelText('Name for them'));
      await userEvent.type(screen.getByLabelText('Name for them'), name);
      await userEvent.click(screen.getByRole('button', { name: 'Add person' }));
    };

    test.each([...Object.values(vectors.badAddresses), 'hello', 'call:'])('«%s» is refused kindly', async (address) => {
      link.comesUp();
      show('#/add');
      await add(address);
      expect(screen.getByRole('alert').textContent).toBe(words.add.bad);
      expect(link.fetched.filter(({ init }) => init?.method === 'PUT')).toEqual([]);
    });

    test('oneself is refused kindly', async () => {
      show('#/add');
      await add(me);
      expect(screen.getByRole('alert').textContent).toBe(words.add.self);
    });

    test('a pasted link is understood; the server is told; the conversation opens', async () => {
      link.comesUp();
      show('#/add');
      await add(`https://callvault.example/#/add/${peer}?name=Benjamin`);
      await screen.findByRole('heading', { name: 'Ben' });
      const put = link.fetched.find(({ init }) => init?.method === 'PUT');
      expect(put).toMatchObject({ path: `/api/contacts/${encodeURIComponent(peer)}`, init: { body: '{"name":"Ben"}' } });
      expect(location.hash).toBe(`#/chat/${peer}`);
    });

    test('somebody’s link fills the form', () => {
      show(`#/add/${peer}?name=Ben%20B.`);
      expect(screen.getByLabelText('Address')).toHaveProperty('value', peer);
      expect(screen.getByLabelText('Name for them')).toHaveProperty('value', 'Ben B.');
    });

    test('without a connection it says so', async () => {
      show(`#/add/${peer}?name=Ben`);
      await userEvent.click(screen.getByRole('button', { name: 'Add person' }));
      expect((await screen.findByRole('alert')).textContent).toBe(words.error('offline'));
    });
  });

  test('what is written waits, is sent, is acknowledged, is read', async () => {
    show(`#/chat/${peer}`);
    const log = await screen.findByRole('log');
    await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), 'Hello{Enter}');
    expect(await within(log).findByText('Hello')).toBeTruthy();
    expect(within(log).getByRole('img', { name: 'Waiting to be sent' })).toBeTruthy();
    link.answer = (frame) =>
      frame.type === 'msg:send'
        ? { type: 'msg:ack', clientId: frame.clientId, message: 'm1', conversation: dm, seq: 1, at: Date.now() }
        : { type: 'ok' };
    link.comesUp();
    await within(log).findByRole('img', { name: 'Sent' });
    link.says({ type: 'msg:delivered', conversation: dm, by: peer, upTo: 1, at: 1 });
    await within(log).findByRole('img', { name: 'Delivered' });
    link.says({ type: 'msg:read', conversation: dm, by: peer, upTo: 1, at: 1 });
    await within(log).findByRole('img', { name: 'Read' });
  });

  test('a refused message says why, and can be removed', async () => {
    link.comesUp();
    link.answer = (frame) => (frame.type === 'msg:send' ? new WireError('message_too_large', '', false) : { type: 'ok' });
    show(`#/chat/${peer}`);
    await userEvent.type(await screen.findByRole('textbox', { name: 'Message' }), 'Hello');
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect((await screen.findByRole('alert')).textContent).toBe(words.error('message_too_large'));
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  test('a message too long is not taken', async () => {
    show(`#/chat/${peer}`);
    const composer = await screen.findByRole('textbox', { name: 'Message' });
    await userEvent.click(composer);
    await userEvent.paste('ü'.repeat(8_193));
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(screen.getByRole('alert').textContent).toBe(words.conversation.tooLong);
    expect(composer).toHaveProperty('value', 'ü'.repeat(8_193));
  });

  test('kinds that are not shown yet say so, and markup stays text', async () => {
    link.comesUp();
    show(`#/chat/${peer}`);
    const common = { type: 'msg:incoming' as const, conversation: dm, from: peer, to: me, attachments: [] as string[], at: 1 };
    link.says({ ...common, message: 'm1', seq: 1, clientId: 'c1', kind: 'voice', body: '' });
    link.says({ ...common, message: 'm2', seq: 2, clientId: 'c2', kind: 'hologram', body: '' });
    link.says({ ...common, message: 'm3', seq: 3, clientId: 'c3', kind: 'text', body: '<img src=x onerror=alert(1)>' });
    const log = within(await screen.findByRole('log'));
    await log.findByText(words.conversation.kind.voice);
    await log.findByText(words.conversation.kind.other);
    await log.findByText('<img src=x onerror=alert(1)>');
  });

  test('a message from somebody is read out, and counted in the name of the tab', async () => {
    link.comesUp();
    show('#/people');
    const title = `${words.nav.people} · ${words.appName}`;
    expect(document.title).toBe(title);
    link.says({
      type: 'msg:incoming', conversation: dm, from: peer, to: me, attachments: [], at: 1, message: 'm1', seq: 1, clientId: 'c1', kind: 'text', body: 'Good morning',
    });
    await waitFor(() => expect(document.title).toBe(`(1) ${title}`));
    expect(screen.getAllByRole('status').map((each) => each.textContent)).toContainEqual(expect.stringMatching(/: Good morning$/));
    screen.getByRole('link', { name: /Chats.*1 unread/ });
  });

  test('what was not sent is still there after looking elsewhere, and in the list meanwhile', async () => {
    link.comesUp();
    link.says({
      type: 'msg:incoming', conversation: dm, from: peer, to: me, attachments: [], at: 1, message: 'm1', seq: 1, clientId: 'c1', kind: 'text', body: 'Good morning',
    });
    show(`#/chat/${peer}`);
    await userEvent.type(await screen.findByRole('textbox', { name: 'Message' }), 'And to');
    location.hash = '#/chats';
    await screen.findByText(words.chats.draft);
    location.hash = `#/chat/${peer}`;
    expect(await screen.findByRole('textbox', { name: 'Message' })).toHaveProperty('value', 'And to');
  });


  test('the header calls', async () => {
    show(`#/chat/${peer}`);
    await userEvent.click(await screen.findByRole('button', { name: 'Call with voice' }));
    await userEvent.click(screen.getByRole('button', { name: 'Call with video' }));
    expect(place.mock.calls).toEqual([[peer, 'audio'], [peer, 'video']]);
  });

  test('an address that is none is no conversation', () => {
    show('#/chat/call:0OIl');
    screen.getByText(words.conversation.badAddress);
  });

  test.each(Object.keys(words.connection.stopped) as StopReason[])('stopped for «%s» says what to do', (reason) => {
    link.state = { phase: 'stopped', reason };
    show('#/chats');
    const notice = within(screen.getAllByRole('status')[0]!);
    notice.getByText(words.connection.stopped[reason].text);
    notice.getByRole('button', { name: words.connection.stopped[reason].action });
  });
});
