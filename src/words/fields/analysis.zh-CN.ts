// 对整个运行进行分析得到的各个字段是做什么用的。按过滤器名。备注的词句在别处，用同样的。

import { remarks } from '../ui/remarks.zh-CN.ts';
import type { FieldWords } from '../words.ts';

/** 各种备注的叫法。 */
const labels: Readonly<Record<string, string>> = {
  retransmission: '重传',
  fast_retransmission: '快速重传',
  spurious_retransmission: '多余的重传',
  out_of_order: '乱序',
  lost_segment: '前面缺报文段',
  ack_lost_segment: '确认了没见过的报文段',
  duplicate_ack: '重复确认',
  keep_alive: '保活',
  keep_alive_ack: '对保活的确认',
  zero_window: '零窗口',
  zero_window_probe: '零窗口探测',
  zero_window_probe_ack: '对零窗口探测的确认',
  window_update: '窗口更新',
  window_full: '窗口已满',
  reused_ports: '端口重新使用',
};
const told = Object.entries(labels).map(([name, label]) => [
  `tcp.analysis.${name}`,
  { label, help: String(remarks[`remark.${name}`]) },
]);

export const fields: Readonly<Record<string, FieldWords>> = {
  'tcp.stream': {
    label: '连接编号',
    help: '给整个运行里的连接从 0 起编号：同一条连接的报文段编号相同，所以过滤器可以只显示一次会话。',
  },
  'tcp.seq': {
    label: '序号（相对值）',
    help: '第一个数据八位组的编号，从连接开始数起：SYN 是 0，第一个八位组是 1。线上的数值则从一个猜不到的数开始。',
  },
  'tcp.nxtseq': { label: '下一个序号', help: '如果没有重传，这一端的下一个报文段从这个编号开始。' },
  'tcp.ack': { label: '确认号（相对值）', help: '正在等的下一个八位组，从对方连接开始数起。' },
  'tcp.window_size': {
    label: '窗口大小（换算后）',
    help: '接收方还容得下多少个八位组：首部里的数乘以双方在 SYN 里约定的倍数。',
  },
  'tcp.window_size_scalefactor': { label: '窗口扩大倍数', help: '首部里的窗口要乘以多少。双方都必须在 SYN 里提出。' },
  'tcp.time_relative': { label: '距连接第一个报文段的时间', help: '这个报文段比连接的第一个报文段晚多久发出。' },
  'tcp.time_delta': { label: '距上一个报文段的时间', help: '这个报文段比连接里上一个报文段（不论方向）晚多久发出。' },
  'tcp.analysis': { label: '序号与确认分析', help: '凡是能由前面的报文段推断出什么的报文段都有它。' },
  'tcp.analysis.flags': { label: '分析标志', help: '凡是带有备注的报文段都有它：有些地方与顺利的运行不同。' },
  'tcp.analysis.acks_frame': { label: '它所确认的帧', help: '其八位组在这里第一次得到确认的那个帧。' },
  'tcp.analysis.ack_rtt': { label: '到确认为止的时间', help: '从那个帧到这个确认过了多久：在这里看到的往返时间。' },
  'tcp.analysis.initial_rtt': { label: '初始往返时间', help: '握手的往返时间，从 SYN 到结束握手的 ACK。' },
  'tcp.analysis.bytes_in_flight': {
    label: '在途八位组数',
    help: '算上这个报文段，这一端有多少个八位组已经发出而还没有得到确认。',
  },
  'tcp.analysis.push_bytes_sent': {
    label: '自上次 PSH 起发送的八位组数',
    help: '自上一个带 PSH 的报文段以来发送了多少个八位组：大约就是程序一次调用写入的内容。',
  },
  'tcp.analysis.rto': { label: '重传等了多久', help: '比丢失的那个报文段晚多久发出：从外面看到的重传定时器。' },
  'tcp.analysis.rto_frame': { label: '被重传的帧', help: '在这里重新发送的那个帧，时间从它算起。' },
  'tcp.analysis.duplicate_ack_num': {
    label: '重复确认的次数',
    help: '这是同一个确认的第几次重复。到第三次，发送方不再等待就重传。',
  },
  'tcp.analysis.duplicate_ack_frame': { label: '被重复的确认所在的帧', help: '这里重复的那个确认最初所在的帧。' },
  ...Object.fromEntries(told),
};
