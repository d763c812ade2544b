// Texts of "explain this result": what surprised, why it was so, and what to try. A result's title stands under its code, its variants behind it.
import type { UiTexts } from '../uiText.ts';

const page: UiTexts = {
  'explain.list': 'What surprises in this run',
  'explain.shown': '{shown} of {count} results',
  'explain.more': { one: 'and one more like it', other: 'and {count} more like it' },
  'explain.offer': 'Explain this result: {title}',
  'explain.mark': 'Can be explained: {title}',
  'explain.events': 'What happened',
  'explain.row': 'the result',
  'explain.try': 'Try it',
  'explain.lesson': 'Lesson: {title}',
  'explain.later': 'has not happened yet',
};

const streams: UiTexts = {
  'explain.sends-joined': 'Several sends in one recv',
  'explain.sends-joined.buffer':
    '{peer} called send {count} times (numbers {first} to {last}), and one recv on {device} took it all: {octets} octets. They came in {segments} segments and waited side by side in the receive buffer. A stream keeps octets and their order, and no borders between sends: recv takes whatever is there.',
  'explain.sends-joined.wire':
    '{peer} called send {count} times (numbers {first} to {last}), and one recv on {device} took it all: {octets} octets. Some were together in one segment already: {peer} held small sends back until the octets before them were acknowledged (Nagle’s algorithm). A stream keeps no borders between sends, neither on the wire nor in the buffer.',
  'explain.sends-joined.try':
    'Run it again with a pause between the sends, then with a pause before recv: a pause makes no border. Then mark each message yourself, by a length in front of it or a delimiter behind it.',
  'explain.send-split': 'One send in several recvs',
  'explain.send-split.asked':
    'Send {write} on {peer} wrote {of} octets. This recv asked for {size} at the most, so {left} of them stayed in the receive buffer for the next recv. Nothing is lost: the number in recv is a limit for one call, not the length of a message.',
  'explain.send-split.arrived':
    'Send {write} on {peer} wrote {of} octets. When recv was called, {octets} of them had come, and recv does not wait for more: {left} were still under way. One send may need many segments, and recv takes what is there.',
  'explain.send-split.try':
    'Call recv in a loop until the message is whole: until its length has come, or its delimiter. Then make recv ask for less and less, and see that the loop does not mind.',
  'explain.half-character': 'Half a character',
  'explain.half-character.stream':
    'What recv took ends within a character: of its {of} octets of UTF-8 {have} had been taken. The others are with the next recv. Borders of recv fall between octets, not between characters.',
  'explain.half-character.datagram':
    'What recvfrom took ends within a character: {have} of its {of} octets are there. The rest of the datagram is lost, so this text can never be decoded whole.',
  'explain.half-character.error':
    'The program decoded octets as text, and a character was not whole: the last recv took only a part of it. Decoding works on whole characters, and recv knows nothing of characters.',
  'explain.half-character.try':
    'Collect the octets until the message is whole, and decode once at the end. Then send only ASCII: why does the mistake hide?',
  'explain.send-blocked': 'send waits',
  'explain.send-blocked.full':
    '{peer} has not read {unread} octets, so its receive buffer is full and its window is 0. {device} may send nothing, {waiting} octets wait in its send buffer, and there is too little room for what send still has. So the program waits in send.',
  'explain.send-blocked.try': 'Let {peer} call recv: the window opens, the buffers move on, and send comes back.',
};

const ends: UiTexts = {
  'explain.empty-read': "recv gives b''",
  'explain.empty-read.closed':
    "{peer} called close, and its FIN came to {device}: no octets will follow. recv gave everything that came before, and now gives b'', every time from here on. It is the end of the stream, not an empty message.",
  'explain.empty-read.shutdown':
    "{peer} called shutdown, and its FIN came to {device}: no octets will follow. recv gives b'' from here on. {device} may still send: only one direction has ended.",
  'explain.empty-read.ended':
    "The program on {peer} ({program}) ended, and its host closed its sockets: a FIN came to {device}. recv gave everything that came before, and now gives b'', every time from here on.",
  'explain.empty-read.fin':
    "A FIN came from {peer}: no octets will follow. recv gave everything that came before, and now gives b'', every time from here on.",
  'explain.empty-read.reset':
    "{peer} reset the connection. The error has been told once; from then on recv gives b'', for nothing can come any more.",
  'explain.empty-read.own':
    "This program has said itself that it receives no more, so recv gives b'' at once. Nothing has come from {peer} that would end the stream.",
  'explain.empty-read.try': "Test for b'' behind each recv, and leave the loop there: then close your side, too.",
  'explain.spins': 'A loop that reads nothing',
  'explain.spins.empty': {
    one: "recv on {device} gave b'' once more: the peer has closed.",
    other:
      "{count} reads in a row on {device} gave b'': the peer has closed, so recv comes back at once, and the loop calls it again. No read waits any more, so the program computes for ever and gets nothing.",
  },
  'explain.spins.try': "Leave the loop when recv gives b''. Then run it again, and close the other side.",
  'explain.refused': 'Connection refused',
  'explain.refused.nobody':
    '{device} sent a SYN to port {port} of {address}. The host is there, but no program listens on that port, so it answered with RST at once. connect does not wait for a server to be started.',
  'explain.refused.reset':
    '{device} sent a SYN to port {port} of {address}, and the answer was RST: nobody takes connections there. connect does not wait for a server to be started.',
  'explain.refused.datagram':
    'Nobody has port {port} of {peer}, and an ICMP message “port unreachable” came back. This socket has one peer (connect), so the program is told, with its next call.',
  'explain.refused.try':
    'Compare the port with the one in the server’s bind. Then start the server first, wait until it listens, and connect again.',
  'explain.reset': 'Connection reset',
  'explain.reset.unread':
    '{peer} closed its socket while {octets} octets that had come were unread. They will never be read, so {peer} said so: RST in place of FIN. On {device} the next call fails with ECONNRESET, once.',
  'explain.reset.gone':
    '{peer} had closed its socket, and then octets came for it. Nobody can read them, so it answered with RST, and the next call on {device} fails with ECONNRESET, once.',
  'explain.reset.abort':
    '{peer} ended the connection with RST instead of FIN: it threw away what it had not sent yet. The next call on {device} fails with ECONNRESET, once.',
  'explain.reset.datagram':
    'Nobody had the port that a datagram was sent to, and ICMP told {device} so. This host is set to tell every program of that, as Windows does: the next call fails with ECONNRESET.',
  'explain.reset.unknown':
    'A segment with RST came to {device} and ended the connection. The next call fails with ECONNRESET, once.',
  'explain.reset.try': "Let the peer read until recv gives b'' before it closes, and see a FIN in place of the RST.",
  'explain.broken-pipe': 'Broken pipe',
  'explain.broken-pipe.reset':
    '{peer} had closed. The first send after that still went out, for {device} cannot know whether anybody reads; the answer was RST. Now the connection is over, and this send fails with EPIPE.',
  'explain.broken-pipe.own':
    'This program has ended its own sending (shutdown) and calls send again. The connection may be in best health: EPIPE says that this end is closed for sending.',
  'explain.broken-pipe.never': 'This socket was never connected, so there is nobody to send to: send fails with EPIPE.',
  'explain.broken-pipe.try':
    "Send once after the peer has closed, look for the RST, then send again. A program that reads b'' first knows in time.",
  'explain.both-wait': 'Both sides wait',
  'explain.both-wait.reading':
    'The program on {device} waits in recv, and the one on {peer} waits in recv as well. Nothing is on the wire, the buffers are empty, and no timer runs: nobody will ever go on.',
  'explain.both-wait.empty':
    'The program on {device} waits in recv, and the one on {peer} waits in recv as well. One of them has called send with no octets: that sends nothing, and nobody can receive nothing. So both wait for ever.',
  'explain.both-wait.try':
    'Decide who speaks first, and what ends a turn. Then send a delimiter with each line, so that an empty line is one octet, too.',
};

const ports: UiTexts = {
  'explain.datagram-cut': 'A datagram is cut',
  'explain.datagram-cut.cut':
    'The datagram had {octets} octets, and recvfrom asked for {size}. A datagram is handed over once: the {lost} octets that did not fit are thrown away, and the next call gets the next datagram.',
  'explain.datagram-cut.try':
    'Ask for as much as the largest message of your protocol has. Then do the same over TCP: there the rest stays for the next recv.',
  'explain.unreachable': 'An answer that the program never hears',
  'explain.unreachable.untold':
    'Nobody has port {port} of {peer}, so an ICMP message “port unreachable” came back to {device}. A socket without a fixed peer is not told of it (Linux): sendto succeeded, and a recvfrom would wait for ever.',
  'explain.unreachable.try':
    'Call connect on the datagram socket first, and send again: now the next call fails with ECONNREFUSED. And give every recvfrom a timeout.',
  'explain.address-in-use': 'Address already in use',
  'explain.address-in-use.listener':
    'Port {port} of {device} has a listener already: {program}. Two programs cannot both take the connections of one port, with SO_REUSEADDR or without.',
  'explain.address-in-use.bound': 'Another socket of {device} is bound to port {port} already: {program}.',
  'explain.address-in-use.left':
    'No program has port {port} of {device} any more, but a connection of it lives on in {state}. The side that closes first waits there, so that late segments cannot be taken for those of a new connection.',
  'explain.address-in-use.datagram':
    'Another datagram socket of {device} is bound to port {port} already: {program}. Datagrams for it can go to one socket only.',
  'explain.address-in-use.unknown': 'Something on {device} has port {port} already.',
  'explain.address-in-use.try':
    'Set SO_REUSEADDR before bind: it helps against what a connection has left behind, and not against a listener.',
};

export const explain: UiTexts = { ...page, ...streams, ...ends, ...ports };
