// What K-14 lets learners work out: segments of a stream, fragments of a datagram, and the size of a frame.

import { below, type Luck } from '../../base/rng.ts';
import type { Drill, Posed } from '../drill.ts';
import {
  datagramOf,
  ETHERNET_HEADER,
  FCS,
  fragmentsOf,
  IP_HEADER,
  mssOf,
  segmentsOf,
  TCP_HEADER,
  UDP_HEADER,
  type Fragment,
} from './packets.ts';
import { segmentsSteps } from './segmentsSteps.ts';
import { ofTcp, ofUdp } from './segmentation.ts';

const slipOf =
  (prefix: string) =>
  (id: string, ...answer: number[]): Posed['slips'][number] => ({
    say: { id: `slip.segments.${prefix}.${id}` },
    answer: answer.map(String),
  });

/** Level 1: Ethernet. Level 2: other links, too. */
const anyMtu = (luck: Luck, level: number): number => (level === 1 ? 1500 : [576, 1280, 1400, 1492][below(luck, 4)]!);

/** How many segments, and how many octets in the last, if a full one had so many. */
function cutBy(data: number, room: number): [number, number] {
  const rest = data % room;
  return [Math.ceil(data / room), rest || room];
}

const tcp: Drill = {
  id: 'segments.tcp',
  levels: 2,
  pose(luck, level) {
    const mtu = anyMtu(luck, level);
    const data = 500 + 100 * below(luck, 75);
    const slip = slipOf('tcp');
    const { mss } = mssOf(mtu, false);
    const answer = cutBy(data, mss);
    const packets = segmentsOf(data, mtu, false);
    return {
      ask: { id: 'ask.segments.tcp', params: { data, mtu } },
      form: {
        kind: 'type',
        boxes: [
          { name: 'count', label: { id: 'segments.count.tcp' }, reads: 'whole' },
          { name: 'last', label: { id: 'segments.last' }, reads: 'whole' },
        ],
      },
      answer: [String(answer[0]), String(packets.at(-1)!.data)],
      slips: [
        slip('no-headers', ...cutBy(data, mtu)),
        slip('ip-alone', ...cutBy(data, mtu - IP_HEADER)),
        slip('udp-header', ...cutBy(data, mtu - IP_HEADER - UDP_HEADER)),
        slip('ethernet-too', ...cutBy(data, mss - ETHERNET_HEADER)),
        slip('rounded-down', Math.floor(data / mss), answer[1]),
        slip('last-full', answer[0], mss),
      ],
      worked: segmentsSteps(ofTcp(data, mtu, false), false).slice(0, 3),
    };
  },
};

/** Fragments if a rule were otherwise: `whole` octets in pieces of `room`, offsets counted in `unit`. */
function cutWrong(whole: number, room: number, unit: number): [number, number, number] {
  const [count, last] = cutBy(whole, room);
  return [count, Math.floor(((count - 1) * room) / unit), last];
}

const figures = (fragments: readonly Fragment[]): [number, number, number] => {
  const last = fragments.at(-1)!;
  return [fragments.length, last.offset, last.octets];
};

const fragments: Drill = {
  id: 'segments.fragments',
  levels: 2,
  pose(luck, level) {
    const mtu = level === 1 ? 1500 : [576, 1280, 1006, 1492][below(luck, 4)]!;
    const data = mtu + 100 * (1 + below(luck, level === 1 ? 50 : 20));
    const room = mtu - IP_HEADER;
    const eights = Math.floor(room / 8) * 8;
    const whole = data + UDP_HEADER;
    const slip = slipOf('fragments');
    const answer = figures(fragmentsOf(data, mtu));
    return {
      ask: { id: 'ask.segments.fragments', params: { data, mtu } },
      form: {
        kind: 'type',
        boxes: [
          { name: 'count', label: { id: 'segments.count.udp' }, reads: 'whole' },
          { name: 'offset', label: { id: 'segments.last-offset' }, reads: 'whole' },
          { name: 'last', label: { id: 'segments.last-octets' }, reads: 'whole' },
        ],
      },
      answer: answer.map(String),
      slips: [
        slip('in-octets', answer[0], answer[1] * 8, answer[2]),
        slip('no-udp-header', ...cutWrong(data, eights, 8)),
        slip('no-ip-header', ...cutWrong(whole, Math.floor(mtu / 8) * 8, 8)),
        ...(room % 8 ? [slip('no-eights', ...cutWrong(whole, room, 8))] : []),
        slip('header-each', ...cutWrong(whole, Math.floor((room - UDP_HEADER) / 8) * 8, 8)),
      ],
      worked: segmentsSteps(ofUdp(data, mtu), false).slice(0, 4),
    };
  },
};

const frame: Drill = {
  id: 'segments.frame',
  levels: 1,
  pose(luck) {
    const data = below(luck, 3) ? 1 + below(luck, 200) : below(luck, 19);
    const [{ frame, ip, withFcs }] = datagramOf(data, 1500) as [ReturnType<typeof datagramOf>[number]];
    const padded = frame > ETHERNET_HEADER + ip;
    const slip = slipOf('frame');
    return {
      ask: { id: 'ask.segments.frame', params: { data } },
      form: { kind: 'type', boxes: [{ name: 'frame', label: { id: 'segments.one-frame' }, reads: 'whole' }] },
      answer: [String(frame)],
      slips: [
        slip('unpadded', ETHERNET_HEADER + ip),
        slip('fcs', withFcs),
        slip('ip-alone', ip),
        slip('no-ip', data + UDP_HEADER + ETHERNET_HEADER),
        slip('tcp-header', data + TCP_HEADER + IP_HEADER + ETHERNET_HEADER),
        slip('fcs-for-all', data + UDP_HEADER + IP_HEADER + ETHERNET_HEADER + FCS),
      ],
      worked: segmentsSteps(ofUdp(data, 1500), false).slice(0, 3),
      ...(padded && { trap: { id: 'segments.trap.padded' } }),
    };
  },
};

/** Drills of the calculator `segments`. */
export const segmentsDrills: readonly Drill[] = [tcp, fragments, frame];
