// Texts of the parts that many views are made of.
import type { UiTexts } from '../uiText.ts';

export const kit: UiTexts = {
  'kit.bits.one': 'bit {bit}',
  'kit.bits.range': 'bits {from} to {to}',
};
