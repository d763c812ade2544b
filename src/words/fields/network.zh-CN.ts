// IPv4 及其选项、ICMP 的各个字段是做什么用的。按过滤器名。

import type { FieldWords } from '../words.ts';

export const fields: Readonly<Record<string, FieldWords>> = {
  ip: {
    label: '互联网协议第 4 版（IPv4）',
    help: '把数据从一台主机带到另一台主机，中间可以隔着许多局域网。它的两个地址一路不变。',
  },
  'ip.version': { label: '版本', help: '这是哪一种 IP：4。接收方读到 4，就按 IPv4 的规则读后面的内容。' },
  'ip.hdr_len': {
    label: '首部长度',
    help: '首部到哪里结束，数据从哪里开始。字段以 4 个八位组为单位：5 表示 20 个八位组，不能再少；更多则表示有选项。',
  },
  'ip.dsfield': {
    label: '区分服务字段',
    help: '队列拥挤时路由器应当怎样对待这个分组。由发送方设置；0 表示与别的一样。',
  },
  'ip.dsfield.dscp': { label: '区分服务代码点', help: '分组属于哪一类服务，例如语音。路由器可以让某些类先走。' },
  'ip.dsfield.ecn': {
    label: '显式拥塞通知',
    help: '队列很长的路由器可以在这里做个标记，而不是丢弃分组，发送方就会放慢。',
  },
  'ip.len': {
    label: '总长度',
    help: '分组共有多少个八位组，首部加数据。它把分组和帧的填充分开。如果写得太大，接收方就会丢弃分组。',
  },
  'ip.id': {
    label: '标识',
    help: '接收方凭这个号码认出同一分组的分片。如果两个分组同时用同一个号码，它们的分片可能混在一起。',
  },
  'ip.flags': { label: '标志', help: '三个位：分组能不能切成分片，以及这是不是后面还有的分片。' },
  'ip.flags.rb': { label: '保留位', help: '没有使用，必须是 0。' },
  'ip.flags.df': {
    label: '不分片（DF）',
    help: '置位时：任何路由器都不得切开这个分组。过不去时，路由器丢弃它，并告诉发送方多大才能通过。',
  },
  'ip.flags.mf': {
    label: '更多分片（MF）',
    help: '置位时：这是一个分片，同一分组后面还有。最后一个分片不置位，接收方由此知道分组到哪里结束。',
  },
  'ip.frag_offset': {
    label: '片偏移',
    help: '这个分片的数据在整个分组里的位置，以 8 个八位组为单位。如果它是错的，分组就拼不起来。',
  },
  'ip.ttl': {
    label: '生存时间（TTL）',
    help: '分组还能经过多少台路由器。每台减一，到 0 就丢弃。没有它，绕圈子的分组永远不会停。',
  },
  'ip.proto': {
    label: '协议',
    help: '接收方把数据交给谁：1 是 ICMP，6 是 TCP，17 是 UDP。号码不认识，接收方就用 ICMP 差错来回答。',
  },
  'ip.checksum': {
    label: '首部校验和',
    help: '只对首部求的和。每台路由器都检查它，并因为 TTL 改变而重新计算。和不对，分组就被默默丢弃。',
  },
  'ip.checksum.status': { label: '首部校验和状态', help: '校验和与收到的首部是否相符。' },
  'ip.src': {
    label: '源地址',
    help: '分组来自哪台主机，回答就发给它。路由器不改动它。如果它是错的，回答就会发给别人。',
  },
  'ip.dst': { label: '目的地址', help: '分组是给哪台主机的。途中每台路由器都拿它查路由表，谁也不改动它。' },
  'ip.addr': { label: '源地址或目的地址', help: '两个地址中的任何一个，供过滤器使用：源地址或目的地址符合即可。' },
  'ip.cur_rt': { label: '当前路由', help: '带源路由的分组的下一站。它占着通常是目的地址的位置。' },
  'ip.rec_rt': { label: '记录的路由', help: '分组经过的一台路由器的地址，由那台路由器填写。' },
  'ip.empty_rt': { label: '空路由', help: '留给途中路由器填写地址的位置。' },
  'ip.src_rt': { label: '源路由', help: '发送方规定的一站。多数路由器拒绝这样的分组，因为攻击者利用过它。' },
  'ip.opt.type': { label: '选项类型', help: '这是哪个选项，以及它是否进入每个分片。' },
  'ip.opt.type.copy': { label: '分片时复制', help: '置位时：每个分片都有这个选项，不只是第一个。' },
  'ip.opt.type.class': { label: '选项类别', help: '选项用来做什么：控制，或者测量。' },
  'ip.opt.type.number': { label: '选项号', help: '选项在本类中的号码。' },
  'ip.opt.len': { label: '选项长度', help: '选项有多少个八位组，包括类型和长度。如果它是错的，后面的选项都会读错。' },
  'ip.opt.ptr': { label: '指针', help: '下一项写在哪里，从选项的第一个八位组数起，第一个是 1。' },
  'ip.opt.overflow': { label: '溢出', help: '有多少台主机因为没有位置而未能填写时间。' },
  'ip.opt.flag': { label: '标志', help: '填写什么：只填时间，连地址一起填，还是只为给定的地址填时间。' },
  'ip.opt.time_stamp': { label: '时间戳', help: '分组经过的时刻，从午夜（世界时）起的毫秒数。' },
  'ip.opt.time_stamp_addr': { label: '地址', help: '后面的时间是哪台主机的，这是它的地址。' },
  'ip.opt.ra': { label: '路由器警告', help: '请途中每台路由器看一看这个分组，虽然它是给别人的。' },
  'ip.opt.padding': { label: '填充', help: '补到首部末尾的零，因为首部长度是 4 个八位组的倍数。' },
  icmp: {
    label: '互联网控制消息协议（ICMP）',
    help: '主机和路由器用它互相告知网络的情况：某台主机在不在，分组为什么没有到达。',
  },
  'icmp.type': {
    label: '类型',
    help: '这是什么消息：8 请求回显（ping），0 是回显应答，3 说明到不了，11 说明 TTL 或时间用完了。',
  },
  'icmp.code': {
    label: '代码',
    help: '更确切地说明情况。例如类型 3 时：0 没有路由，1 主机不回答，3 端口未打开，4 太长又不许分片。',
  },
  'icmp.checksum': { label: '校验和', help: '对整个 ICMP 消息求的和。和不对，接收方就丢弃消息。' },
  'icmp.checksum.status': { label: '校验和状态', help: '校验和与收到的消息是否相符。' },
  'icmp.ident': {
    label: '标识符',
    help: '由发起 ping 的程序选定，原样送回，这样同一主机上的几个 ping 各自收到自己的回答。',
  },
  'icmp.ident_le': { label: '标识符（小端）', help: '把低位八位组当作在前来读的标识符，有的系统这样写。' },
  'icmp.seq': { label: '序号', help: '给 ping 编号：1、2、3……回答带回同一个号码，缺了哪个号，就知道丢了哪个 ping。' },
  'icmp.seq_le': { label: '序号（小端）', help: '把低位八位组当作在前来读的序号，有的系统这样写。' },
  'icmp.mtu': {
    label: '下一跳的 MTU',
    help: '下一条链路能通过的最长的分组。丢弃分组的路由器说出它，发送方就把分组改小。',
  },
  'icmp.redir_gw': { label: '网关地址', help: '去这个目的地更好的下一跳，与被告知的主机在同一局域网里。' },
  'icmp.pointer': { label: '指针', help: '错误在所引用分组的第几个八位组。' },
  'icmp.length': {
    label: '长度',
    help: '所引用的分组有多长，以 4 个八位组为单位，这样后面还能放别的内容；发送方没有说明时为 0。',
  },
  'icmp.unused': { label: '未使用', help: '在这个消息里没有使用，必须是 0。' },
  'icmp.ext': { label: 'ICMP 扩展', help: '在所引用的分组之后，对差错的更多说明。' },
  'icmp.originate_timestamp': { label: '发出时间戳', help: '询问的主机发出消息的时刻，从午夜（世界时）起的毫秒数。' },
  'icmp.receive_timestamp': { label: '接收时间戳', help: '回答的主机收到消息的时刻。' },
  'icmp.transmit_timestamp': { label: '发送时间戳', help: '回答的主机发出回答的时刻。' },
};
