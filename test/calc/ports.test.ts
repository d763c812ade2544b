// K-11: ports, their ranges and names, and which of them suits a server.

import { describe, expect, test } from 'vitest';
import { ports } from '../../src/calc/link/ports.ts';
import { rangeOf } from '../../src/calc/link/services.ts';
import { services } from '../../src/wire/services.ts';

test.each([
  [0, 'reserved'],
  [1, 'system'],
  [255, 'system'],
  [1023, 'system'],
  [1024, 'user'],
  [49_151, 'user'],
  [49_152, 'dynamic'],
  [65_535, 'dynamic'],
])('%i is %s', (port, range) => {
  expect(rangeOf(port).id).toBe(range);
  expect(ports.work({ port: String(port) })).toMatchObject({ state: 'right', result: { port, range } });
});

test.each([
  ['ftp-data', 20, 'tcp'],
  ['ftp', 21, 'tcp'],
  ['ssh', 22, 'tcp'],
  ['telnet', 23, 'tcp'],
  ['smtp', 25, 'tcp'],
  ['domain', 53, 'tcp,udp'],
  ['bootps', 67, 'udp'],
  ['bootpc', 68, 'udp'],
  ['tftp', 69, 'udp'],
  ['http', 80, 'tcp'],
  ['pop3', 110, 'tcp'],
  ['ntp', 123, 'udp'],
  ['imap', 143, 'tcp'],
  ['https', 443, 'tcp,udp'],
  ['oracle', 1521, 'tcp'],
  ['mysql', 3306, 'tcp'],
  ['postgresql', 5432, 'tcp'],
  ['http-alt', 8080, 'tcp'],
])('%s is %i, and the other way round', (name, port, transports) => {
  for (const text of [name, name.toUpperCase(), String(port)]) {
    const worked = ports.work({ port: text });
    const [service] = worked.state === 'right' ? worked.result.services : [];
    expect([service?.name, service?.port, service?.transports.join()]).toEqual([name, port, transports]);
  }
});

test('dhcp stands for both of its ports', () => {
  expect(ports.work({ port: 'dhcp' })).toMatchObject({ result: { services: [{ port: 67 }, { port: 68 }] } });
});

test('what is a habit and not the registry is told', () => {
  expect(ports.work({ port: '1521' })).toMatchObject({
    result: { services: [{ name: 'oracle', assigned: false }] },
    notes: [{ id: 'ports.habit' }],
  });
});

test('each number and each name stands in the table once, in order', () => {
  const numbers = services.map(({ port }) => port);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  expect(new Set(services.map(({ name }) => name)).size).toBe(services.length);
});

test.each([
  ['0', 'iana', 'refused', ['zero']],
  ['22', 'iana', 'doubtful', ['privilege', 'assigned']],
  ['1000', 'iana', 'doubtful', ['privilege']],
  ['8080', 'iana', 'doubtful', ['assigned']],
  ['9001', 'iana', 'good', []],
  ['40000', 'iana', 'good', []],
  ['40000', 'linux', 'doubtful', ['ephemeral']],
  ['32767', 'linux', 'good', []],
  ['32768', 'linux', 'doubtful', ['ephemeral']],
  ['60999', 'linux', 'doubtful', ['ephemeral']],
  ['61000', 'linux', 'good', []],
  ['50000', 'iana', 'doubtful', ['ephemeral']],
])('a server on %s, %s: %s', (port, host, verdict, against) => {
  expect(ports.work({ port, host })).toMatchObject({ result: { verdict, against } });
});

describe('what cannot be', () => {
  test.each([
    ['65536', 'E_PORT', 'range', 0, undefined],
    ['99999999999999999999', 'E_PORT', 'range', 0, undefined],
    ['-1', 'E_PORT', undefined, 0, undefined],
    ['−1', 'E_PORT', undefined, 0, undefined],
    ['80.5', 'E_PORT', undefined, 2, undefined],
    ['http://', 'E_PORT', 'name', 4, 'http'],
    ['0x50', 'E_PORT', 'hex', 1, '80'],
    ['０', 'E_PORT', 'fullwidth', 0, '0'],
    ['talent', 'E_PORT', 'near', 0, 'telnet'],
    ['qqqqqqqq', 'E_PORT', 'unknown', 0, undefined],
    ['080', 'E_ZERO', undefined, 0, '80'],
    ['8 0', 'E_SPACE', undefined, 1, undefined],
    ['+80', 'E_PORT', undefined, 0, undefined],
  ])('%s', (port, id, variant, at, instead) => {
    const worked = ports.work({ port });
    expect(worked.state).toBe('wrong');
    const problem = worked.state === 'wrong' ? worked.problem : undefined;
    expect([problem?.id, problem?.variant, problem?.at, problem?.instead]).toEqual([id, variant, at, instead]);
  });

  test('the name that is meant is told with its number', () => {
    expect(ports.work({ port: 'talent' })).toMatchObject({ problem: { params: { near: 'telnet', port: 23 } } });
    expect(ports.work({ port: ' ' })).toEqual({ state: 'empty' });
  });
});
