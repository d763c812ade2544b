// The display filter asks what analysis tells: over a whole run each flight where it was sent, or all at one port.

import { describe, expect, it } from 'vitest';
import '../../../src/sim/equipment.ts';
import { analysisFields, needsAnalysis } from '../../../src/sim/analysis/fields.ts';
import { judgedWhereSent } from '../../../src/sim/analysis/captured.ts';
import { fieldTextOf, flightsOf, type Span } from '../../../src/sim/flights.ts';
import { branch, extend, type History } from '../../../src/sim/history.ts';
import { compileFilter } from '../../../src/wire/filter.ts';
import { knownField } from '../../../src/wire/filter/fields.ts';
import { tcpRun } from '../../support/tcpRuns.ts';

const spanOf = ({ record, live }: History): Span => ({ record, state: live.state, since: 0, until: record.rowCount });
const count = (history: History, filter: string, at?: string): number =>
  [...flightsOf(spanOf(history), filter, at)].length;

describe('fields of analysis', () => {
  const history = tcpRun('a lost segment, sent again fast');

  it('select what was sent again, where it was sent and where it came', () => {
    // What A sends a third time, as SACK's rescue, B has had: whether that was needless, only a capture at B can tell.
    expect(count(history, 'tcp.analysis.fast_retransmission')).toBe(1);
    expect(count(history, 'tcp.analysis.retransmission', 'A')).toBe(2);
    expect(count(history, 'tcp.analysis.spurious_retransmission')).toBe(0);
    expect(count(history, 'tcp.analysis.spurious_retransmission', 'B.eth0')).toBe(1);
    expect(count(history, 'tcp.analysis.lost_segment', 'B')).toBe(1);
    expect(count(history, 'tcp.analysis.lost_segment', 'A')).toBe(0);
    expect(count(history, 'tcp.analysis.duplicate_ack_num >= 3')).toBeGreaterThan(0);
    expect(count(history, 'tcp.stream == 0 && tcp.flags.syn == 1')).toBe(2);
    expect(count(history, 'tcp.seq == 1 && tcp.len > 0')).toBe(1);
    expect(count(history, 'tcp.analysis.ack_rtt > 0.05')).toBe(0);
    expect(count(history, 'tcp.analysis && arp')).toBe(0);
  });

  it('are read as text: numbers, times with their unit', () => {
    const [answer] = flightsOf(spanOf(history), 'tcp.flags == 0x12', 'A');
    expect(
      ['tcp.ack', 'tcp.analysis.ack_rtt', 'tcp.dstport', 'tcp.analysis.rto'].map((name) => fieldTextOf(answer, name)),
    ).toEqual(['1', '10.106 ms', '49152', undefined]);
    // A frame that is pointed to has the number that the filter gives it.
    const [syn] = flightsOf(spanOf(history), 'tcp.flags == 0x02');
    expect(fieldTextOf(answer, 'tcp.analysis.acks_frame')).toBe(String(syn.frame + 1));
  });

  it('are named as headers name none, and are not there without being offered', () => {
    for (const { name, offered } of analysisFields)
      expect([name, offered, knownField(name)]).toEqual([name, true, undefined]);
    expect(compileFilter('tcp.analysis.retransmission').ok).toBe(false);
    expect(needsAnalysis(['ip.src', 'tcp.len'])).toBe(false);
    expect(needsAnalysis(['ip.src', 'tcp.stream'])).toBe(true);
  });

  it('come out the same whether a run is looked at while it grows or in the end', () => {
    const grown = tcpRun('loss, with SACK', 0.2);
    const verdicts = (run: History): unknown[] =>
      Array.from({ length: run.record.rowCount }, (_, row) => judgedWhereSent(run, row));
    for (let at = 300; at < 3000; at += 50) {
      verdicts(grown);
      extend(grown, { until: at * 1e6 });
    }
    expect(grown.record.rowCount).toBeGreaterThan(200);
    expect(verdicts(grown)).toEqual(verdicts(branch(grown)));
  });
});
