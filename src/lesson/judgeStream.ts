// Judges what went over TCP since a step began: which octets a connection carried from one host to another, in how many sends and receives.

import { receivedIn } from '../sim/analysis/provenance.ts';
import { otherSide, type Side, type Stream } from '../sim/analysis/stream.ts';
import { streamsOf } from '../sim/analysis/streams.ts';
import { deviceNamed } from '../sim/place.ts';
import type { Because, Check } from './check.ts';
import type { Present } from './exercise.ts';

type StreamCheck = Extract<Check, { kind: 'stream' }>;

/** What one connection carried, as far as its reader has taken it. */
interface Carried {
  rows: number[];
  sends: number;
  received: Uint8Array[];
}

type Found = { passed: boolean; because: Because };

/** The connection that fits best counts: one of those that began in this step. */
export function judgeStream(check: StreamCheck, present: Present): Found {
  const { from, to, port } = check;
  const [sender, receiver] = [from, to].map((name) => deviceNamed(present.state, name));
  let last: Found | undefined;
  for (const stream of streamsOf(present.history)) {
    if (stream.row < present.since || stream.row >= present.until) continue;
    const side = stream.ends.findIndex(
      (end, i) => end.device === sender && stream.ends[1 - i]!.device === receiver,
    ) as Side;
    if ((side as number) < 0 || (port !== undefined && !stream.ends.some((end) => end.port === port))) continue;
    last = compare(check, carriedBy(present, stream, side));
    if (last.passed) return last;
  }
  return last ?? { passed: false, because: { code: 'no-stream', parameters: { from, to }, evidence: [] } };
}

function carriedBy({ history, until }: Present, { ends }: Stream, side: Side): Carried {
  const reads = ends[otherSide(side)].reads.filter((read) => !read.peek && read.row < until);
  return {
    rows: reads.slice(0, 20).map((read) => read.row),
    sends: ends[side].writes.filter((write) => write.row < until).length,
    received: reads.map((read) => receivedIn(history, read.row)?.bytes ?? new Uint8Array(0)),
  };
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function compare(check: StreamCheck, { rows, sends, received }: Carried): Found {
  const { from, to } = check;
  const all = new Uint8Array(received.reduce((sum, one) => sum + one.length, 0));
  received.reduce((at, one) => (all.set(one, at), at + one.length), 0);
  const content = text(all);
  const differs = (what: string, value: string | number, wanted: string | number): Found => ({
    passed: false,
    because: { code: 'stream-differs', parameters: { from, to, what, value, wanted }, evidence: rows },
  });
  if (check.is !== undefined && content !== check.is) return differs('is', quoted(content), quoted(check.is));
  const missing = check.contains?.find((one) => !content.includes(one));
  if (missing !== undefined)
    return {
      passed: false,
      because: { code: 'stream-lacks', parameters: { from, to, text: missing }, evidence: rows },
    };
  if (check.octets !== undefined && all.length !== check.octets) return differs('octets', all.length, check.octets);
  if (check.sends !== undefined && sends !== check.sends) return differs('sends', sends, check.sends);
  const { reads } = check;
  if (typeof reads === 'number' && received.length !== reads) return differs('reads', received.length, reads);
  if (Array.isArray(reads)) {
    const found = received.map((one) => quoted(text(one))).join(', ');
    const wanted = reads.map(quoted).join(', ');
    if (found !== wanted) return differs('reads', found || '—', wanted);
  }
  const parameters = { from, to, octets: all.length, sends, reads: received.length };
  return { passed: true, because: { code: 'stream-carried', parameters, evidence: rows } };
}

/** Characters of a content that are shown. */
const SHOWN = 60;

const quoted = (content: string): string =>
  JSON.stringify(content.length > SHOWN ? `${content.slice(0, SHOWN)}…` : content);
