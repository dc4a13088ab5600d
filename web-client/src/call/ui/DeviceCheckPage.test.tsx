// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { words } from '../../words';
import type { DeviceCheckState } from '../deviceCheck';
import { NO_DEVICES, type Trouble } from '../devices';
import { DeviceCheckContext } from './deviceCheckContext';
import { DeviceCheckPage } from './DeviceCheckPage';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function show(more: Partial<DeviceCheckState>) {
  const state: DeviceCheckState = {
    opening: false, stream: null, microphone: undefined, camera: undefined, devices: NO_DEVICES, level: 0, heard: false, tone: undefined, ...more,
  };
  const check = { getSnapshot: () => state, subscribe: () => () => undefined, start: vi.fn(() => Promise.resolve()), choose: vi.fn(), playTone: vi.fn(() => Promise.resolve()), dispose: vi.fn() };
  render(
    <DeviceCheckContext value={() => check}>
      <DeviceCheckPage />
    </DeviceCheckContext>,
  );
  return check;
}

it('explains a refusal by the steps of this browser, once for both devices', async () => {
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (X11; rv:140.0) Gecko/20100101 Firefox/140.0');
  const check = show({ microphone: 'refused', camera: 'refused' });
  for (const step of words.check.steps.firefox) screen.getByText(step);
  screen.getByText(words.check.troubles.refused.camera);
  await userEvent.click(screen.getByRole('button', { name: words.check.again }));
  expect(check.start).toHaveBeenCalledTimes(2);
});

it.each<[Trouble, string]>([['none', words.check.none], ['in_use', words.check.inUse], ['insecure_page', words.check.insecure], ['unknown', words.check.unknown]])(
  'says what to do where a device is %s',
  (trouble, help) => {
    show({ microphone: trouble });
    screen.getByText(help);
  },
);

it('shows the level, offers what there is to choose, and plays a sound', async () => {
  const devices = { ...NO_DEVICES, microphones: [{ id: 'm1', label: 'Headset' }] };
  const check = show({ stream: { getTracks: () => [] } as unknown as MediaStream, camera: 'none', level: 0.4, heard: true, devices });
  expect(screen.getByRole('meter', { name: words.check.level })).toHaveProperty('value', 0.4);
  screen.getByText(words.check.heard);
  await userEvent.selectOptions(screen.getByRole('combobox', { name: words.check.microphone }), 'Headset');
  expect(check.choose).toHaveBeenCalledWith('microphone', 'm1');
  await userEvent.click(screen.getByRole('button', { name: words.check.play }));
  expect(check.playTone).toHaveBeenCalledOnce();
});
