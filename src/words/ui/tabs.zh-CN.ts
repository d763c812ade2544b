// 视图加载之前页面上已有的文字：标签页和按钮的标题，以及占位文字。
import type { UiTexts } from '../uiText.ts';

export const tabs: UiTexts = {
  'device.empty': '在网络图中选一台设备或一根网线，看看它有什么、知道什么。',
  'events.none': '还什么都没有发生。',
  'graphs.none': '还没有连接。程序一建立连接，它的窗口、往返时间和缓冲区就会画在这里。',
  'shell.pane.graphs': '图表',
  'shell.pane.compare': '比较',
  'inspector.empty': '还没有发出过帧。此刻的帧会显示在这里。',
  'shell.pane.ladder': '时序图',
  'ladder.none': '还没有发送任何东西。设备发送的内容会在这里画成从发送方到接收方的线。',
  'shell.pane.code': '代码',
  'shell.pane.programs': '两个程序',
  'shell.pane.layers': '分层',
  'layers.none': '还没有发出过帧。它穿过各层的过程会显示在这里。',
  'log.title': '操作记录',
  'log.none': '还没有做过任何操作。命令、设置和故障都会列在这里。',
  'reference.title': '参考手册',
  'shell.pane.sockets': '套接字',
  'sockets.none': '还没有连接。程序一建立连接，它的缓冲区就会出现在这里。',
  'states.none': '还没有连接。程序一建立连接，两端的状态就会出现在这里。',
  'shell.pane.states': 'TCP 状态',
  'share.title': '分享',
  'share.open': '打开自己的实验文件',
  'share.open.words': '或拖放到这里',
  'share.problem.too-large': '内容超出课堂能接受的大小，因此没有打开。',
  'share.problem.lab': '实验文件有错误：',
};
