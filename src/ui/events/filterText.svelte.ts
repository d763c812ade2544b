// The display filter of the event list: its text, shared by everything on the page that says "use as filter", and the ones used before.
import { recall, remember } from '../storage.ts';

const KEPT = 12;

class FilterText {
  text = $state('');
  /** Filters that were used, the newest first. */
  used = $state.raw<readonly string[]>(keptFilters());

  /** Puts a filter into the box. */
  use(text: string): void {
    this.text = text;
    this.note();
  }

  /** Notes the present filter among the used ones. */
  note(): void {
    const text = this.text.trim();
    if (!text) return;
    this.used = [text, ...this.used.filter((one) => one !== text)].slice(0, KEPT);
    remember('filters', this.used);
  }
}

function keptFilters(): string[] {
  const kept = recall('filters');
  return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, KEPT) : [];
}

export const filterText = new FilterText();
