// Texts of the calculators' exercises and worksheets, besides those of calc.en.ts.
import type { UiTexts } from '../uiText.ts';

export const practice: UiTexts = {
  'calc.drill.due': '{count} again',
  'calc.drill.again': 'This one went wrong before.',
  'calc.drill.best': 'best: {count}',
  'calc.drill.mixed': 'All of them, mixed',
  'calc.drill.mixed.what': 'Exercises of all calculators of this group, one after the other',
  'calc.drill.keys':
    'Enter checks, and once it is right, Enter gives another one. What went wrong comes again: first after four others, later after days.',
  'calc.order.now': '{text}: now at place {place} of {count}',
};
