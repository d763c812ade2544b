// Ports with names: facts of IANA's registry of service names (RFC 6335 section 6), those that a classroom meets; and the ranges that ports fall into.

export type Transport = 'tcp' | 'udp';

export interface Service {
  port: number;
  name: string;
  /** Over which it is spoken; the registry often reserves the number for the others, too. */
  transports: readonly Transport[];
  /** What people call it besides. */
  also?: readonly string[];
  /** Not the registry's name but a widespread habit. */
  habit?: true;
}

const tcp = ['tcp'] as const;
const udp = ['udp'] as const;
const both = ['tcp', 'udp'] as const;
type Row = [port: number, name: string, transports: readonly Transport[], also?: readonly string[], habit?: true];

const rows: readonly Row[] = [
  [7, 'echo', both],
  [9, 'discard', both],
  [13, 'daytime', both],
  [19, 'chargen', both],
  [20, 'ftp-data', tcp],
  [21, 'ftp', tcp],
  [22, 'ssh', tcp, ['sftp', 'scp']],
  [23, 'telnet', tcp],
  [25, 'smtp', tcp, ['mail']],
  [37, 'time', both],
  [53, 'domain', both, ['dns']],
  [67, 'bootps', udp, ['dhcp', 'dhcp-server']],
  [68, 'bootpc', udp, ['dhcp', 'dhcp-client']],
  [69, 'tftp', udp],
  [80, 'http', tcp, ['www']],
  [110, 'pop3', tcp],
  [119, 'nntp', tcp],
  [123, 'ntp', udp],
  [143, 'imap', tcp],
  [161, 'snmp', udp],
  [162, 'snmptrap', udp],
  [179, 'bgp', tcp],
  [389, 'ldap', both],
  [443, 'https', both],
  [445, 'microsoft-ds', tcp, ['smb']],
  [514, 'syslog', udp],
  [546, 'dhcpv6-client', udp],
  [547, 'dhcpv6-server', udp],
  [587, 'submission', tcp],
  [631, 'ipp', tcp],
  [853, 'domain-s', both],
  [993, 'imaps', tcp],
  [995, 'pop3s', tcp],
  [1080, 'socks', tcp],
  [1433, 'ms-sql-s', tcp],
  [1521, 'oracle', tcp, [], true],
  [1883, 'mqtt', tcp],
  [3000, 'hbci', tcp],
  [3306, 'mysql', tcp],
  [3389, 'ms-wbt-server', both, ['rdp']],
  [5000, 'commplex-main', tcp],
  [5060, 'sip', both],
  [5353, 'mdns', udp],
  [5432, 'postgresql', tcp, ['postgres']],
  [5900, 'rfb', tcp, ['vnc']],
  [6379, 'redis', tcp],
  [8000, 'irdmi', tcp],
  [8080, 'http-alt', tcp],
  [8443, 'pcsync-https', tcp],
  [8888, 'ddi-tcp-1', tcp],
  [9000, 'cslistener', tcp],
  [27017, 'mongodb', tcp],
];

/** In the order of their numbers; each number once. */
export const services: readonly Service[] = rows.map(([port, name, transports, also, habit]) => ({
  ...{ port, name, transports },
  ...(also?.length && { also }),
  ...(habit && { habit }),
}));

/** The service of a port, as far as our table goes. */
export const serviceAt = (port: number): Service | undefined => services.find((one) => one.port === port);

/** The services of a name, or of what people call them; capitals do not count (RFC 6335 section 5.1). */
export function servicesNamed(text: string): Service[] {
  const name = text.toLowerCase();
  return services.filter((one) => one.name === name || one.also?.includes(name));
}

/** Every name by which something is found. */
export const serviceNames: readonly string[] = services.flatMap(({ name, also = [] }) => [name, ...also]);

/** RFC 6335 section 6. */
export type PortRange = 'reserved' | 'system' | 'user' | 'dynamic';
export const ranges: readonly { id: PortRange; from: number; to: number }[] = [
  { id: 'reserved', from: 0, to: 0 },
  { id: 'system', from: 1, to: 1023 },
  { id: 'user', from: 1024, to: 49_151 },
  { id: 'dynamic', from: 49_152, to: 65_535 },
];

/** The range of a port from 0 to 65535. */
export const rangeOf = (port: number): (typeof ranges)[number] => ranges.find(({ to }) => port <= to)!;

/** From which ports systems choose for their clients: those of RFC 6335 (here, Windows, macOS) and Linux (ip_local_port_range). */
export const ephemeral = {
  iana: { from: 49_152, to: 65_535 },
  linux: { from: 32_768, to: 60_999 },
} as const;
export type EphemeralOf = keyof typeof ephemeral;

/** Why a port is no good one for a server of one's own; the first is the worst. */
export type Against = 'zero' | 'privilege' | 'ephemeral' | 'assigned';

/** All that speaks against a port for one's own server, on a host of this kind. */
export function against(port: number, host: EphemeralOf): Against[] {
  const { from, to } = ephemeral[host];
  const found: Against[] = [];
  if (port === 0) found.push('zero');
  else if (port <= 1023) found.push('privilege');
  if (port >= from && port <= to) found.push('ephemeral');
  if (serviceAt(port)) found.push('assigned');
  return found;
}
