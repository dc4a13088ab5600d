// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../../app/session';
import { SessionContext } from '../../app/sessionContext';
import { WireError } from '../../protocol';
import { FakeLink } from '../../testing/fakeLink';
import { vectors } from '../../testing/vectors';
import { words } from '../../words';
import { DeleteAccount } from './DeleteAccount';

const said = words.settings.deleting;
const erases = vi.fn(() => Promise.resolve());
let link: FakeLink;

beforeEach(() => {
  erases.mockClear();
  link = new FakeLink(vectors.a.address);
  link.comesUp();
  link.serve = () => ({
    devices: [
      { device: 'device', name: 'Phone', addedAt: 1, linked: true },
      { device: 'other', name: 'Laptop', addedAt: 1, linked: false },
    ],
  });
});

afterEach(cleanup);

const show = () =>
  render(
    <SessionContext value={{ link, account: { delete: erases } } as unknown as Session}>
      <DeleteAccount />
    </SessionContext>,
  );

test('it takes more than one slip, and why it failed is said', async () => {
  show();
  await userEvent.click(screen.getByRole('button', { name: said.open }));
  const action = screen.getByRole('button', { name: said.action });
  expect(action).toHaveProperty('disabled', true);
  await userEvent.click(action);
  expect(erases).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('checkbox', { name: said.known }));
  erases.mockRejectedValueOnce(new WireError('unavailable', '', true));
  await userEvent.click(action);
  expect((await screen.findByRole('alert')).textContent).toBe(words.error('unavailable'));
  await userEvent.click(action);
  expect(erases).toHaveBeenCalledTimes(2);
});

test('whoever thinks better of it changes nothing', async () => {
  show();
  await userEvent.click(screen.getByRole('button', { name: said.open }));
  await userEvent.click(screen.getByRole('checkbox', { name: said.known }));
  await userEvent.click(screen.getByRole('button', { name: words.cancel }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(erases).not.toHaveBeenCalled();
});

test('a linked device says which one can', async () => {
  link.holdsKey = false;
  show();
  expect(screen.queryByRole('button', { name: said.open })).toBeNull();
  await screen.findByText(said.cannot('Laptop'));
});
