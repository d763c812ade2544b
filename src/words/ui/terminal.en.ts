// Texts of the terminals.
import type { UiTexts } from '../uiText.ts';

export const terminal: UiTexts = {
  'terminal.none': 'This network has no host with a terminal.',
  'terminal.hosts': 'Hosts',
  'terminal.command': 'Command for {host}',
  'terminal.target': 'Where a typed line goes',
  'terminal.input': 'A line for {program} on {host}',
  'terminal.end': 'End of input (Ctrl+D)',
  'terminal.output': 'What {host} has said',
  'terminal.empty': 'Nothing has been typed here yet. Try {example}.',
  'terminal.past': 'The playhead is in the past: a command typed now begins a new course of events from here.',
  'terminal.interrupt': 'Interrupt (Ctrl+C)',
  'terminal.hint': 'help lists the commands; man ping tells of one',
  'terminal.leaving': 'Tab completes what is typed. Escape, then Tab, leaves the terminal.',
  'terminal.complete': 'Complete the word (Tab)',
  'terminal.older': 'The line typed before (↑)',
  'terminal.newer': 'The line typed after it (↓)',
  'terminal.long': 'What was pasted is too long: at most 200 lines of 2,000 characters. Nothing was taken.',
  'terminal.waiting': {
    one: 'One pasted line waits until what runs has ended. Ctrl+C forgets it.',
    other: '{count} pasted lines wait until what runs has ended. Ctrl+C forgets them.',
  },
};
