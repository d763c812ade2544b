// The texts in Chinese of the views that are loaded later.
import { mergeTexts } from './uiText.ts';

export const texts = mergeTexts(
  import.meta.glob(['./ui/*.zh-CN.ts', '!./ui/{shell,kit,lesson,stage,timeline,tabs}.zh-CN.ts'], { eager: true }),
);
