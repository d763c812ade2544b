// Two programs for measurements: `bulk-send TO OCTETS CHUNK` says so many octets as fast as it is let, `bulk-sink` takes everything that comes, at once.

import type { HostState } from '../../src/devices/host/host.ts';
import { exitWith } from '../../src/devices/host/processes.ts';
import type { ProcessState } from '../../src/devices/host/process.ts';
import { registerProgram, wakeProcess } from '../../src/devices/host/program.ts';
import { callSocket } from '../../src/devices/host/sockets.ts';
import type { Surroundings } from '../../src/devices/surroundings.ts';
import type { World } from '../../src/sim/world.ts';

const PORT = 9;
const PERIOD = 65_536;

interface Sender {
  fd: number;
  chunk: number;
  left: number;
}

interface Sink {
  listener: number;
  octets: number;
  /** When the first and the last octet came. */
  firstAt: number;
  lastAt: number;
  /** The end has come after the last octet. */
  ended: boolean;
  wrong: number;
}

const octet = (j: number): number => (j * 31 + (j >> 8) * 7) & 255;

/** One period of what is sent and as much more as a chunk needs: octet j of the stream is octet j mod 65,536 of this. */
const patterns = new Map<number, Uint8Array>();
function patternFor(chunk: number): Uint8Array {
  let pattern = patterns.get(chunk);
  if (!pattern) {
    pattern = Uint8Array.from({ length: PERIOD + chunk }, (_, i) => octet(i % PERIOD));
    patterns.set(chunk, pattern);
  }
  return pattern;
}

function pump(host: HostState, process: ProcessState, out: Surroundings): void {
  const sender = process.data as Sender;
  const total = Number(process.argv[2]);
  const pattern = patternFor(sender.chunk);
  while (sender.left) {
    const at = (total - sender.left) % PERIOD;
    const bytes = pattern.subarray(at, at + Math.min(sender.chunk, sender.left));
    const answer = callSocket(host, process, { call: 'send', fd: sender.fd, bytes }, out);
    if (!answer.ok) return;
    sender.left -= answer.count;
  }
  exitWith(host, process, 0, out);
}

/** Registers both; the sender begins at 1 s. */
export function registerBulk(): void {
  registerProgram('bulk-send', {
    start(process, host, out) {
      process.data = { fd: -1, chunk: Number(process.argv[3]), left: Number(process.argv[2]) } satisfies Sender;
      wakeProcess(process, host, 1_000_000_000, out);
    },
    wake(process, host, out) {
      const { fd } = callSocket(host, process, { call: 'socket', type: 'stream' }, out) as { fd: number };
      (process.data as Sender).fd = fd;
      callSocket(host, process, { call: 'connect', fd, ip: Number(process.argv[1]), port: PORT }, out);
    },
    socket(process, host, { what }, out) {
      if (what === 'connected' || what === 'writable') pump(host, process, out);
    },
  });
  registerProgram('bulk-sink', {
    start(process, host, out) {
      const { fd } = callSocket(host, process, { call: 'socket', type: 'stream' }, out) as { fd: number };
      process.data = { listener: fd, octets: 0, firstAt: 0, lastAt: 0, ended: false, wrong: 0 } satisfies Sink;
      callSocket(host, process, { call: 'bind', fd, ip: 0, port: PORT }, out);
      callSocket(host, process, { call: 'listen', fd }, out);
    },
    socket(process, host, { fd }, out) {
      const sink = process.data as Sink;
      if (fd === sink.listener) {
        callSocket(host, process, { call: 'accept', fd }, out);
        return;
      }
      while (takeSome(host, process, sink, fd, out));
    },
  });
}

/** News is a hint, told once however much has come: true while there may be more. */
function takeSome(host: HostState, process: ProcessState, sink: Sink, fd: number, out: Surroundings): boolean {
  const got = callSocket(host, process, { call: 'recv', fd, size: 1 << 20 }, out);
  if (!got.ok) return false;
  const { length } = got.bytes;
  if (!length) {
    sink.ended = true;
    callSocket(host, process, { call: 'close', fd }, out);
    return false;
  }
  // The first and the last octet of each helping; TCP's checksum has seen to the rest.
  if (got.bytes[0] !== octet(sink.octets % PERIOD)) sink.wrong++;
  if (got.bytes[length - 1] !== octet((sink.octets + length - 1) % PERIOD)) sink.wrong++;
  sink.firstAt ||= out.now;
  sink.lastAt = out.now;
  sink.octets += length;
  return true;
}

/** What the sink of a world has had, and when. */
export function sinkOf(world: World): Readonly<Sink> {
  for (const device of world.state.devices) {
    if (device.kind !== 'host') continue;
    for (const process of device.processes) if (process.program === 'bulk-sink') return process.data as Sink;
  }
  throw new Error('no host runs bulk-sink');
}
