// Which calculators there are, by family: what a page lists before it loads any of them.

export const families = {
  subnet: ['ipv4', 'same-lan', 'subnet', 'prefix', 'vlsm', 'summary', 'kind', 'ipv6'],
  link: ['arp', 'mac', 'ports'],
  bytes: ['struct', 'checksum', 'text', 'digest'],
  stream: ['segments', 'frames', 'timing'],
} as const;

export type FamilyName = keyof typeof families;

/** The family of a calculator; undefined for what is none. */
export const familyOf = (id: string): FamilyName | undefined =>
  (Object.keys(families) as FamilyName[]).find((name) => (families[name] as readonly string[]).includes(id));
