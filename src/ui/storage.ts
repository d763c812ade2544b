// What the page keeps in this browser: small JSON values that may be missing, full or forbidden at any time.

const prefix = 'packet-classroom.';

/** The value kept under a key, or undefined: nothing kept, storage forbidden, or text that is no JSON. The caller checks its shape. */
export function recall(key: string): unknown {
  try {
    const text = localStorage.getItem(prefix + key);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined; // private windows and full discs must not stop a lesson
  }
}

/** Keeps a value; false when the browser would not. */
export function remember(key: string, value: unknown): boolean {
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
