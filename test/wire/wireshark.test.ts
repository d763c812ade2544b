// What Wireshark sees in the golden frames, we see: the same fields at the same octets with the same values, and the same line.
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parseIpv4, parseMac } from '../../src/wire/address.ts';
import { dissect } from '../../src/wire/dissect.ts';
import type { Derived, Dissection, Span } from '../../src/wire/dissection.ts';
import { arpDerived } from '../../src/wire/dissect/arp.ts';
import { icmpDerived } from '../../src/wire/dissect/icmp.ts';
import { ipv4Derived } from '../../src/wire/dissect/ipv4.ts';
import { etherDerived } from '../../src/wire/dissect/link.ts';
import { tcpDerived } from '../../src/wire/dissect/tcp.ts';
import { udpDerived } from '../../src/wire/dissect/udp.ts';
import { completions } from '../../src/wire/encode/complete.ts';
import type { Header } from '../../src/wire/field.ts';
import { ipv4Option } from '../../src/wire/ipv4Option.ts';
import { tcpOption } from '../../src/wire/tcpOption.ts';
import { golden, goldenNames } from './golden.ts';
import { type WiresharkField, hasTshark, tshark, wiresharkFields } from './tshark.ts';

const headers: Header[] = [
  ...Object.values(completions).map((completion): Header => completion.header),
  ipv4Option,
  tcpOption,
];

/** Wireshark's types behind ours. */
const KINDS: Record<Span['type'], RegExp> = {
  uint: /^FT_UINT/,
  boolean: /^FT_BOOLEAN/,
  mac: /^FT_ETHER/,
  ipv4: /^FT_IPv4/,
  bytes: /^FT_BYTES/,
  text: /^FT_STRING/,
};

const frames = goldenNames.map((name) => golden(name).bytes);

/** A value as both can be compared: numbers in decimal, octets in hexadecimal. */
function spell(type: Span['type'], value: Span['value'] | Derived['value']): string {
  return value instanceof Uint8Array
    ? Buffer.from(value).toString('hex')
    : `${type === 'boolean' ? Number(value) : value}`;
}

function spellShown(type: Span['type'], show: string): string {
  if (type === 'bytes') return show.replaceAll(':', '');
  if (type === 'mac') return String(parseMac(show));
  if (type === 'ipv4') return String(parseIpv4(show));
  return type === 'text' ? show : String(Number(show));
}

interface Seen {
  filter: string;
  type: Span['type'];
  value: string;
}

/** Everything that a filter could ask for, in one list; order counts only among fields of the same name. */
function seenByUs(dissection: Dissection): Seen[] {
  const all = dissection.layers.flatMap((layer) => [...layer.spans, ...layer.derived]);
  return all.map(({ filter, type, value }) => ({ filter, type, value: spell(type, value) }));
}

/** Ours, on purpose: octets that Wireshark leaves without a name. */
const OURS = /^(undissected|_ws\.malformed|frame\.|ip\.opt\.padding|icmp\.ext$)/;
/** Wireshark's, on purpose: names of addresses, expert remarks, what spans several frames, and parts of fields that we keep whole. */
const THEIRS = new RegExp(
  [
    /(resolved|(?<!llc)\.oui|_host|ip\.host|_calculated|\.time_relative|\.time_delta|udp\.stream)$/,
    /^(frame|_ws|ip\.options)\.|^(geninfo|num|len|caplen|timestamp|data)$/,
    /^llc\.control\.|^$|^ip\.(bogus|evil|nop)|checksum_bad|checksum\.bad|\.(bad|past_end|expert|invalid|src_not_group)$/,
    /^tcp\.(stream|completeness|seq|nxtseq|ack|window_size|window_size_scalefactor|connection\..*|pdu\..*|urgent_pointer\..*)$/,
    /^tcp\.(options\.(nop|mss|wscale|sack_perm|sack|timestamp|eol|unknown|unknown\.payload)|options\.mss\.(absent|present)|ack\.nonzero|flags\.ace|bogus_header_length|short_segment|suboption_malformed)$/,
    /padding_bad|possible_traceroute|^icmp\.(no_resp|resp)|^eth\.invalid_lentype\.expert|^ip\.ttl\.|ptr\.(before|middle)_address/,
  ]
    .map((part) => part.source)
    .join('|'),
);

function seenByWireshark(fields: readonly WiresharkField[], types: ReadonlyMap<string, Span['type']>): Seen[] {
  return fields
    .filter(({ name }) => !THEIRS.test(name))
    .map(({ name, show }) => {
      const type = types.get(name) ?? 'text';
      return { filter: name, type, value: spellShown(type, show) };
    });
}

/**
 * Frames that we explain further than Wireshark: it stops at an IPv4 version or length that is wrong, at an option that it does not know,
 * at a UDP length or a TCP data offset that is too small, and shows nothing of an Ethernet header or of the addresses of an ARP message that are cut.
 */
const FURTHER = new Set([
  ...['ip-version', 'ip-header-too-small', 'ip-len-too-small', 'ip-cut', 'ip-option-too-long', 'ip-option-unknown'],
  ...['icmp-quote-cut', 'udp-length-too-small', 'arp-cut', 'ethernet-cut'],
  ...['icmp-quote-tcp', 'tcp-cut', 'tcp-header-too-small', 'tcp-header-too-large', 'tcp-option-too-long'],
]);
/** It has dissectors for what these carry, and its line for LLC says more. */
const OTHERWISE = new Set(['llc', 'llc-numbered', 'ethernet-length-too-large']);

describe.skipIf(!hasTshark)('Wireshark (skipped where tshark is not installed)', () => {
  const theirs = hasTshark ? wiresharkFields(frames) : [];
  const columns = ['_ws.col.Protocol', '_ws.col.Source', '_ws.col.Destination', '_ws.col.Info'];
  const lines = hasTshark
    ? tshark(frames, '-T', 'fields', '-E', 'separator=/t', ...columns.flatMap((c) => ['-e', c])).split('\n')
    : [];

  it.each(goldenNames.filter((name) => name === 'llc-numbered' || !OTHERWISE.has(name)))(
    'sees the same fields: %s',
    (name) => {
      const ours = seenByUs(dissect(golden(name).bytes)).filter(({ filter }) => !OURS.test(filter));
      const types = new Map(ours.map(({ filter, type }) => [filter, type]));
      const wireshark = seenByWireshark(theirs[goldenNames.indexOf(name)], types);
      const sorted = (list: Seen[]) => list.map(({ filter, value }) => `${filter} = ${value}`).sort();
      if (FURTHER.has(name)) expect(sorted(ours)).toEqual(expect.arrayContaining(sorted(wireshark)));
      else expect(sorted(ours)).toEqual(sorted(wireshark));
    },
  );

  it.each(goldenNames.filter((name) => !OTHERWISE.has(name)))('has spans at the same octets: %s', (name) => {
    const wireshark = theirs[goldenNames.indexOf(name)];
    for (const layer of dissect(golden(name).bytes).layers)
      for (const span of layer.spans) {
        if (OURS.test(span.filter) || FURTHER.has(name)) continue;
        const [first, last] = [span.bit >> 3, (span.bit + span.bits - 1) >> 3];
        const found = wireshark.some(
          ({ name, at, size }) =>
            name === span.filter && at <= first && at + size - 1 >= last && size <= last - first + 3,
        );
        expect(found, `${span.filter} at ${first}`).toBe(true);
      }
  });

  it.each(goldenNames.filter((name) => !OTHERWISE.has(name)))('shows the same line: %s', (name) => {
    const { protocol, source, destination, info } = dissect(golden(name).bytes);
    const line = lines[goldenNames.indexOf(name)].split('\t');
    if (/^Bogus/.test(info)) expect([protocol, info]).toEqual([line[0], line[3]]);
    else expect([protocol, source, destination, info]).toEqual(line);
  });

  it('knows every field of our tables under the same name, label and kind of value', () => {
    const theirs = new Map<string, string[]>();
    for (const line of execFileSync('tshark', ['-G', 'fields'], { encoding: 'utf8', maxBuffer: 1 << 28 }).split('\n')) {
      const [sort, label, name, type] = line.split('\t');
      if (sort === 'F') theirs.set(name, [...(theirs.get(name) ?? []), label, type]);
    }
    const rows = Object.values(headers).flatMap((header) => [header.fields, ...Object.values(header.variants)]);
    const besides = [...etherDerived, ...arpDerived, ...ipv4Derived, ...icmpDerived, ...udpDerived, ...tcpDerived];
    const fields = [...rows.flat(), ...besides].flatMap((field) => [field, ...(field.parts ?? [])]);
    expect(fields.length).toBeGreaterThan(100);
    for (const { filter, label, type } of fields) {
      expect(theirs.get(filter), filter).toContain(label);
      expect(
        theirs.get(filter)!.some((kind) => KINDS[type].test(kind)),
        `${filter} is no ${type}`,
      ).toBe(true);
    }
  });
});
