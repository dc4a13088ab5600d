import type { ScanTools } from './scanner';

/** `BarcodeDetector` where the browser has it (Shape Detection API; TypeScript does not know it). */
interface Detector {
  detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** More points than this find no more codes, and take a slow phone longer. */
const MOST_POINTS_A_SIDE = 960;

type Picture = HTMLVideoElement | ImageBitmap;
type Read = (picture: Picture) => Promise<string | undefined>;

let reading: Promise<Read> | undefined;

/** The browser's own camera and decoder, or ours, which is loaded when it is needed. */
export const browserScanTools: ScanTools = {
  open: async () => {
    if (!isSecureContext) throw new DOMException('', 'SecurityError');
    return navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } } });
  },
  read: async (picture) => (await (reading ??= reader()))(picture),
  picture: (file) => createImageBitmap(file),
};

async function reader(): Promise<Read> {
  const { BarcodeDetector: Detectors } = globalThis as { BarcodeDetector?: DetectorClass };
  if (Detectors && (await Detectors.getSupportedFormats().catch((): string[] => [])).includes('qr_code')) {
    const detector = new Detectors({ formats: ['qr_code'] });
    return async (picture) => (await detector.detect(picture))[0]?.rawValue;
  }
  const { decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (picture) => {
    const { width, height } = sizeOf(picture);
    canvas.width = width;
    canvas.height = height;
    context?.drawImage(picture, 0, 0, width, height);
    const points = context?.getImageData(0, 0, width, height);
    try {
      return Promise.resolve(points && decodeQR(points));
    } catch {
      // It throws where there is no code, which is most of the time.
      return Promise.resolve(undefined);
    }
  };
}

function sizeOf(picture: Picture): { width: number; height: number } {
  const [width, height] = 'videoWidth' in picture ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height];
  const scale = Math.min(1, MOST_POINTS_A_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
