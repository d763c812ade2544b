// Ports with names: facts of IANA's registry of service names (RFC 6335 section 6), those that a classroom meets. What hosts list and what calculators know.

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
  /** Hosts have it in their services(5): tools write the name in place of the number. */
  listed?: true;
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

/** Ports whose names hosts list. Of the others tools show the number, as where services(5) does not have them. */
const listed: ReadonlySet<number> = new Set([
  ...[7, 9, 13, 20, 21, 22, 23, 25, 37, 53, 69, 80, 110, 123, 143, 161, 443, 3306, 8080],
]);

/** In the order of their numbers; each number once. */
export const services: readonly Service[] = rows.map(([port, name, transports, also, habit]) => ({
  ...{ port, name, transports },
  ...(also?.length && { also }),
  ...(habit && { habit }),
  ...(listed.has(port) && { listed: true as const }),
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
