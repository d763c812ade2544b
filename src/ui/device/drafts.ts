// Frames to begin with in the frame sender: layers by name with the fields that somebody will want to write, everything else worked out.

import { toHex } from '../../base/bytes.ts';
import { encode, fieldsOf, type EncodeError, type EncodeResult } from '../../wire/encode.ts';
import { completions } from '../../wire/encode/complete.ts';
import type { Header } from '../../wire/field.ts';
import { formatIpv4, formatMac } from '../../wire/address.ts';

/** One layer of a draft: the fields that are given, as they were typed. `data` has one field, `text`. */
export interface DraftLayer {
  protocol: string;
  fields: Record<string, string>;
}

export const draftKinds = ['arp', 'ping', 'udp', 'raw'] as const;
export type DraftKind = (typeof draftKinds)[number];

/** A draft from an interface: its own addresses as the sender's, and some neighbour's as the receiver's. */
export function draftOf(
  kind: DraftKind,
  own: { mac: number; ip: number | undefined },
  other: number | undefined,
): DraftLayer[] {
  const src = formatMac(own.mac);
  const from = formatIpv4(own.ip ?? 0);
  const to = formatIpv4(other ?? 0);
  const everybody = 'ff:ff:ff:ff:ff:ff';
  if (kind === 'arp')
    return [
      { protocol: 'eth', fields: { dst: everybody, src } },
      {
        protocol: 'arp',
        fields: {
          opcode: 'request',
          srcHwMac: src,
          srcProtoIpv4: from,
          dstHwMac: '00:00:00:00:00:00',
          dstProtoIpv4: to,
        },
      },
    ];
  if (kind === 'raw')
    return [
      { protocol: 'eth', fields: { dst: everybody, src, type: '0x88b5' } },
      { protocol: 'data', fields: { text: 'hello' } },
    ];
  const ip = { protocol: 'ip', fields: { src: from, dst: to, ttl: '64' } };
  const eth = { protocol: 'eth', fields: { dst: everybody, src } };
  const data = { protocol: 'data', fields: { text: 'hello' } };
  if (kind === 'ping')
    return [eth, ip, { protocol: 'icmp', fields: { type: '8', code: '0', ident: '1', seq: '1' } }, data];
  return [eth, ip, { protocol: 'udp', fields: { srcport: '49152', dstport: '9000' } }, data];
}

/** The octets of a draft; fields that are left empty are worked out. */
export function encodeDraft(layers: readonly DraftLayer[]): EncodeResult {
  return encode(
    layers.map(({ protocol, fields }) => {
      if (protocol === 'data') return { data: fields['text'] ?? '' };
      return { [protocol]: Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== '')) };
    }),
  );
}

/** The mistakes of one field: `2.ip.ttl` is about `ttl` of the second layer. */
export function mistakesOf(
  errors: readonly EncodeError[],
  layer: number,
  protocol: string,
  field: string,
): string | undefined {
  return errors.find((error) => error.path === `${layer + 1}.${protocol}.${field}`)?.message;
}

/** Octets in lines of 16, as somebody edits them. */
export function hexLines(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) lines.push(toHex(bytes.subarray(at, at + 16)));
  return lines.join('\n');
}

const headerOf = (protocol: string): Header | undefined =>
  protocol in completions ? completions[protocol as keyof typeof completions].header : undefined;

/** What a layer of a draft is called: the title of its header. */
export const titleOf = (protocol: string): string => headerOf(protocol)?.title ?? protocol;

/** What a field of a draft is called. */
export function labelOf(protocol: string, key: string): string {
  const header = headerOf(protocol);
  return (header && fieldsOf(header).get(key)?.label) ?? key;
}
