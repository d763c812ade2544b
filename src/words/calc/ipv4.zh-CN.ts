// IPv4 地址四种写法计算器的中文。

import type { UiTexts } from '../uiText.ts';

export const ipv4: UiTexts = {
  'calc.ipv4': 'IPv4 地址',
  'calc.ipv4.about': '同样的 32 个比特有四种写法：点分的四个数、0 和 1、一个整数、十六进制数字。在任意一栏输入即可。',
  'calc.ipv4.address': '点分的四个数',
  'calc.ipv4.bits': '32 个比特',
  'calc.ipv4.integer': '一个整数',
  'calc.ipv4.hex': '八个十六进制数字',

  'E_OCTETS.bits': 'IPv4 地址必须正好有 32 个比特；这里有 {count} 个。',
  'E_HEX.prefix': '请去掉“{sign}”，只写数字。',
  'E_HEX.eight': 'IPv4 地址必须正好有八个十六进制数字；这里有 {count} 个。',
  'E_NUMBER.disagrees': '{value} 是 {address}，但前面的输入框写的是 {other}。',

  'ipv4.address': '地址',
  'ipv4.bits': '比特',
  'ipv4.integer': '作为一个整数',
  'ipv4.hex': '十六进制',
  'ipv4.octet': '0 到 255 的数',
  'ipv4.which': '第几个八位组（从 1 数起）',
  'ipv4.right-bits': '它正确的八个比特',
  'ipv4.wrong-row': '原来写成的样子',
  'ipv4.step.octets':
    '点与点之间的每个数是一个八位组：八个比特，分别代表 128、64、32、16、8、4、2、1。先取放得下的最大的一个，再看余数。',
  'ipv4.step.joined': '四个八位组依次排列，就是 {address} 的 32 个比特。点只是给人看的。',
  'ipv4.step.integer': '看作一个无符号整数：每个八位组的分量是后一个的 256 倍。结果是 {integer}。',
  'ipv4.step.hex': '四个比特是一个十六进制数字，所以每个八位组有两个：{hex}。',
  'ipv4.step.wrong': '{bits} 是 {value}，不是 {octet}。',
  'ipv4.trap.seed':
    '有一篇教程就印着这一行。它的按位与结果仍然正确，因为错的比特都在掩码分界线之后：结果对，不等于过程对。',

  'drill.ipv4.to-bits': '由数求比特',
  'drill.ipv4.from-bits': '由比特求数',
  'drill.ipv4.repair': '改正错误的八位组',
  'drill.ipv4.hex': '写成十六进制',
  'ask.ipv4.to-bits': '设置 {octet} 的八个比特。',
  'ask.ipv4.from-bits': '{bits} 是 0 到 255 中的哪个数？',
  'ask.ipv4.repair': '把 {address} 写成比特时，有一个八位组写错了。是哪一个？正确的应是什么？',
  'ask.ipv4.hex': '把 {address} 写成八个十六进制数字。',
  'slip.ipv4.one-late': '所有比特都右移了一位：那是 {value} 的比特，只有一半。',
  'slip.ipv4.one-early': '所有比特都左移了一位。最后一位代表 1，不是 2。',
  'slip.ipv4.reversed': '比特写反了：128 在最前，1 在最后。',
  'slip.ipv4.complement': '0 和 1 弄反了。',
  'slip.ipv4.digits': '把每个十进制数字单独变成了四个比特。应把整个数拆成 128、64、32 等等。',
  'slip.ipv4.weights-256': '多了一倍：第一位代表 128，最后一位代表 1。',
  'slip.ipv4.weights-64': '少了一半：第一位代表 128，最后一位代表 1。',
  'slip.ipv4.ones-counted': '数的是 1 的个数。要把这些位代表的值加起来。',
  'slip.ipv4.read-as-decimal': '当成十进制数来读了。每一位是后一位的两倍，不是十倍。',
  'slip.ipv4.unchanged': '确实是这个八位组，但写的还是原来的错误比特：{value}。应该是 {octet}。',
  'slip.ipv4.from-nought': '比特是对的，但八位组从 1 数起。',
  'slip.ipv4.swapped-digits': '每个八位组的两个十六进制数字写反了：高四位在前。',
  'slip.ipv4.octets-backwards': '八位组的顺序反了。在线路上，第一个先发。',
  'slip.ipv4.decimal-as-hex': '把十进制数字直接当成了十六进制数字：12 是 0c，不是 12。',
};
