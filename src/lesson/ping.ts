// Tries a ping on a branch of the history and says how it ended, and if it failed, why: what goals and predictions ask most.

import { formatIpv4, parseIpv4, sameNetwork } from '../wire/address.ts';
import { branch } from '../sim/history.ts';
import { deviceNamed } from '../sim/place.ts';
import type { Row } from '../sim/record.ts';
import { rowsIn } from '../sim/flights.ts';
import type { WorldState } from '../sim/state.ts';
import { routeLines } from '../sim/tables.ts';
import { interfacesOf, ipFor } from './addresses.ts';
import type { Because } from './check.ts';
import { beginAt, presentOf, type Present } from './exercise.ts';
import { outputOf } from './output.ts';
import { performLine } from './perform.ts';

export type Tried = { ok: true; ttl: number } | { ok: false; because: Because };

type Reason = Because['code'];

/** Pings once from a host. The history that is judged stays as it is. */
export function tryPing(present: Present, from: string, to: string): Tried {
  const target = ipFor(present.state, to);
  if (target === undefined)
    return { ok: false, because: { code: 'no-address', parameters: { device: to }, evidence: [] } };
  const host = present.state.devices[deviceNamed(present.state, from)];
  if (!host || !('interfaces' in host))
    return { ok: false, because: { code: 'no-address', parameters: { device: from }, evidence: [] } };
  const forked = branch(present.history, present.at);
  const beginning = beginAt(forked);
  const { history } = performLine(forked, {
    type: 'run',
    on: from,
    line: `ping -c 1 ${formatIpv4(target)}`,
    place: { line: 1, column: 1 },
  });
  const after = presentOf(history, beginning);
  const output = outputOf(after, from);
  const answer = output.map((line) => /bytes from .*ttl=(\d+)/.exec(line)?.[1]).find((ttl) => ttl !== undefined);
  if (answer !== undefined) return { ok: true, ttl: Number(answer) };
  return { ok: false, because: whyNot(present, after, from, to, target, output.join('\n')) };
}

function whyNot(before: Present, after: Present, from: string, to: string, target: number, output: string): Because {
  const because = (code: Reason, parameters: Because['parameters'], evidence: number[] = []): Because => ({
    code,
    parameters,
    evidence,
  });
  const own = interfacesOf(after.state).filter((one) => one.device === from);
  if (own.every((one) => one.addresses.length === 0)) return because('no-address', { device: from });
  if (/Network is unreachable|Network is down/.test(output)) return noRoute(before, from, to);
  const unplugged = withoutLink(after.state, from);
  const refusal = /^From (\S+) icmp_seq=\d+ (.*)$/m.exec(output);
  const sayer = refusal ? nameOf(after.state, refusal[1]!) : from;
  if (refusal?.[2]?.startsWith('Time to live')) return because('ttl-exceeded', { device: sayer, to });
  if (refusal?.[2]?.startsWith('Destination Net Unreachable')) return because('no-route', { device: sayer, to });
  if (refusal) {
    if (sayer === from && unplugged) return unplugged;
    const hop = routeTo(after.state, sayer, target);
    if (hop !== undefined && hop !== target)
      return because('gateway-silent', { device: sayer, gateway: formatIpv4(hop) });
    return because('host-unreachable', { device: sayer, to });
  }
  return unplugged ?? silence(after, from, to, target);
}

/** No route: perhaps because a gateway was wanted that is on no network of the host, so that it was refused. */
function noRoute(before: Present, from: string, to: string): Because {
  const gateway = refusedGateway(before, from);
  if (gateway === undefined)
    return (
      withoutLink(before.state, from, false) ?? { code: 'no-route', parameters: { device: from, to }, evidence: [] }
    );
  return { code: 'gateway-not-on-lan', parameters: { device: from, gateway }, evidence: [] };
}

/** The last gateway that somebody tried to give to the host, or that the lab gives it, if no network of the host has it. */
function refusedGateway({ history, state, at, beginning }: Present, from: string): string | undefined {
  const tried: string[] = [];
  const setup = history.lab.devices.find((one) => one.name === from);
  if (setup && 'routes' in setup)
    tried.push(
      ...setup.routes.flatMap((route) =>
        route.prefix === 0 && route.via !== undefined ? [formatIpv4(route.via)] : [],
      ),
    );
  for (const { at: when, command } of history.log) {
    if (when < beginning.at || when > at) continue;
    if (command.do === 'gateway' && command.of === from && command.via !== '') tried.push(command.via);
    const typed =
      command.do === 'run' && command.on === from
        ? /\b(?:via|gw)\s+(\d+\.\d+\.\d+\.\d+)/.exec(command.line)?.[1]
        : undefined;
    if (typed !== undefined) tried.push(typed);
  }
  const last = parseIpv4(tried[tried.length - 1] ?? '');
  const nets = interfacesOf(state)
    .filter((one) => one.device === from)
    .flatMap((one) => one.addresses);
  return last === undefined || nets.some((one) => sameNetwork(one.ip, last, one.prefix)) ? undefined : formatIpv4(last);
}

/** An interface that is down or has no cable, if that is true of all of the host's. */
function withoutLink(state: WorldState, from: string, cables = true): Because | undefined {
  const host = state.devices[deviceNamed(state, from)];
  if (!host || !('interfaces' in host)) return undefined;
  const cards = host.interfaces.filter((one) => !one.loopback);
  const [first] = cards;
  if (!first) return undefined;
  const parameters = { device: from, interface: first.name };
  if (cards.every((one) => !one.up)) return { code: 'interface-down', parameters, evidence: [] };
  if (cables && cards.every((one) => !one.up || !one.carrier)) return { code: 'cable-out', parameters, evidence: [] };
  return undefined;
}

const nameOf = (state: WorldState, address: string): string => {
  const ip = parseIpv4(address);
  return interfacesOf(state).find((one) => one.addresses.some((a) => a.ip === ip))?.device ?? address;
};

/** The next hop on the way to an address; the address itself where it is on the link. */
function routeTo(state: WorldState, from: string, target: number): number | undefined {
  const line = routeLines(state, deviceNamed(state, from)).find((one) => sameNetwork(one.to, target, one.prefix));
  return line && (line.via ?? target);
}

/** Nothing came back: the first trace of request or answer coming to an end. */
function silence(after: Present, from: string, to: string, target: number): Because {
  const { state } = after;
  const owner = interfacesOf(state).find((one) => one.addresses.some((a) => a.ip === target))?.device;
  const passed = new Set(['nic-not-mine', 'no-other-port', 'arp-not-for-me', 'own-port']);
  let ended: Row | undefined;
  for (const row of rowsIn(after, 'drop')) if (!passed.has(row.reason)) ended ??= row;
  const device = ended?.device === undefined ? undefined : state.devices[ended.device]!.name;
  if (ended && device !== undefined) {
    const noWay = ended.reason === 'ip-no-route' || ended.reason === 'arp-unresolved';
    if (noWay && device === owner) return { code: 'no-way-back', parameters: { device, to: from }, evidence: [] };
    return { code: 'ping-lost', parameters: { from, to, device, reason: ended.reason }, evidence: [] };
  }
  return { code: 'timeout', parameters: { from, to }, evidence: [] };
}
