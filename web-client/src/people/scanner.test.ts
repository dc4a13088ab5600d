import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { vectors } from '../testing/vectors';
import type { Trouble } from '../call/devices';
import { Scanner, type ScanTools } from './scanner';

const { address } = vectors.b;
const track = { stop: vi.fn(), onended: null as (() => void) | null };
const stream = { getTracks: () => [track] } as unknown as MediaStream;
const video = { readyState: 4, videoWidth: 640 } as HTMLVideoElement;
const bitmap = { close: vi.fn() } as unknown as ImageBitmap;
const found = vi.fn();
let tools: ScanTools;
let scanner: Scanner;

beforeEach(() => {
  vi.useFakeTimers();
  found.mockClear();
  track.stop.mockClear();
  tools = { open: () => Promise.resolve(stream), read: vi.fn(() => Promise.resolve(undefined)), picture: () => Promise.resolve(bitmap) };
  scanner = new Scanner(tools);
  scanner.watch(video);
});

afterEach(() => {
  scanner.dispose();
  vi.useRealTimers();
});

describe('looking for a code', () => {
  test('asks, looks five times a second, finds somebody once, and lets the camera go', async () => {
    const started = scanner.start(found);
    expect(scanner.getSnapshot()).toEqual({ camera: 'asking' });
    await started;
    expect(scanner.getSnapshot()).toEqual({ camera: 'looking', stream });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(tools.read).toHaveBeenCalledTimes(5);
    tools.read = () => Promise.resolve(`https://callvault.example/#/add/${address}?name=Ben`);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(found).toHaveBeenCalledExactlyOnceWith({ screen: 'add', address, name: 'Ben' });
    expect(track.stop).toHaveBeenCalled();
  });

  test('a code of something else is said, and it looks on', async () => {
    await scanner.start(found);
    tools.read = () => Promise.resolve('https://example.org/menu');
    await vi.advanceTimersByTimeAsync(200);
    expect(scanner.getSnapshot()).toEqual({ camera: 'looking', stream, remark: 'not_ours' });
    tools.read = () => Promise.resolve(address);
    await vi.advanceTimersByTimeAsync(200);
    expect(found).toHaveBeenCalledExactlyOnceWith({ screen: 'add', address, name: '' });
  });

  test.each<[string, Trouble]>([
    ['NotAllowedError', 'refused'], ['NotFoundError', 'none'], ['NotReadableError', 'in_use'], ['SecurityError', 'insecure_page'], ['Error', 'unknown'],
  ])('%s is %s, and can be tried again', async (name, camera) => {
    const { open } = tools;
    tools.open = () => Promise.reject(new DOMException('', name));
    await scanner.start(found);
    expect(scanner.getSnapshot()).toEqual({ camera });
    tools.open = open;
    await scanner.start(found);
    expect(scanner.getSnapshot().camera).toBe('looking');
  });

  test('who leaves turns the camera off', async () => {
    await scanner.start(found);
    scanner.dispose();
    expect(track.stop).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(tools.read).not.toHaveBeenCalled();
  });

  test('who leaves while the browser still asks does so too', async () => {
    const started = scanner.start(found);
    scanner.dispose();
    await started;
    expect(track.stop).toHaveBeenCalledOnce();
  });

  test('a camera that somebody pulls out, or another program takes, is said', async () => {
    await scanner.start(found);
    track.onended?.();
    expect(scanner.getSnapshot()).toEqual({ camera: 'in_use' });
  });
});

describe('a picture instead', () => {
  test('with somebody’s code, though there is no camera', async () => {
    tools.open = () => Promise.reject(new DOMException('', 'NotFoundError'));
    await scanner.start(found);
    tools.read = () => Promise.resolve(address);
    await scanner.readFile(new Blob());
    expect(found).toHaveBeenCalledExactlyOnceWith({ screen: 'add', address, name: '' });
  });

  test('without a code, with another code, or that is none', async () => {
    await scanner.start(found);
    await scanner.readFile(new Blob());
    expect(scanner.getSnapshot()).toMatchObject({ camera: 'looking', remark: 'no_code' });
    tools.read = () => Promise.resolve('hello');
    await scanner.readFile(new Blob());
    expect(scanner.getSnapshot()).toMatchObject({ remark: 'not_ours' });
    tools.picture = () => Promise.reject(new DOMException('', 'InvalidStateError'));
    await scanner.readFile(new Blob());
    expect(scanner.getSnapshot()).toMatchObject({ remark: 'unreadable' });
    expect(found).not.toHaveBeenCalled();
  });
});
