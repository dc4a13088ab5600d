import { beforeEach, describe, expect, it, vi } from 'vitest';
import { preferences } from '../settings/preferences';
import { browserFamily } from './browserFamily';
import { loudness } from './checkTools';
import { DeviceCheck, type DeviceCheckTools } from './deviceCheck';
import { NO_DEVICES, type Opened } from './devices';

const tracks: { kind: string; readyState: string; onended: (() => void) | null; stop: () => void }[] = [];
let tell: (level: number) => void;
let plugged: () => void;
const deaf = vi.fn();

function opened(more: Partial<Opened> = {}): Opened {
  const track = { kind: 'audio', readyState: 'live', onended: null, stop: () => void (track.readyState = 'ended') };
  tracks.push(track);
  return { stream: { getTracks: () => [track] } as unknown as MediaStream, ...more };
}

const tools = {
  open: vi.fn<DeviceCheckTools['open']>(),
  list: () => Promise.resolve(NO_DEVICES),
  listen: (_: MediaStream, heard: typeof tell) => {
    tell = heard;
    return deaf;
  },
  play: vi.fn<DeviceCheckTools['play']>(),
  watch: (changed: () => void) => {
    plugged = changed;
    return () => undefined;
  },
};

beforeEach(() => {
  tracks.length = 0;
  vi.clearAllMocks();
  tools.open.mockImplementation(() => Promise.resolve(opened()));
  tools.play.mockResolvedValue(undefined);
});

describe('the check of one’s devices', () => {
  it('hears the microphone, and says so for good once it was loud enough', async () => {
    const check = new DeviceCheck(tools);
    await check.start();
    tell(0.02);
    expect(check.getSnapshot()).toMatchObject({ level: 0.02, heard: false });
    tell(0.5);
    tell(0);
    expect(check.getSnapshot()).toMatchObject({ level: 0, heard: true });
  });

  it('turns everything off when somebody leaves, also what opens later', async () => {
    const check = new DeviceCheck(tools);
    await check.start();
    const late = check.start();
    check.dispose();
    await late;
    expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
    expect(deaf).toHaveBeenCalledOnce();
  });

  it('says why there is nothing, and tries again where something was plugged in', async () => {
    tools.open.mockImplementationOnce(() => Promise.resolve(opened({ microphone: 'none', camera: 'none' })));
    const check = new DeviceCheck(tools);
    await check.start();
    expect(check.getSnapshot()).toMatchObject({ microphone: 'none', camera: 'none', opening: false });
    plugged();
    await vi.waitFor(() => expect(check.getSnapshot()).toMatchObject({ microphone: undefined, camera: undefined, opening: false }));
  });

  it('opens the next one where the one in use was unplugged', async () => {
    const check = new DeviceCheck(tools);
    await check.start();
    tracks[0]?.onended?.();
    await vi.waitFor(() => expect(tools.open).toHaveBeenCalledTimes(2));
  });

  it('what is chosen is opened, and kept for calls', async () => {
    const check = new DeviceCheck(tools);
    await check.start();
    check.choose('microphone', 'm2');
    expect(preferences.getSnapshot().microphone).toBe('m2');
    expect(tools.open).toHaveBeenCalledTimes(2);
    check.choose('speaker', 's2');
    expect(tools.open).toHaveBeenCalledTimes(2);
    await check.playTone();
    expect(tools.play).toHaveBeenCalledWith('s2', expect.anything());
    expect(check.getSnapshot().tone).toBe('played');
    tools.play.mockRejectedValueOnce(new DOMException('', 'NotAllowedError'));
    await check.playTone();
    expect(check.getSnapshot().tone).toBe('silent');
    preferences.set('microphone', '');
    preferences.set('speaker', '');
  });

  it('loudness goes from nothing to full as ears hear it', () => {
    expect(loudness(new Float32Array(8))).toBe(0);
    expect(loudness(new Float32Array(8).fill(0.0625))).toBeCloseTo(0.5);
    expect(loudness(new Float32Array(8).fill(1))).toBe(1);
  });

  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36', 'chrome'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'firefox'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15', 'safari'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1', 'safari'],
    ['Something', 'other'],
  ])('of %s it gives the steps of %s', (userAgent, family) => expect(browserFamily(userAgent)).toBe(family));
});
