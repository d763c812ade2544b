// Who wrote which octet: on the wire, in buffers, in what `recv` gave; whatever TCP joined, cut, lost and sent again on the way.

import { describe, expect, it } from 'vitest';
import '../../../src/sim/equipment.ts';
import { buffersAt } from '../../../src/sim/analysis/buffers.ts';
import { datagramReceivedIn, datagramSentIn } from '../../../src/sim/analysis/datagrams.ts';
import { payloadOf, receivedIn, type SourcedShare } from '../../../src/sim/analysis/provenance.ts';
import { memberOfFrame, memberOfSocket, numberedStreams, streamsOf } from '../../../src/sim/analysis/streams.ts';
import { branch, extend, worldAt, type History } from '../../../src/sim/history.ts';
import type { SocketCall } from '../../../src/stack/sockets/call.ts';
import { threeHosts, twoLans } from '../../support/lab.ts';
import { call, rowsOf, runScripts, serving, type Step } from '../../support/scripted.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
/** `2+3:4`: of the second send, from octet 3 on, 4 octets. */
const spell = (shares: readonly SourcedShare[]): string =>
  shares.map(({ write, offset, count }) => `${write}+${offset}:${count}`).join(' ');

/** A connection of A to B; then A's and B's steps. */
const client = (...steps: Step[]): Step[] => [
  [0, call.socket as SocketCall],
  [10, call.connect('192.168.12.2')],
  ...steps,
];
const server = (...steps: Step[]): Step[] => [...serving(50), ...steps];

/** What each segment with data carried, in the order in which they were sent, by the calls that wrote it. */
function carried(history: History, side: 0 | 1, index = 0): string[] {
  const stream = streamsOf(history)[index];
  const frames = new Set(stream.ends[side].flights.map((row) => rowsOf(history)[row].frame!));
  return [...frames]
    .map((frame) => payloadOf(history, frame)!)
    .filter(({ bytes }) => bytes.length)
    .map(({ bytes, shares }) => `${text(bytes)} = ${spell(shares)}`);
}

const received = (history: History): string[] =>
  rowsOf(history).flatMap((row) => {
    const one = row.reason === 'socket-call' ? receivedIn(history, row.number) : undefined;
    return one ? [`${text(one.bytes)} = ${spell(one.shares)}${one.read.peek ? ' peek' : ''}`] : [];
  });

describe('the octets of a connection', () => {
  it('are known when Nagle has joined two sends, and one recv gets all', () => {
    const history = runScripts(threeHosts(), {
      A: client([100, call.send('one')], [100, call.send('two')], [100, call.send('three')]),
      B: server([500, call.recv(1024, 4)]),
    });
    expect(carried(history, 0)).toEqual(['one = 1+0:3', 'twothree = 2+0:3 3+0:5']);
    expect(received(history)).toEqual(['onetwothree = 1+0:3 2+0:3 3+0:5']);
    const [stream] = numberedStreams(history);
    expect(stream.ends.map(({ device, pid, fd, program, port }) => [device, pid, fd, program, port])).toEqual([
      [0, 1, 3, expect.stringMatching(/^calls-/), 49152],
      [1, 1, 4, expect.stringMatching(/^calls-/), 5000],
    ]);
    expect(stream.ends.map(({ states }) => states.map(({ to }) => to))).toEqual([
      ['SYN-SENT', 'ESTABLISHED'],
      ['LISTEN', 'SYN-RECEIVED', 'ESTABLISHED'],
    ]);
    const { source } = receivedIn(history, rowsOf(history).find((row) => row.reason === 'tcp-read')!.number)!.shares[2];
    expect(source).toMatchObject({ write: 3, pid: 1, at: 100e6, count: 5 });
    expect(history.record.texts[rowsOf(history)[source.call!].x]).toBe("send(3, b'three') = 5");
  });

  it('are known when a send is cut into segments, and read in pieces, some of them looked at first', () => {
    const history = runScripts(threeHosts(), {
      A: client([100, call.send('a'.repeat(240))], [200, call.send('mn')]),
      B: [
        [0, call.socket as SocketCall],
        [0, call.set('TCP_MAXSEG', 100)],
        ...server().slice(1),
        [500, call.recv(4, 4, true)],
        [510, call.recv(4, 4)],
        [520, call.recv(237, 4)],
        [530, call.recv(9, 4)],
      ],
    });
    const spelled = carried(history, 0).map((one) => one.split(' = ')[1]);
    expect(spelled).toEqual(['1+0:100', '1+100:100', '1+200:40', '2+0:2']);
    expect(received(history).map((one) => one.replace(/a{5,}/, 'a…'))).toEqual([
      'aaaa = 1+0:4 peek',
      'aaaa = 1+0:4',
      'a…m = 1+4:236 2+0:1',
      'n = 2+1:1',
    ]);
  });

  it('are known when segments were lost, and cut anew when sent again', () => {
    const history = runScripts(threeHosts('faults:\n  - { drop: tcp.len > 0, from: A, nth: [1, 2] }\n'), {
      A: client(
        [60, call.set('TCP_NODELAY', true)],
        [100, call.send('aaa')],
        [100, call.send('bb')],
        [2000, call.send('c')],
      ),
      B: server([9000, call.recv(100, 4)]),
    });
    expect(carried(history, 0)).toEqual(['aaa = 1+0:3', 'bb = 2+0:2', 'aaabb = 1+0:3 2+0:2', 'c = 3+0:1']);
    expect(received(history)).toEqual(['aaabbc = 1+0:3 2+0:2 3+0:1']);
  });

  it('are known in both directions at once, and behind a router', () => {
    const history = runScripts(twoLans(), {
      A: [
        [0, call.socket as SocketCall],
        [10, call.connect('192.168.13.1')],
        [100, call.send('to C')],
        [300, call.recv(100)],
      ],
      C: server([100, call.send('to A', 4)], [300, call.recv(100, 4)]),
    });
    expect(carried(history, 0)).toEqual(['to C = 1+0:4', 'to C = 1+0:4']); // the router makes a new frame
    expect(carried(history, 1)).toEqual(['to A = 1+0:4', 'to A = 1+0:4']);
    expect(received(history)).toEqual(['to A = 1+0:4', 'to C = 1+0:4']);
    expect(streamsOf(history).length).toBe(1);
  });

  it('are those of the right one of two connections with the same ports one after the other', () => {
    const one = (at: number, word: string): Step[] => [
      [at, call.socket as SocketCall],
      [at, call.set('SO_REUSEADDR', true)],
      [at, call.bind(4000)],
      [at + 10, call.connect('192.168.12.2')],
      [at + 100, call.send(word)],
      [at + 200, call.close()],
    ];
    const history = runScripts(threeHosts(), {
      A: [...one(0, 'first'), ...one(20_000, 'second')],
      B: server(
        [150, call.recv(100, 4)],
        [300, call.close(4)],
        [20_050, call.accept as SocketCall],
        [20_150, call.recv(100, 4)],
      ),
    });
    const streams = numberedStreams(history);
    expect(streams.map(({ number, ends: [a, b] }) => [number, a.port, b.port])).toEqual([
      [0, 4000, 5000],
      [1, 4000, 5000],
    ]);
    expect([carried(history, 0, 0), carried(history, 0, 1)]).toEqual([['first = 1+0:5'], ['second = 1+0:6']]);
    expect(received(history)).toEqual(['first = 1+0:5', 'second = 1+0:6']);
    // What an end of the other one is doing is no business of this one.
    for (const { ends } of streams)
      for (const end of ends)
        for (const row of end.flights)
          expect(memberOfFrame(history, rowsOf(history)[row].frame!)?.stream.ends).toBe(ends);
  });

  it('are known over loopback, where no cable shows a connection', () => {
    const history = runScripts(threeHosts(), {
      A: server([200, call.recv(100, 4)]),
      'A too': [
        [0, call.socket as SocketCall],
        [10, call.connect('127.0.0.1')],
        [100, call.send('to myself')],
      ],
    });
    expect(received(history)).toEqual(['to myself = 1+0:9']);
    expect(numberedStreams(history)).toEqual([]);
    const [{ number, ends }] = streamsOf(history);
    expect([number, ...ends.map(({ device, pid }) => [device, pid])]).toEqual([undefined, [0, 2], [0, 1]]);
  });
});

describe('the buffers', () => {
  const history = runScripts(`${threeHosts('faults:\n  - { drop: tcp.len > 0, from: A, nth: 1, name: first }\n')}`, {
    A: client(
      [60, call.set('TCP_NODELAY', true)],
      [100, call.send('lost')],
      [100, call.send('late')],
      [101, call.set('TCP_NODELAY', false)],
      [101, call.send('more')],
    ),
    B: server([5000, call.recv(2, 4)]),
  });
  const at = (ms: number, device: number) => {
    const [stream] = streamsOf(history);
    const { state } = worldAt(history, ms * 1e6);
    return buffersAt(history, state, device, stream.ends[device].socket!)!;
  };

  it('of who sends hold what is not acknowledged, and what has not been sent', () => {
    const { send } = at(150, 0);
    expect([text(send.bytes), spell(send.shares)]).toEqual(['lostlatemore', '1+0:4 2+0:4 3+0:4']);
    expect(send).toMatchObject({ unacknowledged: 8, unsent: 4, capacity: 65_536, window: 65_536 });
    expect(send.sacked).toEqual([{ from: 4, to: 8 }]);
    expect(at(2000, 0).send).toMatchObject({ unacknowledged: 0, unsent: 0, shares: [] });
  });

  it('of who receives hold what nobody has read, and what came behind a gap', () => {
    const early = at(150, 1).receive;
    expect([early.bytes.length, early.outOfOrder.map(({ bytes, shares }) => [text(bytes), spell(shares)])]).toEqual([
      0,
      [['late', '2+0:4']],
    ]);
    const late = at(6000, 1).receive;
    expect([text(late.bytes), spell(late.shares), late.outOfOrder]).toEqual(['stlatemore', '1+2:2 2+0:4 3+0:4', []]);
    expect(late.window).toBeLessThanOrEqual(65_536);
  });

  it('are found by the number of the connection, and are not there once it is over', () => {
    expect(memberOfSocket(history, 0, 1)?.side).toBe(0);
    expect(buffersAt(history, worldAt(history, 5e6).state, 0, 1)).toBeUndefined();
    expect(buffersAt(history, worldAt(history, 5e6).state, 3, 1)).toBeUndefined();
  });
});

it('grows with the record as if it had been looked at once', () => {
  const script = { A: client([100, call.send('one')], [400, call.send('two')]), B: server([500, call.recv(99, 4)]) };
  const bit = runScripts(threeHosts(), script, 0.05);
  for (let t = 60; t < 1000; t += 20) {
    streamsOf(bit);
    extend(bit, { until: t * 1e6 });
  }
  extend(bit, { until: 300e9 });
  expect(streamsOf(bit)).toEqual(streamsOf(branch(bit)));
  expect(streamsOf(bit)[0].ends[1].reads.length).toBe(1);
});

describe('datagrams', () => {
  it('keep their bounds: each recv has one send, whole, cut or in fragments', () => {
    const long = 'x'.repeat(3000);
    const history = runScripts(threeHosts(), {
      A: [
        [0, call.udp as SocketCall],
        [10, call.sendto('one', '192.168.12.2', 7000)],
        [10, call.sendto('second', '192.168.12.2', 7000)],
        [20, call.sendto(long, '192.168.12.2', 7000)],
      ],
      B: [
        [0, call.udp as SocketCall],
        [0, call.bind(7000)],
        [100, call.recv(100)],
        [110, call.recv(3, 3, true)],
        [120, call.recv(3)],
        [130, call.recv(9000)],
      ],
    });
    const rows = rowsOf(history);
    const calls = rows.filter((row) => row.reason === 'socket-call').map((row) => row.number);
    const got = calls.flatMap((row) => datagramReceivedIn(history, row) ?? []);
    expect(got.map(({ octets, peek, sent }) => [octets, peek, sent?.octets, sent?.pid, sent?.device])).toEqual([
      [3, false, 3, 1, 0],
      [3, true, 6, 1, 0],
      [3, false, 6, 1, 0],
      [3000, false, 3000, 1, 0],
    ]);
    expect(got.map(({ sent }) => history.record.texts[rows[sent!.call!].x].slice(0, 18))).toEqual([
      "sendto(3, b'one', ",
      "sendto(3, b'second",
      "sendto(3, b'second",
      "sendto(3, b'xxxxxx",
    ]);
    expect(calls.flatMap((row) => datagramSentIn(history, row) ?? []).map(({ octets }) => octets)).toEqual([
      3, 6, 3000,
    ]);
  });
});
