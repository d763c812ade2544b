// 套接字视图的文字：连接、缓冲区、send 与 recv 调用。
import type { UiTexts } from '../uiText.ts';

export const sockets: UiTexts = {
  'sockets.connection': '连接',
  'sockets.figures': '拥塞窗口 {cwnd} · ssthresh {ssthresh} · 对方窗口 {window} · RTO {rto}',
  'sockets.lane': '{from} → {to}',
  'sockets.sends': '{name} 的程序发送了什么',
  'sockets.lane.empty': '{from} 还没有发送数据。',
  'sockets.recvs': '{name} 的程序收到了什么',
  'sockets.recvs.none': '还没有',
  'sockets.send-buffer': '发送缓冲区',
  'sockets.receive-buffer': '接收缓冲区',
  'sockets.wire': '线路上',
  'sockets.wire.none': '没有数据',
  'sockets.segment': '转到这个报文段',
  'sockets.again': '重传',
  'sockets.level': '已用 {used} / {of} 八位组',
  'sockets.unacknowledged': '{count} 个已发送、未确认，{unsent} 个在等待（虚线）',
  'sockets.window': '按上次通告，还能收 {count} 个',
  'sockets.gone': '这里现在没有连接。',
  'sockets.gap': '这里缺了一段，后面的要等它到。',
  'sockets.run': '第 {write} 次 send：{text}（{count} 个八位组）',
  'sockets.run.unknown': '{count} 个八位组 {text}',
};
