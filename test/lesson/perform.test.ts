// Consoles whose programs wait for others: when the next line is typed, and until when there is something to see.

import { expect, test } from 'vitest';
import { MILLISECOND, SECOND } from '../../src/base/time.ts';
import { performLines } from '../../src/lesson/perform.ts';
import type { ConsoleLine } from '../../src/lesson/lesson.ts';
import { startHistory, type History } from '../../src/sim/history.ts';
import { rehearse } from '../../src/lesson/rehearsal.ts';
import { labOf, threeHosts } from '../support/lab.ts';

const FILES = `files:
  A:
    client: |
      connect 192.168.12.2:5000
      recv 1024
    sender: |
      connect 192.168.12.2:5000
      send b'hello'
  B:
    server: |
      listen 5000
      repeat 2:
        accept
      recv 1024
    late: |
      listen 5000
      accept
      wait 2 s
      recv 1024
`;
const place = { line: 1, column: 1 };
const typed = (text: string): ConsoleLine => ({ type: 'run', on: text[0]!, line: text.slice(3), place });
const start = (): History => startHistory(labOf(threeHosts(FILES)));
const typedAt = (history: History): number[] => history.log.map((one) => one.at / MILLISECOND);

test('a line is typed when the programs before it wait and nothing is on its way, whatever their timers say', () => {
  const lines = ['B$ calls server', 'A$ calls client', 'A$ calls client'].map(typed);
  const [server, first, second] = typedAt(performLines(start(), lines).history);
  expect([server, first]).toEqual([0, 0]);
  // The handshake, with ARP before it, and no retransmission timer behind it.
  expect(second).toBeGreaterThan(5);
  expect(second).toBeLessThan(50);
});

test('a program that is only silent for a while is waited for', () => {
  const lines = ['B$ calls server', 'C$ ping -c 2 192.168.12.2', 'A$ calls client'].map(typed);
  expect(typedAt(performLines(start(), lines).history)[2]).toBeGreaterThan(1000);
});

test('what runs in the background is not waited for', () => {
  const lines = ['B$ calls server', 'C$ ping -c 2 192.168.12.2 &', 'A$ calls client'].map(typed);
  expect(typedAt(performLines(start(), lines).history)[2]).toBeLessThan(50);
});

test('what there is to see ends with what is seen last: not with a timer, and not before a late reader has read', () => {
  const waiting = rehearse(start(), 0, ['B$ calls server', 'A$ calls client'].map(typed));
  expect(waiting.until).toBeLessThan(50 * MILLISECOND);
  const late = rehearse(start(), 0, ['B$ calls late', 'A$ calls sender'].map(typed));
  expect(late.until).toBeGreaterThan(2 * SECOND);
  expect(late.until).toBeLessThan(2.1 * SECOND);
});
