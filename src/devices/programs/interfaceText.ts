// How `ip`, `ifconfig` and `ipconfig` print a machine's interfaces.

import { broadcastOf, formatIpv4, formatMac, maskOf } from '../../wire/address.ts';
import type { InterfaceState } from '../../stack/machine.ts';

/** Linux numbers interfaces from 1, and `lo` comes first. */
export interface NumberedInterface {
  number: number;
  /** Its place in the machine's own list. */
  index: number;
  one: InterfaceState;
}

/** All interfaces in the order in which Linux lists them. */
export function numbered(interfaces: readonly InterfaceState[]): NumberedInterface[] {
  const all = interfaces.map((one, index) => ({ one, index, number: one.loopback ? 1 : index + 2 }));
  return all.sort((a, b) => a.number - b.number);
}

/** Does the interface have an address that broadcasts? Not lo, not the two ends of a /31, not a single /32 (RFC 3021). */
const hasBroadcast = (one: InterfaceState, prefix: number): boolean => !one.loopback && prefix < 31;

const running = (one: InterfaceState): boolean => one.up && one.carrier;

function linkFlags(one: InterfaceState): string {
  const flags = one.loopback ? ['LOOPBACK'] : ['BROADCAST', 'MULTICAST'];
  if (one.up && !one.carrier) flags.unshift('NO-CARRIER');
  if (one.promiscuous) flags.push('PROMISC');
  if (one.up) flags.push('UP');
  if (running(one)) flags.push('LOWER_UP');
  return flags.join(',');
}

function linkState(one: InterfaceState): string {
  if (!running(one)) return 'DOWN';
  return one.loopback ? 'UNKNOWN' : 'UP';
}

const hardware = (one: InterfaceState): string =>
  one.loopback
    ? 'link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00'
    : `link/ether ${formatMac(one.mac)} brd ff:ff:ff:ff:ff:ff`;

function headLine({ number, one }: NumberedInterface, mode: string): string {
  const queueing = one.loopback ? 'noqueue' : 'fq_codel';
  const state = `qdisc ${queueing} state ${linkState(one)} ${mode}group default qlen 1000`;
  return `${number}: ${one.name}: <${linkFlags(one)}> mtu ${one.mtu} ${state}`;
}

/** One interface as `ip link` prints it. */
export function ipLinkText(it: NumberedInterface): string[] {
  return [headLine(it, 'mode DEFAULT '), `    ${hardware(it.one)}`];
}

/** One interface as `ip addr` prints it. */
export function ipAddressText(it: NumberedInterface): string[] {
  const { one } = it;
  const lines = [headLine(it, ''), `    ${hardware(one)}`];
  for (const { ip, prefix } of one.addresses) {
    const brd = hasBroadcast(one, prefix) ? ` brd ${formatIpv4(broadcastOf(ip, prefix))}` : '';
    const scope = one.loopback ? 'host' : 'global';
    lines.push(`    inet ${formatIpv4(ip)}/${prefix}${brd} scope ${scope} ${one.name}`);
    lines.push('       valid_lft forever preferred_lft forever');
  }
  return lines;
}

/** One interface in one line, as `ip -br addr` or `ip -br link` prints it. */
export function ipBriefText({ one }: NumberedInterface, what: 'addr' | 'link'): string {
  const head = `${one.name.padEnd(16)} ${linkState(one).padEnd(14)} `;
  if (what === 'addr') return head + one.addresses.map(({ ip, prefix }) => `${formatIpv4(ip)}/${prefix}`).join(' ');
  return `${head}${one.loopback ? '00:00:00:00:00:00' : formatMac(one.mac)} <${linkFlags(one)}>`;
}

const FLAGS = { UP: 1, BROADCAST: 2, LOOPBACK: 8, RUNNING: 64, PROMISC: 256, MULTICAST: 4096 } as const;

/** One interface as `ifconfig` prints it (net-tools). */
export function ifconfigText(one: InterfaceState): string[] {
  const names: (keyof typeof FLAGS)[] = [];
  if (one.up) names.push('UP');
  if (!one.loopback) names.push('BROADCAST');
  if (one.loopback) names.push('LOOPBACK');
  if (running(one)) names.push('RUNNING');
  if (one.promiscuous) names.push('PROMISC');
  if (!one.loopback) names.push('MULTICAST');
  const sum = names.reduce((total, flag) => total + FLAGS[flag], 0);
  const lines = [`${one.name}: flags=${sum}<${names.join(',')}>  mtu ${one.mtu}`];
  const first = one.addresses[0]; // net-tools knows one address an interface
  if (first) {
    const { ip, prefix } = first;
    const broadcast = hasBroadcast(one, prefix) ? `  broadcast ${formatIpv4(broadcastOf(ip, prefix))}` : '';
    lines.push(`inet ${formatIpv4(ip)}  netmask ${formatIpv4(maskOf(prefix))}${broadcast}`);
  }
  if (one.loopback) lines.push('loop  txqueuelen 1000  (Local Loopback)');
  else lines.push(`ether ${formatMac(one.mac)}  txqueuelen 1000  (Ethernet)`);
  lines.push(
    `RX packets ${one.rx}  bytes ${one.rxOctets} (${octetsText(one.rxOctets)})`,
    `RX errors 0  dropped ${one.dropped}  overruns 0  frame 0`,
    `TX packets ${one.tx}  bytes ${one.txOctets} (${octetsText(one.txOctets)})`,
    'TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0',
  );
  return [lines[0]!, ...lines.slice(1).map((line) => `        ${line}`), ''];
}

function octetsText(octets: number): string {
  let value = octets;
  for (const unit of ['B', 'KiB', 'MiB']) {
    if (value < 1024) return `${value.toFixed(1)} ${unit}`;
    value /= 1024;
  }
  return `${value.toFixed(1)} GiB`;
}

/** One line of ipconfig: Windows fills up with dots, which stand at even columns. */
export function row(label: string, value: string): string {
  let text = label.length > 20 ? `${label}  ` : label; // a long label keeps some distance
  while (text.length < 34) text += text.length % 2 ? ' ' : '.';
  return `   ${text}: ${value}`.trimEnd();
}

/** One interface as Windows' `ipconfig` prints it; `all` as with `/all`. */
export function ipconfigText(one: InterfaceState, gateway: number | undefined, all: boolean): string[] {
  const lines = ['', `Ethernet adapter ${one.name}:`, ''];
  if (!running(one)) lines.push(row('Media State', 'Media disconnected'));
  lines.push(row('Connection-specific DNS Suffix', ''));
  if (all) {
    lines.push(row('Description', 'Ethernet interface'));
    lines.push(row('Physical Address', formatMac(one.mac).replace(/:/g, '-').toUpperCase()));
    lines.push(row('DHCP Enabled', 'No'));
  }
  if (!running(one)) return lines;
  for (const { ip, prefix } of one.addresses) {
    lines.push(row('IPv4 Address', formatIpv4(ip)), row('Subnet Mask', formatIpv4(maskOf(prefix))));
  }
  lines.push(row('Default Gateway', gateway === undefined ? '' : formatIpv4(gateway)));
  return lines;
}
