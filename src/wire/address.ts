// Addresses as numbers and as text: Ethernet (IEEE 802, RFC 7042) and IPv4 (RFC 4632 prefixes, RFC 1122 section 3.2.1.3 special ones).

import { hexOctet } from '../base/bytes.ts';

/** The Ethernet address that means everybody. */
export const BROADCAST_MAC = 0xffff_ffff_ffff;
/** 255.255.255.255: everybody on this link. */
export const BROADCAST_IP = 0xffff_ffff;

const TWO_24 = 0x100_0000;
const TWO_40 = 0x100_0000_0000;

/** `02:00:00:00:00:0a` (or with `-`) as a 48-bit number; undefined for anything else. */
export function parseMac(text: string): number | undefined {
  if (!/^[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}$/i.test(text)) return undefined;
  return parseInt(text.replace(/[:-]/g, ''), 16);
}

/** `192.168.12.1` as an unsigned 32-bit number; undefined for anything else, a leading zero included (some programs read it as octal). */
export function parseIpv4(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return undefined;
  let ip = 0;
  for (const part of match.slice(1)) {
    const octet = Number(part);
    if (octet > 255 || (part.length > 1 && part[0] === '0')) return undefined;
    ip = ip * 256 + octet;
  }
  return ip;
}

/** `192.168.12.1/24` as address (host bits kept) and prefix length; undefined for anything else, a missing length included. */
export function parseCidr(text: string): { ip: number; prefix: number } | undefined {
  const slash = text.indexOf('/');
  const ip = parseIpv4(text.slice(0, Math.max(slash, 0)));
  const length = text.slice(slash + 1);
  if (ip === undefined || !/^(?:\d|[12]\d|3[0-2])$/.test(length)) return undefined;
  return { ip, prefix: Number(length) };
}

/** A 48-bit number as `02:00:00:00:00:0a`. */
export function formatMac(mac: number): string {
  const high = Math.floor(mac / 0x1_0000_0000);
  return `${hexOctet(high >>> 8)}:${hexOctet(high)}:${hexOctet(mac >>> 24)}:${hexOctet(mac >>> 16)}:${hexOctet(mac >>> 8)}:${hexOctet(mac)}`;
}

/** A 32-bit number as `192.168.12.1`. */
export function formatIpv4(ip: number): string {
  return `${ip >>> 24}.${(ip >>> 16) & 255}.${(ip >>> 8) & 255}.${ip & 255}`;
}

/** `192.168.12.1/24`. */
export function formatCidr(ip: number, prefix: number): string {
  return `${formatIpv4(ip)}/${prefix}`;
}

/** The mask of a prefix length from 0 to 32: `maskOf(24)` is 255.255.255.0. */
export function maskOf(prefix: number): number {
  return prefix === 0 ? 0 : (0xffff_ffff << (32 - prefix)) >>> 0; // a shift by 32 would be a shift by 0
}

/** First address of the network that `ip` is in. */
export function networkOf(ip: number, prefix: number): number {
  return (ip & maskOf(prefix)) >>> 0;
}

/** Last address of the network that `ip` is in: its directed broadcast (up to /30; a /31 has none, RFC 3021). */
export function broadcastOf(ip: number, prefix: number): number {
  return (ip | ~maskOf(prefix)) >>> 0;
}

/** The mask test of RFC 1122 section 3.3.1.1: is `b` on the network of `a`? */
export function sameNetwork(a: number, b: number, prefix: number): boolean {
  return ((a ^ b) & maskOf(prefix)) === 0;
}

/** 224.0.0.0/4. */
export const isMulticastIp = (ip: number): boolean => ip >>> 28 === 0xe;
/** 127.0.0.0/8. */
export const isLoopback = (ip: number): boolean => ip >>> 24 === 127;
/** The private networks of RFC 1918. */
export const isPrivate = (ip: number): boolean => ip >>> 24 === 10 || ip >>> 20 === 0xac1 || ip >>> 16 === 0xc0a8;

/** Is this the address of a group of stations (multicast or broadcast)? The lowest bit of the first octet, first on the wire. */
export const isGroupMac = (mac: number): boolean => (Math.floor(mac / TWO_40) & 1) === 1;
/** Was this address given out locally, and not by a manufacturer? The second lowest bit of the first octet. */
export const isLocalMac = (mac: number): boolean => (Math.floor(mac / TWO_40) & 2) === 2;

/** The Ethernet address of an IPv4 multicast group: 01:00:5e and the low 23 bits (RFC 1112 section 6.4). */
export function multicastMac(ip: number): number {
  return 0x01005e * TWO_24 + (ip & 0x7f_ffff);
}
