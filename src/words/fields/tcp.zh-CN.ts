// TCP 的各个字段是做什么用的。按过滤器名。

import type { FieldWords } from '../words.ts';

export const fields: Readonly<Record<string, FieldWords>> = {
  tcp: {
    label: '传输控制协议（TCP）',
    help: '在两个程序之间建立可靠的字节流：给每个八位组编号，确认收到的，重传丢失的，接收方或网络吃不下时就放慢。',
  },
  'tcp.srcport': {
    label: '源端口',
    help: '报文段来自哪个端口，也就是哪个程序。两个端口加上两个 IP 地址，合起来就是连接的名字。',
  },
  'tcp.dstport': { label: '目的端口', help: '报文段发给哪个端口。那里没有程序在监听，主机就用复位来回答。' },
  'tcp.port': { label: '源端口或目的端口', help: '两个端口中的任何一个，供过滤器使用：源端口或目的端口符合即可。' },
  'tcp.seq_raw': {
    label: '序号（原始值）',
    help: '这个报文段里第一个数据八位组的编号，就是线上的数值。它从一个猜不到的数开始，接收方凭它排好次序、发现缺口。',
  },
  'tcp.ack_raw': {
    label: '确认号（原始值）',
    help: '发出这个报文段的一方在等的下一个八位组的编号：在它之前的都已收到。',
  },
  'tcp.hdr_len': {
    label: '首部长度',
    help: '首部到哪里结束，数据从哪里开始。字段以 4 个八位组为单位：5 表示 20 个八位组，更多则表示有选项。',
  },
  'tcp.flags': { label: '标志', help: '一些单独的位，说明报文段的用途：建立、确认、关闭、中断。' },
  'tcp.flags.res': { label: '保留位', help: '没有使用，必须是 0。' },
  'tcp.flags.ae': { label: '精确 ECN', help: '双方约定之后，用来精确统计拥塞标记的又一个位。' },
  'tcp.flags.cwr': { label: '拥塞窗口已减小（CWR）', help: '发送方听说有拥塞，已经放慢。' },
  'tcp.flags.ece': { label: 'ECN 回显（ECE）', help: '接收方转告：有路由器给分组做了标记，途中有拥塞。' },
  'tcp.flags.urg': { label: '紧急（URG）', help: '置位时：紧急指针有效。几乎没有程序使用它。' },
  'tcp.flags.ack': { label: '确认（ACK）', help: '置位时：确认号有效。除了连接的第一个报文段，每个报文段都置位。' },
  'tcp.flags.push': { label: '推送（PSH）', help: '置位时：发送方暂时没有更多数据，接收方应当把数据交给程序。' },
  'tcp.flags.reset': { label: '复位（RST）', help: '置位时：连接立刻中断，或者根本不存在。' },
  'tcp.flags.syn': { label: '同步（SYN）', help: '置位时：建立连接。序号就是这一方开始计数的地方。' },
  'tcp.flags.fin': { label: '结束（FIN）', help: '置位时：这一方不再发送数据。另一方还可以继续。' },
  'tcp.flags.str': { label: '标志（字母）', help: '所有标志写成一行，置位的各用一个字母表示。' },
  'tcp.window_size_value': {
    label: '接收窗口',
    help: '发出这个报文段的一方还能收下多少个八位组，就是线上的数值。为 0 时，对方必须等待。',
  },
  'tcp.checksum': { label: '校验和', help: '对报文段以及 IP 地址求的和。和不对，接收方就丢弃报文段，发送方只好重传。' },
  'tcp.checksum.status': { label: '校验和状态', help: '校验和与收到的报文段是否相符。' },
  'tcp.urgent_pointer': { label: '紧急指针', help: '紧急数据到哪里结束，只在紧急标志置位时有效。' },
  'tcp.len': { label: '数据长度', help: '报文段带有多少个八位组的数据。TCP 没有这个字段：它由 IP 分组的长度得出。' },
  'tcp.payload': { label: '有效载荷', help: '这个报文段所带的一段字节流。它在哪里切开，与程序的消息无关。' },
  'tcp.options': { label: '选项', help: '首部在固定的 20 个八位组之外的部分。' },
  'tcp.option_kind': { label: '选项种类', help: '这是哪一个选项：例如 2 是最大报文段长度。' },
  'tcp.option_len': { label: '选项长度', help: '选项有多少个八位组，包括种类和长度。' },
  'tcp.options.mss_val': {
    label: '最大报文段长度（MSS）',
    help: '这一方希望一个报文段最多带多少数据，这样分组就不必分片。',
  },
  'tcp.options.wscale.shift': { label: '移位数', help: '窗口要加倍多少次，因为对快速链路来说 16 位太少。' },
  'tcp.options.wscale.multiplier': { label: '乘数', help: '窗口的数值要乘以多少才是八位组数。' },
  'tcp.options.timestamp.tsval': { label: '时间戳值', help: '发送方发出报文段时的时钟。' },
  'tcp.options.timestamp.tsecr': { label: '时间戳回显', help: '对方上一次发来的时钟值：对方由此知道往返一次要多久。' },
  'tcp.options.sack_le': { label: 'SACK 左边界', help: '在有缺口的情况下仍然收到的一块，这是它的第一个八位组。' },
  'tcp.options.sack_re': {
    label: 'SACK 右边界',
    help: '这一块最后一个八位组之后的编号。只有块与块之间的内容需要重传。',
  },
  'tcp.options.sack.count': { label: 'SACK 块数', help: '列出了多少个这样的块。' },
};
