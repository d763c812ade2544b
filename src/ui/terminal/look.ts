// How the terminal looks: the font of its box, and the colours that the page's tokens have there now.

import type { ITheme } from '@xterm/xterm';

/** Font and colours of a box, as the emulator wants them told. */
export function lookOf(box: HTMLElement): { fontFamily: string; fontSize: number; theme: ITheme } {
  const { fontFamily, fontSize } = getComputedStyle(box);
  const probe = document.createElement('span');
  box.append(probe);
  const colour = (token: string): string => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const [ink, ground, muted, wrong, selected] = ['ink', 'panel', 'muted', 'wrong', 'selected'].map(colour) as string[];
  const slider = colour('line-strong');
  probe.remove();
  return {
    fontFamily,
    fontSize: parseFloat(fontSize),
    theme: {
      ...{ foreground: ink!, background: ground!, cursor: ink!, cursorAccent: ground! },
      ...{ selectionBackground: selected!, selectionInactiveBackground: selected! },
      ...{ red: wrong!, brightBlack: muted! },
      ...{
        scrollbarSliderBackground: slider,
        scrollbarSliderHoverBackground: muted!,
        scrollbarSliderActiveBackground: ink!,
      },
    },
  };
}
