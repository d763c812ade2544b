// What analysis offers to the display filter beside the fields of headers: Wireshark's names for what only a capture as a whole can tell (`tcp.stream`).

import { formatDuration } from '../../base/time.ts';
import type { KnownField } from '../../wire/filter/fields.ts';
import type { FrameFacts } from '../../wire/filter/read.ts';
import type { RowNumber } from '../../devices/surroundings.ts';
import { rowAt } from '../record.ts';
import { judgedAt, judgedWhereSent, type Judged } from './captured.ts';
import { REMARK, REMARKS, type Remark } from './remarks.ts';
import { memberOfFrame, type Run } from './streams.ts';

type Values = readonly number[];
interface Offered {
  field: KnownField;
  read(judged: Judged, asked: Asked): Values;
}

/** Who asks: the run, and how a flight that a verdict points to is numbered there. */
interface Asked {
  run: Run;
  numberOf: (row: RowNumber) => number;
}

const COUNT = 0xffff_ffff;
const one = (value: number | undefined): Values => (value === undefined ? [] : [value]);
/** What stays away where it is nothing. */
const some = (value: number): Values => (value ? [value] : []);
const field = (name: string, label: string, type: KnownField['type']): KnownField => ({
  ...{ name, label, type, protocol: 'tcp', offered: true },
  ...(type === 'uint' ? { largest: COUNT } : {}),
});
const offer = (name: string, label: string, type: KnownField['type'], read: Offered['read']): Offered => ({
  field: field(name, label, type),
  read,
});

const REMARK_LABELS: Record<Remark, string> = {
  retransmission: 'This frame is a (suspected) retransmission',
  fast_retransmission: 'This frame is a (suspected) fast retransmission',
  spurious_retransmission: 'This frame is a (suspected) spurious retransmission',
  out_of_order: 'This frame is a (suspected) out-of-order segment',
  lost_segment: 'Previous segment(s) not captured',
  ack_lost_segment: "ACKed segment that wasn't captured",
  duplicate_ack: 'Duplicate ACK',
  keep_alive: 'TCP keep-alive segment',
  keep_alive_ack: 'ACK to a TCP keep-alive segment',
  zero_window: 'TCP Zero Window segment',
  zero_window_probe: 'TCP Zero Window Probe',
  zero_window_probe_ack: 'ACK to a TCP Zero Window Probe',
  window_update: 'TCP window update',
  window_full: 'TCP window specified by the receiver is now completely full',
  reused_ports: 'A new TCP session is started with the same ports as an earlier session',
};

/** Every kind of retransmission is one. */
const MEANING: Partial<Record<Remark, number>> = {
  retransmission: REMARK.retransmission | REMARK.fast_retransmission | REMARK.spurious_retransmission,
};

const OFFERED: readonly Offered[] = [
  offer('tcp.stream', 'Stream index', 'uint', (judged, { run }) => {
    const { frame } = rowAt(run.record, judged.frame);
    return one(frame === undefined ? undefined : memberOfFrame(run, frame)?.stream.number);
  }),
  offer('tcp.seq', 'Sequence Number', 'uint', ({ seq }) => [seq]),
  offer('tcp.nxtseq', 'Next Sequence Number', 'uint', ({ next }) => [next]),
  offer('tcp.ack', 'Acknowledgment Number', 'uint', ({ ack }) => [ack]),
  offer('tcp.window_size', 'Calculated window size', 'uint', ({ window }) => [window]),
  offer('tcp.window_size_scalefactor', 'Window size scaling factor', 'uint', ({ factor }) => some(factor)),
  offer('tcp.time_relative', 'Time since first frame in this TCP stream', 'time', ({ sinceFirst }) => [sinceFirst]),
  offer('tcp.time_delta', 'Time since previous frame in this TCP stream', 'time', ({ sinceLast }) => [sinceLast]),
  offer('tcp.analysis', 'SEQ/ACK analysis', 'boolean', ({ analysed }) => some(Number(analysed))),
  offer('tcp.analysis.flags', 'TCP Analysis Flags', 'boolean', ({ remarks }) => some(Number(remarks !== 0))),
  offer('tcp.analysis.acks_frame', 'This is an ACK to the segment in frame', 'uint', ({ acks }, { numberOf }) =>
    one(acks === undefined ? undefined : numberOf(acks)),
  ),
  offer('tcp.analysis.ack_rtt', 'The RTT to ACK the segment was', 'time', ({ ackRtt }) => some(ackRtt)),
  offer('tcp.analysis.initial_rtt', 'iRTT', 'time', ({ initialRtt }) => some(initialRtt)),
  offer('tcp.analysis.bytes_in_flight', 'Bytes in flight', 'uint', ({ bytesInFlight }) => some(bytesInFlight)),
  offer('tcp.analysis.push_bytes_sent', 'Bytes sent since last PSH flag', 'uint', ({ pushBytesSent }) =>
    some(pushBytesSent),
  ),
  offer('tcp.analysis.rto', 'The RTO for this segment was', 'time', ({ rto }) => some(rto)),
  offer('tcp.analysis.rto_frame', 'RTO based on delta from frame', 'uint', ({ rto, rtoOf }, { numberOf }) =>
    rto ? [numberOf(rtoOf)] : [],
  ),
  offer('tcp.analysis.duplicate_ack_num', 'Duplicate ACK #', 'uint', ({ dupAckNumber }) => some(dupAckNumber)),
  offer(
    'tcp.analysis.duplicate_ack_frame',
    'Duplicate to the ACK in frame',
    'uint',
    ({ dupAckNumber, dupAckOf }, { numberOf }) => (dupAckNumber ? [numberOf(dupAckOf)] : []),
  ),
  ...REMARKS.map((name) =>
    offer(`tcp.analysis.${name}`, REMARK_LABELS[name], 'boolean', ({ remarks }) =>
      some(Number((remarks & (MEANING[name] ?? REMARK[name])) !== 0)),
    ),
  ),
];

const byName = new Map(OFFERED.map((one) => [one.field.name, one]));

/** The fields that analysis offers, for `compileFilter` and completion. */
export const analysisFields: readonly KnownField[] = OFFERED.map((one) => one.field);

/** Does a filter that names these fields need analysis at all? */
export const needsAnalysis = (names: readonly string[]): boolean => names.some((name) => byName.has(name));

/** The values of a field of analysis for a segment. */
export const valuesOf = (asked: Asked, judged: Judged, name: string): Values =>
  byName.get(name)?.read(judged, asked) ?? [];

/** How somebody looks at flights: as captures at the ports that send them see them, or as one at `port`; `numberOf`: his `frame.number` of a flight. */
export interface Look {
  port?: readonly [number, number] | undefined;
  numberOf: (row: RowNumber) => number;
}

/** What a filter may ask of a flight beside its octets (`FrameFacts.extra`). `tcp.stream` counts through the whole run, so that it is the same wherever one looks. */
export function analysisOf(run: Run, row: RowNumber, { port, numberOf }: Look): NonNullable<FrameFacts['extra']> {
  let judged: Judged | undefined;
  let known = false;
  return (name) => {
    if (!known) judged = port ? judgedAt(run, port, row) : judgedWhereSent(run, row);
    known = true;
    return judged ? valuesOf({ run, numberOf }, judged, name) : [];
  };
}

/** A value of analysis as a person reads it. */
export const valueText = (name: string, value: number): string =>
  byName.get(name)?.field.type === 'time' ? formatDuration(value) : String(value);
