/** A stream with a still picture: somebody in front of a wall, as cameras see people. */
export function pictureOf(hue: number, width = 640, height = 480): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const stream = canvas.captureStream();
  const draw = () => {
    const paint = canvas.getContext('2d');
    if (!paint) return;
    const ground = paint.createLinearGradient(0, 0, width, height);
    ground.addColorStop(0, `hsl(${hue} 30% 52%)`);
    ground.addColorStop(1, `hsl(${hue + 30} 35% 28%)`);
    paint.fillStyle = ground;
    paint.fillRect(0, 0, width, height);
    paint.fillStyle = `hsl(${hue + 180} 25% 30%)`;
    paint.beginPath();
    paint.ellipse(width / 2, height * 1.02, height * 0.4, height * 0.42, 0, 0, 2 * Math.PI);
    paint.fill();
    paint.fillStyle = 'hsl(28 40% 62%)';
    paint.beginPath();
    paint.ellipse(width / 2, height * 0.42, height * 0.16, height * 0.2, 0, 0, 2 * Math.PI);
    paint.fill();
  };
  // A video that begins to play later has nothing to show unless something is painted then.
  draw();
  setInterval(draw, 100);
  return stream;
}
