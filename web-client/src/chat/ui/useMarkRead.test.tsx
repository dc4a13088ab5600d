// @vitest-environment jsdom
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConversationView } from '..';
import { useMarkRead } from './useMarkRead';

const markRead = vi.fn(() => Promise.resolve());
const conversation = { markRead } as unknown as ConversationView;

beforeEach(() => {
  markRead.mockClear();
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  location.hash = '';
});

test('what stands under a call over the whole page is read once that is made small', async () => {
  location.hash = '#/call/018f2f3e-7c3a-7cc0-8f00-2b3c4d5e6f70';
  renderHook(() => useMarkRead(conversation, 3, 3));
  expect(markRead).not.toHaveBeenCalled();
  location.hash = '#/chats';
  await waitFor(() => expect(markRead).toHaveBeenCalledWith(3));
});
