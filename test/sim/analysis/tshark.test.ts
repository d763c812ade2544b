// Wireshark judges the segments of our runs, and so do we: number for number, in a capture at each port.

import { describe, expect, it } from 'vitest';
import '../../../src/sim/equipment.ts';
import { judgedAt } from '../../../src/sim/analysis/captured.ts';
import { analysisFields, valuesOf } from '../../../src/sim/analysis/fields.ts';
import { captureOf } from '../../../src/sim/capture.ts';
import type { History } from '../../../src/sim/history.ts';
import { portNamed } from '../../../src/sim/place.ts';
import { writePcapng } from '../../../src/wire/pcapng.ts';
import { tcpRun, tcpRuns } from '../../support/tcpRuns.ts';
import { FRAME_BY_FRAME, fieldsOf, withCapture } from '../../support/tshark.ts';
import { hasTshark } from '../../wire/tshark.ts';

/** `tcp.stream` is compared by itself: ours counts through the run. */
const NAMES = analysisFields.map(({ name }) => name).filter((name) => name !== 'tcp.stream');
const types = new Map(analysisFields.map(({ name, type }) => [name, type]));

/** tshark's seconds, with nine decimals, as ns; what is only there or not as 1. */
function toNumber(name: string, text: string): number {
  if (types.get(name) === 'boolean') return 1;
  return types.get(name) === 'time' ? Math.round(Number(text) * 1e9) : Number(text);
}

/** What else of a frame says whether it is to be compared. */
const BESIDES = ['tcp.stream', 'icmp', 'ip.flags.mf'] as const;

async function atPort(history: History, port: string): Promise<{ wrong: string[]; remarks: Set<string> }> {
  const { record, live } = history;
  const place = portNamed(live.state, port)!;
  const rows: number[] = [];
  const capture = captureOf(record, live.state, { at: [port], seen: (row) => rows.push(row) });
  const numberOf = new Map(rows.map((row, i) => [row, i + 1]));
  const theirs = await withCapture(writePcapng(capture), (file) =>
    fieldsOf(file, [...BESIDES, ...NAMES], FRAME_BY_FRAME),
  );
  expect(theirs.length).toBe(rows.length);
  const wrong: string[] = [];
  const remarks = new Set<string>();
  let quoted = false;
  for (const [i, [stream, icmp, more, ...fields]] of theirs.entries()) {
    // What an ICMP error quotes is no segment here. For Wireshark it is one more of the stream, and the next one's time is told from it.
    const behindQuotation = quoted;
    quoted = icmp !== '';
    const judged = quoted || more === '1' ? undefined : judgedAt(history, place, rows[i]);
    if (!judged) {
      if (stream && !quoted && more !== '1') wrong.push(`${i + 1} is not judged`);
      continue;
    }
    if (stream !== String(judged.conversation))
      wrong.push(`${i + 1} tcp.stream: ${stream}, not ${judged.conversation}`);
    for (const [k, name] of NAMES.entries()) {
      if (behindQuotation && name === 'tcp.time_delta') continue;
      const right = fields[k] ? [toNumber(name, fields[k])] : [];
      const found = valuesOf({ run: history, numberOf: (row) => numberOf.get(row)! }, judged, name);
      if (String(right) !== String(found)) wrong.push(`${i + 1} ${name}: ${String(right)}, not ${String(found)}`);
      if (right.length) remarks.add(name);
    }
  }
  return { wrong, remarks };
}

describe.skipIf(!hasTshark)('tshark (skipped where it is not installed)', () => {
  const seen = new Set<string>();
  it.each(Object.keys(tcpRuns))('says of every segment what we say: %s', { timeout: 60_000 }, async (name) => {
    const history = tcpRun(name);
    const ports = ['A.eth0', 'B.eth0', 'R.eth1'].filter((port) => portNamed(history.live.state, port));
    for (const port of ports) {
      const { wrong, remarks } = await atPort(history, port);
      expect([port, wrong.slice(0, 40)]).toEqual([port, []]);
      for (const one of remarks) seen.add(one);
    }
  });

  it('has had something to say by every field', () => {
    expect(NAMES.filter((name) => !seen.has(name))).toEqual([]);
  });
});
