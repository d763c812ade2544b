// All texts of the page in Chinese, gathered from the views' own files.
import { mergeTexts } from './uiText.ts';

export const texts = mergeTexts(import.meta.glob('./ui/*.zh-CN.ts', { eager: true }));
