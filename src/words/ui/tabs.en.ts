// What stands on the page of views before they are loaded: titles of tabs and buttons, and what is in their place.
import type { UiTexts } from '../uiText.ts';

export const tabs: UiTexts = {
  'device.empty': 'Select a device or a cable on the network to see what it has and knows.',
  'events.none': 'Nothing has happened yet.',
  'graphs.none': 'No connection yet. When a program connects, its windows, round trips and buffers are drawn here.',
  'shell.pane.graphs': 'Graphs',
  'shell.pane.compare': 'Compare',
  'inspector.empty': 'No frame has been sent yet. The frame of now will stand here.',
  'shell.pane.ladder': 'Ladder',
  'ladder.none': 'Nothing has been sent yet. What devices send appears here as lines from the sender to the receiver.',
  'shell.pane.code': 'Code',
  'shell.pane.programs': 'Two programs',
  'shell.pane.layers': 'Layers',
  'layers.none': 'No frame has been sent yet. Its way through the layers will stand here.',
  'log.title': 'What was done',
  'log.none': 'Nothing has been done yet. Commands, settings and faults will be listed here.',
  'reference.title': 'Reference',
  'shell.pane.sockets': 'Sockets',
  'sockets.none': 'No connection yet. When a program connects, its buffers appear here.',
  'states.none': 'No connection yet. When a program connects, the states of both ends appear here.',
  'shell.pane.states': 'TCP states',
  'share.title': 'Share',
  'share.open': 'Open a lab file of your own',
  'share.open.words': 'or drop it here',
  'share.problem.too-large': 'There is more in it than the classroom takes, so it was not opened.',
  'share.problem.lab': 'The lab has mistakes:',
};
