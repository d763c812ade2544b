// UDP 的各个字段，以及首部之外的内容是做什么用的。按过滤器名。

import type { FieldWords } from '../words.ts';

export const fields: Readonly<Record<string, FieldWords>> = {
  udp: {
    label: '用户数据报协议（UDP）',
    help: '给 IP 加上端口和校验和，这样不只找得到主机，还找得到程序。它不确认，也不重传。',
  },
  'udp.srcport': { label: '源端口', help: '数据报来自哪个端口，也就是哪个程序。回答就发到这个端口。' },
  'udp.dstport': {
    label: '目的端口',
    help: '数据报发给哪个端口。打开这个端口的程序得到数据；没有程序打开，主机就用 ICMP 差错来回答。',
  },
  'udp.port': { label: '源端口或目的端口', help: '两个端口中的任何一个，供过滤器使用：源端口或目的端口符合即可。' },
  'udp.length': { label: '长度', help: '数据报有多少个八位组，包括 8 个八位组的首部。' },
  'udp.checksum': {
    label: '校验和',
    help: '对数据报以及 IP 地址求的和，所以连送错主机的数据报也能发现。0 表示发送方没有计算。',
  },
  'udp.checksum.status': { label: '校验和状态', help: '校验和与收到的数据报是否相符。' },
  'udp.payload': { label: '有效载荷', help: '一个程序发给另一个程序的内容。UDP 不看它，并且保持它是完整的一块。' },
  data: {
    label: '数据',
    help: '最里层已知协议所装的内容：对发送者有意义，与网络无关。在 ping 里它只是填充，会原样返回。',
  },
  'data.data': {
    label: '数据',
    help: '最里层已知协议所装的内容：对发送者有意义，与网络无关。在 ping 里它只是填充，会原样返回。',
  },
  'data.len': { label: '长度', help: '数据有多少个八位组。' },
  undissected: {
    label: '未解析的八位组',
    help: '没有首部解释的八位组：不完整的首部剩下的部分，或者在长度所给的末尾之后。',
  },
  '_ws.malformed': { label: '格式错误的分组', help: '分组无法读到末尾时置位。' },
  frame: { label: '帧', help: '一个完整的帧，以及八位组之外已知的情况。' },
  'frame.number': { label: '帧号', help: '帧在这次运行中的号码，从 1 数起。' },
  'frame.len': { label: '线上的帧长度', help: '帧在线上有多少个八位组，不含校验序列。' },
  'frame.cap_len': { label: '抓取的帧长度', help: '帧保存了多少个八位组。这里总是全部。' },
  'frame.time_relative': { label: '相对时间', help: '帧开始发出的时刻，从运行开始算起。' },
  'frame.protocols': { label: '帧中的协议', help: '帧里有哪些协议，从外到内。' },
  'frame.interface_name': { label: '接口名', help: '帧是在哪个端口抓到的。' },
  'frame.comment': { label: '注释', help: '与帧一起保存的说明。' },
};
