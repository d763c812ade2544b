// The glossary: the terms of the course in English and Chinese, each with a sentence in both. Lessons and page keep to these words.

export interface Term {
  /** Small letters and `-`: its address in the reference. */
  id: string;
  en: { term: string; means: string };
  'zh-CN': { term: string; means: string };
}

export const glossary: readonly Term[] = [
  {
    id: 'acknowledgment',
    en: {
      term: 'acknowledgment',
      means: 'A number that tells the sender which octet the receiver waits for next; everything before it has come.',
    },
    'zh-CN': { term: '确认', means: '告诉发送方接收方下一个等待的八位组的编号；在它之前的都已收到。' },
  },
  {
    id: 'address',
    en: {
      term: 'address',
      means: 'What a packet or frame carries so that devices know whom it is for and who sent it.',
    },
    'zh-CN': { term: '地址', means: '分组或帧所带的标识，让设备知道它发给谁、由谁发出。' },
  },
  {
    id: 'application-layer',
    en: {
      term: 'application layer',
      means: 'Where programs speak with each other; the network carries their octets without reading them.',
    },
    'zh-CN': { term: '应用层', means: '程序之间对话的一层；网络只搬运其中的八位组，并不阅读。' },
  },
  {
    id: 'arp-cache',
    en: {
      term: 'ARP cache',
      means: 'The table in which a host keeps for a while which MAC address belongs to which IP address on its LAN.',
    },
    'zh-CN': { term: 'ARP 缓存', means: '主机用来暂时记住局域网中哪个 IP 地址对应哪个 MAC 地址的表。' },
  },
  {
    id: 'authentication',
    en: { term: 'authentication', means: 'Finding out whether somebody is who they say they are.' },
    'zh-CN': { term: '身份验证', means: '查明对方是否真的是其所声称的身份。' },
  },
  {
    id: 'backlog',
    en: {
      term: 'backlog',
      means: 'Connections that the system has accepted already and that no program has called accept() for.',
    },
    'zh-CN': { term: '监听队列', means: '系统已经建立、但程序还没有用 accept() 取走的连接。' },
  },
  {
    id: 'bind',
    en: { term: 'bind', means: 'To give a socket its own address and port.' },
    'zh-CN': { term: '绑定', means: '给套接字指定自己的地址和端口。' },
  },
  {
    id: 'bitwise-and',
    en: { term: 'bitwise AND', means: 'Compares two numbers bit by bit; the result has a 1 only where both have one.' },
    'zh-CN': { term: '按位与', means: '逐位比较两个数；只有两者都是 1 的位，结果才是 1。' },
  },
  {
    id: 'blocking',
    en: { term: 'blocking', means: 'A call that does not return until what it waits for has happened.' },
    'zh-CN': { term: '阻塞', means: '调用在所等待的事情发生之前不返回。' },
  },
  {
    id: 'bridge',
    en: {
      term: 'bridge',
      means: 'Joins two networks at the link layer; in this classroom also what joins simulated hosts with real ones.',
    },
    'zh-CN': { term: '网桥', means: '在链路层把两个网络连起来；在本课堂中也指连接模拟主机与真实网络的服务。' },
  },
  {
    id: 'broadcast',
    en: { term: 'broadcast', means: 'One frame or packet for everybody on the LAN.' },
    'zh-CN': { term: '广播', means: '发给局域网中所有设备的一个帧或分组。' },
  },
  {
    id: 'buffer',
    en: { term: 'buffer', means: 'Memory in which octets wait: before they are sent, or after they have come.' },
    'zh-CN': { term: '缓冲区', means: '八位组等候的内存：发送之前，或者到达之后。' },
  },
  {
    id: 'byte-order',
    en: {
      term: 'byte order',
      means: 'Which octet of a number comes first; on the network it is the one that counts most.',
    },
    'zh-CN': { term: '字节序', means: '一个数的哪个八位组在前；在网络上，高位在前。' },
  },
  {
    id: 'byte-stream',
    en: { term: 'byte stream', means: 'Octets in order, without any mark where one send ended and the next began.' },
    'zh-CN': {
      term: '字节流',
      means: '按顺序排列的八位组，其中没有任何标记说明一次发送在哪里结束、下一次在哪里开始。',
    },
  },
  {
    id: 'challenge',
    en: { term: 'challenge', means: 'A number that is asked once, so that an answer heard earlier is of no use.' },
    'zh-CN': { term: '质询', means: '只用一次的随机数，使以前听到的回答无法再用。' },
  },
  {
    id: 'checksum',
    en: {
      term: 'checksum',
      means: 'A number worked out from octets; if it does not fit at the receiver, they were changed on the way.',
    },
    'zh-CN': { term: '校验和', means: '由八位组算出的一个数；如果在接收方对不上，说明途中发生了改变。' },
  },
  {
    id: 'client',
    en: { term: 'client', means: 'The program that begins: it asks, and a server answers.' },
    'zh-CN': { term: '客户端', means: '先开口的程序：它提出请求，服务器作答。' },
  },
  {
    id: 'congestion-control',
    en: {
      term: 'congestion control',
      means: 'How a sender finds out how much the network can carry, and slows down when it is too much.',
    },
    'zh-CN': { term: '拥塞控制', means: '发送方探知网络能承载多少，并在过多时放慢的办法。' },
  },
  {
    id: 'connection',
    en: {
      term: 'connection',
      means: 'What two TCPs remember of each other; it is named by both addresses and both ports.',
    },
    'zh-CN': { term: '连接', means: '两端 TCP 关于彼此的记忆；由双方的地址和端口共同确定。' },
  },
  {
    id: 'datagram',
    en: { term: 'datagram', means: 'A message of UDP: it comes whole, or not at all.' },
    'zh-CN': { term: '数据报', means: 'UDP 的一个消息：要么完整到达，要么不到达。' },
  },
  {
    id: 'default-gateway',
    en: { term: 'default gateway', means: 'The router to which a host hands everything that is not for its own LAN.' },
    'zh-CN': { term: '默认网关', means: '主机把不属于本局域网的一切都交给它的那台路由器。' },
  },
  {
    id: 'delimiter',
    en: { term: 'delimiter', means: 'Octets that mark the end of a message, and so may not stand in it unmarked.' },
    'zh-CN': { term: '分隔符', means: '标志消息结束的八位组，因此不能原样出现在消息之中。' },
  },
  {
    id: 'digest',
    en: {
      term: 'digest',
      means: 'The result of a hash: short, of fixed length, and different when a single bit differs.',
    },
    'zh-CN': { term: '摘要', means: '散列的结果：很短，长度固定，只要差一位就不同。' },
  },
  {
    id: 'encapsulation',
    en: { term: 'encapsulation', means: 'Each layer puts its own header before what it gets from the layer above.' },
    'zh-CN': { term: '封装', means: '每一层都在上层交来的内容之前加上自己的首部。' },
  },
  {
    id: 'encryption',
    en: { term: 'encryption', means: 'Changing octets so that only those who have the key can read them.' },
    'zh-CN': { term: '加密', means: '改变八位组，使只有持有密钥者才能读懂。' },
  },
  {
    id: 'ephemeral-port',
    en: { term: 'ephemeral port', means: 'A port that the system lends a client for one connection.' },
    'zh-CN': { term: '临时端口', means: '系统为一次连接借给客户端使用的端口。' },
  },
  {
    id: 'file-descriptor',
    en: { term: 'file descriptor', means: 'The small number by which a program calls an open file, pipe or socket.' },
    'zh-CN': { term: '文件描述符', means: '程序用来称呼已打开的文件、管道或套接字的小整数。' },
  },
  {
    id: 'flooding',
    en: {
      term: 'flooding',
      means:
        'A switch sends a frame out of every port but the one it came by, because it does not know where the address is.',
    },
    'zh-CN': { term: '泛洪', means: '交换机不知道地址在哪里时，把帧从来路以外的所有端口发出。' },
  },
  {
    id: 'flow-control',
    en: {
      term: 'flow control',
      means: 'The receiver says how much it can take, and the sender sends no more than that.',
    },
    'zh-CN': { term: '流量控制', means: '接收方说明还能收多少，发送方就不超过这个数。' },
  },
  {
    id: 'forwarding',
    en: { term: 'forwarding', means: 'Passing on a packet that is for somebody else.' },
    'zh-CN': { term: '转发', means: '把发给别人的分组继续传下去。' },
  },
  {
    id: 'fragment',
    en: { term: 'fragment', means: 'A piece of an IP packet that was too large for a link.' },
    'zh-CN': { term: '分片', means: '对链路来说太大的 IP 分组被切开后的一块。' },
  },
  {
    id: 'frame',
    en: { term: 'frame', means: 'What travels on one link: header, packet, check sequence.' },
    'zh-CN': { term: '帧', means: '在一段链路上传送的单位：首部、分组、校验序列。' },
  },
  {
    id: 'framing',
    en: { term: 'framing', means: 'How a program finds the ends of messages in a byte stream.' },
    'zh-CN': { term: '消息定界', means: '程序在字节流中找出消息边界的办法。' },
  },
  {
    id: 'full-duplex',
    en: { term: 'full duplex', means: 'Both sides may send at the same time.' },
    'zh-CN': { term: '全双工', means: '双方可以同时发送。' },
  },
  {
    id: 'half-close',
    en: { term: 'half-close', means: 'One side has said that it sends no more; the other may still send.' },
    'zh-CN': { term: '半关闭', means: '一方已声明不再发送，另一方仍可以继续发送。' },
  },
  {
    id: 'handshake',
    en: {
      term: 'handshake',
      means: 'The segments by which both ends open a connection and learn where the other begins to count.',
    },
    'zh-CN': { term: '握手', means: '双方用来打开连接、得知对方从哪个数开始编号的几个报文段。' },
  },
  {
    id: 'hash',
    en: {
      term: 'hash',
      means: 'A calculation that makes a short number out of any octets, and that nobody can turn round.',
    },
    'zh-CN': { term: '散列', means: '由任意八位组算出一个短数的运算，而且无法倒推。' },
  },
  {
    id: 'header',
    en: { term: 'header', means: 'What a layer writes before its data: addresses, lengths, numbers.' },
    'zh-CN': { term: '首部', means: '一层写在数据之前的内容：地址、长度、编号。' },
  },
  {
    id: 'host',
    en: { term: 'host', means: 'A device on which programs run that send and receive.' },
    'zh-CN': { term: '主机', means: '运行着收发数据的程序的设备。' },
  },
  {
    id: 'interface',
    en: { term: 'interface', means: 'Where a host meets a network: a card with its addresses.' },
    'zh-CN': { term: '网络接口', means: '主机接入网络的地方：带有地址的网卡。' },
  },
  {
    id: 'length-prefix',
    en: { term: 'length prefix', means: 'A number before a message that says how many octets it has.' },
    'zh-CN': { term: '长度前缀', means: '写在消息之前、说明它有多少八位组的数。' },
  },
  {
    id: 'link-layer',
    en: { term: 'link layer', means: 'Carries frames between devices on the same LAN.' },
    'zh-CN': { term: '链路层', means: '在同一局域网的设备之间传送帧。' },
  },
  {
    id: 'listen',
    en: { term: 'listen', means: 'To wait at a port for connections of others.' },
    'zh-CN': { term: '监听', means: '在一个端口等待别人来建立连接。' },
  },
  {
    id: 'loopback',
    en: { term: 'loopback', means: 'An interface that leads back to the same host; nothing reaches a cable.' },
    'zh-CN': { term: '环回', means: '通回本机的接口；不会有任何东西到达网线。' },
  },
  {
    id: 'loss',
    en: { term: 'loss', means: 'A packet does not arrive, and nobody is told.' },
    'zh-CN': { term: '丢包', means: '分组没有到达，而且没有谁得到通知。' },
  },
  {
    id: 'mac-table',
    en: { term: 'MAC table', means: 'Where a switch keeps behind which of its ports it has seen which address.' },
    'zh-CN': { term: 'MAC 地址表', means: '交换机记录在哪个端口见过哪个地址的表。' },
  },
  {
    id: 'mask',
    en: { term: 'mask', means: 'Says which bits of an address name the network and which the host.' },
    'zh-CN': { term: '掩码', means: '说明地址中哪些位表示网络、哪些位表示主机。' },
  },
  {
    id: 'message',
    en: { term: 'message', means: 'What a program means to say as one whole, however the network cuts it.' },
    'zh-CN': { term: '消息', means: '程序想作为一个整体说出的内容，不管网络如何切分。' },
  },
  {
    id: 'message-boundary',
    en: { term: 'message boundary', means: 'Where one message ends and the next begins. UDP keeps it, TCP does not.' },
    'zh-CN': { term: '消息边界', means: '一个消息结束、下一个开始的地方。UDP 保留它，TCP 不保留。' },
  },
  {
    id: 'multicast',
    en: { term: 'multicast', means: 'One packet for all members of a group.' },
    'zh-CN': { term: '组播', means: '发给一个组的所有成员的分组。' },
  },
  {
    id: 'nagle',
    en: {
      term: "Nagle's algorithm",
      means: 'Holds small pieces back as long as earlier data is not acknowledged, so that fewer tiny segments travel.',
    },
    'zh-CN': { term: 'Nagle 算法', means: '在先前的数据得到确认之前先不发小块数据，以减少很小的报文段。' },
  },
  {
    id: 'network-layer',
    en: { term: 'network layer', means: 'Carries packets from host to host, across many networks.' },
    'zh-CN': { term: '网络层', means: '把分组从一台主机送到另一台主机，可以跨越许多网络。' },
  },
  {
    id: 'next-hop',
    en: { term: 'next hop', means: 'The device on the own LAN to which a packet is handed next.' },
    'zh-CN': { term: '下一跳', means: '分组接下来要交给的、位于本局域网的设备。' },
  },
  {
    id: 'octet',
    en: { term: 'octet', means: 'Eight bits. Most people say byte.' },
    'zh-CN': { term: '八位组（字节）', means: '八个二进制位，通常叫做字节。' },
  },
  {
    id: 'packet',
    en: {
      term: 'packet',
      means: 'What travels at the network layer, from host to host. Loosely: any unit that travels.',
    },
    'zh-CN': { term: '分组', means: '在网络层从主机到主机传送的单位。口语中也泛指任何传送单位（数据包）。' },
  },
  {
    id: 'payload',
    en: { term: 'payload', means: 'What a packet carries for the layer above, without the header.' },
    'zh-CN': { term: '有效载荷', means: '分组为上一层携带的内容，不含首部。' },
  },
  {
    id: 'physical-layer',
    en: { term: 'physical layer', means: 'Turns bits into signals on a cable or in the air.' },
    'zh-CN': { term: '物理层', means: '把位变成电缆上或空中的信号。' },
  },
  {
    id: 'port',
    en: {
      term: 'port',
      means: 'A number that says which program of a host is meant. Of a switch: where a cable is plugged in.',
    },
    'zh-CN': { term: '端口', means: '说明要找主机上哪个程序的编号。对交换机来说：插网线的地方。' },
  },
  {
    id: 'prefix',
    en: { term: 'prefix', means: 'How many bits from the left name the network: the 24 in 192.168.12.0/24.' },
    'zh-CN': { term: '前缀', means: '从左起表示网络的位数：192.168.12.0/24 中的 24。' },
  },
  {
    id: 'presentation-layer',
    en: {
      term: 'presentation layer',
      means: 'In the OSI model: how data is written down. On the Internet programs do that themselves.',
    },
    'zh-CN': { term: '表示层', means: '在 OSI 模型中负责数据的表示方式；在互联网上由程序自己完成。' },
  },
  {
    id: 'private-address',
    en: {
      term: 'private address',
      means: 'An address for use inside, which routers of the Internet do not carry: 10/8, 172.16/12, 192.168/16.',
    },
    'zh-CN': { term: '私有地址', means: '只在内部使用、互联网路由器不转发的地址：10/8、172.16/12、192.168/16。' },
  },
  {
    id: 'public-address',
    en: { term: 'public address', means: 'An address that is the only one of its kind on the Internet.' },
    'zh-CN': { term: '公网地址', means: '在互联网上独一无二的地址。' },
  },
  {
    id: 'receive-buffer',
    en: { term: 'receive buffer', means: 'Where octets wait that have come and that the program has not read.' },
    'zh-CN': { term: '接收缓冲区', means: '已经到达、程序还没有读取的八位组等候的地方。' },
  },
  {
    id: 'receive-window',
    en: { term: 'receive window', means: 'How much room the receiver says it has left.' },
    'zh-CN': { term: '接收窗口', means: '接收方声明还剩下的空间。' },
  },
  {
    id: 'reliable',
    en: { term: 'reliable', means: 'Everything arrives, in order, once; or the program is told that it did not.' },
    'zh-CN': { term: '可靠', means: '一切都按顺序到达且只到达一次；否则程序会得知没有做到。' },
  },
  {
    id: 'replay',
    en: { term: 'replay', means: 'Sending again what was overheard, to pass for somebody else.' },
    'zh-CN': { term: '重放', means: '把偷听到的内容再发一遍，冒充别人。' },
  },
  {
    id: 'reset',
    en: { term: 'reset', means: 'A segment that breaks a connection off at once.' },
    'zh-CN': { term: '复位', means: '立即中断连接的报文段。' },
  },
  {
    id: 'retransmission',
    en: { term: 'retransmission', means: 'Sending a segment again because no acknowledgment came.' },
    'zh-CN': { term: '重传', means: '因为没有收到确认而再次发送报文段。' },
  },
  {
    id: 'router',
    en: { term: 'router', means: 'Joins networks, and forwards packets by their IP address.' },
    'zh-CN': { term: '路由器', means: '连接多个网络，按 IP 地址转发分组的设备。' },
  },
  {
    id: 'routing-table',
    en: { term: 'routing table', means: 'Says for each network by which interface and next hop it is reached.' },
    'zh-CN': { term: '路由表', means: '说明到达每个网络要经过哪个接口和下一跳的表。' },
  },
  {
    id: 'salt',
    en: {
      term: 'salt',
      means: 'Random octets that are hashed together with a password, so that equal passwords look different.',
    },
    'zh-CN': { term: '盐', means: '与口令一起散列的随机八位组，使相同的口令看起来不同。' },
  },
  {
    id: 'segment',
    en: { term: 'segment', means: 'What TCP sends: a header, and perhaps a piece of the byte stream.' },
    'zh-CN': { term: '报文段', means: 'TCP 发送的单位：一个首部，可能还有字节流的一段。' },
  },
  {
    id: 'send-buffer',
    en: {
      term: 'send buffer',
      means: 'Where octets wait that the program has sent and that have not been acknowledged.',
    },
    'zh-CN': { term: '发送缓冲区', means: '程序已经交出、还没有得到确认的八位组等候的地方。' },
  },
  {
    id: 'sequence-number',
    en: {
      term: 'sequence number',
      means: 'The number of the first octet in a segment; each octet of a stream has one.',
    },
    'zh-CN': { term: '序号', means: '报文段中第一个八位组的编号；字节流的每个八位组都有编号。' },
  },
  {
    id: 'server',
    en: { term: 'server', means: 'The program that waits to be asked.' },
    'zh-CN': { term: '服务器', means: '等待别人来请求的程序。' },
  },
  {
    id: 'session-layer',
    en: {
      term: 'session layer',
      means: 'In the OSI model: who speaks when. On the Internet programs do that themselves.',
    },
    'zh-CN': { term: '会话层', means: '在 OSI 模型中负责何时由谁发言；在互联网上由程序自己完成。' },
  },
  {
    id: 'socket',
    en: { term: 'socket', means: 'What a program holds in its hand of a connection or a port.' },
    'zh-CN': { term: '套接字', means: '程序手中代表一个连接或端口的东西。' },
  },
  {
    id: 'sticky-packets',
    en: {
      term: '“sticky packets”',
      means:
        'A wrong name for something right: a byte stream has no boundaries between sends, so reads need not fit them.',
    },
    'zh-CN': { term: '“粘包”', means: '对正常现象的错误叫法：字节流在各次发送之间没有边界，所以读取不必与发送对应。' },
  },
  {
    id: 'subnet',
    en: { term: 'subnet', means: 'A part of a network whose addresses share a prefix.' },
    'zh-CN': { term: '子网', means: '地址具有相同前缀的那一部分网络。' },
  },
  {
    id: 'subnet-mask',
    en: { term: 'subnet mask', means: 'A mask written like an address: 255.255.255.0 for the prefix /24.' },
    'zh-CN': { term: '子网掩码', means: '写成地址形式的掩码：前缀 /24 即 255.255.255.0。' },
  },
  {
    id: 'switch',
    en: { term: 'switch', means: 'Joins devices into a LAN, and learns behind which port each address is.' },
    'zh-CN': { term: '交换机', means: '把设备连成局域网，并学习每个地址在哪个端口之后。' },
  },
  {
    id: 'thread',
    en: { term: 'thread', means: 'One of several runs through the same program at once.' },
    'zh-CN': { term: '线程', means: '同一个程序中同时进行的若干执行过程之一。' },
  },
  {
    id: 'timeout',
    en: { term: 'timeout', means: 'So much time has gone by without an answer that one does something else.' },
    'zh-CN': { term: '超时', means: '等了这么久没有回答，于是改做别的事。' },
  },
  {
    id: 'topology',
    en: { term: 'topology', means: 'Who is joined to whom, and by what.' },
    'zh-CN': { term: '拓扑', means: '谁与谁相连，用什么相连。' },
  },
  {
    id: 'transport-layer',
    en: { term: 'transport layer', means: 'Carries data from program to program: TCP or UDP.' },
    'zh-CN': { term: '传输层', means: '在程序与程序之间传送数据：TCP 或 UDP。' },
  },
  {
    id: 'ttl',
    en: { term: 'TTL', means: 'How many more routers a packet may pass; at 0 it is dropped.' },
    'zh-CN': { term: '生存时间（TTL）', means: '分组还可以经过多少台路由器；到 0 就被丢弃。' },
  },
  {
    id: 'unicast',
    en: { term: 'unicast', means: 'For one receiver alone.' },
    'zh-CN': { term: '单播', means: '只发给一个接收者。' },
  },
  {
    id: 'wildcard-mask',
    en: { term: 'wildcard mask', means: 'A mask turned round: a 1 says that this bit may be anything.' },
    'zh-CN': { term: '反掩码', means: '取反的掩码：1 表示这一位可以是任意值。' },
  },
  {
    id: 'zero-window',
    en: { term: 'zero window', means: 'The receiver has no room left; the sender waits and asks from time to time.' },
    'zh-CN': { term: '零窗口', means: '接收方没有空间了；发送方等待，并不时询问。' },
  },
];
