// Component tests show any view at once: the texts of those that the page loads later are there from the first.
import { language } from '../../src/ui/language.svelte.ts';

await language.whole();
