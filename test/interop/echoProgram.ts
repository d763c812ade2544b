// A program for simulated hosts that sends back whatever comes: `mirror PORT`. It never holds more than one reading for each connection.
import { callSocket } from '../../src/devices/host/sockets.ts';
import type { HostState } from '../../src/devices/host/host.ts';
import type { ProcessState } from '../../src/devices/host/process.ts';
import { registerProgram } from '../../src/devices/host/program.ts';
import type { Surroundings } from '../../src/devices/surroundings.ts';

interface Memory {
  listener: number;
  /** By descriptor: what was read and could not be sent yet. */
  held: Record<number, Uint8Array>;
}

registerProgram('mirror', {
  start(process, host, out) {
    const made = callSocket(host, process, { call: 'socket', type: 'stream' }, out);
    if (!made.ok) throw new Error(made.failure);
    const { fd } = made;
    callSocket(host, process, { call: 'bind', fd, ip: 0, port: Number(process.argv[1]) }, out);
    callSocket(host, process, { call: 'listen', fd, backlog: 16 }, out);
    process.data = { listener: fd, held: {} } satisfies Memory;
  },
  socket(process, host, event, out) {
    const { listener } = process.data as Memory;
    if (event.fd === listener) {
      for (let it = accept(process, host, out); it !== undefined; it = accept(process, host, out))
        carry(process, host, it, out);
    } else carry(process, host, event.fd, out);
  },
});

function accept(process: ProcessState, host: HostState, out: Surroundings): number | undefined {
  const { listener } = process.data as Memory;
  const answer = callSocket(host, process, { call: 'accept', fd: listener }, out);
  return answer.ok ? answer.fd : undefined;
}

/** Sends what is held, then reads more, until one of both would wait. */
function carry(process: ProcessState, host: HostState, fd: number, out: Surroundings): void {
  const { held } = process.data as Memory;
  for (;;) {
    let rest = held[fd];
    while (rest?.length) {
      const sent = callSocket(host, process, { call: 'send', fd, bytes: rest }, out);
      if (!sent.ok && sent.failure === 'EAGAIN') return;
      if (!sent.ok) return end(process, host, fd, out);
      rest = held[fd] = rest.slice(sent.count);
    }
    const got = callSocket(host, process, { call: 'recv', fd, size: 65_536 }, out);
    if (!got.ok && got.failure === 'EAGAIN') return;
    if (!got.ok || got.bytes.length === 0) return end(process, host, fd, out);
    held[fd] = got.bytes;
  }
}

function end(process: ProcessState, host: HostState, fd: number, out: Surroundings): void {
  delete (process.data as Memory).held[fd];
  callSocket(host, process, { call: 'close', fd }, out);
}
