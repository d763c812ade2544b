// The line of a frame: numbers of TCP count from the SYNs, other frames keep theirs.
import { expect, test } from 'vitest';
import { performLines } from '../../src/lesson/perform.ts';
import { Dissections } from '../../src/player/dissections.ts';
import type { Player } from '../../src/player/player.svelte.ts';
import { startHistory } from '../../src/sim/history.ts';
import { rowAt } from '../../src/sim/record.ts';
import { frameLine } from '../../src/ui/frameLine.ts';
import { labOf, threeHosts } from '../support/lab.ts';

test('segments count from the SYNs', () => {
  const files = 'files:\n  A:\n    f: |\n      connect 192.168.12.2:7\n      send b"hello"\n';
  const line = (on: string, text: string) => ({ type: 'run' as const, on, line: text, place: { line: 1, column: 1 } });
  const { history } = performLines(startHistory(labOf(threeHosts(files))), [
    line('B', 'nc -l 7'),
    line('A', 'calls f'),
  ]);
  const player = { history, dissections: new Dissections(history.record) } as unknown as Player;
  const rows = Array.from({ length: history.live.state.rowCount }, (_, row) => rowAt(history.record, row));
  const frames = new Set(rows.flatMap((row) => (row.kind === 'flight' ? [row.frame!] : [])));
  const lines = [...frames].map((frame) => frameLine(player, frame));
  expect(lines[0]).toBe('Who has 192.168.12.2? Tell 192.168.12.1');
  expect(lines.filter((one) => one.includes('SYN')).map((one) => /Seq=\d+(?: Ack=\d+)?/.exec(one)![0])).toEqual([
    'Seq=0',
    'Seq=0 Ack=1',
  ]);
  expect(lines.find((one) => one.endsWith('Len=5'))).toContain('Seq=1 Ack=1 ');
});
