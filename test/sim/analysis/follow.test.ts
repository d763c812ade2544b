// Following a conversation: what both sides said, in turn, each octet once; and what a packet came from and went to.
import { expect, test } from 'vitest';
import { extend, startHistory, type History } from '../../../src/sim/history.ts';
import { conversationOf } from '../../../src/sim/analysis/conversations.ts';
import { followed } from '../../../src/sim/analysis/follow.ts';
import { handedOverIn, takenIn } from '../../../src/sim/analysis/handover.ts';
import { gravest, REMARKS, remarksIn, REMARK, severityOf } from '../../../src/sim/analysis/remarks.ts';
import { rowAt, type Row } from '../../../src/sim/record.ts';
import { labOf, threeHosts, twoLans } from '../../support/lab.ts';
import { TALK } from '../../support/talk.ts';

function runOf(text: string): History {
  const history = startHistory(labOf(text));
  extend(history, { events: 20_000 });
  return history;
}
const rowsOf = ({ record }: History, fits: (row: Row) => boolean): Row[] =>
  Array.from({ length: record.rowCount }, (_, i) => rowAt(record, i)).filter(fits);
const textOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

const told = (history: History, before?: number): string[] => {
  const [frame] = rowsOf(history, ({ reason }) => reason === 'tcp-syn' || reason === 'released-after-arp').map(
    (row) => row.frame!,
  );
  return followed(history, frame!, before)!.said.map(
    ({ side, bytes, missing }) => `${side} ${textOf(bytes)} ${missing}`,
  );
};

test('both sides of a TCP connection in turn, with the calls that wrote', () => {
  const history = runOf(threeHosts(TALK));
  expect(told(history)).toEqual(['0 hello 0', '1 day 0', '0 nice 0']);
  const frame = rowsOf(history, ({ reason }) => reason === 'tcp-data').at(-1)!.frame!;
  const { said, ends, protocol } = followed(history, frame)!;
  expect([protocol, ends[0].port > 49151, ends[1].port]).toEqual(['tcp', true, 5000]);
  expect(said.map(({ shares }) => shares.map(({ write }) => write))).toEqual([[1], [1], [2]]);
  const second = said[1]!.row;
  expect(told(history, second)).toEqual(['0 hello 0']);
});

test('what is sent again, and copies of routers, are told once', () => {
  const lossy = threeHosts(`faults:\n  - { drop: tcp, from: A, nth: 3 }\n${TALK}`);
  expect(told(runOf(lossy))).toEqual(['0 hello 0', '1 day 0', '0 nice 0']);
  const routed = twoLans(TALK.replace('192.168.12.2', '192.168.13.1').replaceAll('B:', 'C:').replace('on: B', 'on: C'));
  expect(told(runOf(routed))).toEqual(['0 hello 0', '1 day 0', '0 nice 0']);
});

test('datagrams between two ports are a conversation', () => {
  const history = runOf(
    threeHosts(`do:
  - { at: 0 s, on: B, run: nc -u -l 7 }
  - { at: 1 ms, on: A, run: echo hello | nc -u 192.168.12.2 7 }
`),
  );
  const [row] = rowsOf(
    history,
    ({ kind, frame }) => kind === 'flight' && conversationOf(history.record, frame!) !== undefined,
  );
  const { protocol, said, ends } = followed(history, row!.frame!)!;
  expect([protocol, ends[1].port, said.map(({ bytes }) => textOf(bytes))]).toEqual(['udp', 7, ['hello\n']]);
  expect(conversationOf(history.record, row!.frame!)!.number).toBe(0);
  const handed = handedOverIn(history, row!.number);
  expect(handed !== undefined && rowAt(history.record, handed).reason).toBe('socket-call');
  const [last] = rowsOf(history, ({ kind, frame }) => kind === 'flight' && frame === row!.frame).slice(-1);
  expect(rowAt(history.record, takenIn(history, last!.number)!).reason).toBe('udp-read');
});

test('a ping goes back to the program, its echo to nobody, and the reply to the program again', () => {
  const history = runOf(twoLans('do:\n  - { at: 0 s, on: A, run: ping -c 1 192.168.13.1 }'));
  const flights = (reason: string): Row[] => rowsOf(history, (row) => row.kind === 'flight' && row.reason === reason);
  const [request] = flights('released-after-arp');
  expect(rowAt(history.record, handedOverIn(history, request!.number)!).reason).toBe('program-started');
  const [reply] = flights('echo-reply');
  expect(handedOverIn(history, reply!.number)).toBeUndefined();
  expect(takenIn(history, request!.number)).toBeUndefined();
  const last = flights('router-forwarded').at(-1)!;
  expect(rowAt(history.record, takenIn(history, last.number)!).reason).toBe('program-line');
});

test('ARP belongs to no conversation', () => {
  const history = runOf(twoLans('do:\n  - { at: 0 s, on: A, run: ping -c 1 192.168.13.1 }'));
  expect(followed(history, rowsOf(history, ({ reason }) => reason === 'arp-request')[0]!.frame!)).toBeUndefined();
});

test('of several remarks the gravest stands for them', () => {
  expect(REMARKS.every((remark) => ['chat', 'note', 'warning'].includes(severityOf(remark)))).toBe(true);
  expect(gravest(remarksIn(REMARK.window_update | REMARK.retransmission | REMARK.window_full))).toBe('window_full');
  expect(gravest(['retransmission', 'duplicate_ack'])).toBe('retransmission');
  expect(gravest([])).toBeUndefined();
});
