// Somebody outside, at the other end of a live port: makes the frames of a station that is no part of the simulation, and reads those that it gets.
import { dissect } from '../../src/wire/dissect.ts';
import { encodeFrame } from '../../src/wire/encode.ts';
import { labOf } from './lab.ts';

/** Two hosts on a switch whose port 8 is free. */
export const liveLab = (more = '', cable = ''): string => `
lab: live
seed: 7
devices:
  A: { kind: host, ip: 192.168.12.1/24, mac: 02:00:00:00:00:0a }
  B: { kind: host, ip: 192.168.12.2/24, mac: 02:00:00:00:00:0b }
  S12: { kind: switch, ports: 8 }
links:
  - { ends: [A, S12]${cable} }
  - { ends: [B, S12]${cable} }
${more}`;

export const live = (more?: string, cable?: string) => labOf(liveLab(more, cable));

const MAC = '02:00:00:00:00:99';
const IP = '192.168.12.9';

/** "Who has this address?", as short as a TAP gives it: 42 octets. */
export const whoHas = (ip: string): Uint8Array =>
  encodeFrame(
    [
      { eth: { dst: 'ff:ff:ff:ff:ff:ff', src: MAC, type: 0x0806 } },
      { arp: { opcode: 1, srcHwMac: MAC, srcProtoIpv4: IP, dstHwMac: '00:00:00:00:00:00', dstProtoIpv4: ip } },
    ],
    { pad: false },
  );

/** An echo request with so many octets of data. */
export const echoRequest = (mac: string, ip: string, seq: number, octets = 56): Uint8Array =>
  encodeFrame(
    [
      { eth: { dst: mac, src: MAC, type: 0x0800 } },
      { ip: { src: IP, dst: ip, ttl: 64, proto: 1, id: seq } },
      { icmp: { type: 8, code: 0, ident: 77, seq } },
      { data: 'x'.repeat(octets) },
    ],
    { pad: false },
  );

/** What a frame is, in a line. */
export const told = (frame: Uint8Array): string => {
  const { protocol, info } = dissect(frame);
  return `${protocol} ${info}`;
};

/** Frames as they stand on the stream, each behind its length. */
export function onStream(...frames: Uint8Array[]): Buffer {
  return Buffer.concat(
    frames.flatMap((frame) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(frame.length);
      return [length, frame];
    }),
  );
}
