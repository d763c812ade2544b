// The capture filters that everybody knows (pcap-filter(7)) said as display filters: `tcp port 5000 and not host 192.168.12.9`.

import { formatIpv4, parseCidr } from '../../wire/address.ts';

interface Reading {
  words: string[];
  at: number;
  depth: number;
  resolve(word: string): number | undefined;
  /** The qualifiers of the primitive before, which `port 80 or 443` has in common. */
  last: Qualifiers | undefined;
}

interface Qualifiers {
  protocol: string | undefined;
  direction: 'src' | 'dst' | undefined;
  type: 'host' | 'net' | 'port';
}

const PROTOCOLS: Readonly<Record<string, string>> = {
  ip: 'ip',
  arp: 'arp',
  icmp: 'icmp',
  tcp: 'tcp',
  udp: 'udp',
  ether: 'eth',
};
const DEEPEST = 50;

/** The display filter that means the same; undefined when it is none of the expressions known here (then it may be a display filter itself). */
export function displayFilterOf(text: string, resolve: (word: string) => number | undefined): string | undefined {
  const words = text.match(/&&|\|\||[()!]|[^\s()!&|]+/g) ?? [];
  const r: Reading = { words, at: 0, depth: 0, resolve, last: undefined };
  if (!words.length) return '';
  const filter = either(r);
  return r.at === words.length ? filter : undefined;
}

function take(r: Reading, ...wanted: string[]): string | undefined {
  const word = r.words[r.at];
  if (word === undefined || !wanted.includes(word)) return undefined;
  r.at++;
  return word;
}

/** `and` and `or` bind equally here, from the left, as pcap-filter has it. */
function either(r: Reading): string | undefined {
  let left = one(r);
  for (let word = take(r, 'or', '||', 'and', '&&'); word && left; word = take(r, 'or', '||', 'and', '&&')) {
    const right = one(r);
    left = right && `(${left} ${word === 'or' || word === '||' ? '||' : '&&'} ${right})`;
  }
  return left;
}

function one(r: Reading): string | undefined {
  if (++r.depth > DEEPEST) return undefined;
  const filter = negated(r);
  r.depth--;
  return filter;
}

function negated(r: Reading): string | undefined {
  if (take(r, 'not', '!')) {
    const inner = one(r);
    return inner && `!(${inner})`;
  }
  if (take(r, '(')) {
    const inner = either(r);
    return take(r, ')') && inner && `(${inner})`;
  }
  return primitive(r);
}

function primitive(r: Reading): string | undefined {
  if (take(r, 'broadcast')) return 'eth.dst == ff:ff:ff:ff:ff:ff';
  const start = r.at;
  const protocol = take(r, ...Object.keys(PROTOCOLS));
  const direction = take(r, 'src', 'dst') as Qualifiers['direction'];
  const type = take(r, 'host', 'net', 'port') as Qualifiers['type'] | undefined;
  if (protocol && !direction && !type) return PROTOCOLS[protocol];
  const given = r.at > start ? { protocol, direction, type: type ?? 'host' } : r.last;
  const word = r.words[r.at++];
  if (!given || word === undefined) return undefined;
  r.last = given;
  if (given.type === 'port') return portFilter(given, word);
  return given.protocol === 'ether' ? stationFilter(given, word) : addressFilter(given, word, r);
}

function portFilter({ protocol, direction }: Qualifiers, word: string): string | undefined {
  if (!/^\d{1,5}$/.test(word)) return undefined;
  const protocols =
    protocol === undefined ? ['tcp', 'udp'] : protocol === 'tcp' || protocol === 'udp' ? [protocol] : [];
  if (!protocols.length) return undefined;
  const field = direction ? `${direction}port` : 'port';
  return `(${protocols.map((one) => `${one}.${field} == ${word}`).join(' || ')})`;
}

const stationFilter = ({ direction }: Qualifiers, word: string): string | undefined =>
  /^[\da-f]{2}(:[\da-f]{2}){5}$/i.test(word) ? `eth.${direction ?? 'addr'} == ${word}` : undefined;

/** `host` means the addresses of ARP too, unless a protocol is named. */
function addressFilter({ protocol, direction, type }: Qualifiers, word: string, r: Reading): string | undefined {
  const host = type === 'net' ? undefined : r.resolve(word);
  if (type === 'net' ? !parseCidr(word) : host === undefined) return undefined;
  const address = host === undefined ? word : formatIpv4(host);
  const ip = `ip.${direction ?? 'addr'} == ${address}`;
  const arp = (direction ? [direction] : ['src', 'dst'])
    .map((end) => `arp.${end}.proto_ipv4 == ${address}`)
    .join(' || ');
  if (protocol === 'arp') return `(${arp})`;
  if (protocol === 'ip') return ip;
  return protocol ? `(${PROTOCOLS[protocol]!} && ${ip})` : `(${ip} || ${arp})`;
}
