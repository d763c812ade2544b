// What the calculator of numbers and byte order says in English.

import type { UiTexts } from '../uiText.ts';

export const struct: UiTexts = {
  'calc.struct': 'struct and byte order',
  'calc.struct.about':
    'How a number becomes octets and is read again: what each octet is worth, in which order, and what Python’s struct prints.',
  'calc.struct.format': 'Format, such as !I or <hh4s',
  'calc.struct.values': 'Values to pack',
  'calc.struct.hex': 'Octets to unpack, in hexadecimal',

  'E_CHAR.struct':
    '“{sign}” at place {at} is no code that is known here: b B h H i I l L q Q, f d, s, ? and x, with @ = < > or ! in front of all.',
  'E_CHAR.struct-prefix': '“{sign}” at place {at}: the byte order is said once, in front of all codes.',
  'E_CHAR.struct-count': 'A code has to follow the count {digits}.',
  'E_CHAR.struct-none': 'A code is missing: I for four octets without a sign, H for two.',
  'E_TOOBIG.struct': 'With the code at place {at} it would be more than {most} octets.',
  'E_NUMBER.values': 'The format wants {wanted} values; here are {count}.',
  'E_NUMBER.value-missing': 'A value is missing at place {at}.',
  'E_NUMBER.fraction': '{value} is not an integer: it has a point.',
  'E_NUMBER.minus': '“{sign}” at place {at} is a minus of typesetting; a number is written with a hyphen.',
  'E_NUMBER.signed': '“{sign}” at place {at} is no digit: a whole number is wanted, with a minus before it if need be.',
  'E_NUMBER.digits': 'The digits are missing at place {at}.',
  'E_NUMBER.float': '“{value}” cannot be read as a number from place {at} on: it looks like 1.5, -0.25 or 6e23.',
  'E_NUMBER.bool': '{value} is no truth value: True or False, 1 or 0.',
  'E_RANGE.float': '{value} is too large for {size} octets.',
  'E_HEX.unpack': 'The format needs {size} octets; here are {count}.',

  'struct.size': 'Octets',
  'struct.order': 'Byte order',
  'struct.big': 'high octet first (big-endian, network byte order)',
  'struct.little': 'low octet first (little-endian)',
  'struct.packed': 'Packed',
  'struct.printed': 'Python prints',
  'struct.unpacked': 'Unpacked',
  'struct.other': 'Read in the other order',
  'struct.given': 'Octets',
  'struct.layout': 'Where each value lies',
  'struct.weights': 'What each octet is worth',
  'struct.padding': 'filled in',
  'struct.value': '{code} at octet {offset}',
  'struct.sign': 'sign',
  'struct.least': 'Smallest',
  'struct.most': 'Largest',
  'struct.native':
    '@, or no sign at all, means: as on this machine (worked out for 64-bit Linux). Another machine may read it in another way; on the wire belongs ! or <.',
  'struct.aligned': 'In native mode every value begins at a multiple of its size, so octets are filled in.',
  'struct.cut': 'The text is longer than {size} octets: struct cuts it off without a word.',

  'struct.step.big':
    '! and > put the high octet first. That is the order of all numbers in protocol headers: network byte order.',
  'struct.step.little': '< puts the low octet first, as the memory of most machines does.',
  'struct.step.machine':
    '= takes the byte order of this machine, low octet first on nearly all, but sizes that are the same everywhere and no padding.',
  'struct.step.native':
    '@ takes order, sizes and alignment of this machine: low octet first, l with 8 octets, values at multiples of their size.',
  'struct.step.layout': {
    one: 'The format has 1 value in {size} octets.',
    other: 'The format has {count} values in {size} octets.',
  },
  'struct.step.negative':
    '{value} is below zero: in two’s complement it is written as the number that lies 2 to the power of all bits above it.',
  'struct.step.weights': 'Each octet times its weight, for {code}: together {value}.',
  'struct.step.float': '{value} as {code}: sign, exponent and fraction in {size} octets.',
  'struct.step.bool': '{value} becomes one octet: 1 for True, 0 for False.',
  'struct.step.text': '{value} fills {size} octets: what is longer is cut off, what is shorter gets zeros behind it.',
  'struct.step.printed': 'Python prints octets that are no printable ASCII as \\x and two hex digits: {printed}.',
  'struct.step.printed-sign':
    'Python prints {printed}: an octet that is a printable sign of ASCII stands as that sign, and {octet} is “{sign}”. They are the same octets.',
  'struct.step.sign': 'The highest bit is one, so it means a number below zero: {value}.',
  'struct.step.tuple': 'unpack always gives a tuple, even of one value: {values}.',
  'struct.step.range-signed':
    'With {bits} bits there are 2 to the power of {bits} numbers. {code} has a sign: half of them lie below zero, and zero takes a place among the others.',
  'struct.step.range-unsigned':
    'With {bits} bits there are 2 to the power of {bits} numbers. {code} has no sign: they begin at zero.',
  'struct.trap.range':
    'Some books say −2^31 − 1 to 2^31 for i. struct refuses both ends: zero takes one place on the side of the positive numbers.',
  'struct.trap.text':
    'Such a number in an error message, “1213486160 octets wanted”, is a sign that somebody reads text (here HTTP) as a length.',

  'drill.struct.range': 'The range of a code',
  'drill.struct.text': 'Text read as a number',
  'drill.struct.pack': 'From number to octets',
  'drill.struct.size': 'How many octets',
  'ask.struct.range': 'The code {code} has {bits} bits ({size} octets). Which numbers does it hold?',
  'ask.struct.text':
    'A program expects a length and reads these four octets, {printed}, with struct.unpack("{format}", …). Which number comes out? (256 × 256 × 256 is 16777216.)',
  'ask.struct.pack': 'Which octets does struct.pack("{format}", {value}) give, in hexadecimal?',
  'ask.struct.size': 'How many octets has the format {format}? (struct.calcsize on 64-bit Linux)',
  'slip.struct.zero-forgotten': 'One too far at both ends. Zero needs a place, too: it takes one of the positive half.',
  'slip.struct.symmetric':
    'The negative half reaches one further than the positive one, because zero takes a place there.',
  'slip.struct.twice-symmetric': 'The positive half ends one earlier: zero takes a place there.',
  'slip.struct.sign-forgotten': 'A small letter means: with a sign. That is the range without one.',
  'slip.struct.sign-invented': 'A capital letter means: without a sign. That is the range with one.',
  'slip.struct.one-too-many': 'One too far: the largest needs one bit more than there is.',
  'slip.struct.from-one': 'Numbers without a sign begin at zero.',
  'slip.struct.turned': 'Wrong byte order: ! means the high octet first, < the low one.',
  'slip.struct.digits-as-hex': 'Those are the decimal digits written down as hex. The number has to be converted.',
  'slip.struct.zeros-left-out': 'The octets that are zero belong to it: the format says how many there are.',
  'slip.struct.text': 'That is the text of the number, a sign for each digit. struct writes the number itself.',
  'slip.struct.sign-bit': 'Only the sign bit was set. Numbers below zero are written in two’s complement.',
  'slip.struct.one-complement': 'The bits were turned round, but 1 was not added: two’s complement.',
  'slip.struct.sign-lost': 'That is the number without its minus.',
  'slip.struct.added': 'The octets were added up. Each has a weight: 1, 256, 256 × 256 …',
  'slip.struct.joined': 'The decimal values of the octets were written behind each other.',
  'slip.struct.as-hex': 'That is the number in hexadecimal digits; asked for is what print shows, in decimal.',
  'slip.struct.padding-forgotten':
    'Native mode (@) puts each value at a multiple of its size, with padding before it, and l has 8 octets there.',
  'slip.struct.padding-invented': 'Padding and an l of 8 octets there are only in native mode (@).',
  'slip.struct.end-filled': 'Padding is put before values, not behind the last.',
  'slip.struct.all-widest': 'Not every value takes as much as the widest.',
  'slip.struct.codes-counted': 'Those are the values; asked for are the octets.',
};
