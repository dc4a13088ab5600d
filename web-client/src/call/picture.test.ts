import { describe, expect, it } from 'vitest';
import { PictureSteps, roomOf } from './picture';

const shown = (steps: PictureSteps, ...kbps: number[]) =>
  kbps.map((each) => steps.take({ bitrate: each * 1000, missed: 0 })).map(({ active, scaleResolutionDownBy }) => (active ? scaleResolutionDownBy : 'none'));

describe('the picture', () => {
  it('gets smaller with the room, a step at a time, and goes before it takes what speech needs', () => {
    expect(shown(new PictureSteps(), 2000, 60, 60, 60, 60, 60, 60)).toEqual([1, 1, 2, 2, 4, 4, 'none']);
  });

  it('stays through one bad look: every call begins with a low guess', () => {
    expect(shown(new PictureSteps(), 300, 2000, 300, 2000)).toEqual([1, 1, 1, 1]);
  });

  it('gets better where there is room to spare, and not at the edge', () => {
    const steps = new PictureSteps();
    shown(steps, 150, 150, 150, 150);
    expect(shown(steps, 310, 359, 361, 900, 961)).toEqual([4, 4, 2, 2, 1]);
  });

  it('that went is tried again, ever more rarely', () => {
    const steps = new PictureSteps();
    shown(steps, 60, 60, 60, 60, 60, 60);
    const looks = shown(steps, ...Array.from({ length: 30 }, () => 60));
    expect(looks.flatMap((each, i) => (each === 'none' ? [] : [i]))).toEqual([4, 5, 16, 17]);
  });

  it('gives way where much is lost, whatever the browser reckons', () => {
    const steps = new PictureSteps();
    const looks = [0.2, 0.2, 0].map((missed) => steps.take({ bitrate: 900_000, missed }).scaleResolutionDownBy);
    expect(looks).toEqual([1, 2, 2]);
  });

  it('is full where the browser does not tell', () => {
    const steps = new PictureSteps();
    expect([1, 2, 3].map(() => steps.take({ bitrate: undefined, missed: 0 }).scaleResolutionDownBy)).toEqual([1, 1, 1]);
  });
});

it('room is read off the selected pair and what the other reports', () => {
  const stats = Object.entries({
    t: { type: 'transport', selectedCandidatePairId: 'b' },
    a: { type: 'candidate-pair', availableOutgoingBitrate: 1 },
    b: { type: 'candidate-pair', availableOutgoingBitrate: 2 },
    r: { type: 'remote-inbound-rtp', fractionLost: 0.3 },
    s: { type: 'remote-inbound-rtp', fractionLost: 0.1 },
  });
  expect(roomOf(stats)).toEqual({ bitrate: 2, missed: 0.3 });
  expect(roomOf([])).toEqual({ bitrate: undefined, missed: 0 });
});
