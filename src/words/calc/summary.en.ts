// What the calculator that merges networks says in English.

import type { UiTexts } from '../uiText.ts';

export const summary: UiTexts = {
  'calc.summary': 'Summarise networks',
  'calc.summary.about':
    'Several networks as fewer: merged exactly, and beside it the smallest single network that covers them, with the foreign addresses that it adds.',
  'calc.summary.networks': 'Networks, one to a line',
  'summary.exactly': 'Merged exactly',
  'summary.in-one': 'Covered by one',
  'summary.network': 'Network',
  'summary.bits': '{network}',
  'summary.exact': 'Networks',
  'summary.count': 'How many',
  'summary.cover': 'Smallest cover',
  'summary.added': 'Foreign addresses in it',
  'summary.foreign': 'Those are',
  'summary.twice': 'Named more than once, and counted once: {list}.',
  'summary.held': 'These add nothing, for another network has them already: {list}.',
  'summary.no-merge': 'Nothing can be merged exactly: no two of these are the halves of one network.',
  'summary.cannot': 'They cannot be merged exactly',
  'summary.step.order': 'In the order of their addresses, without what another one has already:',
  'summary.step.merge':
    '{lower} and {upper} differ in bit {bit} alone, so they are the two halves of one network: {whole}.',
  'summary.step.odd':
    '{lower} and {upper} touch, but are halves of different networks ({own} and {other}): the lower one has a one in bit {bit} and is an upper half. They stay apart.',
  'summary.step.sizes': '{lower} and {upper} touch, but are not of the same size. They stay apart.',
  'summary.step.gap': 'Between {lower} and {upper} there are other addresses. They stay apart.',
  'summary.step.cover':
    'The first and the last address have the first {common} bits in common. The smallest single network that has both is {cover}.',
  'summary.step.one': 'One network is left, and it is its own cover: {cover}.',
  'summary.step.same': 'Nothing foreign is in {cover}: cover and exact merge are the same.',
  'summary.step.foreign':
    '{cover} also has {added} addresses that are in none of the networks. Whoever announces it gets their packets too, and has to drop them:',
  'summary.trap.odd':
    'Neighbours are not always halves of one network: {lower} is an upper half, and begins no larger one.',

  'drill.summary.merge': 'Do they merge?',
  'drill.summary.cover': 'Find the smallest cover',
  'drill.summary.foreign': 'What is foreign?',
  'ask.summary.merge': '{lower} and {upper}: which single network has exactly their addresses?',
  'ask.summary.cover': 'Which is the smallest single network, with its length, that has all of {list}?',
  'ask.summary.foreign': '{list} are announced as {cover}. Which networks does that take in besides?',
  'slip.summary.odd-start':
    '{value} is no network: its host bits are not zero, for the lower of the two is an upper half.',
  'slip.summary.not-lower': '{value} is no network: it has to begin at a multiple of its size.',
  'slip.summary.too-large': '{value} has all their addresses, but also others.',
  'slip.summary.longer': 'A longer prefix makes a smaller network. Two together need one bit less.',
  'slip.summary.can': 'They can: they differ in their last network bit alone, and are the two halves of one network.',
  'slip.summary.host-bits':
    'The length is right, but {value} is no network: behind the border all bits have to be zero.',
  'slip.summary.counted': 'Two networks need not lie side by side: {value} does not have them both.',
  'slip.summary.kept-length': 'The address is right, but /{prefix} is needed: the networks differ further in front.',
  'slip.summary.own': 'Those are the networks that are meant. The others in there are foreign.',
  'slip.summary.all': 'That is all there is in it; what is meant is foreign to nobody.',
  'slip.summary.between': 'Not only what lies between them is taken in: the cover begins and ends at its own borders.',
  'slip.summary.beside': '{beside} begins behind the cover.',
};
