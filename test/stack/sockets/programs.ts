// Two small programs as state machines over the door, the way programs of a host will be: an echo server for many, and a client that sends and compares.
import type { EmbeddedHost } from '../../../src/stack/embed.ts';
import type { SocketEvent } from '../../../src/stack/sockets/call.ts';
import { fdOf } from './pipe.ts';

/** Lets a program hear of its descriptors, beside others on the same host. */
function hear(host: EmbeddedHost, program: (event: SocketEvent) => void): void {
  const before = host.onEvent;
  host.onEvent = (event) => {
    before?.(event);
    program(event);
  };
}

/** Sends back whatever comes, on as many connections as there are; closes each when its client has. */
export function echoServer(host: EmbeddedHost, port: number): { served: number } {
  const self = { served: 0 };
  const unsent = new Map<number, Uint8Array>();
  const listener = fdOf(host.socket('stream'));
  host.bind(listener, 0, port);
  host.listen(listener, 100);
  const serve = (fd: number): void => {
    for (;;) {
      let waiting = unsent.get(fd)!;
      if (!waiting.length) {
        const got = host.recv(fd, 4096);
        if (!got.ok && got.failure === 'EAGAIN') return;
        if (!got.ok || !got.length) break;
        waiting = got.bytes;
      }
      const sent = host.send(fd, waiting);
      if (!sent.ok && sent.failure !== 'EAGAIN') break;
      unsent.set(fd, sent.ok ? waiting.subarray(sent.count) : waiting);
      if (!sent.ok) return;
    }
    unsent.delete(fd);
    host.close(fd);
    self.served++;
  };
  hear(host, ({ fd }) => {
    if (unsent.has(fd)) serve(fd);
    if (fd !== listener) return;
    for (let next = host.accept(fd); next.ok; next = host.accept(fd)) {
      unsent.set(next.fd, new Uint8Array(0));
      serve(next.fd);
    }
  });
  return self;
}

export interface Client {
  sent: number;
  received: number;
  /** The first octet that came back wrong, or what a call failed with. */
  trouble: string | undefined;
  done: boolean;
}

/** Octet `i` of client `n`'s message. */
const octetOf = (n: number, i: number): number => (i * 7 + n * 31 + (i >> 8)) & 0xff;

/** Clients that each send `length` octets, read what comes back at the same time, and close their half when all is sent. */
export function echoClients(host: EmbeddedHost, to: string, port: number, count: number, length: number): Client[] {
  const clients = new Map<number, Client>();
  const all: Client[] = [];
  const act = (fd: number, self: Client): void => {
    const n = all.indexOf(self);
    const stop = (trouble?: string): void => {
      self.trouble ??= trouble;
      self.done = true;
      host.close(fd);
      clients.delete(fd);
    };
    while (self.sent < length) {
      const chunk = Uint8Array.from({ length: Math.min(1000, length - self.sent) }, (_, i) =>
        octetOf(n, self.sent + i),
      );
      const answer = host.send(fd, chunk);
      if (!answer.ok && answer.failure === 'EAGAIN') break;
      if (!answer.ok) return stop(answer.failure);
      self.sent += answer.count;
      if (self.sent === length) host.shutdown(fd, 'write');
    }
    for (;;) {
      const got = host.recv(fd, 3000);
      if (!got.ok) return got.failure === 'EAGAIN' ? undefined : stop(got.failure);
      if (!got.length) return stop();
      for (let i = 0; i < got.length; i++) {
        if (got.bytes[i] !== octetOf(n, self.received + i)) return stop(`octet ${self.received + i}`);
      }
      self.received += got.length;
    }
  };
  hear(host, ({ fd }) => {
    const self = clients.get(fd);
    if (self) act(fd, self);
  });
  for (let i = 0; i < count; i++) {
    const fd = fdOf(host.socket('stream'));
    const self: Client = { sent: 0, received: 0, trouble: undefined, done: false };
    all.push(self);
    clients.set(fd, self);
    const answer = host.connect(fd, to, port);
    if (!answer.ok && answer.failure !== 'EINPROGRESS') throw new Error(answer.failure);
  }
  return all;
}
