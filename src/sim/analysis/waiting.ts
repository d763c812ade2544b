// Why a connection that has something to send does not send it now: asked of TCP itself, on a copy of its state, because only TCP knows.

import { copyOf } from '../../base/copy.ts';
import type { Instant } from '../../base/time.ts';
import { NO_ROW } from '../../devices/surroundings.ts';
import type { TcpOut } from '../../stack/tcp/out.ts';
import type { TcpReason } from '../../stack/tcp/reasons.ts';
import { output } from '../../stack/tcp/send.ts';
import type { Tcb } from '../../stack/tcp/tcb.ts';

/** A reason such as `tcp-waits-nagle`, with its two parameters. */
export interface Waits {
  reason: TcpReason;
  x: number;
  y: number;
}

/** What TCP says when it is asked to send at `now`; undefined where nothing waits, or nothing holds it back. */
export function whyWaits(tcb: Tcb, now: Instant): Waits | undefined {
  let waits: Waits | undefined;
  const out: TcpOut = {
    cause: NO_ROW,
    at: 0,
    explaining: true,
    begin: () => undefined,
    end() {},
    event() {},
    ignored() {},
    mtuTo: () => undefined,
    changed() {},
    decide(_tcb, reason, x, y) {
      if (reason.startsWith('tcp-waits-')) waits ??= { reason, x, y };
    },
  };
  output(copyOf(tcb), now, out);
  return waits;
}
