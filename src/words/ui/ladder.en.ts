// Texts of the ladder: who sends what to whom, in time.
import type { UiTexts } from '../uiText.ts';

export const ladder: UiTexts = {
  'ladder.title': 'Ladder: who sends what to whom',
  'ladder.keys': 'Arrow keys go from line to line, Enter goes to the instant of a line.',
  'ladder.view': 'What the ladder shows',
  'ladder.view.devices': 'All that is sent',
  'ladder.devices.some': 'Devices {count} of {of}',
  'ladder.devices.legend': 'Devices with a column of their own',
  'ladder.relative': 'Relative numbers',
  'ladder.relative.what':
    'Numbers counted from the SYNs, and windows in octets, as Wireshark shows them; otherwise as they are in the header.',
  'ladder.follow': 'Follow',
  'ladder.follow.what': 'While the run plays, the ladder stays with the playhead. Scrolling yourself turns it off.',
  'ladder.original': 'To the original',
  'ladder.again': 'To its retransmission',
  'ladder.fold': '⌁ {time}',
  'ladder.said': '{from} sends at {at}: {what}.',
  'ladder.said.between': ' ',
  'ladder.said.again': 'Sent before, at {at}.',
  'ladder.said.arrives': 'It arrives at {to} at {at}.',
  'ladder.said.alone': 'At {to} it arrives at {at} and is left alone: {why}.',
  'ladder.said.dropped': 'It arrives at {to} at {at} and is dropped there: {why}.',
  'ladder.said.lost': 'It does not arrive at {to}: {why}, at {at}.',
  'ladder.said.on-the-way': 'It is on its way to {to}.',
};
