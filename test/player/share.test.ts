// A run in an address: any run comes back as it was, octet for octet; whatever else an address may say is refused with a word.
import { runAlone } from '../../src/sim/turns.ts';
import fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { logOf, MAX_PACKED, MAX_UNPACKED, pack, sharedRunOf, unpack } from '../../src/player/share.ts';
import { digestOf } from '../../src/sim/digest.ts';
import { act, doAgain, endOf, extend, goOnTo, startHistory, type History } from '../../src/sim/history.ts';
import { doAllAgain } from '../../src/sim/rewrite.ts';
import { writeLab } from '../../src/sim/labWrite.ts';
import { parseLab } from '../../src/sim/labText.ts';
import { anyLab } from '../support/anyLab.ts';
import { labOf, threeHosts } from '../support/lab.ts';
import { anyTcp } from '../sim/anyTcp.ts';

const packedJson = (value: unknown): string =>
  `1.${deflateRawSync(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')}`;

/** The history that an address stands for, at its end or at the end of the one that it was made from. */
async function restored(packed: string, end: { at: number; events: number }): Promise<History> {
  const unpacked = await unpack(packed);
  if (!unpacked.ok) throw new Error(unpacked.problem);
  const { run } = unpacked;
  const lab = parseLab(run.lab!, 'shared');
  if (!lab.ok) throw new Error(lab.errors[0]!.message);
  const history = startHistory(lab.value, run.seed);
  expect(runAlone(doAllAgain(history, logOf(run, lab.value)!))).toBeUndefined();
  expect(goOnTo(history, end.at, end.events)).toBe(true);
  return history;
}

async function comesBack(history: History): Promise<void> {
  const packed = (await pack(sharedRunOf(history, writeLab(history.lab))))!;
  const again = await restored(packed, { at: endOf(history), events: history.live.state.events });
  expect(digestOf(again.record)).toBe(digestOf(history.record));
  expect(again.log).toEqual(history.log);
  expect(again.live.state).toEqual(history.live.state);
}

describe('any run comes back as it was', () => {
  test('with whatever is done', { timeout: 120_000 }, async () => {
    for (let number = 0; number < 40; number++) {
      const { text, moments } = anyLab(number);
      let history = startHistory(labOf(text), number % 3 ? undefined : 12_345);
      for (const { at, command } of moments) {
        extend(history, { until: at, events: 800 });
        if (command) history = act(history, endOf(history), command).history;
      }
      try {
        await comesBack(history);
      } catch (error) {
        throw new Error(`lab ${number}: ${(error as Error).message}\n${text}\n${JSON.stringify(moments)}`, {
          cause: error,
        });
      }
    }
  });

  test('with TCP', { timeout: 120_000 }, async () => {
    for (let number = 0; number < 6; number++) {
      const { text, lines } = anyTcp(number);
      let history = startHistory(labOf(text));
      history = act(history, 0, { do: 'run', on: 'B', line: lines[1] }).history;
      history = act(history, 1, { do: 'run', on: 'A', line: lines[0] }).history;
      extend(history, { events: 5000 });
      await comesBack(history);
    }
  });
});

describe('an address that says something else', () => {
  const good = { seed: 1, log: [[0, 0, { do: 'run', on: 'A', line: 'ls' }]] };

  test.each([
    ['nothing', '', 'damaged'],
    ['another version', '2.abc', 'version'],
    ['no version', 'abc', 'damaged'],
    ['signs that are none of it', '1.<script>alert(1)</script>', 'damaged'],
    ['a length that cannot be', '1.abcde', 'damaged'],
    ['what is not deflated', `1.${btoa('hello hello hello').replace(/=+$/, '')}`, 'damaged'],
    ['half of a run', packedJson({ ...good, lab: 'x'.repeat(300) }).slice(0, 40), 'damaged'],
    ['no JSON', packedJson('{"seed":'), 'damaged'],
    [
      'octets that are no text',
      `1.${deflateRawSync(Uint8Array.of(0x22, 0xff, 0xfe, 0x22)).toString('base64url')}`,
      'damaged',
    ],
    ['too much', `1.${'A'.repeat(MAX_PACKED)}`, 'too-long'],
    ['a bomb', packedJson(' '.repeat(10 * MAX_UNPACKED)), 'too-large'],
    ['brackets without end', packedJson('['.repeat(200_000)), 'damaged'],
    ['a deep thing', packedJson(`${'['.repeat(50_000)}${']'.repeat(50_000)}`), 'not-a-run'],
    ['null', packedJson(null), 'not-a-run'],
    ['a list', packedJson([good]), 'not-a-run'],
    ['no seed', packedJson({ log: [] }), 'not-a-run'],
    ['a negative instant', packedJson({ seed: 1, log: [[-1, 0]] }), 'not-a-run'],
    ['an instant without end', packedJson({ seed: 1, log: [[1e300, 0]] }), 'not-a-run'],
    ['more events than anybody waits for', packedJson({ seed: 1, log: [[0, 1e9]] }), 'not-a-run'],
    [
      'commands in disorder',
      packedJson({
        seed: 1,
        log: [
          [5, 0],
          [1, 0],
        ],
      }),
      'not-a-run',
    ],
    ['a command that is none', packedJson({ seed: 1, log: [[0, 0, 'rm']] }), 'not-a-run'],
    ['too many commands', packedJson({ seed: 1, log: Array(20_001).fill([0, 0]) }), 'not-a-run'],
    ['a lab that is no text', packedJson({ seed: 1, log: [], lab: { __proto__: 1 } }), 'not-a-run'],
  ])('%s', async (_what, packed, problem) => {
    expect(await unpack(packed)).toEqual({ ok: false, problem });
  });

  test('anything at all is answered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `1.${text}`),
          fc.json().map(packedJson),
        ),
        async (text) => {
          const unpacked = await unpack(text);
          if (unpacked.ok) expect(Array.isArray(unpacked.run.log)).toBe(true);
          else expect(unpacked.problem).toMatch(/^[a-z-]+$/);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a command that is no command is refused where it is done, and the run goes on', async () => {
    const lab = labOf(threeHosts());
    const unpacked = await unpack(
      packedJson({
        seed: 1,
        log: [
          [0, 0, { do: 'constructor' }],
          [0, 0, { do: 'run', on: '__proto__', line: {} }],
          [0, 0, good.log[0]![2]],
        ],
      }),
    );
    if (!unpacked.ok) throw new Error(unpacked.problem);
    const history = startHistory(lab);
    const results = logOf(unpacked.run, lab)!.map((entry) => doAgain(history, entry)!.ok);
    expect(results).toEqual([false, false, true]);
  });

  test('lines that the lab has not are no log of its', async () => {
    expect(logOf({ seed: 1, log: [[0, 0]] }, labOf(threeHosts()))).toBeUndefined();
  });
});

test('a run that is too large for an address has none', async () => {
  const noise = (i: number): string =>
    Array.from({ length: 60 }, (_, n) => ((i * 7919 + n * 104_729) % 65_521).toString(36)).join('');
  const log = Array.from({ length: 1500 }, (_, i) => [i, 0, { do: 'run' as const, on: 'A', line: noise(i) }] as never);
  expect(await pack({ seed: 1, log })).toBeUndefined();
});

test('a storm that somebody sends ends', { timeout: 60_000 }, () => {
  const ports = Array.from({ length: 40 }, (_, i) => `  - [H.${i + 1}, G.${i + 1}]`).join('\n');
  const lab = labOf(
    `devices:\n  H: { kind: hub }\n  G: { kind: hub }\n  A: { kind: host, ip: 10.0.0.1/24 }\nlinks:\n  - [A, H.200]\n${ports}`,
  );
  const history = startHistory(lab);
  const log = [{ at: 0, after: 0, command: { do: 'run', on: 'A', line: 'ping -c 1 10.0.0.2' } as const }];
  const storm = [...log, { at: 3e9, after: 20_000, command: log[0]!.command }];
  const missed = runAlone(doAllAgain(history, storm));
  expect(missed === 1 || history.live.state.events >= 20_000).toBe(true);
});
