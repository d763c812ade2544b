// 时序图的文字：谁在什么时候把什么发给谁。
import type { UiTexts } from '../uiText.ts';

export const ladder: UiTexts = {
  'ladder.title': '时序图：谁把什么发给谁',
  'ladder.keys': '方向键在各条线之间移动，Enter 跳到这条线的时刻。',
  'ladder.view': '时序图显示什么',
  'ladder.view.devices': '所有发送的内容',
  'ladder.devices.some': '设备 {count} / {of}',
  'ladder.devices.legend': '单独占一列的设备',
  'ladder.relative': '相对序号',
  'ladder.relative.what': '序号从 SYN 开始数，窗口按八位组算，和 Wireshark 的显示一样；关闭时按首部里的原值显示。',
  'ladder.follow': '跟随',
  'ladder.follow.what': '播放时时序图跟着播放头走。自己滚动就会关闭跟随。',
  'ladder.original': '转到原报文段',
  'ladder.again': '转到它的重传',
  'ladder.fold': '⌁ {time}',
  'ladder.said': '{from} 在 {at} 发送：{what}。',
  'ladder.said.between': '',
  'ladder.said.again': '这是重传，第一次发送在 {at}。',
  'ladder.said.arrives': '{at} 到达 {to}。',
  'ladder.said.alone': '{at} 到达 {to}，但 {to} 不理会：{why}。',
  'ladder.said.dropped': '{at} 到达 {to}，在那里被丢弃：{why}。',
  'ladder.said.lost': '没有到达 {to}：{why}（{at}）。',
  'ladder.said.on-the-way': '正在去 {to} 的路上。',
};
