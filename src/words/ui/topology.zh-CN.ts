// Texts of the network as a table, in Chinese.
import type { UiTexts } from '../uiText.ts';

export const topology: UiTexts = {
  'topology.caption': '此刻的网络：{devices} 台设备，{cables} 根网线。',
  'topology.device': '设备',
  'topology.port': '端口',
  'topology.neighbour': '连接到',
  'topology.link': '链路',
  'topology.ip': 'IP 地址',
  'topology.noPorts': '它没有端口。',
};
