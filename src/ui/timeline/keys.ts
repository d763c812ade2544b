// Keys that move time from anywhere on the page, unless what has the focus wants them for itself.

export type TimeKey = 'toggle' | 'forward' | 'back' | 'start' | 'end';

const TYPING =
  'input:not([type=radio], [type=checkbox], [type=button]), textarea, select, [contenteditable=true], dialog *';
/** Widgets that arrows, Home and End move about in. */
const MOVES = `${TYPING}, input, [role=slider], [role=separator], [role=tab], [role=tree] *, [role=treeitem], [role=grid] *, [role=listbox] *, [role=option], [role=radio], [role=menu] *, [data-device]`;
const PRESSES = `${TYPING}, input, button, a[href], summary, [role=button], [role=option], [role=row], [role=treeitem], [role=tab], [role=radio], [role=checkbox]`;

/** What a key pressed on the page means for time; undefined: nothing. */
export function keyFor(event: KeyboardEvent): TimeKey | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const target = event.target instanceof Element ? event.target : undefined;
  const within = (selector: string): boolean => target?.matches(selector) ?? false;
  switch (event.key) {
    case ' ':
      return within(PRESSES) ? undefined : 'toggle';
    case 'k':
    case 'K':
      return within(TYPING) ? undefined : 'toggle';
    case 'l':
    case 'L':
      return within(TYPING) ? undefined : 'forward';
    case 'j':
    case 'J':
      return within(TYPING) ? undefined : 'back';
    case 'ArrowRight':
      return within(MOVES) ? undefined : 'forward';
    case 'ArrowLeft':
      return within(MOVES) ? undefined : 'back';
    case 'Home':
      return within(MOVES) ? undefined : 'start';
    case 'End':
      return within(MOVES) ? undefined : 'end';
    default:
      return undefined;
  }
}
