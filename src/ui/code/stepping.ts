// Going through a program line by line: the playhead moves over what is recorded, forward and back.

import type { Player } from '../../player/player.svelte.ts';
import { lineBefore, nextLine, nextOnWire, type LineRow, type Whose } from '../../player/scriptPlaces.ts';
import { endsOf } from '../../sim/world.ts';
import type { Desk } from './desk.svelte.ts';

export type StepName = 'forward' | 'back' | 'stop' | 'stop.back' | 'wire';

/** Where a step has led. */
export type Stepped = { line: LineRow } | { frame: number; at: number } | undefined;

/** Keys that browsers leave to the page; with Shift the other way. */
export const stepKeys: Readonly<Record<StepName, string>> = {
  forward: 'F8',
  back: 'Shift+F8',
  stop: 'F9',
  'stop.back': 'Shift+F9',
  wire: 'F2',
};

/** The step that a key asks for. */
export function stepOfKey({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): StepName | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const pressed = `${shiftKey ? 'Shift+' : ''}${key}`;
  return (Object.keys(stepKeys) as StepName[]).find((name) => stepKeys[name] === pressed);
}

/** Moves the playhead to the line, or to the frame, that a step leads to; undefined when there is none as far as the run is known. `whose`: the programs that are gone through. */
export function step(player: Player, desk: Desk, name: StepName, whose: Whose): Stepped {
  player.pause();
  if (name === 'wire') return toWire(player, whose);
  const { index, playhead } = player;
  const isStop = (line: LineRow): boolean => desk.isStop(line.device, line.file, line.line);
  // Whoever stops at a line stops in every program that has it.
  const all = name === 'stop' || name === 'stop.back';
  const found =
    name === 'forward' || name === 'stop'
      ? nextLine(index, all ? {} : whose, playhead, all ? isStop : undefined)
      : lineBefore(index, all ? {} : whose, playhead, all ? isStop : undefined);
  if (!found) return undefined;
  player.select({ row: undefined, frame: undefined, field: undefined, layer: undefined });
  player.seek(found.at);
  desk.goTo(found.device, found);
  return { line: found };
}

function toWire(player: Player, { device }: Whose): Stepped {
  const { state } = player.history.live;
  const leaves = (direction: number): boolean =>
    state.links[direction >> 1]?.hidden !== undefined &&
    (device === undefined || endsOf(state, direction).from[0] === device);
  const found = nextOnWire(player.history.record, player.playhead, leaves);
  if (!found) return undefined;
  const { frame } = player.row(found.row);
  if (frame === undefined) return undefined;
  player.seek(found.at);
  player.select({ row: found.row, frame, field: undefined, layer: undefined });
  return { frame, at: found.at };
}
