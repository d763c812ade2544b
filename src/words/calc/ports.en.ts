// What the calculator of ports says in English.

import type { UiTexts } from '../uiText.ts';

export const ports: UiTexts = {
  'calc.ports': 'Ports',
  'calc.ports.about':
    'What a port number stands for, which number a service has, and which one suits a server of your own.',
  'calc.ports.port': 'Port number or name of a service',
  'calc.ports.host': 'Clients of the host take their ports from',
  'calc.ports.host.iana': '49152–65535 (here, Windows, macOS)',
  'calc.ports.host.linux': '32768–60999 (Linux)',

  E_PORT: '“{sign}” at place {at} cannot stand in a port number: a whole number from 0 to 65535.',
  'E_PORT.range': '{value} is not from 0 to 65535: a port has 16 bits.',
  'E_PORT.hex': 'Port numbers are written in decimal; this would be {decimal}.',
  'E_PORT.fullwidth': '“{sign}” at place {at} is a full-width sign. Port numbers are written with ASCII digits.',
  'E_PORT.name':
    '“{sign}” at place {at} cannot stand in the name of a service: the name alone, such as http, without :// and address.',
  'E_PORT.near': 'There is no such service {name}; {near} = {port}.',
  'E_PORT.unknown': 'The service {name} is not in our list.',

  'ports.port': 'Port',
  'ports.range': 'Range',
  'ports.service': 'Service',
  'ports.server': 'For a server of your own',
  'ports.octets': 'In a header, highest octet first',
  'ports.range.reserved': 'reserved',
  'ports.range.system': 'system ports, {from} to {to}',
  'ports.range.user': 'user ports, {from} to {to}',
  'ports.range.dynamic': 'dynamic ports, {from} to {to}',
  'ports.range.reserved.name': 'reserved',
  'ports.range.system.name': 'system ports',
  'ports.range.user.name': 'user ports',
  'ports.range.dynamic.name': 'dynamic ports',
  'ports.unlisted': 'none in our list',
  'ports.verdict.refused': 'no',
  'ports.verdict.doubtful': 'possible, but read below',
  'ports.verdict.good': 'a good choice',
  'ports.habit': 'That is a habit, not the registry: there {port} belongs to somebody else.',

  'ports.step.sixteen': 'A port has 16 bits, so there are 65536 numbers, 0 to 65535, for TCP and once more for UDP.',
  'ports.step.reserved': 'Port 0 is reserved. To a system it means “choose one for me”.',
  'ports.step.system': 'System ports: given out only with great care, for what everybody has to find.',
  'ports.step.user': 'User ports: given out to whoever asks for one; the rest is free for your own.',
  'ports.step.dynamic':
    'Dynamic ports: never given out; systems take them for clients, for the time of a conversation.',
  'ports.step.named':
    'The name says what was meant to be there. What really listens is decided by whoever runs the machine.',
  'ports.step.unnamed': 'Port {port} has no name in our list. The whole registry at IANA is much longer.',
  'ports.step.verdict.refused': 'No server can listen on port {port}.',
  'ports.step.verdict.doubtful': 'A server can listen on {port}, but a better port is easily found.',
  'ports.step.verdict.good':
    'Nothing in our list speaks against {port}: a user port, without a name, that no client is given.',
  'ports.against.zero': '0 is no port to listen on: the system would choose another one.',
  'ports.against.privilege': '{port} is at most 1023: most systems let only a privileged program listen there.',
  'ports.against.ephemeral':
    '{port} lies in {from}–{to}, from which this host gives ports to clients: one day it will be taken already.',
  'ports.against.assigned': '{port} is the port of {name}: others will take your server for that.',
  'ports.trap.zero':
    'Some lists count 0 among the system ports. It is a number of 16 bits, but nobody can be reached there.',

  'drill.ports.range': 'Which range?',
  'drill.ports.service': 'Ports of services',
  'drill.ports.server': 'A port for your server',
  'ask.ports.range': 'To which range does port {port} belong?',
  'ask.ports.service': 'Which port does {name} have?',
  'ask.ports.server.iana': 'Which port suits a server of your own? Clients of the host get ports from {from} to {to}.',
  'ask.ports.server.linux':
    'Which port suits a server of your own on Linux? Clients there get ports from {from} to {to}.',

  'slip.ports.old-borders':
    'Only until about 1992 did the well-known ports end at 255. Today the system ports go to 1023.',
  'slip.ports.dynamic-from-1024': 'From 1024 the user ports come first; dynamic ports begin at 49152.',
  'slip.ports.linux-borders':
    'That is the range from which Linux chooses for its clients. The ranges of RFC 6335 are others.',
  'slip.ports.zero-is-system': 'Port 0 is by itself: reserved.',
  'slip.ports.border-late': 'Right beside the border. {port} is already on its other side.',
  'slip.ports.border-early': 'Right beside the border. {port} is still on this side.',
  'slip.ports.range': 'Those go from {from} to {to}.',
  'slip.ports.other': '{port} is the port of {other}, not of {name}.',
};
