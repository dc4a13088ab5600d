// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { Listeners } from '../../app/listeners';
import type { Session } from '../../app/session';
import { SessionContext } from '../../app/sessionContext';
import { FakeLink } from '../../testing/fakeLink';
import { words } from '../../words';
import type { DoctorState } from '../doctor';
import type { Finding } from '../findings';
import { DoctorContext } from './doctorContext';
import { DoctorPage } from './DoctorPage';

afterEach(cleanup);

const GOOD: Finding = { group: 'browser', name: 'secure', status: 'ok' };
const REFUSED: Finding = { group: 'paths', name: 'turn:relay.example:3478', status: 'failed', code: 'refused_here' };

function show(first: DoctorState) {
  let state = first;
  const listeners = new Listeners();
  const doctor = { getSnapshot: () => state, subscribe: listeners.add, run: vi.fn(() => Promise.resolve()), dispose: vi.fn() };
  const { unmount } = render(
    <SessionContext value={{ link: new FakeLink('call:me') } as unknown as Session}>
      <DoctorContext value={() => doctor}>
        <DoctorPage />
      </DoctorContext>
    </SessionContext>,
  );
  const become = (next: DoctorState) => {
    state = next;
    listeners.tell();
  };
  return { doctor, become, unmount };
}

const said = () => screen.getAllByRole('status')[0]?.textContent;

it('begins by itself, says aloud that it looks and what came of it, and stops with the page', async () => {
  const { doctor, become, unmount } = show({ running: true, findings: [GOOD] });
  expect(doctor.run).toHaveBeenCalledOnce();
  expect(said()).toContain(words.doctor.running);
  expect(screen.getByRole('button', { name: words.doctor.again })).toHaveProperty('disabled', true);
  become({ running: false, findings: [GOOD, REFUSED] });
  await vi.waitFor(() => expect(said()).toContain(words.doctor.failed(1)));
  screen.getByText(words.doctor.causes.refused_here.cure);
  await userEvent.click(screen.getByRole('button', { name: words.doctor.again }));
  expect(doctor.run).toHaveBeenCalledTimes(2);
  unmount();
  expect(doctor.dispose).toHaveBeenCalledOnce();
});

it('gives a report to send to whoever runs the server', async () => {
  const user = userEvent.setup();
  show({ running: false, findings: [GOOD, REFUSED] });
  await user.click(screen.getByRole('button', { name: words.doctor.copy }));
  const report = await navigator.clipboard.readText();
  expect(report).toContain('turn:relay.example:3478');
  expect(report).toContain('[refused_here]');
  expect(await screen.findByText(words.mine.copied)).toBeTruthy();
});
