// 终端的文字。
import type { UiTexts } from '../uiText.ts';

export const terminal: UiTexts = {
  'terminal.none': '这个网络里没有带终端的主机。',
  'terminal.hosts': '主机',
  'terminal.command': '给 {host} 的命令',
  'terminal.target': '输入的一行交给谁',
  'terminal.input': '给 {host} 上 {program} 的一行',
  'terminal.end': '输入结束（Ctrl+D）',
  'terminal.output': '{host} 的输出',
  'terminal.empty': '这里还没有输入过命令。试试 {example}。',
  'terminal.past': '播放头在过去：现在输入命令，就从这里开始一段新的经过。',
  'terminal.interrupt': '中断（Ctrl+C）',
  'terminal.hint': 'help 列出所有命令；man ping 讲解其中一个',
  'terminal.leaving': 'Tab 补全已输入的内容。先按 Escape 再按 Tab，可以离开终端。',
  'terminal.complete': '补全这个词（Tab）',
  'terminal.older': '上一条输入的行（↑）',
  'terminal.newer': '下一条输入的行（↓）',
  'terminal.long': '粘贴的内容太长：最多 200 行，每行 2000 个字符。什么也没有接收。',
  'terminal.waiting': '还有 {count} 行粘贴的内容，等正在运行的程序结束后再执行。按 Ctrl+C 可以取消。',
};
