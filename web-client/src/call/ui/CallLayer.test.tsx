// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '../../app/session';
import { SessionContext } from '../../app/sessionContext';
import { WireError } from '../../protocol';
import { words } from '../../words';
import type { Current, Ringing } from '../life';
import { NO_SCENE } from '../participation';
import type { CallStore } from '../store';
import { CallLayer } from './CallLayer';

const blocklist = { block: vi.fn(() => Promise.resolve()) };

afterEach(() => {
  cleanup();
  blocklist.block.mockReset().mockResolvedValue(undefined);
});

const ringing: Ringing = {
  call: 'c', peer: 'call:9dsfgh34567Bo', media: 'video', name: 'Bo', known: true, intent: '', device: 'd', expiresAt: 0,
};
const talking: Current = { call: 'a', peer: 'call:Ana', media: 'audio', role: 'caller', name: 'Ana', phase: 'talking', since: Date.now(), interrupted: false };

function show(snapshot: Partial<ReturnType<CallStore['getSnapshot']>>) {
  const held = { current: null, ringing: [], ...NO_SCENE, audible: true, ...snapshot };
  const store = {
    getSnapshot: () => held, subscribe: () => () => undefined, dispose: vi.fn(), place: vi.fn(), accept: vi.fn(), reject: vi.fn(),
    hangUp: vi.fn(), setMuted: vi.fn(), setCamera: vi.fn(), dismiss: vi.fn(), drawn: vi.fn(), acceptWithoutVideo: vi.fn(),
    silence: vi.fn(), flipCamera: vi.fn(), useMicrophone: vi.fn(), useCamera: vi.fn(), shareScreen: vi.fn(), testRing: vi.fn(),
  } satisfies CallStore;
  render(
    <SessionContext value={{ blocklist } as unknown as Session}>
      <CallLayer store={store} />
    </SessionContext>,
  );
  return store;
}

const button = (name: string) => screen.getByRole('button', { name });

describe('the call layer', () => {
  it('shows nothing while there is no call', () => {
    show({});
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByRole('status').textContent).toBe('');
  });

  it('says who calls, aloud too, and tells the store that it stands there', () => {
    const store = show({ ringing: [ringing] });
    expect(screen.getByRole('dialog', { name: 'Bo is calling with video' })).toBe(document.activeElement);
    expect(screen.getByRole('status').textContent).toBe('Bo is calling with video');
    expect(store.drawn).toHaveBeenCalledWith('c');
  });

  it('answers and declines by button, and by nothing that is typed by chance', async () => {
    const store = show({ ringing: [ringing] });
    await userEvent.keyboard(' {Enter}hello');
    expect(store.accept).not.toHaveBeenCalled();
    await userEvent.click(button('Answer'));
    expect(store.accept).toHaveBeenCalledWith('c');
    await userEvent.click(button('Decline'));
    expect(store.reject).toHaveBeenCalledWith('c');
  });

  it('tells a stranger from a contact by name and address', () => {
    show({ ringing: [{ ...ringing, known: false }] });
    expect(screen.getByText(/Not in your contacts/).textContent).toContain('call:9dsfgh');
  });

  it('a stranger can be blocked from the ring, and only then is the call declined', async () => {
    blocklist.block.mockRejectedValueOnce(new WireError('unavailable', '', true));
    const store = show({ ringing: [{ ...ringing, known: false }] });
    const block = async () => {
      button(words.call.more).focus();
      await userEvent.keyboard('{Enter}');
      await userEvent.click(await screen.findByRole('menuitem', { name: words.call.block }));
    };
    await block();
    expect((await screen.findByRole('alert')).textContent).toBe(words.error('unavailable'));
    expect(store.reject).not.toHaveBeenCalled();
    await block();
    await vi.waitFor(() => expect(store.reject).toHaveBeenCalledExactlyOnceWith('c'));
    expect(blocklist.block).toHaveBeenLastCalledWith(ringing.peer);
  });

  it('somebody whom one knows is not blocked in passing', () => {
    show({ ringing: [ringing] });
    expect(screen.queryByRole('button', { name: words.call.more })).toBeNull();
  });

  it('a call that is to be silent is shown calmly, says why, and interrupts nobody who listens', () => {
    show({ ringing: [{ ...ringing, known: false, silent: true, silenced: true }] });
    const dialog = screen.getByRole('dialog', { name: 'Bo is calling with video' });
    expect(dialog.className).not.toContain('call-incoming');
    expect(dialog.textContent).toContain(words.call.silent);
    expect(dialog.textContent).not.toContain(words.call.silenced);
    expect(document.querySelector('[aria-live=polite]')?.textContent).toBe('Bo is calling with video');
    expect(document.querySelector('[aria-live=assertive]')).toBeNull();
  });

  it('says what the other has for callers outside of their hours', () => {
    const ended: Current = {
      call: 'a', peer: 'call:Ana', media: 'audio', role: 'caller', name: 'Ana', phase: 'ended', reason: 'outside_hours', message: 'Back at nine.',
    };
    show({ current: ended, trouble: {} });
    screen.getByText('Back at nine.');
    expect(button('Message instead')).toBeTruthy();
  });

  it('who asked to call is told what comes next, and that calling again is not it', () => {
    show({ current: { call: 'a', peer: 'call:Ana', media: 'audio', role: 'caller', name: 'Ana', phase: 'ended', reason: 'request_sent' } });
    const { title, advice } = words.call.endings.request_sent('Ana');
    screen.getByRole('dialog', { name: title });
    screen.getByText(advice ?? '');
    expect(screen.queryByRole('button', { name: 'Call again' })).toBeNull();
  });

  it('a second call waits beside the first, and says what answering does', () => {
    show({ current: talking, ringing: [ringing] });
    expect(button('Hang up')).toBeTruthy();
    expect(button('Answer')).toBeTruthy();
    expect(screen.getByText('Answering ends the call that you are in.')).toBeTruthy();
  });

  it('a call can be muted and ended, and says how long it takes', async () => {
    const store = show({ current: { ...talking, since: Date.now() }, local: {} as MediaStream });
    expect(screen.getByRole('timer').textContent).toBe('0:00');
    await userEvent.click(button('Mute'));
    expect(store.setMuted).toHaveBeenCalledWith(true);
    await userEvent.click(button('Hang up'));
    expect(store.hangUp).toHaveBeenCalled();
  });

  it('says what is wrong with the microphone and what to do', () => {
    const ended: Current = { call: 'a', peer: 'call:Ana', media: 'audio', role: 'caller', phase: 'ended', reason: 'no_microphone' };
    show({ current: ended, trouble: { microphone: 'in_use' } });
    expect(screen.getByText('Another program uses the microphone. Close it there.')).toBeTruthy();
  });

  it('a call that found no path says what its relay did, and leads to where one learns more', async () => {
    const ended: Current = { call: 'a', peer: 'call:Ana', media: 'audio', role: 'caller', phase: 'ended', reason: 'ice_failed' };
    const store = show({ current: ended, iceTrouble: 'relay_refused' });
    screen.getByText(words.call.iceTroubles.relay_refused);
    await userEvent.click(button(words.call.checks.connection));
    expect(store.dismiss).toHaveBeenCalled();
    expect(location.hash).toBe('#/settings/connection');
    location.hash = '';
  });

  it('a relay that carried the call until it broke off is not called silent', () => {
    show({ current: { call: 'a', peer: 'call:Ana', media: 'audio', role: 'caller', phase: 'ended', reason: 'ice_timeout' }, iceTrouble: 'relay_silent' });
    screen.getByText('Check your network, then call again.');
  });

  it('what a relay did is no reason for somebody to be busy', () => {
    show({ current: { call: 'a', peer: 'call:Ana', media: 'audio', role: 'caller', phase: 'ended', reason: 'busy' }, iceTrouble: 'no_relay' });
    expect(screen.queryByText(words.call.iceTroubles.no_relay)).toBeNull();
    expect(screen.queryByRole('button', { name: words.call.checks.connection })).toBeNull();
  });

  it('offers to call again where that may help', async () => {
    const store = show({ current: { call: 'a', peer: 'call:Ana', media: 'video', role: 'caller', name: 'Ana', phase: 'ended', reason: 'busy' } });
    expect(screen.getByRole('dialog', { name: 'Ana is in another call' })).toBeTruthy();
    await userEvent.click(button('Call again'));
    expect(store.place).toHaveBeenCalledWith('call:Ana', 'video');
  });

  it('answers a video call without one’s own picture, and can be quiet for this ring', async () => {
    const store = show({ ringing: [ringing] });
    await userEvent.click(button('Answer without video'));
    expect(store.acceptWithoutVideo).toHaveBeenCalledWith('c');
    await userEvent.click(button('Silence'));
    expect(store.silence).toHaveBeenCalledWith('c');
  });

  it('a message instead declines and opens the conversation', async () => {
    const store = show({ ringing: [ringing] });
    await userEvent.click(button('Message instead'));
    expect(store.reject).toHaveBeenCalledWith('c');
    expect(location.hash).toBe(`#/chat/${ringing.peer}`);
  });

  it('escape makes a ring quiet and does not decline it', async () => {
    const store = show({ ringing: [ringing] });
    await userEvent.keyboard('{Escape}');
    expect(store.silence).toHaveBeenCalledWith('c');
    expect(store.reject).not.toHaveBeenCalled();
  });

  it('mutes by key, unless somebody is writing', async () => {
    const store = show({ current: talking, local: {} as MediaStream });
    await userEvent.keyboard('m');
    expect(store.setMuted).toHaveBeenCalledExactlyOnceWith(true);
    const field = document.body.appendChild(document.createElement('textarea'));
    field.focus();
    await userEvent.keyboard('mv');
    expect(store.setMuted).toHaveBeenCalledOnce();
    expect(store.setCamera).not.toHaveBeenCalled();
    field.remove();
  });

  it('covers the page at its own address, and says how it holds up', async () => {
    location.hash = '#/call/a';
    show({ current: talking, local: {} as MediaStream, quality: 'poor', path: 'relay', theyMuted: true });
    expect(await screen.findByRole('dialog', { name: 'Call with Ana' })).toBeTruthy();
    expect(await screen.findByText('Poor connection')).toBeTruthy();
    expect(screen.getByText('Relay')).toBeTruthy();
    expect(screen.getByText('Ana muted')).toBeTruthy();
    location.hash = '';
  });
});
