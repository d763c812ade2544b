// “解释这个结果”的文字：什么出人意料，为什么会这样，可以试试什么。结果的标题用它的代码作键，各种情形跟在后面。
import type { UiTexts } from '../uiText.ts';

const page: UiTexts = {
  'explain.list': '这次运行里出人意料的结果',
  'explain.shown': '{count} 个结果中的 {shown} 个',
  'explain.more': '另有 {count} 个类似的',
  'explain.offer': '解释这个结果：{title}',
  'explain.mark': '可以解释：{title}',
  'explain.events': '发生了什么',
  'explain.row': '这个结果',
  'explain.try': '试一试',
  'explain.lesson': '课程：{title}',
  'explain.later': '还没有发生',
};

const streams: UiTexts = {
  'explain.sends-joined': '一次 recv 收到几次 send',
  'explain.sends-joined.buffer':
    '{peer} 调用了 {count} 次 send（第 {first} 到第 {last} 次），{device} 的一次 recv 全部取走：{octets} 个八位组。它们分在 {segments} 个报文段里到达，在接收缓冲区里紧挨着等待。字节流只保留八位组和它们的顺序，不保留各次 send 之间的边界：有多少，recv 就取多少。',
  'explain.sends-joined.wire':
    '{peer} 调用了 {count} 次 send（第 {first} 到第 {last} 次），{device} 的一次 recv 全部取走：{octets} 个八位组。其中一些在线路上就已经同在一个报文段里：前面的八位组还没有得到确认，{peer} 就让小块数据先等着（Nagle 算法）。无论在线路上还是在缓冲区里，字节流都不保留各次 send 之间的边界。',
  'explain.sends-joined.try':
    '先在两次 send 之间停一停再运行，再在 recv 之前停一停：停顿造不出边界。然后自己标出每条消息：前面加长度，或者后面加分隔符。',
  'explain.send-split': '一次 send 分几次 recv 收到',
  'explain.send-split.asked':
    '{peer} 的第 {write} 次 send 写了 {of} 个八位组。这次 recv 最多只要 {size} 个，所以剩下的 {left} 个留在接收缓冲区里，等下一次 recv。什么也没有丢：recv 里的数是一次调用的上限，不是消息的长度。',
  'explain.send-split.arrived':
    '{peer} 的第 {write} 次 send 写了 {of} 个八位组。调用 recv 时到了其中 {octets} 个，recv 不再等：还有 {left} 个在路上。一次 send 可能要许多报文段，有多少，recv 就取多少。',
  'explain.send-split.try':
    '在循环里调用 recv，直到消息完整：收够它的长度，或者收到它的分隔符。再让 recv 每次要得越来越少，看看循环是否照样正确。',
  'explain.half-character': '半个字符',
  'explain.half-character.stream':
    'recv 取走的内容在一个字符中间结束：它的 UTF-8 编码有 {of} 个八位组，只取到 {have} 个，其余的在下一次 recv 里。recv 的边界落在八位组之间，不管字符。',
  'explain.half-character.datagram':
    'recvfrom 取走的内容在一个字符中间结束：{of} 个八位组里只有 {have} 个。数据报的其余部分已经丢掉，这段文字再也无法完整解码。',
  'explain.half-character.error':
    '程序把八位组当作文字解码，而有一个字符不完整：上一次 recv 只取到它的一部分。解码要的是完整的字符，recv 却不知道什么是字符。',
  'explain.half-character.try': '先把八位组收齐，消息完整了再一次解码。再试试只发 ASCII：为什么这个错误藏起来了？',
  'explain.send-blocked': 'send 在等',
  'explain.send-blocked.full':
    '{peer} 有 {unread} 个八位组没有读，所以它的接收缓冲区满了，窗口是 0。{device} 什么也不能发，{waiting} 个八位组在它的发送缓冲区里等着，剩下的空间放不下 send 还要写的。于是程序停在 send 里。',
  'explain.send-blocked.try': '让 {peer} 调用 recv：窗口打开，缓冲区动起来，send 就会返回。',
};

const ends: UiTexts = {
  'explain.empty-read': "recv 得到 b''",
  'explain.empty-read.closed':
    "{peer} 调用了 close，它的 FIN 到了 {device}：不会再有八位组。recv 先交出之前到达的一切，现在给出 b''，以后每次都是。这是字节流的结尾，不是一条空消息。",
  'explain.empty-read.shutdown':
    "{peer} 调用了 shutdown，它的 FIN 到了 {device}：不会再有八位组。从此 recv 给出 b''。{device} 还可以发送：只结束了一个方向。",
  'explain.empty-read.ended':
    "{peer} 上的程序（{program}）结束了，它的主机关闭了它的套接字：一个 FIN 到了 {device}。recv 先交出之前到达的一切，现在给出 b''，以后每次都是。",
  'explain.empty-read.fin':
    "{peer} 的 FIN 到了：不会再有八位组。recv 先交出之前到达的一切，现在给出 b''，以后每次都是。",
  'explain.empty-read.reset': "{peer} 复位了连接。这个错误只报告一次；此后 recv 给出 b''，因为再也不会有什么到达。",
  'explain.empty-read.own': "是这个程序自己说不再接收，所以 recv 立刻给出 b''。{peer} 并没有发来结束字节流的东西。",
  'explain.empty-read.try': "每次 recv 之后都检查是不是 b''，是就离开循环，然后也关闭自己这一边。",
  'explain.spins': '什么也读不到的循环',
  'explain.spins.empty':
    "{device} 上连续 {count} 次读取都得到 b''：对方已经关闭，所以 recv 立刻返回，循环又去调用它。再没有一次读取会等待，程序一直在转，却什么也得不到。",
  'explain.spins.try': "recv 得到 b'' 时就离开循环。然后再运行一次，关闭另一边。",
  'explain.refused': '连接被拒绝',
  'explain.refused.nobody':
    '{device} 向 {address} 的 {port} 端口发了 SYN。主机在，可是没有程序在这个端口上监听，所以它立刻用 RST 回答。connect 不会等服务器启动。',
  'explain.refused.reset':
    '{device} 向 {address} 的 {port} 端口发了 SYN，得到的回答是 RST：那里没有人接受连接。connect 不会等服务器启动。',
  'explain.refused.datagram':
    '{peer} 的 {port} 端口没有人用，一个 ICMP“端口不可达”报文回来了。这个套接字有固定的对方（connect），所以程序在下一次调用时得知。',
  'explain.refused.try': '把端口与服务器 bind 的端口对一对。然后先启动服务器，等它开始监听，再连接。',
  'explain.reset': '连接被复位',
  'explain.reset.unread':
    '{peer} 关闭了套接字，而到达的数据里还有 {octets} 个八位组没有读。它们再也不会有人读，{peer} 就这样告知：发 RST，不发 FIN。{device} 的下一次调用以 ECONNRESET 失败，只此一次。',
  'explain.reset.gone':
    '{peer} 已经关闭了套接字，之后又有数据给它。没有人能读，所以它用 RST 回答，{device} 的下一次调用以 ECONNRESET 失败，只此一次。',
  'explain.reset.abort':
    '{peer} 用 RST 而不是 FIN 结束了连接：还没有发出的也丢掉了。{device} 的下一次调用以 ECONNRESET 失败，只此一次。',
  'explain.reset.datagram':
    '数据报发往的端口没有人用，ICMP 告诉了 {device}。这台主机设成把它告诉每个程序，像 Windows 那样：下一次调用以 ECONNRESET 失败。',
  'explain.reset.unknown': '一个带 RST 的报文段到了 {device}，连接就此结束。下一次调用以 ECONNRESET 失败，只此一次。',
  'explain.reset.try': "让对方先读到 b'' 再关闭，看看 RST 怎样变成 FIN。",
  'explain.broken-pipe': '管道破裂（Broken pipe）',
  'explain.broken-pipe.reset':
    '{peer} 已经关闭。之后的第一次 send 仍然发了出去，因为 {device} 无从知道还有没有人读；回答是 RST。现在连接已经结束，这次 send 以 EPIPE 失败。',
  'explain.broken-pipe.own':
    '这个程序自己结束了发送（shutdown），又调用 send。连接可能好好的：EPIPE 说的是这一端不能再发送。',
  'explain.broken-pipe.never': '这个套接字从来没有连接过，没有可以发给谁：send 以 EPIPE 失败。',
  'explain.broken-pipe.try': "对方关闭之后先发一次，找到那个 RST，再发一次。先读到 b'' 的程序能及时知道。",
  'explain.both-wait': '双方都在等',
  'explain.both-wait.reading':
    '{device} 上的程序停在 recv 里，{peer} 上的程序也停在 recv 里。线路上什么也没有，缓冲区是空的，没有定时器在走：谁也不会再继续。',
  'explain.both-wait.empty':
    '{device} 上的程序停在 recv 里，{peer} 上的程序也停在 recv 里。其中一个调用 send 时一个八位组也没有给：这样什么也不会发送，也没有人能收到“没有”。于是双方一直等下去。',
  'explain.both-wait.try': '规定好谁先说、怎样算说完。再给每一行加上分隔符，这样空行也有一个八位组。',
};

const ports: UiTexts = {
  'explain.datagram-cut': '数据报被截断',
  'explain.datagram-cut.cut':
    '数据报有 {octets} 个八位组，recvfrom 只要 {size} 个。一个数据报只交付一次：放不下的 {lost} 个八位组被丢掉，下一次调用得到的是下一个数据报。',
  'explain.datagram-cut.try': '按协议里最长的消息来要。再用 TCP 做同样的事：在那里，剩下的留给下一次 recv。',
  'explain.unreachable': '程序听不到的回答',
  'explain.unreachable.untold':
    '{peer} 的 {port} 端口没有人用，所以一个 ICMP“端口不可达”报文回到了 {device}。没有固定对方的套接字不会得知（Linux）：sendto 成功了，recvfrom 会一直等下去。',
  'explain.unreachable.try':
    '先对数据报套接字调用 connect，再发一次：这时下一次调用以 ECONNREFUSED 失败。还要给每个 recvfrom 设超时。',
  'explain.address-in-use': '地址已被占用',
  'explain.address-in-use.listener':
    '{device} 的 {port} 端口上已经有程序在监听：{program}。两个程序不能都接受同一个端口的连接，设不设 SO_REUSEADDR 都一样。',
  'explain.address-in-use.bound': '{device} 上另一个套接字已经绑定到 {port} 端口：{program}。',
  'explain.address-in-use.left':
    '{device} 上已经没有程序用 {port} 端口，可是它的一个连接还留在 {state} 状态。先关闭的一方要在那里等一阵，免得迟到的报文段被当成新连接的。',
  'explain.address-in-use.datagram':
    '{device} 上另一个数据报套接字已经绑定到 {port} 端口：{program}。发往它的数据报只能交给一个套接字。',
  'explain.address-in-use.unknown': '{device} 上已经有什么占着 {port} 端口。',
  'explain.address-in-use.try': '在 bind 之前设置 SO_REUSEADDR：它能对付连接留下的状态，对付不了正在监听的程序。',
};

export const explain: UiTexts = { ...page, ...streams, ...ends, ...ports };
