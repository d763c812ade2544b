// The way of a frame with all that its view needs: legs, devices, and what each of them decided, which is asked of the running world.

import type { Player } from '../../player/player.svelte.ts';
import { handedOverIn, takenIn } from '../../sim/analysis/handover.ts';
import { rowAt } from '../../sim/record.ts';
import { endsOf } from '../../sim/world.ts';
import { explained } from '../inspector/explained.ts';
import { decidingRow, journeyOf } from '../inspector/journey.ts';
import { samePacketIn } from '../inspector/samePacket.ts';
import { columnsOf, stepsOf, type Column, type Step, type Surroundings, type Told } from './steps.ts';
import { wayThrough, type Leg } from './way.ts';

export interface Journeyed {
  /** The same as long as the way is, and as much of it is over. */
  key: string;
  legs: Leg[];
  columns: Column[];
  /** The row that is asked for the sender's decisions. */
  asked: number;
  around: Surroundings;
}

/** The way through a flight, as far as it goes by now. */
export function journeyed(player: Player, flight: number): Journeyed {
  const { history, index, dissections } = player;
  const { record, live } = history;
  const same = samePacketIn(dissections);
  const legs = wayThrough(record, index, journeyOf(record, index, flight, same).hops, flight, same);
  const first = legs[0]!.flight;
  const last = legs[legs.length - 1]!;
  const handed = handedOverIn(history, first.number);
  const taken = last.ending ? undefined : takenIn(history, last.flight.number);
  const around: Surroundings = {
    dissectionOf: (frame) => dissections.of(frame),
    endsOf: ({ direction }) => endsOf(live.state, direction!),
    kindOf: (device) => live.state.devices[device]!.kind,
    handed: handed === undefined ? undefined : rowAt(record, handed),
    taken: taken === undefined ? undefined : rowAt(record, taken),
  };
  const over = legs.filter((leg) => leg.flight.arrives! <= live.state.now).length;
  const key = [...legs.map((leg) => `${leg.flight.number} ${leg.ending?.number ?? ''}`), over, handed, taken].join();
  return { key, legs, columns: columnsOf(legs, around), asked: decidingRow(record, first), around };
}

/** Its steps, with what was decided. Where that cannot be worked out the headers alone tell the way. */
export async function walked(player: Player, { legs, columns, asked, around }: Journeyed): Promise<Step[]> {
  const ask = (row: number, arrival: boolean): Promise<Told['sent']> =>
    explained(player, row, arrival).catch(() => undefined);
  const [sent, ...arrived] = await Promise.all([
    ask(asked, false),
    ...legs.map(({ flight }) => ask(flight.number, true)),
  ]);
  return stepsOf(legs, columns, { sent, arrived }, around);
}
