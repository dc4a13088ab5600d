import { decodeQR } from 'qr/decode.js';
import { expect, test } from 'vitest';
import { vectors } from '../testing/vectors';
import { qrPathOf } from './qrPath';

test('what is drawn can be read, quiet zone and all', () => {
  const link = `https://callvault.example/#/add/${vectors.a.address}?name=Zo%C3%AB`;
  const { path, side } = qrPathOf(link);
  const scale = 4;
  const width = side * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
      for (let column = Number(x) * scale; column < (Number(x) + Number(length)) * scale; column += 1) {
        data.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
      }
    }
  }
  expect(decodeQR({ width, height: width, data })).toBe(link);
});
