// Ethernet frames on a byte stream, as QEMU's `-netdev socket` and `-netdev stream` have them: each behind its length in four octets, big-endian,
// without FCS.

import { putU32 } from '../base/bytes.ts';
import { LONGEST_FROM_OUTSIDE } from '../sim/commandCheck.ts';
import { codecOf } from '../wire/framing.ts';
import type { Codec, Decoding } from '../wire/framing/codec.ts';

const PREFIX = 4;

const made = codecOf({ kind: 'length', format: '!I', limit: LONGEST_FROM_OUTSIDE });
if (!made.ok) throw new Error(made.failure.code);
const codec: Codec<Uint8Array> = made.value;

/** The receiving end of one stream. */
export class FramesFromStream {
  private readonly state: Decoding = codec.begin();
  private fault: string | undefined;

  /** Takes octets that arrived, however they were cut, and gives the frames that are complete: copies, to be kept. `fault`: why nothing more can be taken from this stream. */
  push(chunk: Uint8Array): { frames: Uint8Array[]; fault?: string } {
    if (this.fault !== undefined) return { frames: [], fault: this.fault };
    const { messages, failure } = codec.push(this.state, chunk);
    const empty = messages.findIndex((frame) => frame.length === 0);
    const frames = empty < 0 ? messages : messages.slice(0, empty);
    if (empty >= 0) this.fault = 'a frame of 0 octets: a frame has at least one';
    else if (failure) this.fault = `a frame of ${failure.parameters['length']} octets: at most ${LONGEST_FROM_OUTSIDE}`;
    return this.fault === undefined ? { frames } : { frames, fault: this.fault };
  }

  /** The stream has ended. Gives what is wrong with that, if it was inside a frame. */
  end(): string | undefined {
    if (this.fault !== undefined) return this.fault;
    const { failure } = codec.end(this.state);
    if (!failure) return undefined;
    const { part, have, missing } = failure.parameters;
    const what = part === 'prefix' ? 'the length of a frame' : 'a frame';
    return `it ended inside ${what}: ${have} of ${Number(have) + Number(missing)} octets were there`;
  }
}

/** Octets that frames take on a stream. */
export function lengthOnStream(frames: readonly Uint8Array[]): number {
  let length = 0;
  for (const frame of frames) length += PREFIX + frame.length;
  return length;
}

/** Writes frames one after another, each behind its length, into `to`, which must have the room. One write for many frames is several times quicker than one for each. */
export function putOnStream(frames: readonly Uint8Array[], to: Uint8Array): void {
  let at = 0;
  for (const frame of frames) {
    putU32(to, at, frame.length);
    to.set(frame, at + PREFIX);
    at += PREFIX + frame.length;
  }
}
