// Frames on a stream: the same ones however the stream is cut, and a clear end where there is none.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FramesFromStream, lengthOnStream, putOnStream } from '../../src/live/framesOnStream.ts';

const written = (frames: Uint8Array[]): Uint8Array => {
  const octets = new Uint8Array(lengthOnStream(frames));
  putOnStream(frames, octets);
  return octets;
};

/** Gives a stream in pieces of these sizes, over and over. */
function read(octets: Uint8Array, sizes: readonly number[]): { frames: Uint8Array[]; faults: string[] } {
  const stream = new FramesFromStream();
  const frames: Uint8Array[] = [];
  const faults: string[] = [];
  for (let at = 0, i = 0; at < octets.length; i++) {
    const size = sizes[i % sizes.length]!;
    const got = stream.push(octets.subarray(at, at + size));
    frames.push(...got.frames);
    if (got.fault !== undefined) faults.push(got.fault);
    at += size;
  }
  const end = stream.end();
  if (end !== undefined) faults.push(end);
  return { frames, faults };
}

test('are written behind four octets of length, the high one first', () => {
  expect([...written([Uint8Array.of(1, 2, 3), new Uint8Array(258)])].slice(0, 13)).toEqual([
    ...[0, 0, 0, 3, 1, 2, 3],
    ...[0, 0, 1, 2, 0, 0],
  ]);
});

test('come out as they went in, however the stream is cut', () => {
  const frame = fc.uint8Array({ minLength: 1, maxLength: 1600 });
  const cuts = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 8 }), cuts, (frames, sizes) => {
      const got = read(written(frames), sizes);
      expect(got.faults).toEqual([]);
      expect(got.frames.map((one) => [...one])).toEqual(frames.map((one) => [...one]));
    }),
  );
});

test('the longest has 65,549 octets', () => {
  const got = read(written([new Uint8Array(65_549)]), [65_536]);
  expect(got.frames.map((one) => one.length)).toEqual([65_549]);
});

describe('what is none', () => {
  const good = Uint8Array.of(1, 2, 3);
  test.each([
    ['no octets at all', [0, 0, 0, 0], 'a frame of 0 octets: a frame has at least one'],
    ['one octet too many', [0, 1, 0, 14], 'a frame of 65550 octets: at most 65549'],
    ['text', [...Buffer.from('GET / HTTP/1.1\r\n\r\n')], 'a frame of 1195725856 octets: at most 65549'],
  ])('%s: what came before is kept, what comes after is not taken', (_what, octets, fault) => {
    const stream = Uint8Array.of(...written([good]), ...octets, ...written([good]));
    for (const sizes of [[1], [7], [1000]]) {
      const got = read(stream, sizes);
      expect(got.frames).toEqual([good]);
      expect(new Set(got.faults)).toEqual(new Set([fault]));
    }
  });
  test('an end inside a frame, or inside its length', () => {
    expect(read(written([good]).subarray(0, 6), [100]).faults).toEqual([
      'it ended inside a frame: 2 of 3 octets were there',
    ]);
    expect(read(Uint8Array.of(0, 0), [1]).faults).toEqual([
      'it ended inside the length of a frame: 2 of 4 octets were there',
    ]);
    expect(read(new Uint8Array(0), [1]).faults).toEqual([]);
  });
});
