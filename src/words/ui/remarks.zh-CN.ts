// Wireshark 专家信息对 TCP 报文段的评注：沿用它的名称，并说明各自的意思。
import type { UiTexts } from '../uiText.ts';

export const remarks: UiTexts = {
  'remarks.title': '评注（与 Wireshark 相同）',
  'remarks.from': '依据在 {port} 处的抓包：只看得到数据包的人，只能说这么多。',
  'remarks.severity.chat': '对话',
  'remarks.severity.note': '注意',
  'remarks.severity.warning': '警告',
  'remark.retransmission': '这些八位组以前发送过，没有及时等到确认。',
  'remark.fast_retransmission': '这些八位组以前发送过。重复的确认说明中间缺了一段，所以发送方没有等定时器到期。',
  'remark.spurious_retransmission': '这些八位组已经确认过，却又发送了一次。',
  'remark.out_of_order': '这个报文段的序号比先到的还小：它在路上被超过了。',
  'remark.lost_segment': '这个报文段之前缺了一些八位组：它们丢失了，或者还在路上。',
  'remark.ack_lost_segment': '它确认了这里从未见过的八位组。',
  'remark.duplicate_ack': '又是同样的确认：有东西到了，却不是接收方在等的那个八位组。',
  'remark.keep_alive': '用对方已经收到过的序号，询问对方是否还在。',
  'remark.keep_alive_ack': '回答保活：连接还在。',
  'remark.zero_window': '发出这个报文段的一方接收缓冲区满了：现在不能再给它发送数据。',
  'remark.zero_window_probe': '向关闭的窗口发送一个八位组，看看它是否已经打开。',
  'remark.zero_window_probe_ack': '回答探测：窗口仍然关闭。',
  'remark.window_update': '没有确认新的内容：接收方告知它又有空间了。',
  'remark.window_full': '有了这个报文段，接收方容得下的八位组全都在路上了。',
  'remark.reused_ports': '新连接使用了以前某个连接用过的端口。',
};
