// What the frame cutter says in English.

import type { UiTexts } from '../uiText.ts';

export const frames: UiTexts = {
  'calc.frames': 'Frame cutter',
  'calc.frames.about':
    'Messages on a stream of octets. Cut the stream where you like, and see what three programs make of it.',
  'calc.frames.messages': 'Messages, one to a line (\\n, \\x00 stand for octets)',
  'calc.frames.rule': 'What marks a message off',
  'calc.frames.rule.!I': 'length before it, !I (4 octets)',
  'calc.frames.rule.!H': 'length before it, !H (2 octets)',
  'calc.frames.rule.<i': 'length before it, <i (4 octets, low one first)',
  'calc.frames.rule.newline': 'a line end behind it, \\n',
  'calc.frames.rule.##': 'a delimiter behind it, ##',
  'calc.frames.rule.fixed': 'all have the same size',
  'calc.frames.rule.none': 'nothing',
  'calc.frames.size': 'Octets of each message',
  'calc.frames.escape': 'Delimiters in a message are escaped (byte stuffing)',
  'calc.frames.limit': 'Octets of a message that the correct reader accepts',
  'calc.frames.cut': 'How it arrives',
  'calc.frames.cut.size': 'in pieces of equal size',
  'calc.frames.cut.sends': 'each message by itself',
  'calc.frames.cut.glue': 'all at once',
  'calc.frames.cut.seed': 'cut by chance',
  'calc.frames.cut.hand': 'cut by hand',
  'calc.frames.pieces': 'Octets of a piece',
  'calc.frames.seed': 'Seed of chance',
  'calc.frames.at': 'Cuts behind octet',
  'calc.frames.missing': 'Octets at the end that never arrive',

  'E_TOOBIG.messages': 'That is too much: at most {most} messages.',
  'E_TOOBIG.stream': 'With this message the stream gets longer than {most} octets; more cannot be shown.',
  'E_TOOBIG.fixed': 'This message has {length} octets, but every message has to fit into {size}.',
  'E_CHAR.escape':
    '“{sign}” at place {at} stands for nothing: \\n, \\r, \\t, \\0, \\\\ and \\x with two hex digits do.',
  'E_CHAR.padding': 'This message ends with a zero octet. The reader would take that for padding, and leave it out.',
  'E_CHAR.cuts': '“{sign}” at place {at} cannot stand here: numbers with commas between them.',
  'E_CODEC.surrogate': 'At place {at} stands half a character (U+{unit}); UTF-8 cannot write it.',
  'E_NUMBER.cuts': 'A number is missing at place {at}: numbers with commas between them.',
  'E_RANGE.cuts': '{value} at place {at} is not behind {before}: the cuts have to stand in rising order.',

  'frames.sent': 'Messages sent',
  'frames.stream': 'Stream',
  'frames.octets': 'Octets of the stream',
  'frames.added': 'of these, to mark messages off',
  'frames.lost': 'of these, never arrived',
  'frames.pieces': 'Pieces, in octets',
  'frames.prints': 'prints',
  'frames.nothing': 'nothing',
  'frames.end': 'ends',
  'frames.verdict': 'Verdict',
  'frames.verdict.right': '✓ just the messages that were sent',
  'frames.verdict.honest': 'not everything, but it says so',
  'frames.verdict.wrong': '✗ not what was sent, and it does not notice',
  'frames.verdict.stopped': '✗ not what was sent; it breaks off',
  'frames.reader.naive': 'Naive: a piece is a message',
  'frames.reader.forgetful': 'Forgets to loop',
  'frames.reader.correct': 'Correct',
  'frames.message': 'Message {number}',
  'frames.piece': 'Piece {number}',
  'frames.arrived': 'Arrived so far',
  'frames.complete': 'Complete messages',
  'frames.waiting': 'Octets it waits for',
  'frames.part.prefix': 'length',
  'frames.part.header': 'header',
  'frames.part.body': 'message',
  'frames.part.delimiter': 'delimiter',
  'frames.part.escape': 'escape',
  'frames.part.padding': 'padding',
  'frames.part.rest': 'rest',

  'frames.picture': 'The stream as it arrives',
  'frames.picture.how': 'Cut or glue between two octets: by a click, or with arrow keys and space.',
  'frames.picture.cuts': 'Cuts; arrow keys move, space cuts and glues',
  'frames.picture.cut': 'Cut behind octet {at}',
  'frames.picture.mark': 'marks a message off',
  'frames.picture.lost': 'never arrives',
  'frames.picture.piece': { one: 'Piece {number}, 1 octet:', other: 'Piece {number}, {count} octets:' },

  'frames.careless':
    'Message {number} has the delimiter in it, and this sender does not look: for every reader it ends there, and what follows is another message.',
  'frames.unmarked': 'Nothing in the stream says where a message ends: no reader, however careful, can find it out.',
  'frames.empty': 'A message without octets is a message, too: its mark is sent.',
  'frames.empty-unmarked': 'Of a message without octets nothing is sent, when nothing marks it off.',

  'frames.end.closed': 'at the end of the stream, content',
  'frames.end.unmarked': 'at the end of the stream, with everything in one',
  'frames.end.struct': 'with struct.error: the length has {size} octets, and recv gave {got}',
  'frames.end.negative': 'with ValueError: what it takes for a length is {length}',
  'frames.end.incomplete.prefix': 'incomplete message: {missing} octets of its length are missing',
  'frames.end.incomplete.body': 'incomplete message: {missing} octets are missing',
  'frames.end.undelimited': 'incomplete message: {have} octets came, and no delimiter',
  'frames.end.refused.over-limit': 'refuses and closes: a message of {length} octets is announced, {limit} are allowed',
  'frames.end.refused.undelimited-over-limit': 'refuses and closes: no delimiter within {limit} octets',

  'frames.step.rule.length': 'Before every message stands how many octets it has. It counts octets, not characters.',
  'frames.step.rule.delimiter': 'Behind every message stands a delimiter. So it must not occur in a message.',
  'frames.step.rule.fixed': 'Every message has the same size; a shorter one is filled up with zero octets.',
  'frames.step.rule.none': 'Nothing marks the messages off.',
  'frames.step.stream':
    'The messages ({messages}) become one stream of {octets} octets. TCP keeps the order of the octets and no other border: “push” is no mark of a message.',
  'frames.step.pieces':
    'On the way the stream is cut and glued anew. It arrives in pieces ({count}), which have nothing to do with the messages.',
  'frames.step.naive': 'The naive reader takes what one recv gives for one message:',
  'frames.step.forgetful.length':
    'The reader that forgets to loop asks for the length, then for so many octets, each by one recv. But recv gives at most that many: what has arrived, perhaps less.',
  'frames.step.forgetful.delimiter':
    'The reader that forgets to loop splits each piece by itself, and keeps nothing for the next: a message that was cut becomes two.',
  'frames.step.forgetful.fixed':
    'The reader that forgets to loop asks for one message by one recv, and takes whatever it gives, perhaps less.',
  'frames.step.forgetful.none': 'Here the reader that forgets to loop knows no more than the naive one:',
  'frames.step.correct.length':
    'The correct reader collects octets until a length, and then a message, is complete. For each piece: octets that came, [octets kept], and → messages given out.',
  'frames.step.correct.delimiter':
    'The correct reader keeps what stands behind the last delimiter, and goes on with it. For each piece: octets that came, [octets kept], and → messages given out.',
  'frames.step.correct.fixed':
    'The correct reader collects octets until a message has its size. For each piece: octets that came, [octets kept], and → messages given out.',
  'frames.step.correct.none':
    'The best that a reader can do is to collect everything until the end. For each piece: octets that came, [octets kept].',

  'drill.frames.write': 'Write the stream',
  'drill.frames.wait': 'What is still missing',
  'drill.frames.foresee': 'What is printed',
  'ask.frames.write': 'To be sent: {text}. The rule is {rule}. Write all octets of the stream in hex.',
  'ask.frames.wait':
    'The rule is {rule}, and {octets} octets have arrived. How many messages are complete, and for how many octets does a correct reader wait now, until the length or the message that it reads is complete?',
  'ask.frames.foresee.naive':
    'Sent: {sent}, with the rule {rule}. The stream arrives in these pieces. What does a reader print that takes each recv(1024) for a message?',
  'ask.frames.foresee.correct':
    'Sent: {sent}, with the rule {rule}. The stream arrives in these pieces. What does a correct reader print?',
  'ask.frames.foresee.forgetful':
    'Sent: {sent}, with the rule {rule}. The stream arrives in these pieces. What does a reader print that knows the rule, but calls recv once for each part and keeps nothing?',
  'slip.frames.bare': 'Those are the messages alone. Nothing marks them off.',
  'slip.frames.no-end': 'The delimiter stands behind every message, behind the last one, too.',
  'slip.frames.order': 'The octets of the length stand the wrong way round for this rule.',
  'slip.frames.with-prefix': 'The length was taken to count its own octets, too. It counts those of the message alone.',
  'slip.frames.first-only': 'Only the first message has a length. Every message needs one.',
  'slip.frames.signs': 'Characters were counted. The length counts octets, and a character may have several in UTF-8.',
  'slip.frames.begun': 'A message that has begun was counted as complete.',
  'slip.frames.have': 'That is what is there already of it, not what is missing.',
  'slip.frames.whole-message': 'That is the whole length. A part of the message is there already.',
  'slip.frames.whole-prefix': 'A part of the length is there already.',
  'slip.frames.reader.naive': 'That prints the one who takes each piece for a message.',
  'slip.frames.reader.forgetful': 'That prints the one who forgets to loop.',
  'slip.frames.reader.correct': 'That prints a correct reader, which keeps what is not complete.',
  'slip.frames.sent': 'Those are the messages as they were sent.',
  'slip.frames.glued': 'That is the stream as a whole. It arrived in pieces.',
};
