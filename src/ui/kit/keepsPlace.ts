// Keeps the reader's place where a control goes away by being used: the focus then goes to what it stood in, not to the beginning of the page.

import type { Attachment } from 'svelte/attachments';

/** For the element around controls that replace each other. */
export const keepsPlace: Attachment<HTMLElement> = (around) => {
  around.tabIndex = -1;
  let last: EventTarget | null = null;
  const note = ({ target }: FocusEvent): void => void (last = target);
  const observer = new MutationObserver(() => {
    const lost = last instanceof Node && !last.isConnected && document.activeElement === document.body;
    // The reader looks at this place already: nothing is to move.
    if (lost) around.focus({ preventScroll: true });
  });
  around.addEventListener('focusin', note);
  observer.observe(around, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    around.removeEventListener('focusin', note);
  };
};
