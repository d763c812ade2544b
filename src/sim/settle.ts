// Commands about the settings of devices: interfaces, gateways, mirror ports.

import type { HostState } from '../devices/host/host.ts';
import {
  setAddresses,
  setGateway,
  setInterfaceUp,
  setMac,
  setMtu,
  setPromiscuous,
  type SettingFailure,
} from '../devices/host/settings.ts';
import { interfaceTo } from '../stack/routes.ts';
import { setMirror, type SwitchState } from '../devices/switch.ts';
import { parseCidr, parseIpv4, parseMac } from '../wire/address.ts';
import type { Command, Ready } from './command.ts';
import { problem, type CommandProblem } from './commandCheck.ts';
import { deviceNamed, hostNamed, portNamed } from './place.ts';
import type { World } from './world.ts';

type Of<Kind extends Command['do']> = Command & { do: Kind };

/** Changes settings of an interface; the first that the device refuses ends it. */
export function prepareSettings({ state, outside }: World, command: Of<'set'>): Ready | CommandProblem {
  const [device, port] = portNamed(state, command.of)!;
  const host = state.devices[device] as HostState;
  const steps: [setting: string, step: () => SettingFailure | undefined][] = [];
  const { ip, mac, mtu, promiscuous, up } = command;
  // Up first and down last, so that addresses find the interface as it will be when they can be used.
  if (up) steps.push(['up', () => setInterfaceUp(host, port, true, outside)]);
  if (mac !== undefined) steps.push(['mac', () => setMac(host, port, parseMac(mac)!, outside)]);
  if (mtu !== undefined) steps.push(['mtu', () => setMtu(host, port, mtu, outside)]);
  if (promiscuous !== undefined) {
    steps.push(['promiscuous', () => setPromiscuous(host, port, promiscuous, outside)]);
  }
  if (ip)
    steps.push([
      'ip',
      () =>
        setAddresses(
          host,
          port,
          ip.map((text) => parseCidr(text)!),
          outside,
        ),
    ]);
  if (up === false) steps.push(['up', () => setInterfaceUp(host, port, false, outside)]);
  return () => {
    for (const [setting, step] of steps) {
      const failure = step();
      if (failure) return problem('setting-refused', { name: command.of, setting, why: failure });
    }
    return undefined;
  };
}

/** Sets or takes away the default gateway. */
export function prepareGateway({ state, outside }: World, command: Of<'gateway'>): Ready | CommandProblem {
  const host = hostNamed(state, command.of);
  const via = command.via === '' ? undefined : parseIpv4(command.via)!;
  if (via !== undefined && interfaceTo(host, via) === undefined) {
    return problem('gateway-not-on-lan', { gateway: command.via });
  }
  return () => {
    const failure = setGateway(host, via, outside);
    return failure && problem('setting-refused', { name: command.of, setting: 'gateway', why: failure });
  };
}

/** Begins or ends the mirroring of a switch. */
export function prepareMirror({ state, outside }: World, command: Of<'mirror'>): Ready | CommandProblem {
  const sw = state.devices[deviceNamed(state, command.of)] as SwitchState;
  const ports: number[] = [];
  for (const name of command.from.length ? [...command.from, command.to ?? ''] : []) {
    const place = portNamed(state, `${command.of}.${name}`);
    if (!place) return problem('port-unknown', { name: `${command.of}.${name}` });
    ports.push(place[1]);
  }
  const to = ports.pop() ?? 0;
  return () => setMirror(sw, ports, to, outside);
}
