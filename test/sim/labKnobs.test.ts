// The knobs of hosts in labs: every one can be set for a host and for all, within its bounds, and each mistake says what would be right.
import { describe, expect, test } from 'vitest';
import { formatFileError } from '../../src/base/result.ts';
import { MILLISECOND, SECOND } from '../../src/base/time.ts';
import type { HostSetup } from '../../src/devices/setup.ts';
import type { HostState } from '../../src/devices/host/host.ts';
import { transport, withDoor } from '../../src/devices/host/transport.ts';
import { parseLab } from '../../src/sim/labText.ts';
import { fits, socketKnobs, stackKnobs, tcpKnobs } from '../../src/stack/knobs.ts';
import { defaultOptions } from '../../src/stack/options.ts';
import type { SocketType } from '../../src/stack/sockets/call.ts';
import { defaultSocketSettings } from '../../src/stack/sockets/settings.ts';
import { defaultTcpOptions } from '../../src/stack/tcp/options.ts';
import { surroundings } from '../support/surroundings.ts';
import { terminals } from '../support/terminal.ts';

function hostOf(fields: string, defaults = ''): HostSetup {
  const read = parseLab(`${defaults}devices:\n  A: { kind: host${fields && `, ${fields}`} }\n`, 'x');
  if (!read.ok) throw new Error(read.errors.map(formatFileError).join('\n'));
  return read.value.devices[0] as HostSetup;
}

const mistake = (fields: string): string[] => {
  const read = parseLab(`devices:\n  A: { kind: host, ${fields} }\n`, 'x');
  return read.ok ? [] : read.errors.map(({ message, hint }) => `${message} (${hint})`);
};

describe('a host', () => {
  test('has the defaults where its lab says nothing, and they are within the bounds', () => {
    expect(hostOf('').sockets).toEqual(defaultSocketSettings);
    for (const [knobs, values] of [
      [stackKnobs, defaultOptions],
      [tcpKnobs, defaultTcpOptions],
      [socketKnobs, defaultSocketSettings],
    ] as const) {
      for (const [key, knob] of Object.entries(knobs)) {
        expect([key, fits(knob, values[key as keyof typeof values])]).toEqual([key, true]);
      }
    }
  });

  test.each<[string, object]>([
    ['sendBuffer: 4 KiB', { sendBuffer: 4096 }],
    ['receiveBuffer: 8 kB', { receiveBuffer: 8000 }],
    ['mss: 536', { mss: 536 }],
    ['windowScale: off', { windowScale: false }],
    ['timestamps: on', { timestamps: true }],
    ['sack: off', { sack: false }],
    ['dsack: off', { dsack: false }],
    ['nagle: off', { nagle: false }],
    ['delayedAck: 200 ms', { delayedAck: 200 * MILLISECOND }],
    ['delayedAck: off', { delayedAck: 0 }],
    ['delayedAck: 0 s', { delayedAck: 0 }],
    ['firstRto: 3 s', { firstRto: 3 * SECOND }],
    ['minRto: 200 ms', { minRto: 200 * MILLISECOND }],
    ['maxRto: 60 s', { maxRto: 60 * SECOND }],
    ['retries1: 1', { retries1: 1 }],
    ['retries2: 5', { retries2: 5 }],
    ['synRetries: 2', { synRetries: 2 }],
    ['initialWindow: 2', { initialWindow: 2 }],
    ['dupThresh: 2', { dupThresh: 2 }],
    ['limitedTransmit: off', { limitedTransmit: false }],
    ['congestion: cubic', { congestion: 'cubic' }],
    ['keepAlive: on', { keepAlive: true }],
    ['keepIdle: 10 s', { keepIdle: 10 * SECOND }],
    ['keepInterval: 1 s', { keepInterval: SECOND }],
    ['keepProbes: 3', { keepProbes: 3 }],
    ['timeWait: 1 min', { timeWait: 60 * SECOND }],
    ['finWait2: 5 s', { finWait2: 5 * SECOND }],
    ['override: 200 ms', { override: 200 * MILLISECOND }],
    ['challengeLimit: 100', { challengeLimit: 100 }],
    ['linger: 0 s', { linger: 0 }],
    ['linger: off', { linger: undefined }],
    ['pathMtuDiscovery: off', { pathMtuDiscovery: false }],
    ['ttl: 5', { ttl: 5 }],
    ['dsfield: 0xb8', { dsfield: 0xb8 }],
  ])('sets TCP with %s, and leaves the rest', (text, changed) => {
    expect(hostOf(`tcp: { ${text} }`).sockets).toEqual({
      ...defaultSocketSettings,
      tcp: { ...defaultTcpOptions, ...changed },
    });
    expect(Object.keys(tcpKnobs)).toContain(Object.keys(changed)[0]);
  });

  test('every knob of TCP is a key', () => {
    for (const key of Object.keys(tcpKnobs)) expect(mistake(`tcp: { ${key}: maybe }`)[0]).toMatch(`${key} cannot be`);
  });

  test('sets UDP and how many descriptors there are', () => {
    expect(hostOf('udp: { receiveBuffer: 1 kB, unreachableToAll: on }, descriptors: 5').sockets).toEqual({
      ...defaultSocketSettings,
      ...{ udpReceiveBuffer: 1000, unreachableToAll: true, descriptors: 5 },
    });
    expect(hostOf('system: windows').sockets).toEqual({
      ...defaultSocketSettings,
      ...{ unreachableToAll: true, truncationFails: true },
    });
    expect(hostOf('udp: { sendBuffer: 2 KiB }').sockets.udpSendBuffer).toBe(2048);
  });

  test('has what all have in common, and its own', () => {
    const all = 'defaults:\n  host: { ttl: 9, tcp: { sack: off, mss: 100 }, udp: { receiveBuffer: 1 kB } }\n';
    const { options, sockets } = hostOf('tcp: { mss: 200 }, descriptors: 7', all);
    expect(options.ttl).toBe(9);
    expect(sockets).toEqual({
      ...defaultSocketSettings,
      ...{ udpReceiveBuffer: 1000, descriptors: 7, tcp: { ...defaultTcpOptions, sack: false, mss: 200 } },
    });
    expect(hostOf('tcp: { linger: off }', 'defaults:\n  host: { tcp: { linger: 3 s } }\n').sockets.tcp.linger).toBe(
      undefined,
    );
  });
});

describe('in the world', () => {
  const lab =
    'devices:\n  A: { kind: host, tcp: { mss: 100, minRto: 200 ms, linger: 2 s }, udp: { receiveBuffer: 500 B } }\n';

  /** What a new socket of A answers. */
  function ask(host: HostState, type: SocketType, option: string): unknown {
    const world = withDoor(host);
    const out = surroundings();
    const made = transport.get().socketCall(world, 9, { call: 'socket', type }, out);
    if (!made.ok) throw new Error(made.failure);
    const answer = transport.get().socketCall(world, 9, { call: 'getsockopt', fd: made.fd, option }, out);
    return answer.ok ? answer.value : answer.failure;
  }

  test('new sockets have what the lab says, and later ones what the terminal says', () => {
    const t = terminals(lab);
    expect(ask(t.host('A'), 'stream', 'TCP_MAXSEG')).toBe(100);
    expect(ask(t.host('A'), 'stream', 'tcp.minRto')).toBe(200 * MILLISECOND);
    expect(ask(t.host('A'), 'stream', 'SO_LINGER')).toEqual({ on: true, seconds: 2 });
    expect(ask(t.host('A'), 'stream', 'TCP_NODELAY')).toBe(0);
    expect(ask(t.host('A'), 'datagram', 'SO_RCVBUF')).toBe(500);
    t.type('A', 'sysctl -q net.ipv4.tcp_nagle=0 net.ipv4.tcp_mss=200 net.core.rmem_default=700');
    expect(ask(t.host('A'), 'stream', 'TCP_MAXSEG')).toBe(200);
    expect(ask(t.host('A'), 'stream', 'TCP_NODELAY')).toBe(1);
    expect(ask(t.host('A'), 'datagram', 'SO_RCVBUF')).toBe(700);
  });
});

describe('a mistake', () => {
  test.each([
    ['tcp: { delayed-ack: 40 ms }', '`delayed-ack` is no key of tcp (did you mean `delayedAck`?)'],
    [
      'tcp: { delayedAck: 600 ms }',
      'delayedAck cannot be `600 ms` (write a time with its unit, from 1 ms to 500 ms, or `off`)',
    ],
    [
      'tcp: { delayedAck: 40 }',
      'delayedAck has no unit: `40` (write a time with its unit, from 1 ms to 500 ms, or `off`)',
    ],
    ['tcp: { minRto: 100 ms }', 'minRto cannot be `100 ms` (write a time with its unit, from 200 ms to 3 s)'],
    ['tcp: { minRto: off }', 'minRto cannot be `off` (write a time with its unit, from 200 ms to 3 s)'],
    ['tcp: { mss: 20 }', 'mss cannot be `20` (write a whole number, from 28 to 65495, or `off`)'],
    ['tcp: { sendBuffer: 64 }', 'sendBuffer has no unit: `64` (write a size with its unit, from 1 B to 256 MiB)'],
    ['tcp: { congestion: vegas }', 'congestion cannot be `vegas` (write one of reno, tahoe, cubic, none)'],
    ['tcp: { sack: maybe }', 'sack cannot be `maybe` (write `on` or `off`)'],
    ['tcp: nagle', 'tcp is a map, not `nagle` (`key: value`, one a line, or `{ key: value, … }`)'],
    [
      'udp: { nagle: off }',
      '`nagle` is no key of udp (there are: receiveBuffer, sendBuffer, unreachableToAll, truncationFails)',
    ],
    ['ttl: 256', 'ttl cannot be `256` (write a whole number, from 1 to 255)'],
    ['arp-retry: 0 s', 'arp-retry cannot be `0 s` (write a time with its unit, from 1 ms to 3600 s)'],
  ])('%s', (fields, message) => {
    expect(mistake(fields)).toEqual([message]);
  });
});
