import { describe, expect, test } from 'vitest';
import { SECOND } from '../../src/base/time.ts';
import { copyOf } from '../../src/base/copy.ts';
import { NO_PORT } from '../../src/devices/surroundings.ts';
import {
  clearMacTable,
  createSwitch,
  macEntries,
  setMirror,
  switchPortChanged,
  switchReceives,
} from '../../src/devices/switch.ts';
import { frameOf, surroundings } from '../support/surroundings.ts';

const A = '02000000000a';
const B = '02000000000b';
const C = '02000000000c';
const ALL = 'ffffffffffff';

function lan(setup: { ports?: number; mirror?: { from: number[]; to: number }; live?: number[] } = {}) {
  const out = surroundings();
  const ports = setup.ports ?? 4;
  const sw = createSwitch(
    { kind: 'switch', name: 'S', ports, ageing: 300 * SECOND, ...(setup.mirror ? { mirror: setup.mirror } : {}) },
    2,
  );
  for (let port = 0; port < ports; port++)
    if (setup.live && !setup.live.includes(port)) switchPortChanged(sw, port, false, out);
  /** A frame arrives; what left, as `port:reason`. */
  const arrives = (port: number, dst: string, src: string): string[] => {
    switchReceives(sw, port, out.put(frameOf(dst, src)), out);
    return out.take();
  };
  const table = (): string[] => macEntries(sw, out.now).map((e) => `${e.mac.toString(16).padStart(12, '0')}@${e.port}`);
  return { out, sw, arrives, table };
}

describe('forwarding', () => {
  test('an unknown destination is flooded out of every other port, and the source is learned', () => {
    const { out, arrives, table } = lan();
    expect(arrives(0, B, A)).toEqual(['1', '2', '3'].map((port) => `${port}:switch-flooded-unknown`));
    expect(table()).toEqual([`${A}@0`]);
    expect(out.said()).toEqual(['mac-learned 2000000000a 0']);
  });

  test('a known destination gets the frame alone', () => {
    const { out, arrives } = lan();
    arrives(2, A, B);
    out.said();
    expect(arrives(0, B, A)).toEqual(['2:switch-forwarded']);
    expect(arrives(2, A, B)).toEqual(['0:switch-forwarded']);
    expect(out.said()).toEqual(['mac-learned 2000000000a 0']);
  });

  test('the frame that leaves is the frame that came: one number', () => {
    const { out, sw } = lan();
    const frame = out.put(frameOf(B, A));
    switchReceives(sw, 0, frame, out);
    expect(out.sent.map((one) => [one.device, one.frame])).toEqual([
      [2, frame],
      [2, frame],
      [2, frame],
    ]);
  });

  test('a destination behind the port of arrival ends the frame', () => {
    const { out, arrives } = lan();
    arrives(0, ALL, A);
    arrives(0, ALL, B);
    out.said();
    expect(arrives(0, B, A)).toEqual([]);
    expect(out.said()).toEqual(['own-port 0 0']);
  });

  test('broadcast and multicast are flooded, each with its own reason, and never out of the port of arrival', () => {
    const { arrives } = lan({ ports: 3 });
    expect(arrives(1, ALL, A)).toEqual(['0:switch-flooded-broadcast', '2:switch-flooded-broadcast']);
    expect(arrives(1, '01005e000001', A)).toEqual(['0:switch-flooded-multicast', '2:switch-flooded-multicast']);
  });

  test('a flood leaves out ports without link, and ends with a reason when there is no other', () => {
    expect(lan({ live: [0, 2] }).arrives(0, ALL, A)).toEqual(['2:switch-flooded-broadcast']);
    const alone = lan({ live: [0] });
    expect(alone.arrives(0, ALL, A)).toEqual([]);
    expect(alone.out.said()).toEqual(['mac-learned 2000000000a 0', 'no-other-port 0 0']);
  });

  test.each(['0180c2000000', '0180c200000e', '0180c200000f'])('%s is for the next bridge only', (reserved) => {
    const { out, arrives } = lan();
    expect(arrives(0, reserved, A)).toEqual([]);
    expect(out.said()).toEqual(['mac-learned 2000000000a 0', `switch-reserved ${reserved.slice(1)} 0`]);
    expect(arrives(0, '0180c2000010', A)).toHaveLength(3);
  });

  test('a VLAN tag passes untouched', () => {
    const { out, sw } = lan({ ports: 2 });
    const bytes = frameOf(B, A, '8100000a0800');
    switchReceives(sw, 0, out.put(bytes), out);
    expect(out.bytesOf(out.sent[0]!.frame)).toEqual(bytes);
  });

  test('a bad check sequence ends the frame, and nothing is learned from it', () => {
    const { out, sw, table } = lan();
    switchReceives(sw, 0, out.put(frameOf(B, A), true), out);
    expect(out.take()).toEqual([]);
    expect(out.said()).toEqual(['nic-bad-fcs 0 0']);
    expect(table()).toEqual([]);
  });

  test.each([0, 5, 13])('%i octets are too short for a header', (length) => {
    const { out, sw } = lan();
    switchReceives(sw, 0, out.put(new Uint8Array(length)), out);
    expect(out.take()).toEqual([]);
    expect(out.said()).toEqual([`nic-too-short ${length.toString(16)} 0`]);
  });
});

describe('the MAC table', () => {
  test.each([ALL, '01005e000001', '000000000000'])('%s as a source is not learned, and its frame ends', (group) => {
    const { out, arrives, table } = lan();
    expect(arrives(0, B, group)).toEqual([]);
    expect(out.said()[0]).toMatch(/^switch-bad-source /);
    expect(table()).toEqual([]);
  });

  test('a station that is heard behind another port has moved', () => {
    const { out, arrives, table } = lan();
    arrives(0, ALL, A);
    arrives(1, ALL, B);
    out.said();
    arrives(3, ALL, A);
    expect(out.said()).toEqual(['mac-moved 2000000000a 3']);
    expect(table()).toEqual([`${B}@1`, `${A}@3`]);
    expect(arrives(1, A, B)).toEqual(['3:switch-forwarded']);
  });

  test('an entry is good for 300 s after the station was last heard; then it is unknown', () => {
    const { out, arrives, table } = lan();
    arrives(0, ALL, A);
    out.now = 200 * SECOND;
    arrives(0, ALL, A); // puts the end off, silently
    out.said();
    out.now = 500 * SECOND - 1;
    expect(arrives(1, A, B)).toEqual(['0:switch-forwarded']);
    out.now = 500 * SECOND;
    expect(table()).toEqual([`${B}@1`]);
    expect(out.said()).toEqual(['mac-learned 2000000000b 1']);
    expect(arrives(1, A, B)).toEqual(['0', '2', '3'].map((port) => `${port}:switch-flooded-unknown`));
    expect(out.said()).toEqual(['mac-expired 2000000000a 0']);
  });

  test('a station that speaks again after its time is learned anew', () => {
    const { out, sw, arrives } = lan();
    arrives(0, ALL, A);
    out.said();
    out.now = 301 * SECOND;
    arrives(0, ALL, A);
    expect(out.said()).toEqual(['mac-expired 2000000000a 0', 'mac-learned 2000000000a 0']);
    expect(macEntries(sw, out.now)).toEqual([
      { mac: 0x02000000000a, port: 0, learnedAt: 301 * SECOND, expiresAt: 601 * SECOND },
    ]);
  });

  test('a port that loses link loses its stations, others keep theirs', () => {
    const { out, sw, arrives, table } = lan();
    arrives(0, ALL, A);
    arrives(1, ALL, B);
    arrives(0, ALL, C);
    out.said();
    switchPortChanged(sw, 0, false, out);
    expect(out.said()).toEqual(['mac-removed 2000000000a 0', 'mac-removed 2000000000c 0']);
    expect(table()).toEqual([`${B}@1`]);
  });

  test('clearing forgets everybody', () => {
    const { out, sw, arrives, table } = lan();
    arrives(0, ALL, A);
    arrives(1, ALL, B);
    out.said();
    clearMacTable(sw, out);
    expect(out.said()).toEqual(['mac-removed 2000000000a 0', 'mac-removed 2000000000b 1']);
    expect(table()).toEqual([]);
  });

  test('the 4097th station takes the place of the one that was silent for longest', () => {
    const { out, sw, arrives } = lan();
    const mac = (i: number): string => (0x020000000000 + i * 7).toString(16).padStart(12, '0');
    for (let i = 0; i < 4096; i++) {
      out.now = i;
      arrives(i % 4, ALL, mac(i));
    }
    out.now = 5000;
    arrives(0, ALL, mac(0)); // heard again: now the second is the quietest
    out.said();
    arrives(0, ALL, mac(5000));
    expect(out.said()).toEqual([
      `mac-removed ${(0x020000000007).toString(16)} 1`,
      `mac-learned ${(0x020000000000 + 35000).toString(16)} 0`,
    ]);
    expect(macEntries(sw, out.now)).toHaveLength(4096);
    for (let i = 2; i < 4096; i++)
      if (arrives((i + 1) % 4, mac(i), mac(0)).length > 1) throw new Error(`${i} was lost`);
  });

  test('any order of learning, moving and forgetting leaves what a plain map would hold', () => {
    const { out, sw } = lan({ ports: 8 });
    const model = new Map<number, number>();
    let word = 1;
    const next = (bound: number): number => (word = (Math.imul(word, 1103515245) + 12345) >>> 0) % bound;
    for (let step = 0; step < 20000; step++) {
      out.now = step;
      const port = next(8);
      const mac = 0x020000000000 + next(300) * 0x1000;
      if (next(200) === 0) {
        switchPortChanged(sw, port, false, out);
        switchPortChanged(sw, port, true, out);
        for (const [key, at] of model) if (at === port) model.delete(key);
      } else {
        switchReceives(sw, port, out.put(frameOf(ALL, mac.toString(16).padStart(12, '0'))), out);
        model.set(mac, port);
      }
      out.sent = [];
    }
    expect(new Map(macEntries(sw, out.now).map((e) => [e.mac, e.port]))).toEqual(model);
    expect(copyOf(sw)).toEqual(sw);
  });
});

describe('port mirroring', () => {
  test('what goes in or out of a watched port is copied once', () => {
    const { arrives } = lan({ mirror: { from: [0, 1], to: 3 } });
    expect(arrives(0, B, A)).toEqual(['1:switch-flooded-unknown', '2:switch-flooded-unknown', '3:switch-mirrored']);
    expect(arrives(1, A, B)).toEqual(['0:switch-forwarded', '3:switch-mirrored']);
    arrives(2, ALL, C);
    expect(arrives(2, A, C)).toEqual(['0:switch-forwarded', '3:switch-mirrored']); // leaves by a watched port
  });

  test('what touches no watched port is not copied', () => {
    const { arrives } = lan({ mirror: { from: [0], to: 3 } });
    arrives(1, ALL, B);
    arrives(2, ALL, C);
    expect(arrives(1, C, B)).toEqual(['2:switch-forwarded']);
  });

  test('the mirror port sends copies only, and what comes in there ends', () => {
    const { out, arrives, table } = lan({ mirror: { from: [0], to: 3 } });
    expect(arrives(1, ALL, B)).toEqual([
      '0:switch-flooded-broadcast',
      '2:switch-flooded-broadcast',
      '3:switch-mirrored',
    ]);
    out.said();
    expect(arrives(3, B, C)).toEqual([]);
    expect(out.said()).toEqual(['switch-mirror-port 0 0']);
    expect(table()).toEqual([`${B}@1`]);
  });

  test('it is set and taken away while the switch runs', () => {
    const { out, sw, arrives, table } = lan();
    arrives(3, ALL, C);
    out.said();
    setMirror(sw, [0, 1], 3, out);
    expect(out.said().map((line) => line.split(' ')[0])).toEqual(['mac-removed', 'mirror-set']);
    expect(out.record.texts).toEqual(['1, 2 → 4']);
    expect(table()).toEqual([]);
    expect(arrives(0, ALL, A)).toEqual([
      '1:switch-flooded-broadcast',
      '2:switch-flooded-broadcast',
      '3:switch-mirrored',
    ]);
    setMirror(sw, [], 3, out);
    expect(sw.mirrorTo).toBe(NO_PORT);
    expect(arrives(0, ALL, A)).toHaveLength(3);
  });
});

test('to somebody who looks it says what it knew', () => {
  const { out, arrives } = lan();
  out.explaining = true;
  arrives(0, B, A);
  expect(out.decisions).toEqual([{ reason: 'switch-unknown', x: 0x02000000000b, y: 0 }]);
  arrives(1, A, B);
  out.decisions = [];
  arrives(0, B, A);
  expect(out.decisions).toEqual([
    { reason: 'switch-source-known', x: 0x02000000000a, y: 0 },
    { reason: 'switch-known-port', x: 0x02000000000b, y: 1 },
  ]);
});
