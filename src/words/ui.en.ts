// All texts of the page in English, gathered from the views' own files.
import { mergeTexts } from './uiText.ts';

export const texts = mergeTexts(import.meta.glob('./ui/*.en.ts', { eager: true }));
