// A live port: a lab whose one port has a cable to the outside, a device at which the world ends (devices/outside.ts). The lab says so, and with the
// log of commands, among them every frame that came in, the run can be had again without the outside.

import { MICROSECOND } from '../base/time.ts';
import type { DeviceSetup } from '../devices/setup.ts';
import { defaultProfile, type Lab, type LinkEnd, type LinkProfile } from './lab.ts';

/**
 * The cable to the outside takes next to no time, has no rate and so no queue: how fast frames come and go is settled out there. A moment on the way
 * it does take, so that they are seen to move.
 */
const liveCable: LinkProfile = { ...defaultProfile, rate: 0, delay: 10 * MICROSECOND };

/** The lab with a cable from the port `at` (`S12.8`, `R.eth1`; `A` alone: its only port) to the outside; or why not. */
export function withLivePort(lab: Lab, at: string): { ok: true; value: Lab } | { ok: false; message: string } {
  const end = endNamed(lab, at);
  if (typeof end === 'string') return { ok: false, message: `${end} (${hintFor(lab, at)})` };
  const taken = lab.links.find(({ ends }) => ends.some((one) => one.device === end.device && one.port === end.port));
  if (taken) {
    return { ok: false, message: `${at} has a cable already, ${taken.name} (${hintFor(lab, at)})` };
  }
  const name = unused('outside', (one) => lab.devices.some((device) => device.name === one));
  const link = unused(`${name}-${end.device}`, (one) => lab.links.some((other) => other.name === one));
  const ends: [LinkEnd, LinkEnd] = [{ device: name, port: '1' }, end];
  return {
    ok: true,
    value: {
      ...lab,
      devices: [...lab.devices, { kind: 'outside', name, ports: 1 }],
      links: [...lab.links, { name: link, ends, profile: liveCable }],
    },
  };
}

const portsOf = (device: DeviceSetup): string[] =>
  'interfaces' in device
    ? device.interfaces.map((one) => one.name)
    : Array.from({ length: device.ports }, (_, i) => String(i + 1));

/** The port that is meant, or what is wrong with its name. */
function endNamed(lab: Lab, at: string): LinkEnd | string {
  const [device, port] = split(lab, at);
  if (!device) return `there is no device for ${at}`;
  const ports = portsOf(device);
  if (port === undefined) {
    return ports.length === 1
      ? { device: device.name, port: ports[0]! }
      : `${at} has ${ports.length} ports: which one?`;
  }
  return ports.includes(port) ? { device: device.name, port } : `${device.name} has no port ${port}`;
}

function split(lab: Lab, at: string): [device: DeviceSetup | undefined, port: string | undefined] {
  const named = (name: string): DeviceSetup | undefined => lab.devices.find((device) => device.name === name);
  const dot = at.lastIndexOf('.');
  return named(at) || dot < 0 ? [named(at), undefined] : [named(at.slice(0, dot)), at.slice(dot + 1)];
}

/** What would be right: ports without a cable, or how to get one. */
function hintFor(lab: Lab, at: string): string {
  const [device] = split(lab, at);
  const free = (device ? [device] : lab.devices).flatMap((one) =>
    portsOf(one)
      .filter((port) => !lab.links.some(({ ends }) => ends.some((e) => e.device === one.name && e.port === port)))
      .map((port) => `${one.name}.${port}`),
  );
  if (free.length) return `without a cable: ${free.slice(0, 8).join(', ')}`;
  if (device && 'interfaces' in device) return `add an interface to ${device.name}`;
  const some = device ?? lab.devices.find((one) => one.kind === 'switch');
  return some
    ? `every port has a cable; write ${some.name}: { kind: ${some.kind}, ports: 8 } in the lab`
    : 'add a switch with `ports: 8` to the lab';
}

function unused(name: string, taken: (name: string) => boolean): string {
  let candidate = name;
  for (let n = 2; taken(candidate); n++) candidate = `${name}${n}`;
  return candidate;
}
