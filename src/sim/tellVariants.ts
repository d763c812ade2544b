// One reason, several sentences: which of them fits, judged by the frame, the parameters and the device.

import { STATES } from '../stack/tcp/states.ts';
import { ICMP_TIME_EXCEEDED, ICMP_UNREACHABLE } from '../wire/icmp.ts';
import type { Dissection } from '../wire/dissection.ts';
import { fieldIn } from './dissected.ts';
import type { Owner, Past } from './owners.ts';
import { segmentValue } from './tellConnection.ts';
import type { Matter } from './telling.ts';

/** Names of ICMP errors by type and code. */
const ERRORS: Readonly<Record<string, string>> = {
  [`${ICMP_UNREACHABLE}.0`]: 'net-unreachable',
  [`${ICMP_UNREACHABLE}.1`]: 'host-unreachable',
  [`${ICMP_UNREACHABLE}.2`]: 'protocol-unreachable',
  [`${ICMP_UNREACHABLE}.3`]: 'port-unreachable',
  [`${ICMP_UNREACHABLE}.4`]: 'fragmentation-needed',
  [`${ICMP_TIME_EXCEEDED}.0`]: 'ttl-exceeded',
  [`${ICMP_TIME_EXCEEDED}.1`]: 'reassembly-exceeded',
};

/** Packets that a machine sends of its own: there a fragment, a loop to oneself or a next hop that is not the goal changes the sentence. */
const SENDING: readonly string[] = [
  'sent',
  'echo-request',
  'echo-reply',
  'udp-datagram',
  'released-after-arp',
  'icmp-error',
];

/** Who has the address of a field. */
type Owners = (name: string) => readonly Owner[];

/** Endings of the words' names, the most special first; '' is the reason alone and always the last. */
export function variantsOf(past: Past, matter: Matter, owners: Owners): string[] {
  const { reason, kind, dissection } = matter;
  const variants: string[] = [];
  if (kind === 'flight' && SENDING.includes(reason)) variants.push(...waysOfSending(matter, owners));
  if (reason === 'icmp-error') variants.push(...errorOf(dissection));
  if (reason.startsWith('arp-')) variants.push(...inArp(matter));
  if (reason.endsWith('-set')) variants.push(...switched(past, matter));
  if (reason === 'program-exited' && past.record.texts[matter.x] === '0') variants.push('done');
  if (reason === 'program-line' && !past.record.texts[matter.x]) variants.push('empty');
  if (reason === 'script-spins' && past.record.texts[matter.x]?.endsWith(' end')) variants.push('end');
  if (reason === 'ip-not-mine' && isPlainHost(past, matter)) variants.push('host');
  if (reason.startsWith('tcp-')) variants.push(...inTcp(past, matter));
  if (kind === 'table') variants.push('table');
  return [...variants, ''];
}

function waysOfSending({ reason, here, peer, dissection }: Matter, owners: Owners): string[] {
  if (here && here.device === peer?.device) return ['loopback'];
  if (!dissection) return [];
  const number = (name: string): number => Number(fieldIn(dissection, name)?.value ?? 0);
  if (number('ip.frag_offset') > 0 || number('ip.flags.mf') > 0) return ['fragment'];
  const [hop, goals] = [owners('eth.dst'), owners('ip.dst')];
  const isGoal = goals.some((goal) => hop.some(({ device }) => device === goal.device));
  const isVia = hop.length > 0 && !isGoal;
  // The first packet that waits is often one that asks for a connection.
  if (reason === 'released-after-arp' && number('tcp.flags.syn') && !number('tcp.flags.ack'))
    return isVia ? ['syn-via', 'via'] : ['syn'];
  return isVia ? ['via'] : [];
}

function errorOf(dissection: Dissection | undefined): string[] {
  const [type, code] = ['icmp.type', 'icmp.code'].map((name) => dissection && fieldIn(dissection, name)?.value);
  const name = ERRORS[`${String(type)}.${String(code)}`];
  return name ? [name] : [];
}

/** Was it a question or an answer; and of a table, was its sender the one that it is about? */
function inArp({ reason, kind, dissection, x, y }: Matter): string[] {
  if (reason === 'arp-asking') return y === 1 ? ['first'] : [];
  const value = (name: string): unknown => dissection && fieldIn(dissection, name)?.value;
  if (kind === 'table' && value('arp.src.proto_ipv4') !== x) return [];
  const opcode = value('arp.opcode');
  return opcode === 1 ? ['question'] : opcode === 2 ? ['answer'] : [];
}

/** What else a segment carries; whether somebody asked for a connection or was asked; into which state it goes. */
function inTcp(past: Past, matter: Matter): string[] {
  const { reason, kind, dissection, x, y } = matter;
  if (reason === 'tcp-state') return [`${STATES[x]}-to-${STATES[y]}`, STATES[y] ?? ''];
  if (reason === 'tcp-opened') return y === 0 ? ['passive'] : [];
  if (kind !== 'flight' || !dissection) return [];
  const number = (name: string): number => Number(fieldIn(dissection, name)?.value ?? 0);
  const isFin = number('tcp.flags.fin') === 1;
  switch (reason) {
    case 'tcp-data':
      return isFin ? ['fin'] : [];
    case 'tcp-retransmission':
    case 'tcp-fast-retransmission':
      return isFin && !number('tcp.len') ? ['fin'] : [];
    case 'tcp-ack':
      return ['tcp.seq', 'tcp.ack'].every((name) => segmentValue(past, matter, name) === '1') ? ['handshake'] : [];
    case 'tcp-duplicate-ack': {
      const ahead = number('tcp.options.sack_le') - number('tcp.ack_raw');
      return fieldIn(dissection, 'tcp.options.sack_le') ? [ahead >>> 0 < 0x8000_0000 ? 'sack' : 'twice'] : [];
    }
    // A segment without an acknowledgment is answered with the number 0: nobody ever heard of such a connection.
    case 'tcp-reset':
      return number('tcp.flags.ack') && !number('tcp.seq_raw') ? ['refused'] : [];
    default:
      return [];
  }
}

function switched(past: Past, { reason, x }: Matter): string[] {
  if (reason === 'mirror-set') return [past.record.texts[x] === '–' ? 'off' : 'on'];
  return reason === 'promiscuous-set' || reason === 'forwarding-set' ? [x ? 'on' : 'off'] : [];
}

function isPlainHost(past: Past, { here }: Matter): boolean {
  const device = here && past.live.state.devices[here.device];
  return device?.kind === 'host' && !device.forwarding;
}
