// Texts of the network as a table.
import type { UiTexts } from '../uiText.ts';

export const topology: UiTexts = {
  'topology.caption': 'The network at the present moment: {devices} devices, {cables} cables.',
  'topology.device': 'Device',
  'topology.port': 'Port',
  'topology.neighbour': 'Connected to',
  'topology.link': 'Link',
  'topology.ip': 'IP address',
  'topology.noPorts': 'It has no ports.',
};
