// What the calculator of the four forms of an IPv4 address says in English.

import type { UiTexts } from '../uiText.ts';

export const ipv4: UiTexts = {
  'calc.ipv4': 'IPv4 address',
  'calc.ipv4.about':
    'The same 32 bits in four forms: four numbers with dots, zeros and ones, one whole number, hex digits. Type in any field.',
  'calc.ipv4.address': 'Four numbers with dots',
  'calc.ipv4.bits': '32 bits',
  'calc.ipv4.integer': 'One whole number',
  'calc.ipv4.hex': 'Eight hex digits',

  'E_OCTETS.bits': 'An IPv4 address has exactly 32 bits; here are {count}.',
  'E_HEX.prefix': 'Write the digits without “{sign}”.',
  'E_HEX.eight': 'An IPv4 address has exactly eight hex digits; here are {count}.',
  'E_NUMBER.disagrees': '{value} is {address}, but a field before says {other}.',

  'ipv4.address': 'Address',
  'ipv4.bits': 'Bits',
  'ipv4.integer': 'As one number',
  'ipv4.hex': 'Hexadecimal',
  'ipv4.octet': 'Number from 0 to 255',
  'ipv4.which': 'Which octet, counted from 1',
  'ipv4.right-bits': 'Its right eight bits',
  'ipv4.wrong-row': 'As it was written',
  'ipv4.step.octets':
    'Each number between the dots is one octet: eight bits, worth 128, 64, 32, 16, 8, 4, 2 and 1. Take the largest that fits, then the next of what is left.',
  'ipv4.step.joined': 'Four octets, one behind the other, are the 32 bits of {address}. The dots are only for people.',
  'ipv4.step.integer':
    'As one unsigned number: each octet is worth 256 times as much as the one behind it. It is {integer}.',
  'ipv4.step.hex': 'Four bits are one hex digit, so each octet has two: {hex}.',
  'ipv4.step.wrong': '{bits} is {value}, not {octet}.',
  'ipv4.trap.seed':
    'A tutorial prints this very line. Its AND comes out right all the same, for the wrong bits lie behind the border of its mask: a right result does not prove right working.',

  'drill.ipv4.to-bits': 'From number to bits',
  'drill.ipv4.from-bits': 'From bits to number',
  'drill.ipv4.repair': 'Repair the wrong octet',
  'drill.ipv4.hex': 'To hex digits',
  'ask.ipv4.to-bits': 'Set the eight bits of {octet}.',
  'ask.ipv4.from-bits': 'Which number from 0 to 255 is {bits}?',
  'ask.ipv4.repair':
    '{address} was written in bits, and one octet came out wrong. Which one is it, and what would be right?',
  'ask.ipv4.hex': 'Write {address} as eight hex digits.',
  'slip.ipv4.one-late': 'All bits stand one place too far right: those are the bits of {value}, half as much.',
  'slip.ipv4.one-early': 'All bits stand one place too far left. The last place is worth 1, not 2.',
  'slip.ipv4.reversed': 'The bits were written the wrong way round: 128 stands first, 1 last.',
  'slip.ipv4.complement': 'Zeros and ones were exchanged.',
  'slip.ipv4.digits':
    'Each decimal digit was turned into four bits by itself. Take the whole number apart into 128, 64, 32 and so on.',
  'slip.ipv4.weights-256': 'That is twice as much: the first place is worth 128, the last one 1.',
  'slip.ipv4.weights-64': 'That is half as much: the first place is worth 128, the last one 1.',
  'slip.ipv4.ones-counted': 'The ones were counted. Add up what their places are worth.',
  'slip.ipv4.read-as-decimal':
    'The digits were read as a decimal number. Each place is worth twice the one behind it, not ten times.',
  'slip.ipv4.unchanged':
    'That octet it is, but those are the wrong bits as they stand there: {value}. It should be {octet}.',
  'slip.ipv4.from-nought': 'The bits are right, but octets are counted from 1.',
  'slip.ipv4.swapped-digits': 'The two hex digits of each octet were exchanged: the four high bits come first.',
  'slip.ipv4.octets-backwards': 'The octets stand in the wrong order. On the wire the first comes first.',
  'slip.ipv4.decimal-as-hex': 'The decimal digits were taken as hex digits: 12 is 0c, not 12.',
};
