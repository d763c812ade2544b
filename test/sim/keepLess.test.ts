// Long runs keep less: the beginnings of frames, or what came last. What happens is the same; what is left can be looked at from any instant.

import { beforeAll, describe, expect, it, test } from 'vitest';
import { captureOf } from '../../src/sim/capture.ts';
import { digestOf } from '../../src/sim/digest.ts';
import { dissectFrame } from '../../src/sim/dissected.ts';
import {
  act,
  beginningOf,
  branch,
  explainArrival,
  extend,
  startHistory,
  worldAt,
  type History,
} from '../../src/sim/history.ts';
import { frameBytes, frameLength, rowAt, rowsUntil } from '../../src/sim/record.ts';
import { writePcapng } from '../../src/wire/pcapng.ts';
import { parseIpv4 } from '../../src/wire/address.ts';
import { registerBulk, sinkOf } from '../support/bulk.ts';
import { difference } from '../support/difference.ts';
import { labOf } from '../support/lab.ts';
import { anyTcp } from './anyTcp.ts';
import { registerTalk } from './anyTcpTalk.ts';

beforeAll(() => {
  registerTalk();
  registerBulk();
});

type Keep = Parameters<typeof startHistory>[2];

function conversation(number: number, keep?: Keep): History {
  const { text, lines } = anyTcp(number);
  const history = startHistory(labOf(text), undefined, keep);
  act(history, 0, { do: 'run', on: 'B', line: lines[1] });
  act(history, 0, { do: 'run', on: 'A', line: lines[0] });
  while (extend(history) === 'budget');
  return history;
}

const rowTexts = ({ record }: History): string[] =>
  Array.from({ length: record.rowCount - record.firstRow }, (_, i) =>
    JSON.stringify(rowAt(record, record.firstRow + i)),
  );

describe('a snaplen', () => {
  // Over a switch, over routers with fragments on the way, over loss, damage and duplication: numbers by chance.
  test.each([7, 9, 15, 20, 33, 51])('trims the record of conversation %i, and nothing that happens', (number) => {
    const all = conversation(number);
    const some = conversation(number, { snaplen: 60 });
    expect(rowTexts(some)).toEqual(rowTexts(all));
    expect(some.record.frameCount).toBe(all.record.frameCount);
    for (let frame = 0; frame < all.record.frameCount; frame++) {
      expect(frameLength(some.record, frame)).toBe(frameBytes(all.record, frame).length);
      expect(difference(frameBytes(some.record, frame), frameBytes(all.record, frame).subarray(0, 60))).toBeUndefined();
    }
    expect(difference(some.live.state, all.live.state)).toBeUndefined();
    // Any instant again, and another way from there on.
    const end = all.live.state.now;
    for (const part of [0.1, 0.5, 0.9]) {
      const at = Math.floor(end * part);
      expect(difference(worldAt(some, at).state, worldAt(all, at).state)).toBeUndefined();
      const twig = branch(some, at);
      while (extend(twig) === 'budget');
      expect(digestOf(twig.record)).toBe(digestOf(some.record));
    }
  });

  it('keeps whole only what somebody may still look at', () => {
    const history = bulk({ snaplen: 96 }, 5_000_000);
    expect(sinkOf(history.live)).toMatchObject({ octets: 5_000_000, wrong: 0, ended: true });
    const { arena, frameCount } = history.record;
    expect(frameCount).toBeGreaterThan(5000);
    expect(arena.length * 262_144).toBeLessThan(2_000_000);
    expect(history.live.outside.whole!.size).toBeLessThan(4096);
    for (const { whole } of history.checkpoints) expect(whole!.size).toBeLessThan(300);
  });

  it('is told of each frame: in its line, its fields, and in a capture with both lengths', () => {
    const { record, live } = bulk({ snaplen: 96 }, 20_000);
    const frame = Array.from({ length: record.frameCount }, (_, i) => i).find((i) => frameLength(record, i) === 1514)!;
    const dissection = dissectFrame(record, frame);
    expect(dissection.info).toMatch(/Len=1460 \[Packet size limited during capture\]$/);
    expect([dissection.length, dissection.bytes.length]).toEqual([1514, 96]);
    const values = new Map(dissection.layers[0].derived.map(({ filter, value }) => [filter, value]));
    expect([values.get('frame.len'), values.get('frame.cap_len')]).toEqual([1514, 96]);
    expect(
      dissection.layers.flatMap(({ problems, spans }) => [...problems, ...spans.flatMap((s) => s.problem ?? [])]),
    ).toEqual([]);
    const capture = captureOf(record, live.state);
    expect(capture.snaplen).toBe(96);
    const file = new DataView(writePcapng(capture).buffer);
    const lengths = new Set<string>();
    for (let at = 0; at < file.byteLength; at += file.getUint32(at + 4, true))
      if (file.getUint32(at, true) === 6)
        lengths.add(`${file.getUint32(at + 20, true)}/${file.getUint32(at + 24, true)}`);
    expect(lengths).toContain('96/1514');
    expect(lengths).toContain('66/66');
  });
});

const BULK = `
devices:
  A: { kind: host, ip: 10.0.0.1/24, tcp: { sendBuffer: 262144 B, receiveBuffer: 262144 B } }
  B: { kind: host, ip: 10.0.0.2/24, tcp: { sendBuffer: 262144 B, receiveBuffer: 262144 B } }
  S: { kind: switch }
links:
  - { ends: [A, S], queue: 1 MB }
  - { ends: [B, S], queue: 1 MB }
`;

function bulk(keep: Keep, octets: number): History {
  const history = startHistory(labOf(BULK), undefined, keep);
  act(history, 0, { do: 'run', on: 'B', line: 'bulk-sink' });
  act(history, 0, { do: 'run', on: 'A', line: `bulk-send ${parseIpv4('10.0.0.2')!} ${octets} 16384` });
  while (extend(history) === 'budget');
  return history;
}

describe('a ring', () => {
  const OCTETS = 20_000_000;
  let ring: History;
  let all: History;
  beforeAll(() => {
    all = bulk({ snaplen: 60 }, OCTETS);
    ring = bulk({ snaplen: 60, ring: { rows: 10_000 } }, OCTETS);
  }, 120_000);

  it('keeps what came last, from a checkpoint on, with the numbers that it had', () => {
    const { record } = ring;
    expect(record.rowCount).toBe(all.record.rowCount);
    expect(record.firstRow).toBeGreaterThan(0);
    const kept = record.rowCount - record.firstRow;
    expect(kept).toBeGreaterThanOrEqual(10_000);
    expect(kept).toBeLessThan(20_000);
    expect(rowTexts(ring)).toEqual(rowTexts(all).slice(record.firstRow));
    expect(ring.checkpoints[0].state.rowCount).toBe(record.firstRow);
    expect(digestOf(bulk({ snaplen: 60, ring: { rows: 10_000 } }, OCTETS).record)).toBe(digestOf(record));
  });

  it('lets go of the memory of what came before', () => {
    const different = (list: readonly object[]): number => new Set(list).size;
    expect(different(ring.record.rows)).toBeLessThan(different(all.record.rows));
    expect(different(ring.record.arena)).toBeLessThan(different(all.record.arena));
  });

  it('can be looked at from any instant that is left', () => {
    const from = beginningOf(ring);
    const end = ring.live.state.now;
    for (const at of [from, from + 1, Math.floor((from + end) / 2), end]) {
      expect(difference(worldAt(ring, at).state, worldAt(all, at).state)).toBeUndefined();
    }
    const twig = branch(ring, Math.floor((from + end) / 2));
    while (extend(twig) === 'budget');
    expect(rowTexts(twig)).toEqual(rowTexts(ring));
    const row = rowsUntil(ring.record, Math.floor((from + end) / 2));
    const flight = Array.from({ length: 20 }, (_, i) => row + i).find((i) => rowAt(ring.record, i).kind === 'flight')!;
    expect(explainArrival(ring, flight)).toEqual(explainArrival(all, flight));
  });

  it('says that what came before is not kept', () => {
    expect(() => worldAt(ring, beginningOf(ring) - 1)).toThrow(/is not kept: the ring begins there/);
    expect(rowAt(ring.record, 0)).toMatchObject({ kind: 'note', reason: 'not-kept' });
    expect(captureOf(ring.record, ring.live.state).comment).toMatch(/^Ring: what happened before \d/);
  });

  it('of octets holds so many', () => {
    const { record } = bulk({ ring: { octets: 4_000_000 } }, 20_000_000);
    expect(record.firstRow).toBeGreaterThan(0);
    expect(new Set(record.arena).size * 262_144).toBeGreaterThan(3_000_000);
    expect(new Set(record.arena).size).toBeLessThan(record.arena.length);
  });
});
