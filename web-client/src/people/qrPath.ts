import encodeQR from 'qr';

/** White around a code, without which scanners do not see where it begins (ISO/IEC 18004: 4 modules). */
const QUIET_ZONE = 4;

/** The dark modules of a text's code as one SVG path, a rectangle for each run, and the side of the square that holds it. */
export function qrPathOf(text: string): { path: string; side: number } {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_ZONE });
  const path = modules.flatMap((row, y) => runsOf(row).map(({ x, length }) => `M${x} ${y}h${length}v1h-${length}z`)).join('');
  return { path, side: modules.length };
}

function runsOf(row: readonly boolean[]): { x: number; length: number }[] {
  const runs: { x: number; length: number }[] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last && last.x + last.length === x) last.length += 1;
    else runs.push({ x, length: 1 });
  });
  return runs;
}
