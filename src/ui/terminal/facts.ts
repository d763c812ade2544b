// What a host's shell could know of the lab at the playhead: the words that Tab completes.

import { fileNames } from '../../sim/hostFiles.ts';
import type { WorldState } from '../../sim/state.ts';
import { formatIpv4 } from '../../wire/address.ts';
import { commands, spellings } from '../../words/manual/commands.ts';
import type { Completable, Facts } from './completion.ts';

const completable: ReadonlyMap<string, Completable> = new Map(
  Object.entries(commands).map(([name, { options, operands }]) => [
    name,
    { options: options.flatMap(spellings), operands },
  ]),
);

/** The facts for a host; undefined for a device that has no shell. */
export function factsOf(state: WorldState, device: number): Facts | undefined {
  const host = state.devices[device];
  if (!host || !('processes' in host)) return undefined;
  const addresses = state.devices.flatMap((one) =>
    'processes' in one
      ? one.interfaces
          .filter((port) => !port.loopback)
          .flatMap((port) => port.addresses.map(({ ip }) => formatIpv4(ip)))
      : [],
  );
  return {
    commands: completable,
    words: {
      host: [...Object.keys(host.hosts), 'localhost'],
      address: addresses,
      file: fileNames(state, device),
      interface: host.interfaces.map(({ name }) => name),
      pid: host.processes.filter(({ exit }) => exit === undefined).map(({ pid }) => String(pid)),
    },
  };
}
