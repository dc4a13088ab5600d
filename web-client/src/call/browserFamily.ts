/** Whose way of giving a page the microphone this browser has. */
export type BrowserFamily = 'chrome' | 'firefox' | 'safari' | 'other';

/** Every browser on an iPhone or iPad is Safari's in this, and most others name Safari too. */
export function browserFamily(userAgent: string = navigator.userAgent): BrowserFamily {
  if (/iPhone|iPad/.test(userAgent)) return 'safari';
  if (userAgent.includes('Firefox')) return 'firefox';
  if (/Chrome|Chromium/.test(userAgent)) return 'chrome';
  return userAgent.includes('Safari') ? 'safari' : 'other';
}
