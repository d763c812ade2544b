// The world around a TCP layer in tests: keeps the segments that it sends, what it tells, and the clock that it wants.
import { frameOf } from './frames.ts';
import type { TcpEvent, TcpOut } from '../../../src/stack/tcp/out.ts';
import { NO_ROW } from '../../../src/stack/surroundings.ts';
import type { Tcb } from '../../../src/stack/tcp/tcb.ts';
import type { TcpReason } from '../../../src/stack/tcp/reasons.ts';

export interface Sent {
  bytes: Uint8Array;
  from: number;
  to: number;
  why: TcpReason;
}

export interface Wire extends TcpOut {
  sent: Sent[];
  events: { id: number; what: TcpEvent }[];
  /** `reason x y` of everything that changed, was ignored or was decided. */
  said: { why: TcpReason; x: number; y: number }[];
  explaining: boolean;
  mtu: number;
  /** No packet can be sent while this is set. */
  down: boolean;
}

export function wire(mtu = 1500): Wire {
  let current: Sent | undefined;
  const self: Wire = {
    sent: [],
    events: [],
    said: [],
    cause: NO_ROW,
    explaining: true,
    mtu,
    down: false,
    at: frameOf,
    begin: (ends, length) => {
      if (self.down) return undefined;
      const { options } = ends as Partial<Tcb>;
      if (options?.pathMtuDiscovery && 20 + length > self.mtu) return undefined; // as IP does with DF
      current = { bytes: new Uint8Array(frameOf + length), from: ends.localIp, to: ends.remoteIp, why: 'tcp-ack' };
      return current.bytes;
    },
    end: (why) => void self.sent.push({ ...current!, why }),
    event: (tcb, what) => void self.events.push({ id: tcb.id, what }),
    changed: (_tcb, why, x, y) => void self.said.push({ why, x, y }),
    decide: (_tcb, why, x, y) => void self.said.push({ why, x, y }),
    ignored: (why, x, y) => void self.said.push({ why, x, y }),
    mtuTo: () => (self.down ? undefined : self.mtu),
  };
  return self;
}
