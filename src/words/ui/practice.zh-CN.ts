// 计算器练习与练习卷的文字（其余在 calc.zh-CN.ts）。
import type { UiTexts } from '../uiText.ts';

export const practice: UiTexts = {
  'calc.drill.due': '{count} 题待重做',
  'calc.drill.again': '这道题以前做错过。',
  'calc.drill.best': '最好成绩：{count}',
  'calc.drill.mixed': '混合练习',
  'calc.drill.mixed.what': '本组所有计算器的练习轮流出现',
  'calc.drill.keys': '按 Enter 检查；答对后再按 Enter 换下一题。做错的题会再次出现：先隔四题，以后隔几天。',
  'calc.order.now': '{text}：现在在第 {place} 位，共 {count} 位',
};
