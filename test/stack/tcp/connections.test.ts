// Many connections: whatever comes and goes, each is found by number and by ends, and the clock is asked for at the earliest instant.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { luckFor } from '../../../src/base/rng.ts';
import { NEVER, SECOND } from '../../../src/base/time.ts';
import {
  addConnection,
  connectionBetween,
  connectionWith,
  createConnections,
  noteChange,
  removeConnection,
} from '../../../src/stack/tcp/connections.ts';
import { connect, createTcpLayer, settle, tickLayer } from '../../../src/stack/tcp/layer.ts';
import { defaultTcpOptions } from '../../../src/stack/tcp/options.ts';
import { createTcb, type Tcb } from '../../../src/stack/tcp/tcb.ts';
import { abort } from '../../../src/stack/tcp/user.ts';
import { wire } from './wire.ts';

describe('many connections', () => {
  it('are found by number and by ends, and the earliest is known, whatever comes and goes', () => {
    const step = fc.record({
      does: fc.constantFrom('open', 'open', 'open', 'wait', 'wait', 'end', 'remove'),
      which: fc.nat(1000),
      at: fc.nat(50),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const all = createConnections();
        const known: Tcb[] = [];
        let next = 1;
        for (const { does, which, at } of steps) {
          const tcb = known[which % Math.max(1, known.length)];
          if (does === 'open') {
            const ends = { localIp: 1, localPort: 1 + (which % 40), remoteIp: 2, remotePort: 80 };
            if (connectionBetween(all, ends)) continue;
            const made = createTcb(next++, ends, 1500, defaultTcpOptions, 0);
            made.state = 'ESTABLISHED';
            known.push(addConnection(all, made));
          } else if (tcb && does === 'wait') tcb.rtoAt = at || NEVER;
          else if (tcb && does === 'end') [tcb.state, tcb.rtoAt] = ['CLOSED', NEVER];
          else if (tcb) {
            removeConnection(all, tcb);
            removeConnection(all, tcb);
            known.splice(known.indexOf(tcb), 1);
          }
          if (tcb) noteChange(all, tcb);
          expect(new Set(all.connections)).toEqual(new Set(known));
          expect(all.nextWake).toBe(Math.min(NEVER, ...known.map((one) => one.rtoAt)));
          for (const one of known) {
            expect(connectionWith(all, one.id)).toBe(one);
            if (one.state !== 'CLOSED') expect(connectionBetween(all, { ...one })).toBe(one);
          }
          expect(all.index.used).toBe(known.filter((one) => one.state !== 'CLOSED').length);
        }
      }),
    );
  });

  it('tick in the order of their deadlines', () => {
    const layer = createTcpLayer(luckFor(1, 'x', 'y'));
    const out = wire();
    const waits = [5, 3, 9, 1, 7].map((seconds, i) => {
      const ends = { localIp: 1, localPort: 1000 + i, remoteIp: 2, remotePort: 80 };
      return connect(layer, ends, 1500, { ...defaultTcpOptions, firstRto: seconds * SECOND }, 0, out);
    });
    const order: number[] = [];
    out.end = () => void order.push(out.cause);
    for (const [i, tcb] of waits.entries()) {
      out.cause = i;
      settle(layer, tcb, out);
    }
    tickLayer(layer, 7 * SECOND, out);
    expect(order).toEqual([3, 1, 0, 4]);
    expect(layer.nextWake).toBe(9 * SECOND);
  });

  it('are settled once too often without harm to the others', () => {
    const layer = createTcpLayer(luckFor(1, 'x', 'y'));
    const out = wire();
    const open = (localPort: number): Tcb =>
      connect(layer, { localIp: 1, localPort, remoteIp: 2, remotePort: 80 }, 1500, { ...defaultTcpOptions }, 0, out);
    const [first, second] = [open(1), open(2)];
    abort(first, 0, out);
    settle(layer, first, out);
    settle(layer, first, out);
    expect(layer.connections).toEqual([second]);
    expect(layer.nextWake).toBe(SECOND);
  });
});
