// What stands on a sheet of exercises and in the table of its results, in English.

import type { UiTexts } from '../uiText.ts';

export const sheet: UiTexts = {
  'sheet.title': 'Exercises, seed {seed}',
  'sheet.answers': 'Answers, seed {seed}',
  'sheet.name': 'Name',
  'sheet.date': 'Date',
  'sheet.answer': 'Answer',
  'sheet.many': 'Several may be right.',
  'sheet.order': 'Number them in the right order.',
  'sheet.true': 'right',
  'sheet.false': 'wrong',
  'sheet.unanswered': 'not answered',
  'sheet.unreadable': 'cannot be read',
  'sheet.column.name': 'name',
  'sheet.column.seed': 'seed',
  'sheet.column.number': 'number',
  'sheet.column.exercise': 'exercise',
  'sheet.column.question': 'question',
  'sheet.column.answer': 'answer',
  'sheet.column.result': 'result',
  'sheet.column.mistake': 'mistake',
  'sheet.column.solution': 'solution',
  'sheet.column.checks': 'times checked',
  'sheet.column.shown': 'answers shown',
  'sheet.shown.true': 'yes',
  'sheet.shown.false': 'no',
};
