// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '../../app/session';
import { SessionContext } from '../../app/sessionContext';
import { words } from '../../words';
import { preferences } from '../preferences';
import { Alerts } from './Alerts';

function show(audible: boolean) {
  const snapshot = { audible };
  const calls = { getSnapshot: () => snapshot, subscribe: () => () => undefined, testRing: vi.fn() };
  render(
    <SessionContext value={{ calls } as unknown as Session}>
      <Alerts />
    </SessionContext>,
  );
  return calls;
}

afterEach(() => {
  cleanup();
  preferences.set('ringSound', true);
  preferences.set('vibration', true);
});

describe('sounds and vibration', () => {
  it('says whether this page may be heard', () => {
    show(false);
    screen.getByText(words.alerts.silent);
    cleanup();
    show(true);
    screen.getByText(words.alerts.audible);
  });

  it('each has a switch that counts at once', async () => {
    show(true);
    await userEvent.click(screen.getByRole('switch', { name: words.alerts.ring }));
    expect(preferences.getSnapshot().ringSound).toBe(false);
    screen.getByText(words.alerts.ringOff);
    await userEvent.click(screen.getByRole('switch', { name: words.alerts.vibration }));
    expect(preferences.getSnapshot()).toMatchObject({ vibration: false, messageSound: true });
  });

  it('plays the ring to try it', async () => {
    const calls = show(true);
    await userEvent.click(screen.getByRole('button', { name: words.alerts.test }));
    expect(calls.testRing).toHaveBeenCalledOnce();
  });
});
