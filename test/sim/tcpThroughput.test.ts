// What TCP gets through a cable by loss, delay and congestion control, beside what theory allows: a table that people have looked at (tcpThroughput.txt).
// After a change that is meant to change it: UPDATE_THROUGHPUT=1 npx vitest run --project unit test/sim/tcpThroughput.test.ts, and look at it again.

import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { runLine } from '../../src/devices/host/shell.ts';
import { rowChunkOf, rowIndexOf } from '../../src/sim/record.ts';
import { advanceTo, createWorld, type World } from '../../src/sim/world.ts';
import { R } from '../../src/stack/reason.ts';
import { parseIpv4 } from '../../src/wire/address.ts';
import { registerBulk, sinkOf } from '../support/bulk.ts';
import { labOf } from '../support/lab.ts';

const FILE = new URL('tcpThroughput.txt', import.meta.url);
const RATE = 10e6;
const WINDOW = 131_072;
const MSS = 1460;
const FRAME = 1514;
const OCTETS = 3_000_000;
const SECOND = 1e9;
const MIN_RTO = 1;
/** Round trips without queueing, ms; losses of data frames in per cent. */
const ROUND_TRIPS = [2, 20, 100, 300];
const LOSSES = [0, 0.5, 1, 3, 10];
const VARIANTS: [name: string, options: string][] = [
  ['reno+sack', 'congestion: reno, sack: on'],
  ['reno', 'congestion: reno, sack: off'],
  ['cubic+sack', 'congestion: cubic, sack: on'],
  ['tahoe', 'congestion: tahoe, sack: off'],
];

beforeAll(registerBulk);

const lab = (options: string, roundTrip: number, loss: number): string => `
seed: 1
devices:
  A: { kind: host, ip: 10.0.0.1/24, tcp: { ${options}, sendBuffer: ${2 * WINDOW} B } }
  B: { kind: host, ip: 10.0.0.2/24, tcp: { ${options}, receiveBuffer: ${WINDOW} B } }
links:
  - { ends: [A, B], rate: 10 Mbit/s, delay: ${roundTrip * 500} µs, loss: ${loss} %, queue: 1 MB, back: { loss: 0 % } }
`;

interface Got {
  /** Octets of the stream a second, in Mbit/s, from the SYN to the last octet. */
  goodput: number;
  /** How often the retransmission timer ran out. */
  timeouts: number;
}

function transfer(options: string, roundTrip: number, loss: number): Got {
  const world = createWorld(labOf(lab(options, roundTrip, loss)));
  const [a, b] = world.state.devices;
  if (a.kind !== 'host' || b.kind !== 'host') throw new Error('two hosts');
  runLine(b, 'bulk-sink', world.outside);
  runLine(a, `bulk-send ${parseIpv4('10.0.0.2')!} ${OCTETS} 8192`, world.outside);
  advanceTo(world, Infinity);
  const { octets, lastAt, wrong } = sinkOf(world);
  expect([octets, wrong]).toEqual([OCTETS, 0]);
  return { goodput: (octets * 8) / ((lastAt - SECOND) / SECOND) / 1e6, timeouts: timeoutsIn(world) };
}

function timeoutsIn({ record }: World): number {
  let count = 0;
  for (let row = 0; row < record.rowCount; row++)
    if (rowChunkOf(record, row).reason[rowIndexOf(row)] === R['tcp-timeout']) count++;
  return count;
}

/** What the cable, the window and the loss allow (Mathis, Semke, Mahdavi, Ott 1997, without delayed ACKs: MSS / RTT × √(3/2p)); Mbit/s. */
function limitOf(roundTrip: number, loss: number): number {
  const seconds = roundTrip / 1000 + (FRAME * 8) / RATE;
  const cable = (RATE * MSS) / FRAME;
  const window = (WINDOW * 8) / seconds;
  const mathis = loss ? ((MSS * 8) / seconds) * Math.sqrt(1.5 / (loss / 100)) : Infinity;
  return Math.min(cable, window, mathis) / 1e6;
}

/**
 * What Reno without SACK is expected to get when timeouts are counted too (Padhye, Firoiu, Towsley, Kurose 1998, equation 30 with b = 1), on a network where a
 * loss takes the rest of its round trip with it; here losses come alone, so it may do better. Mbit/s.
 */
function expectedOf(roundTrip: number, loss: number): number {
  const p = loss / 100;
  if (!p) return limitOf(roundTrip, loss);
  const seconds = roundTrip / 1000 + (FRAME * 8) / RATE;
  const each =
    seconds * Math.sqrt((2 * p) / 3) + MIN_RTO * Math.min(1, 3 * Math.sqrt((3 * p) / 8)) * p * (1 + 32 * p * p);
  return Math.min(limitOf(roundTrip, 0), (MSS * 8) / each / 1e6);
}

function table(): string {
  const rows = [['RTT ms', 'loss %', 'limit', 'Padhye', ...VARIANTS.flatMap(([name]) => [name, '%', 'RTOs'])]];
  for (const roundTrip of ROUND_TRIPS) {
    for (const loss of LOSSES) {
      const limit = limitOf(roundTrip, loss);
      const cells = VARIANTS.flatMap(([, options]) => {
        const { goodput, timeouts } = transfer(options, roundTrip, loss);
        return [goodput.toFixed(3), String(Math.round((100 * goodput) / limit)), String(timeouts)];
      });
      rows.push([String(roundTrip), String(loss), limit.toFixed(3), expectedOf(roundTrip, loss).toFixed(3), ...cells]);
    }
  }
  return rows
    .map((row) => row.map((cell, i) => cell.padStart(Math.max(...rows.map((one) => one[i].length)))).join('  '))
    .join('\n');
}

test('goodput by loss, delay and congestion control is as it was looked at', { timeout: 120_000 }, () => {
  const [head] = readFileSync(FILE, 'utf8').split('\n---\n');
  const text = `${head}\n---\n${table()}\n`;
  if (process.env['UPDATE_THROUGHPUT']) writeFileSync(FILE, text);
  else expect(text).toBe(readFileSync(FILE, 'utf8'));
});
