// 练习卷上和成绩表里的中文。

import type { UiTexts } from '../uiText.ts';

export const sheet: UiTexts = {
  'sheet.title': '练习，种子 {seed}',
  'sheet.answers': '答案，种子 {seed}',
  'sheet.name': '姓名',
  'sheet.date': '日期',
  'sheet.answer': '答案',
  'sheet.many': '可能有多个正确答案。',
  'sheet.order': '按正确的顺序编号。',
  'sheet.true': '正确',
  'sheet.false': '错误',
  'sheet.unanswered': '未作答',
  'sheet.unreadable': '无法读取',
  'sheet.column.name': '姓名',
  'sheet.column.seed': '种子',
  'sheet.column.number': '题号',
  'sheet.column.exercise': '练习',
  'sheet.column.question': '题目',
  'sheet.column.answer': '作答',
  'sheet.column.result': '结果',
  'sheet.column.mistake': '错误原因',
  'sheet.column.solution': '正确答案',
  'sheet.column.checks': '检查次数',
  'sheet.column.shown': '看过答案',
  'sheet.shown.true': '是',
  'sheet.shown.false': '否',
};
