// What K-09 lets learners practise: the order of the steps, the four address fields, everybody's cache afterwards, and finding a conflict.

import { below, type Luck } from '../../base/rng.ts';
import { BROADCAST_MAC, formatCidr, formatIpv4, formatMac } from '../../wire/address.ts';
import type { Drill, Posed } from '../drill.ts';
import { shuffled } from '../shuffled.ts';
import type { ArpCase, Neighbour } from './arpCase.ts';
import { arpRow, replyFrame, withoutPadding, type Station } from './arpFrame.ts';
import { planOf } from './arpPlan.ts';
import { arpSteps } from './arpSteps.ts';

const LOCAL = 0x0200_0000_0000;

/** A sender and four others on a link with a /24; the last of them is the gateway. Nobody knows anybody. */
function anyLink(luck: Luck): ArpCase & { others: Neighbour[] } {
  const network = 0xc0a8_0000 + 256 * below(luck, 256);
  const hosts = shuffled(
    luck,
    Array.from({ length: 40 }, (_, place) => place + 1),
  );
  const station = (host: number): Station => ({ ip: network + host, mac: LOCAL + 256 * below(luck, 256) + host });
  const others = [...hosts.slice(1, 4), 254].map((host): Neighbour => ({ ...station(host), knows: undefined }));
  const sender = { ...station(hosts[0]!), prefix: 24 };
  return { sender, gateway: network + 254, destination: others[0]!.ip, cache: [], others };
}

/** Somewhere behind the gateway. */
const farAway = (luck: Luck): number => 0x0a00_0000 + 1 + below(luck, 0xff_fff0);

const addresses = ({ ip, mac }: Station): string => `${formatIpv4(ip)} = ${formatMac(mac)}`;

const steps = ['own', 'mask', 'many', 'cache', 'request', 'reply', 'leaves'] as const;

/** The steps with one of them moved to stand before another. */
const moved = (step: (typeof steps)[number], before: (typeof steps)[number]): string[] => {
  const rest = steps.filter((one) => one !== step);
  rest.splice(rest.indexOf(before), 0, step);
  return rest;
};

const order: Drill = {
  id: 'arp.order',
  levels: 1,
  pose(luck) {
    const one = anyLink(luck);
    const mixed = shuffled(luck, steps);
    // It must not lie there solved.
    const items = mixed.join() === steps.join() ? mixed.reverse() : mixed;
    const slip = (id: string, answer: string[]): Posed['slips'][number] => ({ say: { id: `slip.arp.${id}` }, answer });
    return {
      ask: {
        id: 'ask.arp.order',
        params: { sender: formatIpv4(one.sender.ip), destination: formatIpv4(one.destination) },
      },
      form: { kind: 'order', items: items.map((id) => ({ id, text: { id: `arp.order.${id}` } })) },
      answer: [...steps],
      slips: [
        slip('asked-before-cache', moved('request', 'cache')),
        slip('cache-before-mask', moved('cache', 'mask')),
        slip('mask-after-talk', moved('mask', 'leaves')),
        slip('packet-before-answer', moved('leaves', 'reply')),
        slip('reply-first', moved('reply', 'request')),
        slip('own-late', moved('own', 'many')),
        slip('many-first', moved('many', 'mask')),
      ],
      worked: arpSteps(one, planOf(one)),
    };
  },
};

const boxes = [
  { name: 'senderMac', label: { id: 'arp.field.arp.src.hw_mac' }, reads: 'mac' },
  { name: 'senderIp', label: { id: 'arp.field.arp.src.proto_ipv4' }, reads: 'ipv4' },
  { name: 'targetMac', label: { id: 'arp.field.arp.dst.hw_mac' }, reads: 'mac' },
  { name: 'targetIp', label: { id: 'arp.field.arp.dst.proto_ipv4' }, reads: 'ipv4' },
] as const;

/** The four fields: who speaks, and about or to whom. */
const four = (from: Station, to: Station): string[] => [
  ...[formatMac(from.mac), formatIpv4(from.ip)],
  ...[formatMac(to.mac), formatIpv4(to.ip)],
];

const fields: Drill = {
  id: 'arp.fields',
  levels: 3,
  /** Level 1: the request. Level 2: the reply. Level 3: either, and the destination is behind the gateway. */
  pose(luck, level) {
    const near = anyLink(luck);
    const one = level === 3 ? { ...near, destination: farAway(luck) } : near;
    const isReply = level === 2 || (level === 3 && below(luck, 2) === 1);
    const { sender, destination } = one;
    const owner = level === 3 ? one.others[3]! : one.others[0]!;
    const asked: Station = { ip: owner.ip, mac: 0 };
    const slip = (id: string, from: Station, to: Station): Posed['slips'][number] => ({
      say: { id: `slip.arp.${id}` },
      answer: four(from, to),
    });
    const both = [
      slip('roles-exchanged', isReply ? sender : asked, isReply ? owner : sender),
      slip(
        'behind-gateway',
        isReply ? { ...owner, ip: destination } : sender,
        isReply ? sender : { ip: destination, mac: 0 },
      ),
    ];
    const params = {
      sender: addresses(sender),
      destination: formatIpv4(destination),
      owner: addresses(owner),
      network: formatCidr((sender.ip & ~255) >>> 0, 24),
    };
    return {
      ask: { id: `ask.arp.${isReply ? 'reply' : 'request'}${level === 3 ? '.gateway' : ''}`, params },
      form: { kind: 'type', boxes: [...boxes] },
      answer: isReply ? four(owner, sender) : four(sender, asked),
      slips: isReply
        ? [
            slip('reply-to-all', owner, { ...sender, mac: BROADCAST_MAC }),
            slip('reply-to-nobody', owner, { ...sender, mac: 0 }),
            slip('as-in-question', sender, owner),
            slip('own-target', owner, owner),
            ...both,
          ]
        : [
            slip('target-all', sender, { ...asked, mac: BROADCAST_MAC }),
            slip('target-known', sender, owner),
            slip('target-own', sender, { ...asked, mac: sender.mac }),
            slip('probe', { ...sender, ip: 0 }, asked),
            ...both,
          ],
      worked: arpSteps(one, planOf(one)).filter(({ say }) => /request|reply|mask/.test(say.id)),
    };
  },
};

const letters = ['B', 'C', 'D', 'R'];

const caches: Drill = {
  id: 'arp.caches',
  levels: 2,
  /** Level 1: the one who is asked is there. Level 2: it may be missing, or be the gateway. */
  pose(luck, level) {
    const link = anyLink(luck);
    const old = LOCAL + 0xff00 + below(luck, 255);
    const knower = below(luck, 3);
    const others = link.others.map((one, place) => ({ ...one, knows: place === knower ? old : undefined }));
    const [near, nobody, far] = [
      others[below(luck, 3)]!.ip,
      link.sender.ip - (link.sender.ip % 256) + 99,
      farAway(luck),
    ];
    const destination = level === 1 ? near : [near, nobody, far][below(luck, 3)]!;
    const one = { ...link, others, destination };
    const plan = planOf(one);
    const who = (test: (place: number) => boolean): string[] => {
      const found = letters.filter((_, place) => test(place));
      return found.length ? found : ['nobody'];
    };
    const owner = others.findIndex(({ ip }) => ip === plan.nextHop);
    const slip = (id: string, test: (place: number) => boolean): Posed['slips'][number] => ({
      say: { id: `slip.arp.${id}` },
      answer: who(test),
    });
    return {
      ask: {
        id: 'ask.arp.caches',
        params: {
          sender: formatCidr(link.sender.ip, 24),
          destination: formatIpv4(destination),
          gateway: formatIpv4(link.gateway!),
          list: others
            .slice(0, 3)
            .map(({ ip }, place) => `${letters[place]} ${formatIpv4(ip)}`)
            .join(', '),
          knower: letters[knower]!,
        },
      },
      form: {
        kind: 'choose',
        many: true,
        options: [
          ...letters.map((id, place) => ({ id, text: `${id} ${formatIpv4(others[place]!.ip)}` })),
          { id: 'nobody', text: { id: 'arp.option.nobody' } },
        ],
      },
      answer: who((place) => plan.after[place] === link.sender.mac),
      slips: [
        slip('everybody-learns', () => true),
        slip('only-owner', (place) => place === owner),
        slip('only-knower', (place) => place === knower),
        slip('destination-learns', (place) => place === knower || place === 3),
        slip('nobody-learns', () => false),
      ],
      worked: arpSteps(one, plan).filter(({ say }) => /request|reply|mask/.test(say.id)),
    };
  },
};

const conflict: Drill = {
  id: 'arp.conflict',
  levels: 2,
  /** Level 1: the fields are named. Level 2: octets alone, and some answer comes twice from one station. */
  pose(luck, level) {
    const { sender, others } = anyLink(luck);
    const three = others.slice(0, 3);
    const doubled = three[below(luck, 3)]!;
    const innocent = three.filter((one) => one !== doubled);
    const thief = { ip: doubled.ip, mac: LOCAL + 0xff00 + below(luck, 255) };
    const speakers = shuffled<Station>(luck, [...innocent, doubled, thief, ...(level === 2 ? [innocent[0]!] : [])]);
    const frames = speakers.map((from) => withoutPadding(replyFrame(from, sender)));
    const row = (bytes: Uint8Array, place: number, named: boolean) => {
      const label = { id: 'arp.frame-number', params: { number: place + 1 } };
      return named ? arpRow(label, bytes) : { label, bytes };
    };
    const slip = (id: string, ip: number): Posed['slips'][number] => ({
      say: { id: `slip.arp.${id}`, params: { ip: formatIpv4(ip) } },
      answer: [formatIpv4(ip)],
    });
    return {
      ask: { id: 'ask.arp.conflict', params: { count: frames.length } },
      octets: frames.map((bytes, place) => row(bytes, place, level === 1)),
      form: { kind: 'type', boxes: [{ name: 'ip', label: { id: 'arp.conflict.ip' }, reads: 'ipv4' }] },
      answer: [formatIpv4(doubled.ip)],
      slips: [
        slip('target-in-all', sender.ip),
        ...(level === 2 ? [slip('same-answer-twice', innocent[0]!.ip)] : []),
        ...innocent.map(({ ip }) => slip('one-station', ip)),
      ],
      worked: [
        {
          say: {
            id: 'arp.step.conflict',
            params: { ip: formatIpv4(doubled.ip), first: formatMac(doubled.mac), second: formatMac(thief.mac) },
          },
          source: 'RFC 5227 §2.4',
          octets: frames.flatMap((bytes, place) =>
            speakers[place]!.ip === doubled.ip ? [row(bytes, place, true)] : [],
          ),
        },
      ],
    };
  },
};

/** Drills of the calculator `arp`. */
export const arpDrills: readonly Drill[] = [order, fields, caches, conflict];
