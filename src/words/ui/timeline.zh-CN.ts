// Texts of the timeline in Chinese.
import type { UiTexts } from '../uiText.ts';

export const timeline: UiTexts = {
  'timeline.label': '时间',
  'timeline.play': '播放',
  'timeline.pause': '暂停',
  'timeline.forward': '下一个事件',
  'timeline.back': '上一个事件',
  'timeline.start': '回到开头',
  'timeline.end': '到末尾',
  'timeline.clock': '虚拟时间',
  'timeline.position': '时间位置',
  'timeline.seconds': '{at} 秒',
  'timeline.speed': '速度',
  'timeline.time': '按哪种时间播放',
  'timeline.time.story': '故事时间',
  'timeline.time.true': '真实时间',
  'timeline.time.help':
    '故事时间让每一次传送都看得清，并省去等待；真实时间与网络中一样。位置显示的始终是网络中的时间。',
  'timeline.stopped': '运行在 {count} 个事件之后停下（{at} 秒）：有帧在不停地兜圈子，或者有程序永不结束。',
  'timeline.goOn': '继续运行',
  'timeline.branched': '你在 {at} 秒处改变了过去。原来在它之后的一切不再存在，现在看到的是新的结果。',
  'timeline.understood': '知道了',
};
