// Why a message cannot be framed, and why a stream is refused, in English: by code, or by code and what it is about (`incomplete.body`).

import type { Sentences } from './words.ts';

export const framing: Sentences = {
  /** Where a decoder was: said behind the sentence of what it refuses. */
  place: 'This is message {message}, counted from 0. It begins at octet {at} of the stream.',

  'rule-number': 'The rule cannot be followed: {field} is {value}, and has to be a whole number from {min} to {max}.',
  'rule-delimiter-empty': 'The rule cannot be followed: the delimiter has no octets.',
  'rule-escape-clash':
    'The rule cannot be followed: the escape octet {escape} and the delimiter, which begins with {delimiter}, cannot be told apart.',
  'chop-rule': 'This says no way of cutting a stream: {text}. Right would be, for example: 1, glue, seed:7.',
  'format-not-one-integer': 'The format {format} does not stand for one integer. Right would be, for example: >I.',
  'integer-fraction': 'An integer is wanted, and {value} is none.',
  'integer-range': 'The format {format} holds numbers from {min} to {max}, so it cannot hold {value}.',
  'integer-octets': 'The format {format} needs {needed|octets}, not {found}.',

  'message-kind': 'A message of this framing is: {wanted}.',
  'message-kind.octets': 'A message of this framing is octets, without a header of its own.',
  'message-kind.header': 'A message of this framing is a header and a body.',
  'length-over-format':
    'The message is too long: with {length|octets} its length does not fit into the format {format}, which ends at {max}.',
  'delimiter-inside': 'The message contains the delimiter, at octet {offset}: whoever receives it would cut it there.',
  'delimiter-across-end':
    'The end of the message and the delimiter behind it contain the delimiter too early, from octet {offset} on: whoever receives it would cut it there.',
  'fixed-size': 'Every message has to have {size|octets}, and this one has {length}.',
  'padding-at-end':
    'The message ends with the octet {padding}, which is the padding: whoever receives it would take that away too.',
  'size-mismatch': 'The header says {field} {value}, and the body has {length|octets}.',

  'over-limit': 'A part of the message, {part}, is too long: {length|octets}, with {limit} allowed.',
  'over-limit.header': 'The header is too long: {length|octets}, with {limit} allowed.',
  'over-limit.body': 'The message is too long: {length|octets}, with {limit} allowed.',
  'header-not-json': 'The header is not JSON.',
  'header-not-object': 'The header is JSON, but no object: it has to stand in curly brackets.',
  'header-too-deep': 'The header has more objects and lists inside each other than {deepest}.',
  'size-missing': 'The header does not say how long the body is: {field} is missing.',
  'size-not-a-count': 'In the header {field} is {value}, and has to be a whole number from 0 on.',

  'length-negative': 'The length is {length}. No message has fewer octets than none.',
  'length-not-exact': 'The length is {length}, which is more than can be counted exactly.',
  'length-below-prefix':
    'The length is {length}. It counts its own {prefix|octets} too, so it cannot be less than those.',
  'varint-unended': 'The length does not end: each of {octets|octets} says that one more follows.',
  'header-not-utf8': 'The header is not text in UTF-8.',
  'undelimited-over-limit': 'No delimiter has come within {limit|octets}.',
  'octet-unescaped': 'The octet {octet} begins a delimiter, which does not go on, and it is not escaped.',
  'escape-unknown': 'Behind the escape octet stands {octet}, which no sender escapes.',

  incomplete: 'The stream ends within a message, in its {part}. Here: {have|octets}; missing: {missing}.',
  'incomplete.prefix': 'The stream ends within the length of a message. Here: {have|octets}; missing: {missing}.',
  'incomplete.header': 'The stream ends within the header of a message. Here: {have|octets}; missing: {missing}.',
  'incomplete.body': 'The stream ends within a message. Here: {have|octets}; missing: {missing}.',
  undelimited: 'The stream ends within a message, after {have|octets} without a delimiter.',
  'after-end': 'After the end of the stream more has come: {octets|octets}.',
};
