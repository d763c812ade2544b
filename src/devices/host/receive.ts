// What comes to a host: frames, the clock, and news of its cables. From the card upwards through the stack to the programs.

import { NEVER, type Instant } from '../../base/time.ts';
import { receiveArp } from '../../stack/arp.ts';
import { receiveIpv4 } from '../../stack/ipv4.ts';
import { R } from '../../stack/reason.ts';
import { stackTicks } from '../../stack/tick.ts';
import type { UdpSocket } from '../../stack/udp.ts';
import type { Datagram, SendFailed } from '../../stack/upward.ts';
import { ETHERTYPE_ARP, ETHERTYPE_IPV4, ethernet } from '../../wire/ethernet.ts';
import { FOR_MANY, FOR_OTHERS, NOT_TAKEN, takeFrame } from '../nic.ts';
import { NO_FRAME, NO_PORT, type FrameNumber, type Surroundings } from '../surroundings.ts';
import { flushArp } from './arpSettings.ts';
import { hostWakeAt, type HostState } from './host.ts';
import type { IcmpEvent, ProcessState } from './process.ts';
import { programNamed } from './program.ts';
import { tellPrograms } from './sockets.ts';
import { hasDoor, transport, withDoor } from './transport.ts';

/** A frame's last bit has arrived at a port. */
export function hostReceives(host: HostState, port: number, frame: FrameNumber, out: Surroundings): void {
  const taken = takeFrame(host, port, frame, out);
  if (taken === NOT_TAKEN) return;
  toProtocol(host, port, frame, taken, out);
  tellPrograms(host, out);
}

function toProtocol(host: HostState, port: number, frame: FrameNumber, taken: number, out: Surroundings): void {
  if (taken === FOR_OTHERS) {
    // A card that takes everything shows it to whoever captures; the protocols still take only what is for this station (Linux: PACKET_OTHERHOST).
    out.drop(host.device, port, frame, R['eth-not-for-me']);
    return;
  }
  const { start, end } = out;
  const type = ethernet.read.type(out.bytes, start);
  if (type === ETHERTYPE_IPV4) {
    if (out.explaining) out.decide(host.device, port, frame, R['eth-to-ip']);
    receiveIpv4(host, port, frame, start + ethernet.size, end, taken === FOR_MANY, out, programsOfHost);
  } else if (type === ETHERTYPE_ARP && !host.interfaces[port].loopback) {
    if (out.explaining) out.decide(host.device, port, frame, R['eth-to-arp']);
    receiveArp(host, port, frame, start + ethernet.size, end, out);
  } else {
    // Tagged frames too: no VLAN is set up on a host.
    out.drop(host.device, port, frame, R['unknown-ethertype'], type);
  }
}

/** Does what is due now, and asks for the next tick. Too early or once too often, it does nothing. */
export function hostTicks(host: HostState, out: Surroundings): void {
  const before = out.cause;
  stackTicks(host, out, programsOfHost);
  if (hasDoor(host) && host.door.tcp.nextWake <= out.now) transport.get().socketsTick(host, out);
  for (const process of running(host)) {
    if (process.exit !== undefined || process.wakeAt > out.now) continue;
    process.wakeAt = NEVER;
    out.cause = process.wakeCause;
    programNamed(process.program)?.wake?.(process, host, out);
  }
  out.cause = before;
  tellPrograms(host, out);
  const next: Instant = hostWakeAt(host);
  if (next !== NEVER) out.wake(host.device, next);
}

/** The cable at a port came up or went down. Neighbours that were known through it may be others when it comes back (as Linux). */
export function hostPortChanged(host: HostState, port: number, up: boolean, out: Surroundings): void {
  host.interfaces[port].carrier = up;
  if (!up) flushArp(host, out, { interface: port });
}

/** Hands to the sockets and to the processes what the stack has for them. A process that ends meanwhile, or one that begins, hears nothing of it. */
const programsOfHost = {
  segment(
    host: HostState,
    port: number,
    frame: FrameNumber,
    bytes: Uint8Array,
    at: number,
    alone: boolean,
    out: Surroundings,
  ): void {
    transport.get().socketsUpward.segment(withDoor(host), port, frame, bytes, at, alone, out);
  },
  icmp(host: HostState, event: IcmpEvent, out: Surroundings): void {
    if (hasDoor(host)) transport.get().socketsUpward.icmp(host, event, out);
    for (const process of running(host)) {
      const program = programNamed(process.program);
      if (process.exit !== undefined || !program?.icmp) continue;
      if (out.explaining) out.decide(host.device, NO_PORT, NO_FRAME, R['icmp-for-process'], process.pid);
      program.icmp(process, host, event, out);
      wakeWhenDue(host, process, out);
    }
  },
  datagram(host: HostState, socket: UdpSocket, datagram: Datagram, out: Surroundings): void {
    transport.get().socketsUpward.datagram(withDoor(host), socket, datagram, out);
  },
  sendFailed(host: HostState, failed: SendFailed, out: Surroundings): void {
    if (hasDoor(host)) transport.get().socketsUpward.sendFailed(host, failed, out);
    for (const process of running(host)) {
      if (process.exit !== undefined) continue;
      programNamed(process.program)?.sendFailed?.(process, host, failed, out);
      wakeWhenDue(host, process, out);
    }
  },
};

const running = (host: HostState): ProcessState[] => host.processes.filter((one) => one.exit === undefined);

/** A process may have set itself another time. */
function wakeWhenDue(host: HostState, process: ProcessState, out: Surroundings): void {
  if (process.wakeAt !== NEVER) out.wake(host.device, process.wakeAt);
}
