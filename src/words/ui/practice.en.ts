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
  'calc.part.sheet': 'Worksheet',
  'calc.sheet.choose': 'Choose the exercises',
  'calc.sheet.count': 'How many',
  'calc.sheet.seed': 'Seed',
  'calc.sheet.other': 'Other numbers',
  'calc.sheet.same':
    'Whoever opens this address, or chooses the same exercises and the same seed, gets the very same sheet.',
  'calc.sheet.link': 'Copy the link',
  'calc.sheet.print': 'Print',
  'calc.sheet.answers': 'With answers',
  'calc.sheet.check': 'Check all',
  'calc.sheet.right': '{right} of {count} right',
  'calc.sheet.all': 'All right.',
  'calc.sheet.save': 'Results as a table (CSV)',
  'calc.sheet.odd': 'This part of the address cannot be read and was left out: {what}',
};
