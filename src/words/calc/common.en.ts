// What all calculators say in English: mistakes in what was typed, and what stands around every result and exercise.

import type { UiTexts } from '../uiText.ts';

export const common: UiTexts = {
  none: 'none',
  trimmed: 'Blanks at the ends were left out.',

  // The first wrong place. {at} counts signs from 1.
  E_EMPTY: 'There is nothing in the field yet.',
  E_SPACE: 'There is a blank at place {at}; inside a value there can be none.',
  E_FULLWIDTH: '“{sign}” at place {at} is a full-width sign. Addresses and numbers are written with ASCII signs.',
  E_ZERO: '“{part}” begins with a zero. Some programs would read it as octal, so it is not accepted.',
  'E_ZERO.octet':
    '“{part}” begins with a zero: old C libraries read it as octal, which is {octal}; others read {decimal}. Write it without the zero.',
  E_OCTETS: 'An IPv4 address has exactly four numbers; here are {count}.',
  'E_OCTETS.gap': 'Number {place} is missing: a dot stands where it should begin (place {at}).',
  'E_OCTETS.short':
    'An IPv4 address has exactly four numbers; here are {count}. (Old C libraries would read this as {old}.)',
  E_RANGE: '{value} at place {at} is too large: each number goes from {min} to {max}.',
  'E_RANGE.integer': '{value} is an address as one number, {old} in dots. There is a field of its own for that form.',
  'E_RANGE.number': '{value} is not from {min} to {max}.',
  E_CHAR: '“{sign}” at place {at} cannot stand in an IPv4 address: digits and dots alone.',
  'E_CHAR.old':
    '“{sign}” at place {at} cannot stand in an IPv4 address. (Old C libraries would read this as {old}; it is not accepted anywhere else.)',
  'E_CHAR.prefix': '“{sign}” at place {at} cannot stand in a prefix length: a number from 0 to {max}, without a sign.',
  'E_CHAR.slash': 'There is a second “/” at place {at}; one is enough.',
  'E_CHAR.bits': '“{sign}” at place {at} is no bit: zeros and ones alone.',
  'E_CHAR.escape':
    '“{sign}” at place {at} stands for nothing: \\n, \\r, \\t, \\0, \\\\, \\" and \\x with two hex digits do.',
  'E_CODEC.surrogate': 'At place {at} stands half a character (U+{unit}); UTF-8 cannot write it.',
  E_PREFIX: 'A prefix length is a number from 0 to {max}.',
  'E_PREFIX.missing': 'The prefix length or the mask is missing: /24, or /255.255.255.0.',
  E_MASK:
    '{value} is no mask: bit {bit} is one though a zero stands before it. The ones have to be together at the front.',
  'E_MASK.wildcard': '{value} looks like a wildcard: zeros first, then ones. The mask would be {mask}.',
  'E_MASK.no-wildcard': '{value} is no wildcard: bit {bit} is zero though a one stands before it.',
  'E_MASK.disagrees': '{value} says /{prefix}, but the field before says /{other}.',
  E_HOST: 'Host bits are set in {value}; the network would be {network}.',
  E_NUMBER: '“{sign}” at place {at} is no digit: a whole number from {min} to {max} is wanted.',
  E_HEX: '“{sign}” at place {at} is no hex digit: 0 to 9 and a to f.',
  'E_HEX.nibble': '“{run}” has an odd number of hex digits; each octet has two.',
  E_MAC: '“{sign}” at place {at} cannot stand in a MAC address: hex digits, with : or - or . between them.',
  'E_MAC.mixed': '“{sign}” at place {at}, but “{first}” before: one kind of separator alone.',
  'E_MAC.digits': 'A MAC address has twelve hex digits; here are {count}.',
  'E_MAC.group':
    '“{group}” does not have {width} hex digits. Fill up with zeros yourself: what is meant cannot be guessed.',

  // Which mistake gives the answer.
  'slip.no-and': 'That is the address itself. For the network its host bits have to become zero: address AND mask.',
  'slip.broadcast-for-network':
    'That is the broadcast address: all host bits one. In the network address they are all zero.',
  'slip.network-for-broadcast':
    'That is the network address: all host bits zero. In the broadcast address they are all one.',
  'slip.wildcard-for-mask':
    'Here mask and wildcard were taken for each other: in the mask the ones stand at the front.',
  'slip.mask-for-wildcard': 'That is the mask. The wildcard has a one where the mask has a zero.',
  'slip.mask-for-address': 'That is the mask, not an address of the network.',
  'slip.whole-octets': 'The border of /{prefix} was moved to the end of its octet. It lies inside the octet.',
  'slip.octet-too-far': 'The border is off by a whole octet.',
  'slip.octet-too-short': 'The border is off by a whole octet.',
  'slip.border-late': 'The border was drawn one bit too late: after {prefix} bits it has to stand.',
  'slip.border-early': 'The border was drawn one bit too early: after {prefix} bits it has to stand.',
  'slip.host-for-end': 'That is the address beside it, which a host may have.',
  'slip.all-addresses': 'Those are all addresses. The first and the last cannot be given to hosts.',
  'slip.minus-one': 'Only one was taken off. Two cannot be given to hosts: the network and the broadcast address.',
  'slip.formula-too-far':
    'The formula “2ⁿ − 2” does not hold for /31 and /32: there is no network and no broadcast address to take off.',
  'slip.network-bits':
    'The hosts were counted with the {prefix} bits of the network. What counts are the bits behind the border.',
  'slip.one-bit-more': 'Off by one bit.',
  'slip.one-bit-less': 'Off by one bit.',
  'slip.times-two': 'The bits were multiplied by two. Each further bit doubles: 2 to the power of the bits.',
  'slip.zeros-for-ones': 'The zeros were counted. The length of the prefix is the number of ones.',
  'slip.turned-round': 'The bits of an octet were written the wrong way round: the highest comes first.',
};
