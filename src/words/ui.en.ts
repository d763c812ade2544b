// The texts in English of what is on the page from the first: shell, lesson, stage, timeline and the tabs' titles.
import { mergeTexts } from './uiText.ts';

export const texts = mergeTexts(import.meta.glob('./ui/{shell,kit,lesson,stage,timeline,tabs}.en.ts', { eager: true }));
