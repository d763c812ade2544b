// 许多视图共用的部件的文字。
import type { UiTexts } from '../uiText.ts';

export const kit: UiTexts = {
  'kit.bits.one': '第 {bit} 位',
  'kit.bits.range': '第 {from} 至 {to} 位',
};
