// The texts in English of the views that are loaded later.
import { mergeTexts } from './uiText.ts';

export const texts = mergeTexts(
  import.meta.glob(['./ui/*.en.ts', '!./ui/{shell,kit,lesson,stage,timeline,tabs}.en.ts'], { eager: true }),
);
