// The page at the address of a calculator, as a component test opens it; before the next test it is gone, and the page is English again.

import { afterEach, beforeEach } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { noPractice } from '../../src/calc/repetition.ts';
import App from '../../src/ui/App.svelte';
import { practised } from '../../src/ui/calc/practice.svelte.ts';
import { language } from '../../src/ui/language.svelte.ts';
import { place } from '../../src/ui/place.svelte.ts';
import { parseRoute } from '../../src/ui/route.ts';

/** Opens an address such as `#/calc/subnet`. */
export async function openCalc(hash: string) {
  place.go(parseRoute(hash));
  return render(App, {});
}

/** What stands in the address: fields of a calculator, or which exercise it is. */
export function valuesInAddress(): Readonly<Record<string, string>> {
  const route = parseRoute(location.hash);
  return route.page === 'calc' ? route.values : {};
}

beforeEach(async () => {
  await page.viewport(1200, 900);
  localStorage.clear();
  practised.now = noPractice;
});
afterEach(async () => {
  await language.choose('en', false);
  await cleanup();
  place.go({ page: 'home' });
});
