// What `classroom run --tcp` adds to a run: the figures of each connection whenever an event has changed them, and who wrote the octets of a segment.

import { formatDuration, formatInstant } from '../base/time.ts';
import { remarksIn } from '../sim/analysis/remarks.ts';
import { judgedWhereSent } from '../sim/analysis/captured.ts';
import { payloadOf, receivedIn, type Octets, type SourcedShare } from '../sim/analysis/provenance.ts';
import type { Side, Stream } from '../sim/analysis/stream.ts';
import { memberOfSocket } from '../sim/analysis/streams.ts';
import { replayThrough, type History } from '../sim/history.ts';
import type { Row } from '../sim/record.ts';
import type { World } from '../sim/world.ts';
import { BOUNDLESS } from '../stack/tcp/congestion.ts';
import { sendEnd } from '../stack/tcp/resend.ts';
import { currentRto } from '../stack/tcp/rtt.ts';
import type { Tcb } from '../stack/tcp/tcb.ts';
import { addressText } from '../devices/host/socketText.ts';
import { diff, min, span } from '../wire/seqnum.ts';

/** The figures of a connection after an event. Octets and nanoseconds; null: none. */
export interface TcpFigures {
  state: string;
  cwnd: number | null;
  ssthresh: number | null;
  rto: number;
  srtt: number | null;
  recovery: string;
  /** Under way, waiting to be sent, and what the buffer holds at the most; the window of the peer. */
  unacknowledged: number;
  unsent: number;
  sendBuffer: number;
  sendWindow: number;
  /** Not read yet, waiting behind a gap, and what the buffer holds at the most; the window that was advertised last. */
  unread: number;
  outOfOrder: number;
  receiveBuffer: number;
  receiveWindow: number;
}

/** Figures that an event has changed; they belong behind the last row that there was then. */
export interface TcpChange {
  after: number;
  at: number;
  device: string;
  socket: number;
  local: string;
  remote: string;
  figures: TcpFigures;
}

const bounded = (octets: number): number | null => (octets >= BOUNDLESS ? null : octets);

function figuresOf(tcb: Tcb): TcpFigures {
  const { congestion, options, send, recv, gaps } = tcb;
  // Octets only: a SYN and a FIN have numbers, too, but lie in no buffer.
  const unacknowledged = Math.max(0, diff(min(tcb.sndMax, sendEnd(tcb)), tcb.sendStart));
  let outOfOrder = 0;
  for (let i = 0; i < gaps.count; i++) outOfOrder += span(gaps.edges[2 * i]!, gaps.edges[2 * i + 1]!);
  return {
    ...{ state: tcb.state, cwnd: bounded(congestion.cwnd), ssthresh: bounded(congestion.ssthresh) },
    ...{ rto: currentRto(tcb), srtt: tcb.srtt || null, recovery: tcb.recovery },
    ...{ unacknowledged, unsent: send.used - unacknowledged, sendBuffer: options.sendBuffer },
    ...{ sendWindow: tcb.sndWnd, unread: recv.used, outOfOrder, receiveBuffer: options.receiveBuffer },
    receiveWindow: Math.max(0, diff(tcb.rcvAdv, tcb.rcvNxt)),
  };
}

/** All changes of figures in a run, by the row behind which they belong. The run is gone through once more: nothing of it is kept in the record. */
export function tcpChanges(history: History): Map<number, TcpChange[]> {
  const changes = new Map<number, TcpChange[]>();
  const known = new Map<string, string>();
  replayThrough(history, ({ state }: World) => {
    const after = state.rowCount - 1;
    for (const device of state.devices) {
      if (!('door' in device) || !device.door) continue;
      for (const tcb of device.door.tcp.connections) {
        const figures = figuresOf(tcb);
        const key = `${device.device} ${tcb.id}`;
        const text = JSON.stringify(figures);
        if (known.get(key) === text) continue;
        known.set(key, text);
        const ends = {
          local: addressText({ ip: tcb.localIp, port: tcb.localPort }),
          remote: addressText({ ip: tcb.remoteIp, port: tcb.remotePort }),
        };
        const change = { after, at: state.now, device: device.name, socket: tcb.id, ...ends, figures };
        changes.set(after, [...(changes.get(after) ?? []), change]);
      }
    }
  });
  return changes;
}

const INDENT = ' '.repeat(6);
/** Columns of a line. */
export const WIDTH = 120;

/** A change as a line: `send 5+7/65536` is under way, waiting, and what fits; `recv 3+0/65536` unread, behind a gap, and what fits. */
export function changeText({ device, local, figures: f }: TcpChange): string {
  const port = local.slice(local.lastIndexOf(':'));
  const parts = [
    `${`${device}${port}`.padEnd(8)} ${f.state.padEnd(11)}`,
    `cwnd ${f.cwnd ?? '∞'}`,
    `ssthresh ${f.ssthresh ?? '∞'}`,
    `rto ${formatDuration(f.rto)}`,
    `send ${f.unacknowledged}+${f.unsent}/${f.sendBuffer}`,
    `wnd ${f.sendWindow}`,
    `recv ${f.unread}+${f.outOfOrder}/${f.receiveBuffer}`,
  ];
  return INDENT + parts.join('  ');
}

/** Octets of a connection that a row is about: a segment's, or what a program read. */
type Carried = Octets & { stream: Stream; side: Side };

function carriedBy(history: History, row: Row): Carried | undefined {
  if (row.kind === 'flight') return payloadOf(history, row.frame!);
  return row.reason === 'tcp-read' || row.reason === 'tcp-peeked' ? receivedIn(history, row.number) : undefined;
}

/** Who wrote the octets of a row, as a line; undefined where it has none, or nobody here wrote them. */
export function writersText(history: History, row: Row): string | undefined {
  const carried = carriedBy(history, row);
  if (!carried?.shares.length) return undefined;
  const { device, pid } = carried.stream.ends[carried.side];
  const who = device === undefined ? '' : `${history.live.state.devices[device]!.name} pid ${pid} `;
  let line = `${INDENT}= ${who}`;
  for (const [i, share] of carried.shares.entries()) {
    const next = `${i ? ', ' : ''}${shareText(share)}`;
    const left = carried.shares.length - i;
    if (line.length + next.length > WIDTH - 12) return `${line} … ${left} more`;
    line += next;
  }
  return line;
}

/** `send 2 [3..9] of 10`: octets 3 to 9 of the ten that the second call wrote. */
const shareText = ({ write, offset, count, source }: SourcedShare): string =>
  count === source.count
    ? `send ${write} (${count})`
    : `send ${write} [${offset}..${offset + count - 1}] of ${source.count}`;

/** The same for JSON: the connection, what Wireshark would remark where the segment was sent, and who wrote its octets. */
export function tcpOf(history: History, row: Row): object | undefined {
  const carried = carriedBy(history, row);
  if (!carried) {
    const member = row.kind === 'socket' ? memberOfSocket(history, row.device!, row.socket!) : undefined;
    return member && { stream: member.stream.number, side: member.side };
  }
  const judged = row.kind === 'flight' ? judgedWhereSent(history, row.number) : undefined;
  const told = judged && { seq: judged.seq, ack: judged.ack, remarks: remarksIn(judged.remarks) };
  const shares = carried.shares.map(({ write, offset, count, source }) => ({
    ...{ write, offset, count, call: source.call, pid: source.pid },
  }));
  return { stream: carried.stream.number, side: carried.side, octets: carried.bytes.length, ...told, shares };
}

/** A change as JSON, every value by its name. */
export const changeJson = ({ figures, ...rest }: TcpChange): string =>
  JSON.stringify({ kind: 'tcp', ...rest, time: formatInstant(rest.at), ...figures });
