// Where each field is defined: one list for all languages. A field is in the standard of its protocol unless it is named here.

/** By protocol, the part of a filter name before the first dot; for the field names that begin otherwise see below. */
const byProtocol: Readonly<Record<string, string>> = {
  arp: 'RFC 826',
  eth: 'IEEE 802.3 §3.2',
  icmp: 'RFC 792',
  ieee8021ad: 'IEEE 802.1Q §9.6',
  ieee8021ah: 'IEEE 802.1Q §9.6',
  ip: 'RFC 791 §3.1',
  llc: 'IEEE 802.2 §3',
  tcp: 'RFC 9293 §3.1',
  udp: 'RFC 768',
  vlan: 'IEEE 802.1Q §9.6',
};

const byField: Readonly<Record<string, string>> = {
  'arp.isannouncement': 'RFC 5227 §2.3',
  'arp.isgratuitous': 'RFC 5944 §4.6',
  'arp.isprobe': 'RFC 5227 §2.1.1',
  'eth.dst.ig': 'RFC 9542 §2.1',
  'eth.dst.lg': 'RFC 9542 §2.1',
  'eth.fcs.status': 'IEEE 802.3 §3.2.9',
  'eth.ig': 'RFC 9542 §2.1',
  'eth.len': 'IEEE 802.3 §3.2.6',
  'eth.lg': 'RFC 9542 §2.1',
  'eth.padding': 'RFC 894, IEEE 802.3 §3.2.8',
  'eth.src.ig': 'RFC 9542 §2.1',
  'eth.src.lg': 'RFC 9542 §2.1',
  'eth.type': 'RFC 894, RFC 9542 §3',
  'icmp.ext': 'RFC 4884 §7',
  'icmp.length': 'RFC 4884 §4',
  'icmp.mtu': 'RFC 1191 §4',
  'ip.dsfield': 'RFC 2474 §3',
  'ip.dsfield.dscp': 'RFC 2474 §3',
  'ip.dsfield.ecn': 'RFC 3168 §5',
  'ip.flags.df': 'RFC 791 §3.1, RFC 1191',
  'ip.frag_offset': 'RFC 791 §3.2',
  'ip.id': 'RFC 791 §3.1, RFC 6864 §4',
  'ip.opt.ra': 'RFC 2113 §2.1',
  'ip.ttl': 'RFC 791 §3.2, RFC 1812 §5.3.1',
  'llc.oui': 'RFC 1042',
  'llc.pid': 'RFC 1042',
  'llc.type': 'RFC 1042',
  'tcp.flags.ae': 'RFC 9768',
  'tcp.flags.cwr': 'RFC 3168 §6.1',
  'tcp.flags.ece': 'RFC 3168 §6.1',
  'tcp.option_kind': 'RFC 9293 §3.2',
  'tcp.option_len': 'RFC 9293 §3.2',
  'tcp.options': 'RFC 9293 §3.2',
  'tcp.options.mss_val': 'RFC 9293 §3.7.1',
  'tcp.options.sack.count': 'RFC 2018 §3',
  'tcp.options.sack_le': 'RFC 2018 §3',
  'tcp.options.sack_re': 'RFC 2018 §3',
  'tcp.options.timestamp.tsecr': 'RFC 7323 §3.2',
  'tcp.options.timestamp.tsval': 'RFC 7323 §3.2',
  'tcp.options.wscale.multiplier': 'RFC 7323 §2.2',
  'tcp.options.wscale.shift': 'RFC 7323 §2.2',
  'tcp.window_size': 'RFC 7323 §2.2',
  'tcp.window_size_scalefactor': 'RFC 7323 §2.2',
  'udp.checksum': 'RFC 768, RFC 1122 §4.1.3.4',
  'udp.checksum.status': 'RFC 768, RFC 1122 §4.1.3.4',
};

/** What Wireshark concludes from a whole capture; no standard has it. */
const isConcluded = (filter: string): boolean =>
  /^tcp\.(analysis|stream|nxtseq|time_relative|time_delta)(\.|$)/.test(filter);

/** The standard and section that define a field or protocol; undefined for facts of the frame and for data. */
export function sourceOf(filter: string): string | undefined {
  if (isConcluded(filter)) return 'Wireshark';
  if (Object.hasOwn(byField, filter)) return byField[filter];
  const dot = filter.indexOf('.');
  const protocol = dot < 0 ? filter : filter.slice(0, dot);
  return Object.hasOwn(byProtocol, protocol) ? byProtocol[protocol] : undefined;
}
