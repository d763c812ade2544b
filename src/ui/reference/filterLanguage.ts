// What a display filter is made of, as the reference tells it. The examples are filters that work here and in Wireshark.

export interface FilterPart {
  /** The sign, and the word for it. */
  sign: string;
  word?: string;
  /** Key of what it means. */
  means: string;
  example: string;
}

export const comparisons: readonly FilterPart[] = [
  { sign: 'tcp', means: 'there', example: 'tcp' },
  { sign: '==', word: 'eq', means: 'equal', example: 'ip.src == 192.168.12.1' },
  { sign: '!=', word: 'ne', means: 'all-differ', example: 'tcp.port != 80' },
  { sign: '===', word: 'all_eq', means: 'all-equal', example: 'tcp.port === 80' },
  { sign: '!==', word: 'any_ne', means: 'differ', example: 'tcp.port !== 80' },
  { sign: '>', word: 'gt', means: 'greater', example: 'frame.len > 100' },
  { sign: '<', word: 'lt', means: 'less', example: 'ip.ttl < 64' },
  { sign: '>=', word: 'ge', means: 'at-least', example: 'tcp.len >= 1' },
  { sign: '<=', word: 'le', means: 'at-most', example: 'udp.length <= 8' },
  { sign: 'contains', means: 'contains', example: 'tcp.payload contains "hello"' },
  { sign: '~', word: 'matches', means: 'matches', example: 'data.data matches "^GET"' },
  { sign: 'in', means: 'in', example: 'tcp.port in {80, 443, 8000..8080}' },
  { sign: '&', word: 'bitwise_and', means: 'bits', example: 'tcp.flags & 0x02' },
];

export const combinations: readonly FilterPart[] = [
  { sign: '&&', word: 'and', means: 'and', example: 'ip && !icmp' },
  { sign: '||', word: 'or', means: 'or', example: 'arp || icmp' },
  { sign: '^^', word: 'xor', means: 'xor', example: 'tcp.flags.syn ^^ tcp.flags.fin' },
  { sign: '!', word: 'not', means: 'not', example: '!(tcp.len == 0)' },
  { sign: '[ : ]', means: 'slice', example: 'eth.src[0:3] == 02:00:00' },
  { sign: '#', means: 'layer', example: 'ip.src#2 == 192.168.12.1' },
  { sign: 'any', means: 'any', example: 'any tcp.port > 49151' },
  { sign: 'all', means: 'all', example: 'all tcp.port > 1023' },
];

/** By the name of the function. */
export const functionExamples: Readonly<Record<string, string>> = {
  len: 'len(tcp.payload) > 4',
  count: 'count(ip.addr) > 2',
  upper: 'upper(frame.protocols) contains "TCP"',
  lower: 'lower(frame.comment) contains "lost"',
  string: 'string(tcp.dstport) matches "^80"',
  max: 'max(tcp.srcport, tcp.dstport) == 49152',
  min: 'min(tcp.srcport, tcp.dstport) < 1024',
  abs: 'abs(ip.ttl) == 64',
};
