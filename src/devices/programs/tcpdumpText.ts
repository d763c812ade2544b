// A frame as a line of tcpdump (its printers print-ether.c, print-ip.c, print-tcp.c, print-icmp.c, print-arp.c), with numbers that count from the SYNs.

import { printable, toHex } from '../../base/bytes.ts';
import { ARP_REQUEST } from '../../wire/arp.ts';
import { formatIpv4, formatMac } from '../../wire/address.ts';
import type { DissectedLayer, Dissection } from '../../wire/dissection.ts';
import { ICMP_ECHO, ICMP_ECHO_REPLY, ICMP_REDIRECT, ICMP_TIME_EXCEEDED, ICMP_UNREACHABLE } from '../../wire/icmp.ts';
import { IP_PROTOCOLS, PROTO_TCP } from '../../wire/ipv4.ts';
import { add } from '../../wire/seqnum.ts';

/** What the command line asks of each line. */
export interface LineStyle {
  /** Addresses and ports as names where there are any. */
  host(ip: number): string;
  port(port: number): string;
  link: boolean;
  verbose: boolean;
  absolute: boolean;
  quick: boolean;
}

/** Where the two streams of a connection began, as told by its first segment with an ACK: `seq` of the end with the lower name. */
export interface Flow {
  seq: number;
  ack: number;
}

export type Flows = Record<string, Flow>;

/** Connections that are remembered. */
const MOST_FLOWS = 1000;

const layerOf = (d: Dissection, protocol: string): DissectedLayer | undefined =>
  d.layers.find((layer) => layer.protocol === protocol && !layer.quoted);

/** The first value of a field; undefined where the frame ends before it. */
const field = (layer: DissectedLayer | undefined, filter: string): number | undefined => {
  const value = layer?.spans.find((span) => span.filter === filter)?.value;
  return typeof value === 'number' ? value : undefined;
};

/** The line (or with `verbose` two) of a frame, without its time. */
export function frameLine(d: Dissection, flows: Flows, style: LineStyle): string {
  const eth = layerOf(d, 'eth');
  const [source, destination] = [field(eth, 'eth.src'), field(eth, 'eth.dst')];
  const type = field(eth, 'eth.type');
  const name = { 0x0800: 'IPv4', 0x0806: 'ARP', 0x8100: '802.1Q' }[type ?? 0] ?? 'Unknown';
  const hex = `0x${(type ?? 0).toString(16).padStart(4, '0')}`;
  const about =
    style.link && source !== undefined && destination !== undefined
      ? `${formatMac(source)} > ${destination === 0xffff_ffff_ffff ? 'Broadcast' : formatMac(destination)}, ethertype ${name} (${hex}), length ${d.length}: `
      : '';
  const ip = layerOf(d, 'ip');
  const arp = layerOf(d, 'arp');
  if (ip) return `${about || 'IP '}${ipText(d, ip, flows, style)}`;
  if (arp) return `${about || 'ARP, '}${arpText(d, arp, style)}`;
  return `${about}${about ? '' : `ethertype ${name} (${hex}), `}length ${d.length}`;
}

function arpText(d: Dissection, arp: DissectedLayer, { host }: LineStyle): string {
  const [sender, target] = [field(arp, 'arp.src.proto_ipv4'), field(arp, 'arp.dst.proto_ipv4')];
  const [senderMac, targetMac] = [field(arp, 'arp.src.hw_mac'), field(arp, 'arp.dst.hw_mac')];
  const length = `length ${d.length - arp.start}`;
  if (sender === undefined || target === undefined) return `[|ARP], ${length}`;
  if (field(arp, 'arp.opcode') !== ARP_REQUEST)
    return `Reply ${host(sender)} is-at ${formatMac(senderMac ?? 0)}, ${length}`;
  const known = targetMac ? ` (${formatMac(targetMac)})` : '';
  return `Request who-has ${host(target)}${known} tell ${host(sender)}, ${length}`;
}

function ipText(d: Dissection, ip: DissectedLayer, flows: Flows, style: LineStyle): string {
  const [src, dst] = [field(ip, 'ip.src') ?? 0, field(ip, 'ip.dst') ?? 0];
  const total = field(ip, 'ip.len') ?? 0;
  const verbose = style.verbose ? `(${ipDetails(ip)}, length ${total})\n    ` : '';
  const length = Math.max(0, Math.min(total, d.length - ip.start) - (ip.end - ip.start));
  const plain = `${style.host(src)} > ${style.host(dst)}: `;
  // Of a fragment that is not the first there is no header to read.
  const [tcp, udp, icmp] = ['tcp', 'udp', 'icmp'].map((name) => layerOf(d, name));
  const inner = tcp ?? udp;
  const offset = field(ip, 'ip.frag_offset') ?? 0;
  if (icmp && !offset) return `${verbose}${plain}${icmpText(d, icmp, length, style)}`;
  if (!inner || offset) {
    const word = (IP_PROTOCOLS[field(ip, 'ip.proto') ?? 0] ?? 'ip-proto').toLowerCase();
    return `${verbose}${plain}${offset || field(ip, 'ip.flags.mf') ? word : `${word}, length ${length}`}`;
  }
  const [from, to] = [field(inner, `${inner.protocol}.srcport`), field(inner, `${inner.protocol}.dstport`)];
  if (from === undefined || to === undefined) return `${verbose}${plain}[|${inner.protocol}]`;
  const ends = `${style.host(src)}.${style.port(from)} > ${style.host(dst)}.${style.port(to)}: `;
  if (udp) return `${verbose}${ends}UDP, length ${Math.max(0, (field(udp, 'udp.length') ?? 8) - 8)}`;
  const payload = Math.max(0, length - (tcp!.end - tcp!.start));
  return `${verbose}${ends}${style.quick ? `tcp ${payload}` : tcpText(tcp!, payload, flows, `${src}.${from}`, `${dst}.${to}`, style)}`;
}

function ipDetails(ip: DissectedLayer): string {
  const flags = field(ip, 'ip.flags.df') ? 'DF' : field(ip, 'ip.flags.mf') ? '+' : 'none';
  const protocol = field(ip, 'ip.proto') ?? 0;
  const tos = ((field(ip, 'ip.dsfield') ?? 0) >>> 0).toString(16);
  const numbers = `ttl ${field(ip, 'ip.ttl') ?? 0}, id ${field(ip, 'ip.id') ?? 0}, offset ${field(ip, 'ip.frag_offset') ?? 0}`;
  return `tos 0x${tos}, ${numbers}, flags [${flags}], proto ${IP_PROTOCOLS[protocol] ?? 'unknown'} (${protocol})`;
}

/** The control bits in the order in which tcpdump writes their letters. */
const LETTERS = [...(['fin F', 'syn S', 'reset R', 'push P', 'ack .', 'urg U', 'ece E', 'cwr W', 'ae e'] as const)].map(
  (both) => [`tcp.flags.${both.slice(0, -2)}`, both.slice(-1)] as const,
);

function tcpText(
  tcp: DissectedLayer,
  length: number,
  flows: Flows,
  from: string,
  to: string,
  { absolute, verbose }: LineStyle,
): string {
  const flags = LETTERS.map(([filter, letter]) => (field(tcp, filter) ? letter : '')).join('');
  const raw = { seq: field(tcp, 'tcp.seq_raw') ?? 0, ack: field(tcp, 'tcp.ack_raw') ?? 0 };
  const began = absolute ? undefined : startOf(flows, from, to, flags, raw);
  const seq = add(raw.seq, -(began?.seq ?? 0));
  const ack = add(raw.ack, -(began?.ack ?? 0));
  const words = [`Flags [${flags || 'none'}]`];
  if (verbose) words.push(checksumText(tcp));
  if (length > 0) words.push(`seq ${seq}:${add(seq, length)}`);
  else if (/[SFR]/.test(flags)) words.push(`seq ${seq}`);
  if (flags.includes('.')) words.push(`ack ${ack}`);
  words.push(`win ${field(tcp, 'tcp.window_size_value') ?? 0}`);
  if (flags.includes('U')) words.push(`urg ${field(tcp, 'tcp.urgent_pointer') ?? 0}`);
  const options = optionTexts(tcp, began?.ack ?? 0);
  if (options.length) words.push(`options [${options.join(',')}]`);
  return `${words.join(', ')}, length ${length}`;
}

/** What to take off the numbers of a segment from `from`; nothing of a SYN, and of the first with an ACK that is seen of a connection. */
function startOf(flows: Flows, from: string, to: string, flags: string, { seq, ack }: Flow): Flow | undefined {
  if (!flags.includes('.')) return undefined;
  const isLower = from < to;
  const key = isLower ? `${from} ${to}` : `${to} ${from}`;
  const known = flows[key];
  if (known && !flags.includes('S')) return isLower ? known : { seq: known.ack, ack: known.seq };
  if (!known && Object.keys(flows).length >= MOST_FLOWS) delete flows[Object.keys(flows)[0]!];
  // The ACK is that of the SYN: the peer's stream began one before it.
  flows[key] = isLower ? { seq, ack: add(ack, -1) } : { seq: add(ack, -1), ack: seq };
  return undefined;
}

function checksumText(tcp: DissectedLayer): string {
  const span = tcp.spans.find((one) => one.filter === 'tcp.checksum');
  const hex = `0x${((span?.value as number | undefined) ?? 0).toString(16).padStart(4, '0')}`;
  const right = span?.problem?.parameters['right'];
  return `cksum ${hex} (${right === undefined ? 'correct' : `incorrect -> ${right}`})`;
}

/** The options in their order; `base`: what edges of SACK blocks count from. */
function optionTexts(tcp: DissectedLayer, base: number): string[] {
  const texts: string[] = [];
  let edge = 0;
  for (const { filter, value } of tcp.spans) {
    if (typeof value !== 'number') continue;
    if (filter === 'tcp.option_kind') texts.push(KINDS[value] ?? `unknown-${value}`);
    const last = texts.length - 1;
    if (filter === 'tcp.options.mss_val') texts[last] = `mss ${value}`;
    else if (filter === 'tcp.options.wscale.shift') texts[last] = `wscale ${value}`;
    else if (filter === 'tcp.options.timestamp.tsval') texts[last] = `TS val ${value}`;
    else if (filter === 'tcp.options.timestamp.tsecr') texts[last] += ` ecr ${value}`;
    else if (filter === 'tcp.options.sack_le') edge = add(value, -base);
    else if (filter === 'tcp.options.sack_re') texts[last] += `{${edge}:${add(value, -base)}}`;
  }
  return texts.map((text) =>
    text.replace(/^sack((?:\{[^}]*\})+)$/, (_, blocks: string) => `sack ${blocks.split('{').length - 1} ${blocks}`),
  );
}

const KINDS: Readonly<Record<number, string>> = {
  0: 'eol',
  1: 'nop',
  2: 'mss',
  3: 'wscale',
  4: 'sackOK',
  5: 'sack',
  8: 'TS',
};

const UNREACHABLE: Readonly<Record<number, string>> = { 0: 'net', 1: 'host', 2: 'protocol', 3: 'port' };

function icmpText(d: Dissection, icmp: DissectedLayer, length: number, style: LineStyle): string {
  const type = field(icmp, 'icmp.type');
  const numbers = `id ${field(icmp, 'icmp.ident') ?? 0}, seq ${field(icmp, 'icmp.seq') ?? 0}`;
  if (type === ICMP_ECHO) return `ICMP echo request, ${numbers}, length ${length}`;
  if (type === ICMP_ECHO_REPLY) return `ICMP echo reply, ${numbers}, length ${length}`;
  const quoted = d.layers.filter((layer) => layer.quoted);
  const about = quoted.find((layer) => layer.protocol === 'ip');
  const to = style.host(field(about, 'ip.dst') ?? 0);
  const code = field(icmp, 'icmp.code') ?? 0;
  if (type === ICMP_TIME_EXCEEDED)
    return `ICMP ${code ? 'ip reassembly time exceeded' : 'time exceeded in-transit'}, length ${length}`;
  if (type === ICMP_REDIRECT)
    return `ICMP redirect ${to} to host ${style.host(field(icmp, 'icmp.redir_gw') ?? 0)}, length ${length}`;
  if (type !== ICMP_UNREACHABLE) return `ICMP type-#${type ?? 0}, length ${length}`;
  if (code === 3) {
    const inner = quoted.find((layer) => layer.protocol === 'udp' || layer.protocol === 'tcp');
    const protocol = field(about, 'ip.proto') === PROTO_TCP ? 'tcp' : 'udp';
    return `ICMP ${to} ${protocol} port ${style.port(field(inner, `${protocol}.dstport`) ?? 0)} unreachable, length ${length}`;
  }
  if (code === 4)
    return `ICMP ${to} unreachable - need to frag (mtu ${field(icmp, 'icmp.mtu') ?? 0}), length ${length}`;
  return code in UNREACHABLE
    ? `ICMP ${UNREACHABLE[code]!} ${to} unreachable, length ${length}`
    : `ICMP ${to} unreachable - #${code}, length ${length}`;
}

/** The octets as `-x` shows them, with `-X` their letters beside. */
export function dumpLines(octets: Uint8Array, letters: boolean): string[] {
  const rows: string[] = [];
  for (let at = 0; at < octets.length; at += 16) {
    const row = octets.subarray(at, at + 16);
    const pairs = toHex(row, '').replace(/(.{4})(?=.)/g, '$1 ');
    const text = letters ? `${pairs.padEnd(39)}  ${printable(row)}` : pairs;
    rows.push(`\t0x${at.toString(16).padStart(4, '0')}:  ${text}`);
  }
  return rows;
}

export const numericStyle = { host: formatIpv4, port: String };
