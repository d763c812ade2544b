// How the reader wants the page: theme, contrast, size of text, presenter mode. Kept in the browser, told to the style sheet by attributes.
import { isEmbedded, recall, remember } from './storage.ts';

export const themes = ['system', 'light', 'dark'] as const;
export const textSizes = ['normal', 'large', 'larger'] as const;

type Theme = (typeof themes)[number];
type TextSize = (typeof textSizes)[number];

class Settings {
  theme = $state<Theme>('system');
  text = $state<TextSize>('normal');
  contrast = $state(matchMedia('(prefers-contrast: more)').matches);
  /** Stage, strip and sentence alone, large. Not kept: a reload leaves it. */
  presenter = $state(false);
  /** The network and time alone, in a frame of another page. */
  readonly embed = isEmbedded();
  /** In presenter mode: the view of the chosen tab beside the network. */
  beside = $state(false);

  constructor() {
    const kept = (recall('settings') ?? {}) as { theme?: unknown; text?: unknown; contrast?: unknown };
    this.theme = themes.find((one) => one === kept.theme) ?? 'system';
    this.text = textSizes.find((one) => one === kept.text) ?? 'normal';
    if (typeof kept.contrast === 'boolean') this.contrast = kept.contrast;
  }

  keep(): void {
    remember('settings', { theme: this.theme, text: this.text, contrast: this.contrast });
  }

  /** Writes the settings onto an element (the root) as data attributes. */
  show(root: HTMLElement): void {
    const set = (name: string, value: string | undefined): void => {
      if (value === undefined) delete root.dataset[name];
      else root.dataset[name] = value;
    };
    set('theme', this.theme === 'system' ? undefined : this.theme);
    set('text', this.text === 'normal' ? undefined : this.text);
    set('contrast', this.contrast ? 'more' : undefined);
    set('presenter', this.presenter ? '' : undefined);
    set('embed', this.embed ? '' : undefined);
  }
}

export const settings = new Settings();
