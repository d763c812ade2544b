// All that calculators and their drills say, in English.
import { mergeTexts } from './uiText.ts';

export const texts = mergeTexts(import.meta.glob('./calc/*.en.ts', { eager: true }));
