// Whatever is asked of the door, in whatever order and with whatever arguments, it answers: with success or a POSIX word, never with an exception.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MILLISECOND } from '../../../src/base/time.ts';
import { FAILURES, type SocketCall } from '../../../src/stack/sockets/call.ts';
import { A, B, pipe } from './pipe.ts';

const addresses = [0, 0x7f000001, 0x0a000001, 0x0a000002, 0x0a0000ff, 0xffffffff, 0xef010203, 0xc0000209];
const options = [
  ...['SO_RCVBUF', 'SO_SNDBUF', 'SO_LINGER', 'SO_BROADCAST', 'SO_ERROR', 'SO_KEEPALIVE', 'SO_REUSEADDR', 'SO_TYPE'],
  ...['TCP_NODELAY', 'TCP_MAXSEG', 'TCP_QUICKACK', 'TCP_INFO', 'TCP_CONGESTION', 'TCP_KEEPIDLE', 'TCP_KEEPINTVL'],
  ...['TCP_KEEPCNT', 'TCP_SYNCNT', 'TCP_LINGER2', 'IP_TTL', 'IP_TOS', 'IP_MTU', 'IP_MTU_DISCOVER', 'SO_ACCEPTCONN'],
  ...['IP_MULTICAST_TTL', 'IP_MULTICAST_LOOP', 'IP_MULTICAST_IF', 'IP_MULTICAST_ALL', 'IP_ADD_MEMBERSHIP'],
  ...[
    'IP_DROP_MEMBERSHIP',
    'tcp.minRto',
    'tcp.linger',
    'tcp.congestion',
    'tcp.nothing',
    '__proto__',
    'toString',
    'SO_X',
  ],
];
const names = [
  ...['socket', 'bind', 'listen', 'accept', 'connect', 'send', 'sendto', 'recv', 'recvfrom', 'shutdown', 'close'],
  ...['setsockopt', 'getsockopt', 'getsockname', 'getpeername', 'poll', 'fork', '__proto__', 'constructor'],
];

const fd = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 3, max: 7 }) }, { weight: 1, arbitrary: fc.anything() });
const sensibly = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary }, { weight: 1, arbitrary: fc.anything() });

const value = fc.oneof(
  fc.integer({ min: -2, max: 70_000 }),
  fc.boolean(),
  fc.record({ on: fc.boolean(), seconds: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ group: fc.constantFrom(...addresses), interface: fc.constantFrom(...addresses) }),
  fc.constantFrom('reno', 'cubic', 'tahoe', 'none', 'bbr'),
);

const anyCall = fc.record({
  call: sensibly(fc.constantFrom(...names)),
  fd,
  type: sensibly(fc.constantFrom('stream', 'datagram')),
  ip: sensibly(fc.constantFrom(...addresses)),
  port: sensibly(fc.constantFrom(0, 80, 81, 5000, 49152)),
  bytes: sensibly(fc.nat({ max: 70_000 }).map((length) => new Uint8Array(length))),
  size: sensibly(fc.nat({ max: 5000 })),
  peek: sensibly(fc.boolean()),
  backlog: sensibly(fc.integer({ min: -1, max: 3 })),
  how: sensibly(fc.constantFrom('read', 'write', 'both')),
  option: sensibly(fc.constantFrom(...options)),
  value: sensibly(value),
  fds: sensibly(fc.array(fd, { maxLength: 3 })),
});

type Step = { host: 'a' | 'b'; pid: number; call: unknown; pause: number; octets: Uint8Array | undefined };
const step: fc.Arbitrary<Step> = fc.record({
  host: fc.constantFrom('a', 'b'),
  pid: fc.constantFrom(1, 2),
  call: fc.oneof({ weight: 20, arbitrary: anyCall }, { weight: 1, arbitrary: fc.anything() }),
  pause: fc.constantFrom(0, 0, 1, 5, 300, 20_000),
  octets: fc.option(fc.uint8Array({ maxLength: 80 }), { freq: 20, nil: undefined }),
});

const words: readonly string[] = FAILURES;

function play(steps: readonly Step[], seed: number): string[] {
  const p = pipe({
    seed,
    loss: 100_000,
    duplication: 50_000,
    a: { addresses: [`${A}/24`] },
    b: { addresses: [`${B}/24`] },
  });
  const answers: string[] = [];
  for (const { host, pid, call, pause, octets } of steps) {
    const answer = p[host].call(call as SocketCall, pid) as { ok: boolean; failure?: string };
    answers.push(answer.ok ? 'ok' : answer.failure!);
    if (octets) p[host].inject(octets);
    p.run(pause);
    expect(p.now % MILLISECOND).toBe(0);
  }
  for (const host of [p.a, p.b]) for (const pid of [1, 2]) host.kill(pid);
  p.run(1_000_000);
  for (const { state } of [p.a, p.b]) {
    expect(state.door.tcp.connections).toEqual([]);
    expect(state.door.tcp.listeners).toEqual([]);
    expect([state.door.sockets.size, state.door.owners.size, state.sockets.length]).toEqual([0, 0, 0]);
    expect(state.interfaces.map((one) => one.groups.length)).toEqual([1, 1]);
  }
  return answers;
}

test('any calls at all get an answer, and nothing is left of them in the end', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), fc.integer({ min: 1, max: 1000 }), (steps, seed) => {
      for (const word of play(steps, seed)) {
        if (word !== 'ok') expect(words).toContain(word);
        seen.add(word);
      }
    }),
    { numRuns: 150, seed: 1 },
  );
  // The steps do reach the sockets: most of the words were answered.
  expect(seen.size).toBeGreaterThan(words.length / 2);
});
