// The seven steps of K-09, as far as a case goes, with the very octets of the frames.

import { broadcastOf, formatCidr, formatIpv4, formatMac, maskOf, networkOf } from '../../wire/address.ts';
import { ipv4Row } from '../bits.ts';
import type { Step } from '../calculator.ts';
import { groupSteps } from '../mac/macSteps.ts';
import { stationNames } from './arpLab.ts';
import type { ArpCase } from './arpCase.ts';
import { arpRow, packetRow, requestFrame } from './arpFrame.ts';
import { TRIES, type ArpPlan } from './arpPlan.ts';

/** All steps of a case. */
export function arpSteps(one: ArpCase, plan: ArpPlan): Step[] {
  const { sender, destination } = one;
  const params = { destination: formatIpv4(destination), address: formatIpv4(sender.ip) };
  const source = 'RFC 1122 §3.2.1.3';
  if (plan.outcome === 'loopback') return [{ say: { id: 'arp.step.own.loopback', params }, source }];
  if (plan.outcome === 'self') return [{ say: { id: 'arp.step.own.self', params }, source }, askedForOneself(one)];
  const steps: Step[] = [{ say: { id: 'arp.step.own.no', params }, source }, maskStep(one, plan)];
  if (plan.outcome === 'no-route' || plan.outcome === 'gateway-unreachable') return steps;
  steps.push(...manySteps(one, plan));
  if (plan.outcome !== 'broadcast' && plan.outcome !== 'multicast')
    steps.push(cacheStep(one, plan), ...talk(one, plan));
  return [...steps, lastStep(one, plan)];
}

/** RFC 5227: before an address is used, and when it has been taken. */
function askedForOneself({ sender }: ArpCase): Step {
  return {
    say: { id: 'arp.step.own.asked', params: { address: formatIpv4(sender.ip) } },
    source: 'RFC 5227 §2.1.1',
    octets: [
      arpRow({ id: 'arp.probe' }, requestFrame({ ip: 0, mac: sender.mac }, sender.ip)),
      arpRow({ id: 'arp.announcement' }, requestFrame(sender, sender.ip)),
    ],
  };
}

/** The mask test, which K-02 shows for both sides. */
function maskStep({ sender, gateway, destination }: ArpCase, { outcome, view }: ArpPlan): Step {
  const { prefix } = sender;
  const network = formatCidr(networkOf(sender.ip, prefix), prefix);
  const params = {
    network,
    destination: formatIpv4(destination),
    gateway: gateway === undefined ? '' : formatIpv4(gateway),
  };
  const source = 'RFC 1122 §3.3.1.1';
  const isGroup =
    outcome === 'multicast' || (outcome === 'broadcast' && destination !== broadcastOf(sender.ip, prefix));
  if (isGroup) return { say: { id: 'arp.step.mask.group', params }, source };
  const end = outcome === 'no-route' || outcome === 'gateway-unreachable' ? outcome : view.way;
  return {
    say: { id: `arp.step.mask.${end}`, params },
    source,
    bits: [
      ipv4Row({ id: 'arp.sender' }, sender.ip, prefix),
      ipv4Row({ id: 'arp.mask' }, maskOf(prefix), prefix),
      ipv4Row({ id: 'arp.own-and' }, networkOf(sender.ip, prefix), prefix),
      ipv4Row({ id: 'arp.destination' }, destination, prefix),
      ipv4Row({ id: 'arp.other-and' }, networkOf(destination, prefix), prefix),
    ],
  };
}

function manySteps({ destination }: ArpCase, { outcome }: ArpPlan): Step[] {
  const params = { destination: formatIpv4(destination) };
  if (outcome === 'broadcast') return [{ say: { id: 'arp.step.many.broadcast', params }, source: 'RFC 894' }];
  if (outcome !== 'multicast') return [{ say: { id: 'arp.step.many.no', params }, source: 'RFC 1122 §3.2.1.3' }];
  return [{ say: { id: 'arp.step.many.multicast', params }, source: 'RFC 1112 §6.4' }, ...groupSteps(destination)];
}

function cacheStep({ cache }: ArpCase, { outcome, nextHop, mac }: ArpPlan): Step {
  const hit = outcome === 'cached';
  return {
    say: {
      id: hit ? 'arp.step.cache.hit' : 'arp.step.cache.miss',
      params: { hop: formatIpv4(nextHop!), mac: hit ? formatMac(mac!) : '' },
    },
    source: 'RFC 1122 §2.3.2',
    ...(cache.length > 0 && { sum: cache.map(({ ip, mac }) => `${formatIpv4(ip)}  ${formatMac(mac)}`) }),
  };
}

/** Question and answers. */
function talk(one: ArpCase, { outcome, frames, nextHop, owners, after }: ArpPlan): Step[] {
  const request = frames.find(({ kind }) => kind === 'request');
  if (!request) return [];
  const replies = frames.filter(({ kind }) => kind === 'reply');
  const names = stationNames(one);
  const noted = (mac: number | undefined): string => (mac === undefined ? '—' : formatMac(mac));
  const changes = one.others.map(
    ({ ip, knows }, place) => `${names[place]}  ${formatIpv4(ip)}  ${noted(knows)} → ${noted(after[place])}`,
  );
  const heard = outcome === 'unanswered' ? 'nobody' : outcome;
  return [
    {
      say: { id: 'arp.step.request', params: { hop: formatIpv4(nextHop!) } },
      source: 'RFC 826',
      octets: [arpRow({ id: 'arp.request' }, request.bytes)],
    },
    {
      say: {
        id: `arp.step.reply.${heard}`,
        params: { hop: formatIpv4(nextHop!), count: owners.length, mac: owners[0] ? formatMac(owners[0].mac) : '' },
      },
      source: outcome === 'conflict' ? 'RFC 5227 §2.4' : 'RFC 826',
      octets: replies.map(({ from, bytes }) =>
        arpRow({ id: 'arp.reply-of', params: { mac: formatMac(from.mac) } }, bytes),
      ),
      ...(changes.length > 0 && { sum: changes }),
    },
  ];
}

function lastStep({ sender, destination }: ArpCase, { outcome, mac, frames, nextHop }: ArpPlan): Step {
  if (outcome === 'unanswered') {
    const params = { hop: formatIpv4(nextHop!), sender: formatIpv4(sender.ip), tries: TRIES };
    const tries = frames.map(({ seconds }) => `${seconds} s: ARP ${formatIpv4(nextHop!)}?`);
    return { say: { id: 'arp.step.fails', params }, source: 'RFC 1122 §2.3.2.2', sum: [...tries, `${TRIES} s: ×`] };
  }
  const packet = frames.find(({ kind }) => kind === 'packet')!;
  const params = { mac: formatMac(mac!), destination: formatIpv4(destination) };
  return {
    say: {
      id: nextHop === undefined || nextHop === destination ? 'arp.step.leaves' : 'arp.step.leaves.gateway',
      params,
    },
    source: 'RFC 894',
    octets: [packetRow({ id: 'arp.packet' }, packet.bytes)],
  };
}
