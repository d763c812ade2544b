// Texts of what was done: the log of commands, and frames struck by hand.
import type { UiTexts } from '../uiText.ts';

export const log: UiTexts = {
  'log.words': 'Take something back, and the run happens again without it.',
  'log.go': 'To {at} s: {what}',
  'log.go.what': 'Go to this instant',
  'log.scripted': 'a line of the lab',
  'log.refused': 'was refused',
  'log.undo': 'Take back',
  'log.undo.which': 'Take back: {what}',
  'log.undone': 'Taken back: {what}. The run has happened again without it.',
  'log.cut.short': 'and all after',
  'log.cut.which': 'Take back what was done at {at} s, and all after',
  'log.cut': {
    one: 'One command from {at} s on was taken back.',
    other: '{count} commands from {at} s on were taken back.',
  },
  'log.copy.lab': 'Copy as lab lines',
  'log.copy.json': 'Copy as JSON',

  'strike.title': 'What shall happen to this frame?',
  'strike.drop': 'Lose it',
  'strike.delay': 'Delay by',
  'strike.by': 'Delay, with its unit',
  'strike.duplicate': 'Double it',
  'strike.corrupt': 'Damage it',
  'strike.name.drop': 'drop the {what} of {of}',
  'strike.name.delay': 'delay the {what} of {of}',
  'strike.name.duplicate': 'double the {what} of {of}',
  'strike.name.corrupt': 'damage the {what} of {of}',
  'strike.done': '“{name}” is in the log. The run has happened again from just before the frame left.',
  'strike.none': 'This frame was on no cable.',
};
