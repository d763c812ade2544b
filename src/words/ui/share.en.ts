// Texts of sharing: links, files, pictures, and labs of one's own.
import type { UiTexts } from '../uiText.ts';

export const share: UiTexts = {
  'share.making': 'Making the link …',
  'share.link': 'Link to this moment',
  'share.link.words': {
    one: 'Opens here at {at} s with the one command that was given. Everything is in the link; nothing is stored anywhere.',
    other:
      'Opens here at {at} s with the {count} commands that were given. Everything is in the link; nothing is stored anywhere.',
  },
  'share.embed': 'For another page',
  'share.embed.words': 'The network, time and the sentence alone, as a frame in a page of yours.',
  'share.tooLarge': 'So much was done that it does not fit into a link. Save the lab file instead: it has everything.',
  'share.copy': 'Copy',
  'share.copied': 'Copied.',
  'share.notCopied': 'The browser did not allow it. Select the text and copy it yourself.',
  'share.files': 'Save as a file',
  'share.lab': 'Lab file',
  'share.lab.words': 'the network, and all that was done as its own lines',
  'share.capture': 'Capture (pcapng)',
  'share.capture.words': 'every frame at every port, for Wireshark',
  'share.trace': 'Trace as text',
  'share.trace.words': 'everything that happened, a line each, with its reason',
  'share.picture.stage': 'Picture of the network:',
  'share.picture.ladder': 'Picture of the ladder:',
  'share.picture.of': '{lab} at {at} s (Packet Classroom)',
  'share.picture.part': 'It shows the lines {first} to {last} of {of}: a picture holds no more.',
  'share.saved': 'Saved: {file}',
  'share.failed': 'That did not work: {why}',
  'share.missed':
    'This run came out differently here, from command {number} of {of} on: the link was made with another version of the lesson or of the classroom. What came before is shown.',
  'share.problem.version': 'This link was made by a newer version of the classroom. Reload the page and try again.',
  'share.problem.damaged':
    'This link is damaged: a part of it is missing, or was changed. Ask for it again, best as a file.',
  'share.problem.too-long': 'This link is longer than any that the classroom makes, so it was not opened.',
  'share.problem.not-a-run': 'What this link brings is no run of a network, so it was not opened.',
  'share.problem.no-lab': 'This link brings no network. It belongs to a lesson: its beginning is missing.',
  'share.problem.other-lab':
    'This link belongs to another network than this step has: the lesson has been changed since.',
  'share.lab.page': 'A lab of its own',
  'share.lab.hint':
    'Type into a terminal, change settings, strike frames: all that is done is in the log, and a link or a lab file takes it along.',
  'share.lab.save': 'Save as a lab file',
};
