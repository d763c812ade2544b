// TCP 为什么这样做、套接字有什么改变、程序调用了什么：每个原因和情形一句话。

import type { Sentences } from './words.ts';

/** 报文段为什么在线上。 */
const sent: Sentences = {
  'tcp-syn':
    '{device} 想与 {ip.dst|named} 的端口 {tcp.dstport} 建立连接：发出 SYN。它的八位组从序号 {tcp.seq_raw} 数起。',
  'tcp-syn-again': '没有及时得到回答，{device} 再次向 {ip.dst|named} 的端口 {tcp.dstport} 发出 SYN。',
  'tcp-syn-ack':
    '{device} 接受与 {ip.dst|owner} 的连接：确认收到的 SYN，并发出自己的 SYN。它的八位组从序号 {tcp.seq_raw} 数起。',
  'tcp-data': '{device} 向 {ip.dst|owner} 的端口 {tcp.dstport} 发送 {tcp.len|octets}（序号 {tcp.seq}）。',
  'tcp-data.fin':
    '{device} 向 {ip.dst|owner} 的端口 {tcp.dstport} 发送最后的 {tcp.len|octets}（序号 {tcp.seq}），同时带上 FIN。',
  'tcp-fin': '{device} 再也没有数据要发给 {ip.dst|owner} 的端口 {tcp.dstport}：发出 FIN（序号 {tcp.seq}）。',
  'tcp-ack': '{device} 向 {ip.dst|owner} 确认：序号 {tcp.ack} 之前的都已收到。',
  'tcp-ack.handshake': '{device} 确认 {ip.dst|owner} 的 SYN：这是握手的第三个报文段。',
  'tcp-duplicate-ack': '收到的还用不上，或者已经有了，所以 {device} 立即回答：它在等 {ip.dst|owner} 的序号 {tcp.ack}。',
  'tcp-duplicate-ack.sack':
    '{device} 告诉 {ip.dst|owner} 缺了一段：它在等序号 {tcp.ack}，缺口后面的一块已经收到（SACK）。',
  'tcp-duplicate-ack.twice': '{device} 告诉 {ip.dst|owner} 有一段收到了两次（D-SACK）：它在等序号 {tcp.ack}。',
  'tcp-window-update': '{device} 又有空位了，于是告诉 {ip.dst|owner}：接收窗口是 {tcp.window_size|octets}。',
  'tcp-challenge-ack':
    '{device} 怀疑这个报文段不是来自 {ip.dst|owner}，于是用一个 ACK 去问（质询 ACK）：真正的 {ip.dst|owner} 会回答。',
  'tcp-retransmission':
    '{device} 向 {ip.dst|owner} 的端口 {tcp.dstport} 重传 {tcp.len|octets}（序号 {tcp.seq}）：还没有收到确认。',
  'tcp-retransmission.fin':
    '{device} 向 {ip.dst|owner} 的端口 {tcp.dstport} 重传 FIN（序号 {tcp.seq}）：还没有收到确认。',
  'tcp-fast-retransmission':
    '{ip.dst|owner} 的 ACK 表明缺了数据，所以 {device} 不等定时器到时，立即重传 {tcp.len|octets}（序号 {tcp.seq}）。',
  'tcp-fast-retransmission.fin':
    '{ip.dst|owner} 的 ACK 表明缺了 FIN，所以 {device} 不等定时器到时，立即重传它（序号 {tcp.seq}）。',
  'tcp-probe': '{device} 问 {ip.dst|owner}：接收窗口是不是仍然关着？这是窗口探测。',
  'tcp-keep-alive': '{device} 有一阵没有收到 {ip.dst|owner} 的任何消息，问一问它还在不在：这是保活探测。',
  'tcp-reset': '{device} 立即断开与 {ip.dst|owner} 端口 {tcp.dstport} 的连接：发出复位（RST）。',
  'tcp-reset.refused': '{device} 拒绝连接：没有程序在端口 {tcp.srcport} 监听。它用复位（RST）回答 {ip.dst|owner}。',
};

/** 报文段在哪里终止。 */
const dropped: Sentences = {
  'tcp-bad-header': '{device} 丢弃这个报文段：TCP 首部不可能正确（某个长度或选项）。',
  'tcp-bad-checksum': '{device} 丢弃这个报文段：校验和不符。发送方会重传。',
  'tcp-no-port': '{device} 丢弃这个报文段：{address} 的端口 {port} 没有程序监听，它也不属于任何连接。',
  'tcp-backlog-full': '{device} 丢弃这个报文段：已有 {waiting} 个连接在等 accept()（监听队列长度 {backlog}）。',
};

/** 套接字有什么改变。 */
const changed: Sentences = {
  'tcp-opened': '{device} 上的 {program} 打开一个连接：{connection}。',
  'tcp-opened.passive': '{device} 的端口 {localPort} 收到 SYN，于是有了一个新连接：{connection}。',
  'tcp-listening': '{device} 在 {at} 监听，等待连接（监听队列长度 {backlog}）。',
  'tcp-accepted':
    '{device} 上的 {program} 接受与 {peer} 端口 {remotePort} 的连接，描述符是 {fd}。握手在此之前已经完成。',
  'tcp-state': '{device} 与 {peer} 端口 {remotePort} 的连接：{before} → {state}。',
  'tcp-state.CLOSED-to-LISTEN':
    '{device} 与 {peer} 端口 {remotePort} 的连接：{before} → {state}。它像监听套接字那样开始。',
  'tcp-state.SYN-SENT-to-SYN-RECEIVED':
    '{device} 与 {peer} 端口 {remotePort} 的连接：{before} → {state}。双方同时发出了 SYN。',
  'tcp-state.SYN-SENT-to-CLOSED': '{device} 与 {peer} 端口 {remotePort} 的连接：{before} → {state}。连接没有建立。',
  'tcp-state.SYN-SENT':
    '{device} 与 {peer} 端口 {remotePort} 的连接：{before} → {state}。{device} 在等对它的 SYN 的回答。',
  'tcp-state.SYN-RECEIVED':
    '{device} 与 {peer} 端口 {remotePort} 的连接：{before} → {state}。{peer} 的 SYN 已经收到，{device} 作出回答，等待 ACK。',
  'tcp-state.ESTABLISHED': '{device} 与 {peer} 端口 {remotePort} 的连接：{before} → {state}。双方都可以发送数据了。',
  'tcp-state.FIN-WAIT-1':
    '{device} 与 {peer} 端口 {remotePort} 的连接：{before} → {state}。{device} 已经关闭，它的 FIN 还有待确认。',
  'tcp-state.FIN-WAIT-2':
    '{device} 与 {peer} 端口 {remotePort} 的连接：{before} → {state}。{device} 的 FIN 已被确认，{peer} 仍然可以发送。',
  'tcp-state.CLOSE-WAIT':
    '{device} 与 {peer} 端口 {remotePort} 的连接：{before} → {state}。{peer} 不再发送，TCP 等着 {device} 上的程序也来关闭。',
  'tcp-state.CLOSING': '{device} 与 {peer} 端口 {remotePort} 的连接：{before} → {state}。双方同时关闭。',
  'tcp-state.LAST-ACK':
    '{device} 与 {peer} 端口 {remotePort} 的连接：{before} → {state}。现在 {device} 也关闭了，它的 FIN 还有待确认。',
  'tcp-state.TIME-WAIT':
    '{device} 与 {peer} 端口 {remotePort} 的连接：{before} → {state}。一切都完成了，{device} 再等一阵，以防最后的 ACK 丢失。',
  'tcp-state.CLOSED': '{device} 与 {peer} 端口 {remotePort} 的连接：{before} → {state}。连接结束了。',
  'tcp-written': '{device} 上的程序把 {octets|octets} 写入发送缓冲区（第 {write} 次发送，序号 {seq}）。',
  'tcp-read': '{device} 上的程序从接收缓冲区读出 {octets|octets}（序号 {seq}）。',
  'tcp-peeked': '{device} 上的程序看了接收缓冲区里的 {octets|octets}（序号 {seq}），没有取走。',
  'udp-written': '{device} 上的程序把 {octets|octets} 交给 UDP，作为一个数据报从端口 {localPort} 发出。',
  'udp-read': '{device} 上的程序读出 UDP 端口 {localPort} 收到的一个数据报：{octets|octets}。',
  'udp-peeked':
    '{device} 上的程序看了 UDP 端口 {localPort} 收到的一个数据报：{octets|octets}。它仍然留在接收缓冲区里。',
  'tcp-congestion-avoidance':
    '{device} 与 {peer} 的连接结束慢启动：拥塞窗口 {cwnd|octets}，达到了 ssthresh，即 {ssthresh|octets}。从现在起它慢慢增长（拥塞避免）。',
  'tcp-fast-recovery':
    '从 ACK 看，{device} 认为发给 {peer} 的一个报文段丢失了，于是减少发送：拥塞窗口 {cwnd|octets}，ssthresh 是 {ssthresh|octets}。',
  'tcp-recovered':
    '{device} 与 {peer} 的连接上，丢失的都已补上：拥塞窗口 {cwnd|octets}，ssthresh 是 {ssthresh|octets}。',
  'tcp-timeout':
    '{device} 等 {peer} 的 ACK 太久，重传定时器到时了。拥塞窗口 {cwnd|octets}，ssthresh 是 {ssthresh|octets}。',
  'tcp-idle-restart':
    '{device} 有一阵没有向 {peer} 发送，于是重新谨慎开始：拥塞窗口 {cwnd|octets}，ssthresh 是 {ssthresh|octets}。',
  'tcp-rto': '{device} 测量了到 {peer} 的往返时间：平均 {srtt}（SRTT）。得不到 ACK 时，它现在过 {rto} 重传（RTO）。',
  'tcp-path-mtu': '{device} 现在知道，发给 {peer} 的分组最多 {mtu|octets}：每个报文段里 {mss|octets}。',
  'tcp-path-doubtful':
    '{device} 向 {peer} 一再重传，都没有结果：到现在已有 {retransmissions} 次，超过 {limit} 次就放弃。',
  'tcp-soft-error':
    '{device} 收到一个 ICMP 差错，说的是与 {peer} 的连接（类型 {type}，代码 {code}）。问题也许会过去，所以连接继续。',
  'tcp-data-after-close':
    '{device} 收到 {peer} 的 {octets|octets}（序号 {seq}），可是程序已经关闭，没有人会读它们。所以连接被复位。',
  'tcp-urgent-ignored': '{device} 得知有紧急数据（序号 {seq}，紧急指针 {pointer}）。它与其他数据一样对待。',
};

const programs: Sentences = {
  'socket-call': '{device} 上的 {program}：{call}',
  'program-error-text': '{device} 上的 {program} 报错，同一行还没有结束：{line}',
  'program-text': '{device} 上的 {program} 输出，同一行还没有结束：{line}',
};

/** TCP 对一个报文段做的决定，以及为什么现在不发送。 */
const decided: Sentences = {
  'tcp-not-in-window': '这个报文段（序号 {seq}）在接收窗口之外，窗口是 {window|octets}：一点也不收下。',
  'tcp-old-timestamp': '这个报文段的时间戳 {tsval} 比先前到达的 {recent} 还旧：是一份旧的副本，不收下。',
  'tcp-reset-ignored': '这个复位的序号是 {seq}，不正好是下一个序号 {expected}：发送者也许在猜。不照它做。',
  'tcp-ack-ignored': '这个报文段确认序号 {ack}，这不可能：{una} 之前的早已确认，或者它从未发送过。不收下。',
  'tcp-duplicate-data': '没有新内容：这些八位组早已收到（{octets|octets}，序号 {seq}）。',
  'tcp-out-of-order': '这个报文段（序号 {seq}）来早了：还缺序号 {expected}。它在接收缓冲区里等着。',
  'tcp-beyond-window': '超出接收窗口的部分被切掉：{octets|octets}，从序号 {seq} 起。',
  'tcp-ack-delayed': '{octets|octets} 的 ACK 先等着，最迟到 {until}：也许有数据要发回去，可以顺便带上它。',
  'tcp-challenge-limited': '不发质询 ACK：刚才已经发了 {sent} 个，最多允许 {limit} 个。',
  'tcp-waits-nagle':
    'Nagle 算法让 {octets|octets} 等着：还有 {unacknowledged|octets} 没有得到确认，而这些又不够装满一个报文段。',
  'tcp-waits-window': '对方的接收窗口让 {octets|octets} 等着：它还能放 {window|octets}。',
  'tcp-waits-small-window':
    '对方的接收窗口让 {octets|octets} 等着：它只能放 {window|octets}，这样小的报文段不值得加上首部。',
  'tcp-waits-cwnd': '拥塞窗口 {cwnd|octets} 让 {octets|octets} 等着：已经在途的达到了它允许的数量。',
};

export const reasons: Sentences = { ...sent, ...dropped, ...changed, ...programs, ...decided };
