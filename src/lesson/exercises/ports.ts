// Be the switch: out of which ports does this frame go? As it went in the run; mistakes are held against the MAC table of that moment.

import { BROADCAST_MAC, formatMac, isGroupMac } from '../../wire/address.ts';
import { fieldIn } from '../../sim/dissected.ts';
import { flightsOf, type Flight } from '../../sim/flights.ts';
import { deviceNamed, portText } from '../../sim/place.ts';
import { macLines, type MacLine } from '../../sim/tables.ts';
import type { Present } from '../exercise.ts';
import { arrivalOf, worldBefore } from './chosen.ts';
import type { Task } from './exercise.ts';
import { remark, type Given, type Remark, type Slip, type Unposed } from './verdict.ts';

/** In place of ports: the frame is not passed on. */
export const NONE = 'none';

export interface PosedPorts {
  kind: 'ports';
  present: Present;
  flight: Flight;
  device: string;
  isHub: boolean;
  /** Ports with a cable, by name. */
  ports: string[];
  incoming: string;
  /** What a switch knew when the frame came. */
  table: MacLine[];
  destination: number;
  truth: string[];
}

export function posePorts(present: Present, task: Extract<Task, { kind: 'ports' }>): PosedPorts | Unposed {
  const { device } = task;
  const flight = arrivalOf(present, device, task.frame);
  if ('why' in flight) return flight;
  const { state } = present;
  const number = deviceNamed(state, device);
  const sent = [...flightsOf(present, '')]
    .filter((one) => one.frame === flight.frame && one.from[0] === number && one.row > flight.row)
    .map((one) => portText(state, one.from));
  const destination = fieldIn(flight.dissection, 'eth.dst')?.value;
  return {
    ...{ kind: 'ports', present, flight, device, isHub: state.devices[number]!.kind === 'hub' },
    ports: Array.from(state.ports[number]!).flatMap((link, port) =>
      link < 0 ? [] : [portText(state, [number, port])],
    ),
    incoming: portText(state, flight.to),
    table: macLines(worldBefore(present, flight), number),
    destination: typeof destination === 'number' ? destination : 0,
    truth: sent.length ? [...new Set(sent)].sort() : [NONE],
  };
}

/** Given: names of ports, or `none`. */
export function judgePorts(posed: PosedPorts, given: Given): Remark[] {
  const { truth, device, incoming, destination } = posed;
  const chosen = [...new Set(given)].sort();
  if (!chosen.length) return [remark('missing')];
  if (chosen.join() === truth.join()) return [];
  if (chosen.includes(incoming)) return [remark('incoming-port', { port: incoming })];
  const mac = formatMac(destination);
  const entry = posed.table.find((line) => line.mac === destination);
  if (truth[0] === NONE) {
    const isThere = entry !== undefined && portText(posed.present.state, posed.flight.to) === portOf(posed, entry);
    return [isThere ? remark('same-side', { mac, port: incoming }) : remark('not-passed-on', { device })];
  }
  if (chosen[0] === NONE) return [remark('is-passed-on', { device })];
  if (posed.isHub) return [remark('hub-repeats', { device })];
  if (isGroupMac(destination)) return [remark('group-address', { mac })];
  if (!entry) return [remark('not-in-table', { mac, device })];
  return [
    chosen.length > 1
      ? remark('table-knows', { mac, device })
      : remark('other-port', { mac, device, ports: chosen.join(' ') }),
  ];
}

const portOf = ({ present, device }: PosedPorts, { port }: MacLine): string =>
  portText(present.state, [deviceNamed(present.state, device), port]);

export function portsSlips(posed: PosedPorts): Slip[] {
  const { ports, truth, incoming, destination, isHub, table } = posed;
  const others = ports.filter((one) => one !== incoming);
  const slips: Slip[] = [{ given: [...ports].sort(), code: 'incoming-port' }];
  if (truth[0] === NONE) return slips;
  slips.push({ given: [NONE], code: 'is-passed-on' });
  const known = table.some((line) => line.mac === destination);
  if (others.length > 1 && truth.length === 1 && known) slips.push({ given: others, code: 'table-knows' });
  if (truth.length > 1)
    slips.push({
      given: truth.slice(0, 1),
      code: isHub
        ? 'hub-repeats'
        : isGroupMac(destination) || destination === BROADCAST_MAC
          ? 'group-address'
          : 'not-in-table',
    });
  return slips;
}
