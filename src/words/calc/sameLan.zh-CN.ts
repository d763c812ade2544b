// “是否在同一局域网”计算器的中文。

import type { UiTexts } from '../uiText.ts';

export const sameLan: UiTexts = {
  'calc.same-lan': '在同一局域网吗？',
  'calc.same-lan.about': '主机是直接发给对方，还是发给网关？每台主机只看自己的掩码，两台主机的结论可能不同。',
  'calc.same-lan.a': '主机 A（带前缀长度或掩码）',
  'calc.same-lan.b': '主机 B（带前缀长度或掩码）',
  'calc.same-lan.gatewayA': 'A 的网关（可不填）',
  'calc.same-lan.gatewayB': 'B 的网关（可不填）',

  'E_HOST.none': '主机不能使用 {value}：它表示“还没有地址”。',
  'E_HOST.all': '主机不能使用 {value}：它表示链路上的所有主机。',
  'E_HOST.group': '主机不能把 {value} 当作自己的地址：224 到 239 开头的是组播地址。',

  'same-lan.both': '两台合起来看',
  'same-lan.outcome': '结论',
  'same-lan.outcome.agree': '两台主机的结论一致',
  'same-lan.outcome.disagree': '两台主机的结论不同：一台直接发送，另一台发给网关',
  'same-lan.outcome.conflict': '两台主机地址相同：地址冲突',
  'same-lan.outcome.loopback': '环回：与局域网无关',
  'same-lan.common': '两个地址开头相同的比特数',
  'same-lan.by.A': 'A 的计算',
  'same-lan.by.B': 'B 的计算',
  'same-lan.own': '自己的地址与自己的掩码按位与',
  'same-lan.other': '对方的地址与自己的掩码按位与',
  'same-lan.compared': '比较两个结果',
  'same-lan.equal': '相同',
  'same-lan.first': '从第 {bit} 个比特开始不同',
  'same-lan.first-bit': '第 {bit} 个比特是第一个不同的',
  'same-lan.way': '因此发送',
  'same-lan.way.direct': '直接给对方',
  'same-lan.way.gateway': '给自己的网关',
  'same-lan.row.address': '{host} 的地址',
  'same-lan.row.other': '{other} 的地址',
  'same-lan.row.mask': '{host} 的掩码',
  'same-lan.row.own-and': '{host} 与 {host} 的掩码按位与',
  'same-lan.row.other-and': '{other} 与 {host} 的掩码按位与',
  'same-lan.host': '{host} 的地址',

  'same-lan.conflict':
    '两台主机的地址相同。发往该地址的数据不会离开本机，而局域网中的其他主机每次 ARP 请求会收到两个应答。',
  'same-lan.loopback': '127.0.0.0 到 127.255.255.255 的地址不会离开使用它的主机，与掩码、网线和局域网都无关。',
  'same-lan.is-network': '{host}：在 /{prefix} 下，{address} 是网络地址，不能作为主机地址。',
  'same-lan.is-broadcast': '{host}：在 /{prefix} 下，{address} 是本网络的广播地址，不能作为主机地址。',
  'same-lan.seen-as-network':
    '按 {host} 的掩码，{address} 不是主机，而是网络地址：{host} 不会向它发送给 {other} 的数据。',
  'same-lan.seen-as-broadcast': '按 {host} 的掩码，{address} 是广播地址：{host} 想发给 {other} 的数据会发给所有主机。',
  'same-lan.gateway.none': '{host} 没有网关：不能直接发送的，就根本发不出去。',
  'same-lan.gateway.itself': '{host} 把自己设成了网关：没有谁能转发它的分组。',
  'same-lan.gateway.outside': '{host} 的网关 {gateway} 不在它自己的网络 {network} 中：{host} 到不了网关。',
  'same-lan.gateway.end': '{host} 的网关 {gateway} 是 {network} 的第一个或最后一个地址，路由器不能使用它。',

  'same-lan.picture': '分组怎么走',
  'same-lan.picture.direct': '{from} → {to}：直接发送，目的 MAC 地址是 {to} 的',
  'same-lan.picture.gateway': '{from} → {to}：目的 MAC 地址是 {from} 的网关的',
  'same-lan.picture.lost': '{from} → {to}：发不出去，{from} 没有可用的网关',
  'same-lan.picture.box': '网关',
  'same-lan.picture.nothing': '没有网关',
  'same-lan.picture.beyond': '只有那里的路由器认识路，才能继续',

  'same-lan.step.own': '{host} 用自己的地址和自己的掩码 /{prefix} 按位与，得到 {ownAnd}。',
  'same-lan.step.other':
    '{host} 取 {other} 的地址，仍用自己的掩码（它并不知道 {other} 的掩码）按位与，得到 {otherAnd}。',
  'same-lan.step.equal':
    '两个结果都是 {ownAnd}：在 {host} 看来，{other} 在同一链路上。它用 ARP 询问 {other} 的 MAC 地址，直接发送。',
  'same-lan.step.differ':
    '{ownAnd} 和 {otherAnd} 从第 {bit} 个比特开始不同：在 {host} 看来，{other} 在别处。它发往网关的 MAC 地址。',
  'same-lan.step.both-direct':
    '两台都直接发送。开头的 {common} 个比特相同，两个掩码都不比它长。两台之间有没有网线相连，是另一个问题。',
  'same-lan.step.both-gateway':
    '两台都发给网关：只有开头的 {common} 个比特相同，两个掩码都更长。这时即使接在同一台交换机上，也要经过路由器通信。',
  'same-lan.step.one-way':
    '{straight} 直接发给 {round}，但 {round} 把应答发给自己的网关。如果没有网关，或网关不认识路，通信就只有单向：{round} 收得到 {straight}，而 {straight} 什么也收不到。',
  'same-lan.step.longest': '开头的 {common} 个比特相同；第 {bit} 个比特是第一个不同的。',
  'same-lan.step.configured':
    '所以 /{common} 是使两个按位与结果相同的最长前缀。更短的前缀也能让它们相通；实际用哪一个由主机的设置决定，不是凑出来的。',
  'same-lan.step.same-masks': '把掩码都写成同一种形式：{mask} 就是 /{prefix}，有两台主机用它。',
  'same-lan.step.wrong-mask':
    '{name} 的掩码是 /{wrong}。用它计算，{name} 自己得 {own}，{other} 得 {theirs}：第 {bit} 个比特不同。于是 {name} 发给网关，而 {other} 直接发给 {name}。',

  'same-lan.choice.both-direct': '两台都直接发送',
  'same-lan.choice.both-gateway': '两台都发给网关',
  'same-lan.choice.only-A': 'A 直接发送，B 发给网关',
  'same-lan.choice.only-B': 'B 直接发送，A 发给网关',
  'same-lan.trap.disagree':
    '两台主机的结论不同：“网线明明插着”，ping 却没有回应，就是这样来的。掩码是在每台主机上分别设置的。',

  'drill.same-lan.verdict': '直接发送还是发给网关？',
  'drill.same-lan.and': '对方的地址与我的掩码',
  'drill.same-lan.longest': '能连通两台主机的最长掩码',
  'drill.same-lan.wrong-mask': '找出错误的掩码',
  'ask.same-lan.verdict': 'A 是 {a}，B 是 {b}。它们怎样发给对方？',
  'ask.same-lan.and': 'A 是 {a}，B 是 {b}。A 要发给 B：B 的地址与 A 所用的掩码按位与，得到什么？',
  'ask.same-lan.longest': 'A 是 {a}，B 是 {b}。使两台都能直接发给对方的最长前缀是多少？',
  'ask.same-lan.wrong-mask':
    '同一局域网中有三台主机：A 是 {a}，B 是 {b}，C 是 {c}。其中一个掩码是错的，那台主机把本可直接发送的分组发给了网关。是哪一台？',

  'slip.same-lan.each-own-mask':
    '这里让每个地址配上了“它自己的”掩码。其实一台主机对两个地址都用自己的掩码，所以有两个结论。',
  'slip.same-lan.masks-exchanged': '两个掩码用反了：A 按 A 的掩码判断，B 按 B 的掩码判断。',
  'slip.same-lan.no-and': '直接比较了两个地址。它们总是不同的；要比较的是地址与掩码按位与的结果。',
  'slip.same-lan.whole-octets': '只比较了点与点之间的整个数。逐个比特地看，开头的 {common} 个比特相同。',
  'slip.same-lan.turned-round': '正好相反：相同就直接发送，不同才发给网关。',
  'slip.same-lan.other-mask': '这是用 B 的掩码算的。A 不知道 B 的掩码，只用自己的 /{prefix}。',
  'slip.same-lan.own-address': '这是 A 的地址与掩码按位与的结果。问的是 B 的地址。',
  'slip.same-lan.not-masked': '这就是 B 的地址本身。前 {prefix} 个比特之后的比特都要变成零。',
  'slip.same-lan.wildcard': '用反掩码做了按位与：应保留分界线之前的比特，而不是之后的。',
  'slip.same-lan.or-for-and': '分界线之后的比特变成了 1。与 0 按位与，结果是 0。',
  'slip.same-lan.first-difference': '把第一个不同的比特也算进去了。前缀必须在它之前结束。',
  'slip.same-lan.one-short': '还有一个比特相同。这个前缀虽能连通，但不是最长的。',
  'slip.same-lan.octets-only': '只数了点与点之间的整个数。这个前缀虽能连通，但下一个数里还有相同的比特。',
  'slip.same-lan.octet-ended': '把不同的那个字节整个算进去了。前缀必须在第一个不同的比特之前结束。',
  'slip.same-lan.counted-behind': '这是分界线之后的比特数。要从前面数起。',
  'slip.same-lan.equal-bits': '把所有相同的比特都数了。只数第一个不同的比特之前的。',
  'slip.same-lan.good-mask': '{name} 是 /{prefix}，另一台主机也是。把掩码写成同一种形式再比较。',
};
