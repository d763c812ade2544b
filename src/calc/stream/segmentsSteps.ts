// The working of K-14: what fits, how often, and what every packet carries besides.

import { bitsOf } from '../bits.ts';
import type { BitRow, Step } from '../calculator.ts';
import {
  ETHERNET_HEADER,
  FCS,
  fragmentRoom,
  IP_HEADER,
  TCP_HEADER,
  TIMESTAMPS,
  UDP_HEADER,
  type Fragment,
  type Packets,
} from './packets.ts';
import type { Segments } from './segmentation.ts';

/** The whole working. */
export function segmentsSteps(result: Segments, timestamps: boolean): Step[] {
  const own = result.protocol === 'tcp' ? tcpSteps(result, timestamps) : udpSteps(result);
  return result.packets.length ? [...own, ...frameSteps(result)] : own;
}

function tcpSteps({ data, mtu, mss, room, totals, packets }: Segments, timestamps: boolean): Step[] {
  const last = packets.at(-1)?.data ?? 0;
  return [
    {
      say: { id: 'segments.step.mss', params: { mss: mss! } },
      source: 'RFC 9293 §3.7.1',
      sum: [`${mtu} − ${IP_HEADER} − ${TCP_HEADER} = ${mss}`],
    },
    ...(timestamps
      ? [
          {
            say: { id: 'segments.step.timestamps' },
            source: 'RFC 9293 §3.7.1',
            sum: [`${mss} − ${TIMESTAMPS} = ${room}`],
          },
        ]
      : []),
    {
      say: { id: 'segments.step.segments', params: { count: totals.packets } },
      source: 'RFC 9293 §3.7',
      sum: data ? [`${data} = ${timesPlus(Math.floor(data / room!), room!, data % room!)}`] : ['0'],
    },
    ...(data ? [{ say: { id: 'segments.step.last', params: { last } } }] : []),
  ];
}

const timesPlus = (times: number, size: number, rest: number): string =>
  [...(times ? [`${times} × ${size}`] : []), ...(rest ? [String(rest)] : [])].join(' + ');

function udpSteps({ data, mtu, fragments, totals }: Segments): Step[] {
  const whole = UDP_HEADER + data;
  const datagram: Step = {
    say: { id: 'segments.step.datagram', params: { octets: whole } },
    source: 'RFC 768',
    sum: [`${UDP_HEADER} + ${data} = ${whole}`],
  };
  if (fragments.length === 1) {
    return [
      datagram,
      {
        say: { id: 'segments.step.fits', params: { mtu } },
        source: 'RFC 791 §3.2',
        sum: [`${IP_HEADER} + ${whole} = ${IP_HEADER + whole} ≤ ${mtu}`],
      },
    ];
  }
  const room = fragmentRoom(mtu);
  return [
    datagram,
    {
      say: { id: 'segments.step.room', params: { room } },
      source: 'RFC 791 §3.2',
      sum: [`${mtu} − ${IP_HEADER} = ${mtu - IP_HEADER}`, `${Math.floor(room / 8)} × 8 = ${room}`],
    },
    {
      say: { id: 'segments.step.fragments', params: { count: totals.packets } },
      source: 'RFC 791 §3.2',
      sum: [`${whole} = ${timesPlus(Math.floor(whole / room), room, whole % room)}`],
    },
    { say: { id: 'segments.step.offset' }, source: 'RFC 791 §3.1', bits: fieldRows(fragments) },
  ];
}

/** Flags and offset as they stand in the header, of the first fragments and the last. */
function fieldRows(fragments: readonly Fragment[]): BitRow[] {
  const shown = fragments.length > 4 ? [...fragments.slice(0, 3), fragments.at(-1)!] : fragments;
  return shown.map(({ offset, octets, more }) => ({
    label: { id: 'segments.fragment', params: { octets } },
    bits: `00${more}${bitsOf(offset, 13)}`,
    value: `MF ${more}, ${offset} × 8 = ${offset * 8}`,
    marks: [
      { from: 2, to: 3, tone: 'differs' },
      { from: 3, to: 16, tone: 'network' },
    ],
  }));
}

function frameSteps({ packets, totals, perMille }: Segments): Step[] {
  const padded = packets.some(({ ip, frame }) => frame > ETHERNET_HEADER + ip);
  return [
    {
      say: { id: padded ? 'segments.step.padded' : 'segments.step.frame' },
      source: 'IEEE 802.3',
      sum: packets.map(frameSum),
    },
    {
      say: { id: 'segments.step.share', params: { data: totals.data, octets: totals.withFcs } },
      sum: [`${totals.data} ÷ ${totals.withFcs} = ${(perMille! / 10).toFixed(1)} %`],
    },
  ];
}

function frameSum({ count, ip, frame, withFcs }: Packets): string {
  const made = `${ETHERNET_HEADER} + ${ip} = ${ETHERNET_HEADER + ip}`;
  const padded = frame > ETHERNET_HEADER + ip ? ` → ${frame}` : '';
  return `${count} × (${made}${padded}), + ${FCS} = ${withFcs}`;
}
