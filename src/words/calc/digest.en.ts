// What the digest bench says in English.

import type { UiTexts } from '../uiText.ts';

export const digest: UiTexts = {
  'calc.digest': 'Digest bench',
  'calc.digest.about':
    'The fingerprint of any octets, with a key and without one, and how one flipped bit of the message changes half of it.',
  'calc.digest.message': 'Message (or password)',
  'calc.digest.as': 'It is written as',
  'calc.digest.as.utf-8': 'text in utf-8',
  'calc.digest.as.gbk': 'text in gbk',
  'calc.digest.as.gb18030': 'text in gb18030',
  'calc.digest.as.utf-16': 'text in utf-16',
  'calc.digest.as.ascii': 'text in ascii',
  'calc.digest.as.latin-1': 'text in latin-1',
  'calc.digest.as.hex': 'octets in hexadecimal',
  'calc.digest.algorithm': 'Algorithm',
  'calc.digest.algorithm.md5': 'MD5',
  'calc.digest.algorithm.sha1': 'SHA-1',
  'calc.digest.algorithm.sha256': 'SHA-256',
  'calc.digest.algorithm.hmac-md5': 'HMAC-MD5',
  'calc.digest.algorithm.hmac-sha1': 'HMAC-SHA-1',
  'calc.digest.algorithm.hmac-sha256': 'HMAC-SHA-256',
  'calc.digest.algorithm.pbkdf2': 'PBKDF2 (HMAC-SHA-256)',
  'calc.digest.key': 'Key',
  'calc.digest.salt': 'Salt',
  'calc.digest.iterations': 'Iterations',
  'calc.digest.flip': 'Flip bit number',

  'digest.digest': 'Digest',
  'digest.octets': 'Octets of the message',
  'digest.bits': 'Bits of the digest',
  'digest.use': 'What it is good for',
  'digest.is-broken': 'broken for signatures: two files with the same digest can be made; it still finds accidents',
  'digest.is-sound': 'comparing files and signing; not for passwords, as it is too fast',
  'digest.is-keyed': 'a message from somebody who knows the key, unchanged',
  'digest.is-password': 'keeping passwords: slow on purpose',
  'digest.avalanche': 'With bit {bit} of the message flipped',
  'digest.flipped': 'Digest then',
  'digest.differ': 'Bits that differ',
  'digest.empty': 'The message is empty. That is allowed: no octets have a digest, too.',
  'digest.no-key': 'The key is empty: anybody can work this out.',
  'digest.slow':
    'This bench goes up to {most} iterations, so that it answers while you type. Whoever keeps passwords takes 600,000 and more.',
  'digest.message': 'message',
  'digest.padded': 'Message with what is put behind it',
  'digest.one': 'a one',
  'digest.zeros': 'zeros',
  'digest.length': 'length in bits',
  'digest.key': 'Key, filled up to 64 octets',
  'digest.ipad': 'Key XOR 36 36 …',
  'digest.opad': 'Key XOR 5c 5c …',
  'digest.salted': 'Salt, and the number of the part: 1',
  'digest.blocks': 'Blocks',
  'digest.size-octets': 'Octets',
  'digest.size-digits': 'Hex digits',
  'digest.size-bits': 'Bits',

  'digest.step.octets': {
    one: 'A digest is worked out from octets: here is 1. The same text in another codec is other octets, and so has another digest.',
    other:
      'A digest is worked out from octets: here are {count}. The same text in another codec is other octets, and so has another digest.',
  },
  'digest.step.padding':
    'Behind the {octets} octets come a one (80), {zeros} octets of zeros and the length, {bits} bits, in eight octets: {blocks} times 64 octets in all.',
  'digest.step.blocks': {
    one: 'One block goes through {rounds} rounds of adding, rotating and mixing. What stands in the {octets} octets of state at the end is the digest.',
    other:
      'Each of the {count} blocks goes through {rounds} rounds of adding, rotating and mixing, and begins with what the block before left. What stands in the {octets} octets of state at the end is the digest.',
  },
  'digest.step.key': 'The key has {count} octets. Zeros fill it up to one block of 64 octets of {name}.',
  'digest.step.long-key':
    'The key has {count} octets, more than a block of 64: so its digest ({name}) is taken, and filled up with zeros.',
  'digest.step.inner': 'Inside: {name} of (key XOR 36 in every octet), with the message behind it.',
  'digest.step.outer':
    'Outside: {name} of (key XOR 5c in every octet), with the inner digest behind it. Without the key nobody can make either.',
  'digest.step.first':
    'The first value U1 is the HMAC-SHA-256, with the password as key, of the salt ({salt} octets) and the number 1 in four octets. A salt makes equal passwords look different.',
  'digest.step.once': 'With {count} iteration that is already the result: quick to guess, so real systems take many.',
  'digest.step.again':
    'Each further U is the HMAC of the one before; all {count} are XORed together. Whoever guesses passwords has to do that for each guess.',
  'digest.step.avalanche':
    'One bit of the message was flipped (number {bit}), and {differ} of {bits} bits of the digest changed. About half, {half}, is what chance would give: nothing shows how near the messages are.',
  'digest.step.size':
    'A digest of {name} has {octets} octets, however long the message is. An octet has 8 bits, and is written as 2 hex digits.',
  'digest.step.same':
    'The digest is that of the octets of “{text}” in utf-8. Whoever has the same octets has the same digest.',
  'digest.other.gbk': 'the text “{text}” in gbk',
  'digest.other.utf-16': 'the text “{text}” in utf-16',
  'digest.other.as-hex': 'the octets {hex}, as they are',
  'digest.other.newline': 'a file made by echo: “{text}” and the end of a line',
  'digest.other.capital': '“{text}” in capital letters',
  'digest.other.digits': 'the text of the hex digits of “{text}”',
  'digest.trap':
    'When two programs do not agree on a digest, compare the octets first: codec, end of line, hex digits taken for octets.',

  'drill.digest.same': 'Who has the same digest',
  'drill.digest.size': 'How long it is',
  'drill.digest.blocks': 'How many blocks',
  'ask.digest.same': 'A program takes the {name} of the text “{text}” in utf-8. Who gets the same digest?',
  'ask.digest.size-octets': 'A message has {length} octets. How many octets has its {name}?',
  'ask.digest.size-digits': 'A message has {length} octets. How many hex digits has its {name}?',
  'ask.digest.size-bits': 'A message has {length} octets. How many bits has its {name}?',
  'ask.digest.blocks':
    'A message has {length} octets. How many blocks of 64 octets does {name} work on, with what is put behind the message?',
  'slip.digest.in-octets': 'Those are the octets. Look at what is asked for.',
  'slip.digest.in-digits': 'Those are the hex digits. Look at what is asked for.',
  'slip.digest.in-bits': 'Those are the bits. Look at what is asked for.',
  'slip.digest.of-md5': 'That would be MD5: 16 octets.',
  'slip.digest.of-sha1': 'That would be SHA-1: 20 octets.',
  'slip.digest.of-sha256': 'That would be SHA-256: 32 octets.',
  'slip.digest.of-message': 'That is the length of the message. A digest always has the same length.',
  'slip.digest.no-padding': 'What is put behind the message was forgotten: 1 octet, zeros, and 8 octets of length.',
  'slip.digest.length-forgotten': 'The 8 octets of the length need room, too.',
  'slip.digest.rounded-down': 'Rounded down. What does not fill a block is filled up with zeros.',
  'slip.digest.always-one-more':
    'Not always one more: what is put behind often fits into the last block. It takes 9 octets at least.',
  'slip.digest.same-gbk': 'In gbk these characters are other octets.',
  'slip.digest.same-utf-16': 'utf-16 is other octets even for ASCII: a mark and two octets each.',
  'slip.digest.same-newline': 'echo writes the end of a line, too: one octet more, and everything is different.',
  'slip.digest.same-capital': 'Capital letters are other octets.',
  'slip.digest.same-digits': 'The digits are text of their own: “61” is two octets, 36 31.',
  'slip.digest.not-gbk': 'ASCII is the same octets in gbk and in utf-8.',
  'slip.digest.not-as-hex': 'Those are the very octets of the text; how they were typed does not matter.',
  'slip.digest.all-same': 'Some of these are other octets. One bit is enough.',
};
