// What the calculator of text and octets says in English.

import type { UiTexts } from '../uiText.ts';

export const text: UiTexts = {
  'calc.text': 'Text to octets',
  'calc.text.about':
    'Which octets each character becomes, what happens when a message is cut between two of them, and what another codec reads.',
  'calc.text.text': 'Text',
  'calc.text.codec': 'Codec',
  'calc.text.codec.utf-8': 'utf-8',
  'calc.text.codec.gbk': 'gbk',
  'calc.text.codec.gb18030': 'gb18030',
  'calc.text.codec.utf-16': 'utf-16',
  'calc.text.codec.ascii': 'ascii',
  'calc.text.codec.latin-1': 'latin-1',
  'calc.text.crlf': 'Ends of lines as \\r\\n',
  'calc.text.cut': 'Cut after so many octets',

  E_CODEC: '“{char}” (U+{point}) at place {at} does not exist in {codec}.',
  'E_CODEC.lone':
    'At place {at} stands half a character (the surrogate U+{point} alone): no codec has octets for it, {codec} neither.',
  'E_TOOBIG.text': 'The text has {count} signs; this calculator takes at most {most}.',

  'text.characters': 'Characters',
  'text.octets': 'Octets',
  'text.bytes': 'In hexadecimal',
  'text.cut': 'The cut',
  'text.no-cut': 'none: everything comes in one piece',
  'text.cut-between': 'between two characters, after number {whole}: both pieces can be read',
  'text.cut-inside': 'inside “{char}”: neither piece can be read alone',
  'text.cut-mark': 'inside the byte order mark',
  'text.read-as': 'The same octets read as',
  'text.error': 'an error at octet {at} ({octet}), counted from 0',
  'text.mark': 'utf-16 begins with a byte order mark, ff fe: the low octet comes first.',
  'text.bom': 'byte order mark',
  'text.first': 'First piece',
  'text.rest': 'Second piece',
  'text.whole': 'Whole characters',
  'text.character': '{char} {point}',

  'text.step.points': {
    one: 'Every character has a number in Unicode, its code point.',
    other: 'Each of the {count} characters has a number in Unicode, its code point.',
  },
  'text.step.utf-8':
    'utf-8 spreads the bits of that number over 1 to 4 octets. The first octet says how many there are: 0, 110, 1110 or 11110; those that follow begin with 10.',
  'text.step.gbk':
    'gbk has no formula but a table: ASCII as it is, everything else two octets, the first of them 81 or more. What is not in the table cannot be written.',
  'text.step.gb18030':
    'gb18030 has the two octets of gbk for what gbk has, and four octets for all the rest of Unicode; the second and fourth of these are 30 to 39.',
  'text.step.utf-16':
    'utf-16 writes the number in two octets, after a mark that says in which order; above U+FFFF two such pairs are needed (surrogates).',
  'text.step.ascii': 'ascii has 128 characters, one octet each, with the highest bit zero.',
  'text.step.latin-1': 'latin-1 has the first 256 characters of Unicode, one octet each.',
  'text.step.length':
    'So the text has {characters} characters, but {octets} octets: a length in front of a message counts octets.',
  'text.step.cut-between':
    'The cut after {at} octets falls on the border of two characters; the number of whole characters before it is {whole}.',
  'text.step.cut-inside':
    'In the first {at} octets the number of whole characters is {whole}; of the next one {left} of {size} octets are there. TCP knows octets alone and cuts anywhere: join the pieces first, decode then.',
  'text.step.read': 'Read as {to} the octets are grouped and looked up in another way: {text}.',
  'text.step.read-error':
    'In {to} no character can begin with octet {at} (counted from 0), or the octets behind it do not fit: an error.',
  'text.trap.cut':
    'decode() of such a piece is an error. Collect the whole message first, or decode with a decoder that keeps what is left.',
  'text.trap.codec':
    'Octets do not say which codec they were written in. Both sides have to agree; utf-8 is what the Internet agreed on (RFC 2277).',
  'text.trap.same':
    'gb18030 contains gbk, so here nothing happens. The other way round there is a risk: gbk does not have all characters.',

  'drill.text.length': 'How many octets',
  'drill.text.whole': 'What arrived whole',
  'drill.text.utf8': 'One character in utf-8',
  'drill.text.reading': 'Read in the wrong codec',
  'ask.text.length': 'How many octets has “{text}” in {codec}?',
  'ask.text.whole':
    '“{text}” is sent in {codec}, and the first recv brings {at} octets. How many whole characters are these?',
  'ask.text.utf8': 'Which octets is {char} ({point}, binary {binary}) in utf-8?',
  'ask.text.reading': '“{text}” is sent in {from} and read as {to}. What comes out?',
  'slip.text.characters': 'Those are the characters. Only those of ASCII have one octet each.',
  'slip.text.other-codec':
    'That would be right in the other codec: a Chinese character has 3 octets in utf-8, 2 in gbk.',
  'slip.text.all-three': 'ASCII signs have one octet each in this codec, and not every other one has three.',
  'slip.text.all-two': 'Not every character has two octets.',
  'slip.text.no-mark': 'The two octets of the byte order mark are missing.',
  'slip.text.broken-counted': 'The last one is not whole: some of its octets are still on their way.',
  'slip.text.octets-for-characters': 'Those are the octets.',
  'slip.text.other-width': 'That is the width of another codec: 3 octets for a Chinese character in utf-8, 2 in gbk.',
  'slip.text.ascii-wide': 'ASCII signs have one octet each.',
  'slip.text.all-arrived': 'Not all of it has arrived.',
  'slip.text.bare-number': 'That is the bare code point. utf-8 puts its bits behind 110, 1110 and 10.',
  'slip.text.in-gbk': 'That is the character in gbk.',
  'slip.text.no-prefixes':
    'The bits are grouped right, but the prefixes are missing: 110 or 1110 first, 10 in the others.',
  'slip.text.leads-everywhere': 'The octets that follow begin with 10, not with 11.',
  'slip.text.turned': 'The octets are in the wrong order: the high bits come first. utf-8 has one order only.',
  'slip.text.unharmed': 'These codecs share ASCII alone; the octets of other characters differ.',
  'slip.text.question-marks': 'Decoding never makes question marks by itself: it gives other characters, or an error.',
  'slip.text.error-elsewhere':
    'An error, yes or no: take the octets one by one and ask in which group each one can stand.',
  'slip.text.another-codec': 'That would come out in yet another codec.',
};
