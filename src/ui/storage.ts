// What the page keeps in this browser: small JSON values that may be missing, full or forbidden at any time.

const prefix = 'packet-classroom.';

/**
 * The page is the network and time alone in a frame of another page: `?embed` in the address. Whatever is clicked there, nothing of it is kept, so what
 * the reader has done in the classroom itself cannot be changed from somebody else's page.
 */
export const isEmbedded = (): boolean => new URLSearchParams(location.search).has('embed');

/** The value kept under a key, or undefined: nothing kept, storage forbidden, or text that is no JSON. The caller checks its shape. */
export function recall(key: string): unknown {
  try {
    const text = localStorage.getItem(prefix + key);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined; // private windows and full discs must not stop a lesson
  }
}

/** Keeps a value; false when the browser would not, and in an embedded page. */
export function remember(key: string, value: unknown): boolean {
  if (isEmbedded()) return false;
  try {
    localStorage.setItem(prefix + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Calls back when another tab of this browser has kept a value under a key. */
export function whenKept(key: string, take: (value: unknown) => void): void {
  addEventListener('storage', (event) => {
    if (event.key === prefix + key) take(recall(key));
  });
}
