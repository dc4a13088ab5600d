import { Listeners } from '../app/listeners';
import type { Store } from '../app/useStore';
import { isLanguage, type Language } from '../words';

/** What somebody chose on this device, and what counts until they do. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  readonly language: Language | 'system';
  /** A ring is heard; off, it is only seen (and felt, where that is on). */
  readonly ringSound: boolean;
  readonly messageSound: boolean;
  readonly vibration: boolean;
  /** Media only through the relay: the other never learns this device's network address. */
  readonly relayOnly: boolean;
  /** Others see that this person writes, and this person that they do. */
  readonly showTyping: boolean;
  /** Single keys lead somewhere, as long as nobody is writing. */
  readonly singleKeys: boolean;
  /** Device ids of the browser; empty for its own choice. */
  readonly microphone: string;
  readonly camera: string;
  readonly speaker: string;
}

type Name = keyof Preferences;

const DEFAULTS: Preferences = {
  theme: 'system',
  language: 'system',
  ringSound: true,
  messageSound: true,
  vibration: true,
  relayOnly: false,
  showTyping: true,
  singleKeys: true,
  microphone: '',
  camera: '',
  speaker: '',
};

const keyOf = (name: Name): string => `callvault.${name}`;

/** Kept in the browser's storage, a key each; other tabs follow. What cannot be kept still counts in this tab. */
export class PreferenceStore implements Store<Preferences> {
  readonly #listeners = new Listeners();
  #snapshot: Preferences;
  readonly #follow = (): void => {
    this.#snapshot = read();
    this.#listeners.tell();
  };

  constructor() {
    this.#snapshot = read();
    globalThis.addEventListener('storage', this.#follow);
  }

  getSnapshot = (): Preferences => this.#snapshot;
  subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener);

  set<N extends Name>(name: N, value: Preferences[N]): void {
    try {
      localStorage.setItem(keyOf(name), String(value));
    } catch {
      // Full, or forbidden: it counts until the page is loaded anew.
    }
    this.#snapshot = { ...this.#snapshot, [name]: value };
    this.#listeners.tell();
  }

  dispose(): void {
    globalThis.removeEventListener('storage', this.#follow);
    this.#listeners.clear();
  }
}

function read(): Preferences {
  const { theme, language } = { theme: text('theme'), language: text('language') };
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : DEFAULTS.theme,
    language: isLanguage(language) ? language : DEFAULTS.language,
    ringSound: flag('ringSound'),
    messageSound: flag('messageSound'),
    vibration: flag('vibration'),
    relayOnly: flag('relayOnly'),
    showTyping: flag('showTyping'),
    singleKeys: flag('singleKeys'),
    microphone: text('microphone'),
    camera: text('camera'),
    speaker: text('speaker'),
  };
}

function text(name: Name): string {
  try {
    return localStorage.getItem(keyOf(name)) ?? '';
  } catch {
    // Storage is forbidden here; the page will say so, and needs its colours and its language for that.
    return '';
  }
}

function flag(name: 'ringSound' | 'messageSound' | 'vibration' | 'relayOnly' | 'showTyping' | 'singleKeys'): boolean {
  const kept = text(name);
  return kept === '' ? DEFAULTS[name] : kept === 'true';
}

/** One for the page: what is chosen holds before there is anybody, too. */
export const preferences = new PreferenceStore();
