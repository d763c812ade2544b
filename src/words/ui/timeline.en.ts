// Texts of the timeline.
import type { UiTexts } from '../uiText.ts';

export const timeline: UiTexts = {
  'timeline.label': 'Time',
  'timeline.play': 'Play',
  'timeline.pause': 'Pause',
  'timeline.forward': 'Next event',
  'timeline.back': 'Previous event',
  'timeline.start': 'To the beginning',
  'timeline.end': 'To the end',
  'timeline.clock': 'Virtual time',
  'timeline.position': 'Position in time',
  'timeline.seconds': '{at} seconds',
  'timeline.speed': 'Speed',
  'timeline.time': 'Which time is played',
  'timeline.time.story': 'Story time',
  'timeline.time.true': 'True time',
  'timeline.time.help':
    'Story time gives every flight time to be seen and leaves waiting out. True time passes as in the network. Positions are always those of the network.',
  'timeline.stopped': {
    one: 'The run was stopped after one event, at {at} s.',
    other: 'The run was stopped after {count} events, at {at} s: frames go round and round, or a program never ends.',
  },
  'timeline.goOn': 'Run on',
  'timeline.branched':
    'You have changed the past at {at} s. What came after it before is no more; this is what happens now.',
  'timeline.understood': 'All right',
};
