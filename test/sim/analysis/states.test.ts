// The way through the states of RFC 9293 figure 5, told from rows: each change has the edge by which TCP made it.

import { describe, expect, it } from 'vitest';
import '../../../src/sim/equipment.ts';
import { stateEdges, stepsOf, type Edge } from '../../../src/sim/analysis/states.ts';
import { streamsOf } from '../../../src/sim/analysis/streams.ts';
import type { History } from '../../../src/sim/history.ts';
import { tcpRun, tcpRuns } from '../../support/tcpRuns.ts';
import { threeHosts } from '../../support/lab.ts';
import { call, runScripts, serving } from '../../support/scripted.ts';
import type { SocketCall } from '../../../src/stack/sockets/call.ts';

const ways = (history: History, index = 0): string[][] =>
  streamsOf(history)[index].ends.map((end) =>
    stepsOf(history.record, end).map(({ edge }) => `${edge.cause} → ${edge.to}`),
  );

describe('the way through the states', () => {
  it('of a connection that opens, talks and closes', () => {
    expect(ways(tcpRun('open, talk, close'))).toEqual([
      [
        'active OPEN → SYN-SENT',
        'SYN,ACK → ESTABLISHED',
        'CLOSE → FIN-WAIT-1',
        'ACK of FIN → FIN-WAIT-2',
        'FIN → TIME-WAIT',
        'timeout → CLOSED',
      ],
      [
        'passive OPEN → LISTEN',
        'SYN → SYN-RECEIVED',
        'ACK of SYN → ESTABLISHED',
        'FIN → CLOSE-WAIT',
        'CLOSE → LAST-ACK',
        'ACK of FIN → CLOSED',
      ],
    ]);
  });

  it('of one that both ends open at the same time', () => {
    const [a, b] = ways(tcpRun('open at the same time'));
    const begin = ['active OPEN → SYN-SENT', 'SYN → SYN-RECEIVED', 'ACK of SYN → ESTABLISHED'];
    expect(a.slice(0, 3)).toEqual(begin);
    expect(b.slice(0, 3)).toEqual(begin);
  });

  it('of one that both ends close at the same time', () => {
    const end = ['CLOSE → FIN-WAIT-1', 'FIN → CLOSING', 'ACK of FIN → TIME-WAIT', 'timeout → CLOSED'];
    for (const way of ways(tcpRun('close at the same time'))) expect(way.slice(-4)).toEqual(end);
  });

  it('of attempts that are refused, or that nobody answers', () => {
    expect(ways(tcpRun('refused'))[0]).toEqual(['active OPEN → SYN-SENT', 'RST → CLOSED']);
    const alone = runScripts(threeHosts('faults:\n  - { drop: tcp, from: A }\n'), {
      A: [
        [0, call.socket as SocketCall],
        [10, call.connect('192.168.12.2')],
      ],
    });
    expect(ways(alone)[0]).toEqual(['active OPEN → SYN-SENT', 'timeout → CLOSED']);
  });

  it('of one that its user ends with octets unread: ABORT here, RST there', () => {
    const [a, b] = ways(tcpRun('reset because of unread data'));
    expect(b.at(-1)).toBe('ABORT → CLOSED');
    expect(a.at(-1)).toBe('RST → CLOSED');
  });

  it('of one whose user gives up before it is open', () => {
    const history = runScripts(threeHosts('faults:\n  - { drop: tcp, from: A }\n'), {
      A: [
        [0, call.socket as SocketCall],
        [10, call.connect('192.168.12.2')],
        [500, call.close()],
      ],
      B: serving(200),
    });
    expect(ways(history)[0]).toEqual(['active OPEN → SYN-SENT', 'CLOSE → CLOSED']);
  });

  it('is a way along listed edges in every run, each beginning where the one before has ended', () => {
    for (const name of Object.keys(tcpRuns)) {
      const history = tcpRun(name, 20);
      for (const { ends } of streamsOf(history))
        for (const end of ends) {
          let state = 'CLOSED';
          for (const { edge, from, to } of stepsOf(history.record, end)) {
            expect([edge.from, edge.to]).toEqual([from, to]);
            expect(from).toBe(state);
            expect(stateEdges).toContain(edge satisfies Edge);
            state = to;
          }
        }
    }
  });
});
