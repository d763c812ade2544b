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
  'calc.part.sheet': '练习卷',
  'calc.sheet.choose': '选择练习',
  'calc.sheet.count': '题数',
  'calc.sheet.seed': '种子',
  'calc.sheet.other': '换一组数',
  'calc.sheet.same': '打开这个网址，或选同样的练习和同样的种子，得到的练习卷完全相同。',
  'calc.sheet.link': '复制链接',
  'calc.sheet.print': '打印',
  'calc.sheet.answers': '附答案',
  'calc.sheet.check': '全部检查',
  'calc.sheet.right': '{count} 题中答对 {right} 题',
  'calc.sheet.all': '全部正确。',
  'calc.sheet.save': '成绩表（CSV）',
  'calc.sheet.odd': '网址中这一部分无法读取，已略去：{what}',
};
