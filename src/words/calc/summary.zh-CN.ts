// 汇总网络的计算器的中文。

import type { UiTexts } from '../uiText.ts';

export const summary: UiTexts = {
  'calc.summary': '汇总网络',
  'calc.summary.about':
    '把几个网络写成更少的几个：一边是精确合并，另一边是能覆盖它们的最小单个网络，以及它多带进来的外来地址。',
  'calc.summary.networks': '网络，每行一个',
  'summary.exactly': '精确合并',
  'summary.in-one': '用一个覆盖',
  'summary.network': '网络',
  'summary.bits': '{network}',
  'summary.exact': '网络',
  'summary.count': '个数',
  'summary.cover': '最小覆盖',
  'summary.added': '其中的外来地址',
  'summary.foreign': '即',
  'summary.twice': '重复出现，只算一次：{list}。',
  'summary.held': '这些已包含在别的网络中：{list}。',
  'summary.no-merge': '无法精确合并：没有两个网络恰好是同一网络的两半。',
  'summary.cannot': '不能精确合并',
  'summary.step.order': '按地址排列，去掉已被别的网络包含的：',
  'summary.step.merge': '{lower} 和 {upper} 只有第 {bit} 位不同，所以是同一网络的两半：{whole}。',
  'summary.step.odd':
    '{lower} 和 {upper} 相邻，但分属不同的网络（{own} 和 {other}）：前者第 {bit} 位是 1，是后一半。它们不能合并。',
  'summary.step.sizes': '{lower} 和 {upper} 相邻，但大小不同。它们不能合并。',
  'summary.step.gap': '{lower} 和 {upper} 之间还有别的地址。它们不能合并。',
  'summary.step.cover': '第一个和最后一个地址的前 {common} 位相同。包含二者的最小单个网络是 {cover}。',
  'summary.step.one': '只剩一个网络，它就是自己的覆盖：{cover}。',
  'summary.step.same': '{cover} 中没有外来地址：覆盖与精确合并相同。',
  'summary.step.foreign':
    '{cover} 还包含 {added} 个不属于任何一个网络的地址。谁通告它，谁就会收到发往这些地址的分组，并且只能丢弃：',
  'summary.trap.odd': '相邻的网络不一定是同一网络的两半：{lower} 是后一半，更大的网络不会从它开始。',

  'drill.summary.merge': '能合并吗？',
  'drill.summary.cover': '求最小覆盖',
  'drill.summary.foreign': '哪些是外来的？',
  'ask.summary.merge': '{lower} 和 {upper}：哪一个网络恰好包含它们的全部地址？',
  'ask.summary.cover': '包含 {list} 的最小单个网络是哪一个（写出前缀长度）？',
  'ask.summary.foreign': '{list} 以 {cover} 通告。它还把哪些网络包括进来了？',
  'slip.summary.odd-start': '{value} 不是网络：两者中靠前的是后一半，所以主机位不全为零。',
  'slip.summary.not-lower': '{value} 不是网络：它必须从自身大小的整数倍开始。',
  'slip.summary.too-large': '{value} 包含它们的全部地址，但还有别的。',
  'slip.summary.longer': '前缀越长，网络越小。两个合在一起，前缀应短一位。',
  'slip.summary.can': '可以合并：它们只有最后一个网络位不同，是同一网络的两半。',
  'slip.summary.host-bits': '长度对了，但 {value} 不是网络：分界线之后的位必须全为零。',
  'slip.summary.counted': '两个网络不一定紧挨着：{value} 没有把它们都包含进来。',
  'slip.summary.kept-length': '地址对了，但需要 /{prefix}：这些网络在更靠前的位就不同了。',
  'slip.summary.own': '这些是本来要通告的网络。其余的才是外来的。',
  'slip.summary.all': '这是其中的全部网络；本来要通告的那些不是外来的。',
  'slip.summary.between': '被包括进来的不只是它们之间的网络：覆盖有自己的起点和终点。',
  'slip.summary.beside': '{beside} 在覆盖之后才开始。',
};
