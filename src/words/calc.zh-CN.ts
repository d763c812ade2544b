// All that calculators and their drills say, in Chinese.
import { mergeTexts } from './uiText.ts';

export const texts = mergeTexts(import.meta.glob('./calc/*.zh-CN.ts', { eager: true }));
