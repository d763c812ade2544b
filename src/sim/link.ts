// Handing a frame to a cable: is it plugged in, does the frame fit, when does it leave and arrive. Full duplex, store and forward; one event a frame
// and direction.

import { R } from '../stack/reason.ts';
import type { FrameNumber } from '../devices/surroundings.ts';
import { ethernet } from '../wire/ethernet.ts';
import { tagLength } from '../wire/vlan.ts';
import { scheduleArrival, takeSender } from './departure.ts';
import type { Outside } from './outside.ts';
import { throughTrouble } from './trouble.ts';

/** Hands a frame to the cable of a port. Everything that can become of it there is told with its reason. */
export function putOnCable(out: Outside, device: number, port: number, frame: FrameNumber, reason: number): void {
  const state = out.state;
  const direction = state.ports[device]![port]!;
  if (direction < 0) {
    out.drop(device, port, frame, R['port-no-cable']);
    return;
  }
  const d = state.directions;
  if (!d.open[direction]) {
    out.drop(device, port, frame, R['link-down']);
    return;
  }
  out.open(frame);
  const length = out.end - out.start;
  const mtu = d.mtu[direction]!;
  // A tag may come on top of the MTU (IEEE 802.3 section 3.2.7).
  if (length > mtu + ethernet.size && length > mtu + ethernet.size + tagLength(out.bytes, out.start)) {
    out.drop(device, port, frame, R['mtu-exceeded'], length - ethernet.size, mtu);
    return;
  }
  if (d.impaired[direction] || (state.faults.length && !state.links[direction >> 1]!.hidden)) {
    throughTrouble(out, direction, device, port, frame, length, reason);
    return;
  }
  const departs = takeSender(out, direction, device, port, frame, length);
  if (departs < 0) return;
  const arrives = d.free[direction]! + d.delay[direction]!;
  const row = out.flight(direction, frame, reason, departs, arrives);
  scheduleArrival(out, direction, frame, row, arrives);
}
