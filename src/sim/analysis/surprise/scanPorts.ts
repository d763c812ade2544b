// What surprises about ports: one that is in use, and one where nobody was, of which the program is not told.

import type { RowNumber } from '../../../devices/surroundings.ts';
import { ICMP_UNREACHABLE, icmp } from '../../../wire/icmp.ts';
import { ipv4, PROTO_ICMP, PROTO_UDP } from '../../../wire/ipv4.ts';
import { udp } from '../../../wire/udp.ts';
import { ownersOf, type Past } from '../../owners.ts';
import { frameBytes, rowAt, type Row } from '../../record.ts';
import { endsOf } from '../../world.ts';
import { countBefore, itsRow } from '../inOrder.ts';
import { ipv4In } from '../segment.ts';
import { streamsOf } from '../streams.ts';
import { addressGiven, calledIn, type Called } from './calledText.ts';
import { descriptorOf, descriptorsOn, type Descriptor } from './descriptors.ts';
import { note, type Findings, type More } from './findings.ts';

/** `bind` or `listen` has failed: who has the port just now? */
export function portInUse(findings: Findings, past: Past, row: Row, called: Called, own: Descriptor | undefined): void {
  const { device = 0, y: pid } = row;
  const port = addressGiven(called)?.port ?? own?.bound?.port;
  const holder = holderOf(findings, device, port, own);
  const left = holder || own?.kind === 'datagram' ? undefined : leftBehind(past, device, port, row.number);
  const more: More = left === undefined ? (holder ?? { variant: 'unknown' }) : { known: [left], variant: 'left' };
  note(findings, 'address-in-use', row, pid, `${pid} ${port}`, more);
}

/** The socket that has it; of several the one that listens. */
function holderOf(
  findings: Findings,
  device: number,
  port: number | undefined,
  own: Descriptor | undefined,
): More | undefined {
  const kind = own?.kind ?? 'stream';
  let found: More | undefined;
  for (const other of descriptorsOn(findings.sockets, device)) {
    const { bound, listening } = other;
    if (other === own || other.kind !== kind || bound?.port !== port || port === undefined) continue;
    if (listening !== undefined) return { known: [listening], variant: 'listener' };
    found ??= { known: [bound!.row], variant: kind === 'datagram' ? 'datagram' : 'bound' };
  }
  return found;
}

/** The last change of state of a connection of that port which is not over. */
function leftBehind(past: Past, device: number, port: number | undefined, before: RowNumber): RowNumber | undefined {
  for (const { ends } of streamsOf(past)) {
    for (const { device: where, port: which, states } of ends) {
      if (where !== device || which !== port) continue;
      const last = states[countBefore(states, before, itsRow) - 1];
      if (last && last.to !== 'CLOSED') return last.row;
    }
  }
  return undefined;
}

const PORT_UNREACHABLE = 3;

/** An ICMP error leaves. Where it says of a datagram that its port is nobody's, only a connected socket is told (RFC 1122 section 4.1.3.3). */
export function heard(findings: Findings, past: Past, row: Row): void {
  const quoted = unreachableIn(frameBytes(past.record, row.frame!));
  if (!quoted) return;
  const { source, port, identification } = quoted;
  const devices =
    source >>> 24 === 127
      ? [endsOf(past.live.state, row.direction!).from[0]]
      : ownersOf(past, 'ip', source, row.number).map((one) => one.device);
  for (const device of devices) {
    const sent = findings.sent.get(`${device} ${port} ${identification}`);
    const call = sent === undefined ? undefined : rowAt(past.record, rowAt(past.record, sent).cause!);
    const called = call && calledIn(past.record.texts[call.x] ?? '');
    if (!called) continue;
    const own = descriptorOf(findings.sockets, device, call.y, called.fd);
    if (!own || own.connected || isTold(past, device)) continue;
    note(findings, 'unreachable', call, call.y, `${call.y} ${called.fd}`, {
      also: [sent!],
      known: [row.number],
      variant: 'untold',
    });
  }
}

/** Hosts may be set to tell every program, as Windows does. */
function isTold({ live }: Past, device: number): boolean {
  const host = live.state.devices[device];
  return host !== undefined && 'door' in host && (host.door?.settings.unreachableToAll ?? false);
}

/** Of an ICMP "port unreachable" about a datagram: who had sent it, from where, and its identification. */
function unreachableIn(bytes: Uint8Array): { source: number; port: number; identification: number } | undefined {
  const outer = ipv4In(bytes);
  if (outer === undefined || ipv4.read.proto(bytes, outer) !== PROTO_ICMP) return undefined;
  const message = outer + 4 * ipv4.read.hdrLen(bytes, outer);
  const inner = message + icmp.size;
  if (inner + ipv4.size + udp.size > bytes.length) return undefined;
  const { type, code } = icmp.read;
  if (type(bytes, message) !== ICMP_UNREACHABLE || code(bytes, message) !== PORT_UNREACHABLE) return undefined;
  const datagram = inner + 4 * ipv4.read.hdrLen(bytes, inner);
  if (ipv4.read.proto(bytes, inner) !== PROTO_UDP || datagram + udp.size > bytes.length) return undefined;
  return {
    source: ipv4.read.src(bytes, inner),
    port: udp.read.srcport(bytes, datagram),
    identification: ipv4.read.id(bytes, inner),
  };
}
