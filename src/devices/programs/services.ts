// Names of well-known ports (IANA's registry; services(5)): what `getservbyport` finds on a host.

const ports: Readonly<Record<string, number>> = {
  echo: 7,
  discard: 9,
  daytime: 13,
  'ftp-data': 20,
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  time: 37,
  domain: 53,
  tftp: 69,
  http: 80,
  pop3: 110,
  ntp: 123,
  imap2: 143,
  snmp: 161,
  https: 443,
  mysql: 3306,
  'http-alt': 8080,
};

/** The port of a service; undefined for a name that is not listed. */
export const portOf = (service: string): number | undefined =>
  Object.hasOwn(ports, service) ? ports[service] : undefined;

/** The service of a port; undefined for one that has no name here. */
export const serviceOf = (port: number): string | undefined => Object.keys(ports).find((name) => ports[name] === port);

/** All names with their ports. */
export const serviceEntries = (): [name: string, port: number][] => Object.entries(ports);
