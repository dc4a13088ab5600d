// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Session } from '../../app/session';
import { SessionContext } from '../../app/sessionContext';
import type { PastCall } from '../../call/history';
import type { Contact } from '../../people/contacts';
import { WireError } from '../../protocol';
import { FakeLink } from '../../testing/fakeLink';
import { made } from '../../testing/policies';
import { vectors } from '../../testing/vectors';
import { words } from '../../words';
import { BlockBook, type BlockedPerson } from '../blockBook';
import type { Policy } from '../policy';
import { PolicyBook } from '../policyBook';
import { DismissedRequests } from '../requests';
import { AboveTalk } from './AboveTalk';
import { PolicyPages } from './PolicyPages';
import { QuietMark } from './QuietMark';
import { Requests } from './Requests';
import { RingException } from './RingException';
import { SettingsList } from '../../settings/ui/SettingsList';
import { StrangerMenu } from './StrangerMenu';
import { useStoppedCalls } from './useStoppedCalls';

const me = vectors.a.address;
const bo = vectors.b.address;
/** Tuesday, 2 June 2026, 12:00 in Berlin. */
const NOON = Date.UTC(2026, 5, 2, 10);

let link: FakeLink;
let stored: Policy;
let blocked: BlockedPerson[];
let refused: Record<string, WireError>;
let people: Contact[];
let past: PastCall[];
let policies: PolicyBook;
let blocklist: BlockBook;
const put = vi.fn();
const setRing = vi.fn();
const place = vi.fn();
const refresh = vi.fn();

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(NOON);
  for (const each of [put, setRing, place, refresh]) each.mockReset().mockImplementation(() => Promise.resolve());
  [stored, blocked, refused, people, past] = [made({ version: 1 }), [], {}, [], []];
  link = new FakeLink(me);
  link.serve = (path, init) => {
    const { method = 'GET' } = init ?? {};
    const error = refused[`${method} ${path}`];
    if (error) return error;
    if (path === '/api/policy') {
      if (method === 'PUT') stored = { ...(JSON.parse(init?.body as string) as Policy), version: stored.version + 1 };
      return stored;
    }
    const address = decodeURIComponent(path.split('/').at(-1) ?? '');
    if (method === 'GET') return { blocked };
    blocked = blocked.filter((each) => each.address !== address);
    if (method === 'PUT') blocked.push({ address, since: NOON, by: 'you' });
    return { address, since: NOON, by: 'you' };
  };
  link.comesUp();
});

afterEach(() => {
  cleanup();
  policies.dispose();
  blocklist.dispose();
  vi.useRealTimers();
});

const still = <S,>(snapshot: S) => ({ getSnapshot: () => snapshot, subscribe: () => () => undefined });

function show(what: React.ReactNode) {
  policies = new PolicyBook(link);
  blocklist = new BlockBook(link);
  const contacts = { ...still({ myName: 'Ana', people }), nameOf: (address: string) => people.find((each) => each.address === address)?.name, put, setRing };
  const session = { link, policies, blocklist, contacts, dismissed: new DismissedRequests(me), history: { ...still({ calls: past }), refresh }, calls: { place } };
  render(<SessionContext value={session as unknown as Session}>{what}</SessionContext>);
}

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const press = async (name: string | RegExp) => userEvent.click(await button(name));
const saved = (expected: object) => waitFor(() => expect(stored).toMatchObject(expected));

describe('who may reach me', () => {
  test('what is chosen counts at once, and what it comes to is said', async () => {
    show(<PolicyPages section="reach" />);
    const { whoOptions, unknownOptions, unknownNow } = words.reach;
    await userEvent.click(await screen.findByRole('radio', { name: unknownOptions.request.label }));
    await saved({ unknownCallers: 'request' });
    await userEvent.click(screen.getByRole('radio', { name: whoOptions.contacts.label, description: whoOptions.contacts.hint }));
    await saved({ whoMayRing: 'contacts' });
    screen.getByText(unknownNow(unknownOptions.refuse.label));
    expect(screen.queryByRole('group', { name: words.reach.unknown })).toBeNull();
  });

  test('what another device has changed meanwhile is shown, and one’s own change is not lost', async () => {
    show(<PolicyPages section="reach" />);
    const [everybody, contacts] = [words.reach.whoOptions.everybody.label, words.reach.whoOptions.contacts.label];
    await screen.findByRole('radio', { name: everybody });
    stored = { ...stored, version: 7, strangersLearn: 'everything' };
    refused['PUT /api/policy'] = new WireError('conflict', '', false);
    await userEvent.click(screen.getByRole('radio', { name: contacts }));
    expect((await screen.findByRole('alert')).textContent).toContain(words.policy.conflict);
    expect(screen.getByRole('radio', { name: everybody })).toHaveProperty('checked', true);
    expect(screen.getByRole('switch', { name: words.reach.learn }).getAttribute('aria-checked')).toBe('true');
    refused = {};
    await press(words.policy.useMine);
    await saved({ whoMayRing: 'contacts', strangersLearn: 'everything', version: 8 });
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('what could not be saved says why, and can be taken back', async () => {
    show(<PolicyPages section="reach" />);
    const contacts = await screen.findByRole('radio', { name: words.reach.whoOptions.contacts.label });
    link.goesDown();
    await userEvent.click(contacts);
    expect((await screen.findByRole('alert')).textContent).toContain(words.policy.offline);
    expect(contacts).toHaveProperty('checked', true);
    await press(words.policy.drop);
    expect(contacts).toHaveProperty('checked', false);
  });

  test('settings that cannot be read are said, and read again', async () => {
    refused['GET /api/policy'] = new WireError('unavailable', '', true);
    show(<PolicyPages section="reach" />);
    await screen.findByText(words.policy.unread);
    refused = {};
    await press(words.policy.again);
    await screen.findByRole('radio', { name: words.reach.whoOptions.everybody.label });
  });
});

describe('do not disturb', () => {
  test('is switched on for an hour, shows its end, and is switched off', async () => {
    show(
      <>
        <PolicyPages section="quiet" />
        <QuietMark />
      </>,
    );
    await screen.findByText(words.quiet.off);
    expect(screen.queryByRole('link', { name: /Do not disturb/ })).toBeNull();
    await press(new RegExp(words.quiet.until.hour));
    await saved({ doNotDisturb: { on: true, until: NOON + 3_600_000 } });
    expect(screen.getByRole('link', { name: /Do not disturb until/ }).getAttribute('href')).toBe('#/settings/quiet');
    await press(words.quiet.switchOff);
    await saved({ doNotDisturb: { on: false } });
    await screen.findByText(words.quiet.off);
  });

  test('gets a time of the week, over midnight, by the clock of this device; and loses it', async () => {
    show(<PolicyPages section="quiet" />);
    await press(words.windows.add);
    const sheet = within(screen.getByRole('dialog'));
    for (const day of ['sat', 'sun'] as const) await userEvent.click(sheet.getByRole('checkbox', { name: words.windows.days[day].long }));
    sheet.getByText(words.windows.overMidnight);
    await userEvent.click(sheet.getByRole('button', { name: words.windows.done }));
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    await saved({ timeZone: zone, doNotDisturb: { weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '22:00', to: '07:00' }] } });
    await press(/^Remove Mon to Fri/);
    await saved({ doNotDisturb: { weekly: [] } });
  });

  test('a time without a day is not kept, and why is said', async () => {
    stored = made({ version: 1, doNotDisturb: { weekly: [{ days: ['tue'], from: '11:00', to: '13:00' }] } });
    show(<PolicyPages section="quiet" />);
    await screen.findByText(/On, by your weekly times, until/);
    await press(/^Change Tue/);
    const sheet = within(screen.getByRole('dialog'));
    await userEvent.click(sheet.getByRole('checkbox', { name: words.windows.days.tue.long }));
    await userEvent.click(sheet.getByRole('button', { name: words.windows.done }));
    expect(sheet.getByRole('alert').textContent).toBe(words.windows.no_day);
    expect(stored.version).toBe(1);
  });

  test('says who comes through all the same', async () => {
    people = [{ address: bo, name: 'Bo', ring: 'even_in_do_not_disturb' }, { address: 'call:x', name: 'Xia' }];
    show(<PolicyPages section="quiet" />);
    const list = within(await screen.findByRole('list', { name: words.quiet.through }));
    expect(list.getAllByRole('listitem')).toHaveLength(1);
    list.getByText('Bo');
  });
});

describe('business hours', () => {
  test('begin with those of a working week, and go with the last of them', async () => {
    show(<PolicyPages section="hours" />);
    await press(words.hours.begin);
    await saved({ hours: { on: true, weekly: [{ from: '09:00', to: '17:00' }] } });
    await screen.findByText(/Calls ring now, until/);
    await press(/^Remove Mon to Fri/);
    await saved({ hours: { on: false, weekly: [] } });
    await button(words.hours.begin);
  });

  test('have a message of at most 200 characters', async () => {
    stored = made({ version: 1, hours: { on: true, weekly: [{ days: ['tue'], from: '09:00', to: '17:00' }] } });
    show(<PolicyPages section="hours" />);
    const field = await screen.findByLabelText(words.hours.message);
    await userEvent.click(field);
    await userEvent.paste('🦊'.repeat(201));
    screen.getByText(words.hours.tooLong(1));
    expect(await button(words.hours.save)).toHaveProperty('disabled', true);
    await userEvent.clear(field);
    await userEvent.paste(' Back at nine. ');
    await press(words.hours.save);
    await saved({ hours: { message: 'Back at nine.' } });
  });

  test('go by another time zone, which is found by a part of its name', async () => {
    stored = made({ version: 1, hours: { on: true, weekly: [{ days: ['tue'], from: '09:00', to: '17:00' }] } });
    show(<PolicyPages section="hours" />);
    await press(words.windows.zoneChange);
    await userEvent.type(screen.getByRole('searchbox', { name: words.windows.zoneSearch }), 'new york');
    await press(/America\/New York/);
    await saved({ timeZone: 'America/New_York' });
    await screen.findByText(/Calls do not ring now, until/);
  });
});

describe('blocked people', () => {
  test('none: what blocking does is said; somebody is blocked by their link, and unblocked', async () => {
    show(<PolicyPages section="blocked" />);
    await screen.findByText(words.blocked.what);
    const field = screen.getByLabelText(words.blocked.byAddress);
    await userEvent.type(field, 'call:0OIl');
    await press(words.blocked.block);
    expect(screen.getByRole('alert').textContent).toBe(words.blocked.bad);
    await userEvent.clear(field);
    await userEvent.type(field, `https://x/#/add/${bo}?name=Bo`);
    await press(words.blocked.block);
    const list = within(await screen.findByRole('list', { name: words.blocked.list }));
    expect(blocked).toMatchObject([{ address: bo }]);
    await userEvent.click(list.getByRole('button'));
    await waitFor(() => expect(blocked).toEqual([]));
    await screen.findByText(words.blocked.empty);
  });

  test('after so many declined calls is a setting', async () => {
    show(<PolicyPages section="blocked" />);
    await userEvent.click(await screen.findByRole('radio', { name: words.blocked.autoAfter(3) }));
    await saved({ blockAfterRejections: 3 });
  });

  test('a list that cannot be read is said, and read again', async () => {
    refused['GET /api/blocklist'] = new WireError('unavailable', '', true);
    show(<PolicyPages section="blocked" />);
    const failure = await screen.findByText(words.blocked.failed);
    refused = {};
    await userEvent.click(within(failure.closest<HTMLElement>('[role=alert]')!).getByRole('button'));
    await screen.findByText(words.blocked.empty);
  });
});

describe('a request to call', () => {
  beforeEach(() => {
    past = [{ call: 'c', peer: bo, role: 'callee', media: 'video', startedAt: NOON - 60_000, reason: 'request_sent' }];
  });

  test('is accepted by adding them, and then they are called as they had called', async () => {
    show(<Requests />);
    await press(words.requests.accept);
    const sheet = within(screen.getByRole('dialog'));
    await userEvent.type(sheet.getByLabelText(words.requests.name), ' Bo ');
    await userEvent.click(sheet.getByRole('button', { name: words.requests.acceptAction }));
    await waitFor(() => expect(place).toHaveBeenCalledExactlyOnceWith(bo, 'video'));
    expect(put).toHaveBeenCalledExactlyOnceWith(bo, 'Bo');
  });

  test('whoever could not be added is not called', async () => {
    put.mockRejectedValue(new WireError('offline', '', true));
    show(<Requests />);
    await press(words.requests.accept);
    await userEvent.type(screen.getByLabelText(words.requests.name), 'Bo');
    await press(words.requests.acceptAction);
    expect((await screen.findByRole('alert')).textContent).toBe(words.error('offline'));
    expect(place).not.toHaveBeenCalled();
  });

  test('is refused by blocking them, after what that does was said', async () => {
    show(<Requests />);
    await press(words.blocked.block);
    const sheet = within(screen.getByRole('dialog'));
    sheet.getByText(words.blocked.what);
    expect(blocked).toEqual([]);
    await userEvent.click(sheet.getByRole('button', { name: words.blocked.block }));
    await waitFor(() => expect(blocked).toMatchObject([{ address: bo }]));
    await waitFor(() => expect(screen.queryByText(words.requests.title)).toBeNull());
  });

  test('is put away, and nobody is told', async () => {
    show(<Requests />);
    await press(words.requests.dismiss);
    expect(screen.queryByText(words.requests.title)).toBeNull();
    expect(link.fetched.filter(({ init }) => init?.method !== undefined)).toEqual([]);
  });

  test('stands above the conversation, too; somebody blocked is said to be, and can be unblocked there', async () => {
    show(<AboveTalk peer={bo} name="Bo" />);
    await button(words.requests.accept);
    cleanup();
    blocked = [{ address: bo, since: NOON, by: 'you' }];
    show(<AboveTalk peer={bo} name="Bo" />);
    await screen.findByText(words.blocked.isBlocked);
    await press(words.blocked.unblock);
    await button(words.requests.accept);
  });
});

test('from a call’s row somebody unknown is added, blocked after a question, and unblocked', async () => {
  show(<StrangerMenu address={bo} name="Bo" />);
  const choose = async (item: string) => {
    await press(words.calls.more('Bo'));
    await userEvent.click(await screen.findByRole('menuitem', { name: item }));
  };
  await choose(words.calls.add);
  expect(location.hash).toBe(`#/add/${bo}`);
  await choose(words.blocked.block);
  expect(blocked).toEqual([]);
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: words.blocked.block }));
  await waitFor(() => expect(blocked).toHaveLength(1));
  await choose(words.blocked.unblock);
  await waitFor(() => expect(blocked).toEqual([]));
});

describe('a call that one’s own policy stopped', () => {
  const Looks = () => {
    useStoppedCalls();
    return null;
  };
  const comeBack = () => document.dispatchEvent(new Event('visibilitychange'));

  test('is looked for when somebody comes back to the page', async () => {
    stored = made({ version: 1, whoMayRing: 'contacts_and_requests' });
    show(<Looks />);
    await waitFor(() => {
      comeBack();
      expect(refresh).toHaveBeenCalled();
    });
  });

  test('is not looked for where none is stopped', async () => {
    show(<Looks />);
    await waitFor(() => expect(policies.getSnapshot().policy).toBeDefined());
    comeBack();
    expect(refresh).not.toHaveBeenCalled();
  });
});

test('the list of settings says how things are', async () => {
  stored = made({ version: 1, whoMayRing: 'contacts', doNotDisturb: { on: true }, hours: { on: true, weekly: [{ days: ['mon'], from: '09:00', to: '17:00' }] } });
  show(<SettingsList chosen={undefined} />);
  await screen.findByText(words.reach.whoOptions.contacts.label);
  const said = (section: 'reach' | 'quiet' | 'hours') => screen.getByText(words.settings.sections[section]).closest('a')?.textContent;
  expect(said('reach')).toContain(words.reach.whoOptions.contacts.label);
  expect(said('quiet')).toContain(words.quiet.on);
  expect(said('hours')).toContain(words.hours.inForce);
});

test('a contact is made an exception; where that fails, the choice is as it was', async () => {
  people = [{ address: bo, name: 'Bo' }];
  setRing.mockRejectedValueOnce(new WireError('offline', '', true));
  show(<RingException address={bo} />);
  const always = screen.getByRole('radio', { name: words.exception.options.always.label });
  await userEvent.click(always);
  expect((await screen.findByRole('alert')).textContent).toBe(words.error('offline'));
  expect(screen.getByRole('radio', { name: words.exception.options.usual.label })).toHaveProperty('checked', true);
  await userEvent.click(always);
  await screen.findByText(words.exception.saved);
  expect(setRing).toHaveBeenLastCalledWith(bo, 'always');
});
