// `classroom run --snaplen --ring`: what is kept, and that a reader is told of it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';

const folder = mkdtempSync(join(tmpdir(), 'classroom-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(
  join(folder, 'ping.lab.yaml'),
  [
    'devices:',
    '  A: { kind: host, ip: 10.0.0.1/24 }',
    '  B: { kind: host, ip: 10.0.0.2/24 }',
    'links: [[A, B]]',
    'do:',
    "  - { at: 0 s, on: A, run: 'ping -c 2 -s 500 10.0.0.2' }",
    "  - { at: 2 s, on: A, run: 'ping -c 3000 -i 0.002 10.0.0.2' }",
  ].join('\n'),
);

async function run(...args: string[]): Promise<{ status: number; out: string[]; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), cwd: folder };
  return { status: await main(['run', 'ping.lab.yaml', ...args], terminal), out, err: err.join('\n') };
}

test('of each frame the first octets: the trace and the capture say of how many', async () => {
  const { status, out } = await run('--until', '1.5s', '-s', '96', '--trace', 'rows.jsonl', '--pcap', 'run.pcapng');
  expect(status).toBe(0);
  expect(out[0]).toBe('--- snaplen: of each frame the first 96 octets are kept ---');
  expect(out.find((line) => line.includes('Echo (ping) reply'))).toMatch(
    /542 B .*\[Packet size limited during capture\]/,
  );
  const [head, ...rows] = readFileSync(join(folder, 'rows.jsonl'), 'utf8').trim().split('\n');
  expect(JSON.parse(head)).toMatchObject({ snaplen: 96 });
  const cut = rows.map((row) => JSON.parse(row) as { length?: number; octets?: string }).find((row) => row.length);
  expect([cut!.length, cut!.octets!.length]).toEqual([542, 192]);
  expect(readFileSync(join(folder, 'run.pcapng')).length).toBeLessThan(3000);
  const all = await run('--until', '1.5s', '--snaplen', '0');
  expect(all.out.map((line) => line.replace(' [Packet size limited during capture]', ''))).toEqual(
    out.slice(1).map((line) => line.replace(' [Packet size limited during capture]', '')),
  );
});

test('what came last: the first line says where it begins', async () => {
  const all = await run();
  const ring = await run('--ring', '5000', '--trace', 'ring.jsonl');
  expect(ring.out[0]).toMatch(/^--- ring: what happened before \d+\.\d+ s \(\d+ events\) is not kept ---$/);
  expect(ring.out.length).toBeGreaterThan(5000);
  expect(ring.out.slice(1)).toEqual(all.out.slice(1 - ring.out.length));
  const [head, first] = readFileSync(join(folder, 'ring.jsonl'), 'utf8').split('\n');
  const { firstRow } = JSON.parse(head) as { firstRow: number };
  expect(firstRow).toBe(all.out.length - ring.out.length + 1);
  expect(JSON.parse(first)).toMatchObject({ row: firstRow });
});

test.each([
  [['--snaplen', '3'], 'run: --snaplen 3: octets, from 14 to 262144, or 0 for all'],
  [['--ring', 'x'], 'run: --ring x: a number of events, or a size with its unit, such as 64 MB'],
  [['--ring', '10', '--log', 'x'], 'run: --snaplen, --ring: a log is compared with all of its run'],
])('%j is a mistake', async (args, message) => {
  expect(await run(...args)).toMatchObject({ status: 2, err: message });
});
