// Which devices have a column in the ladders of two runs: the same in both, by their names.

import type { LadderColumn } from '../../player/ladderParts.ts';
import type { History } from '../../sim/history.ts';
import { usualDevices } from '../ladder/columns.ts';

/** The usual ones of the first run. A run that was kept may be of a lab that lacks some of them. */
export function columnsFor(a: History, b: History): readonly [LadderColumn[], LadderColumn[]] {
  const inB = new Map(b.live.state.devices.map(({ name }, device) => [name, device]));
  const common = usualDevices(a).flatMap((device) => {
    const same = inB.get(a.live.state.devices[device]!.name);
    return same === undefined ? [] : [[{ device }, { device: same }] as const];
  });
  return common.length
    ? [common.map(([one]) => one), common.map(([, other]) => other)]
    : [usualDevices(a).map((device) => ({ device })), usualDevices(b).map((device) => ({ device }))];
}
