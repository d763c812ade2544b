// Component tests show any view at once: the texts of those that the page loads later are there from the first, and so are the words for sentences.
// Otherwise a test could meet a sentence that has only its first half yet.
import { vi } from 'vitest';
import { language } from '../../src/ui/language.svelte.ts';
import { fieldsSpoken, spoken } from '../../src/ui/words.svelte.ts';

await language.whole();
await vi.waitUntil(() => spoken.words && fieldsSpoken.words, { timeout: 20_000 });
