// `npm run bench`: runs the workloads cold (a fresh process each) and warm (again in the same process), trace on and off, in turn with ns-3 where its
// programs are (environment NS3_BENCH: the folder of their binaries), and prints CPU microseconds per delivered frame.
//
//   npm run bench                  everything, 3 rounds
//   npm run bench -- --calc        calculators alone: any text in any field, the slowest call of each
//   npm run bench -- --rounds 5 --only bulk,many --write      also writes the tables into test/bench/README.md

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { advanceTo } from '../../src/sim/world.ts';
import { copyOf } from '../../src/base/copy.ts';
import type { HostState } from '../../src/devices/host/host.ts';
import { bulkTcp } from './bulkTcp.ts';
import { measureCalculators } from './calc.ts';
import { lanPing } from './lanPing.ts';
import { manyTcp } from './manyTcp.ts';
import { udpBroadcast } from './udpBroadcast.ts';
import { mustBe, type Workload } from './workload.ts';

const workloads: Record<string, () => Workload> = {
  'lan-ping-50': () => lanPing(50),
  'lan-ping-200': () => lanPing(200),
  'udp-broadcast': () => udpBroadcast(),
  'bulk-tcp': () => bulkTcp(0),
  'bulk-tcp-loss': () => bulkTcp(1),
  'many-tcp': () => manyTcp(),
};

interface Measurement {
  frames: number;
  cpuSeconds: number;
  maxRssMiB: number;
}

/** CPU seconds of one run of the event loop, set-up not counted. */
function runOnce(workload: Workload, keepRows: boolean): Measurement {
  const world = workload.build();
  world.outside.keepRows = keepRows;
  const before = process.cpuUsage();
  advanceTo(world, Infinity);
  const { user, system } = process.cpuUsage(before);
  workload.check(world);
  return {
    frames: workload.frames,
    cpuSeconds: (user + system) / 1e6,
    maxRssMiB: process.resourceUsage().maxRSS / 1024,
  };
}

/** What a checkpoint of a LAN in which every pair has pinged costs, in ms of CPU: median of many. */
function checkpointCost(hosts: number): number {
  const world = lanPing(hosts).build();
  advanceTo(world, Infinity);
  const times: number[] = [];
  for (let i = 0; i < 30; i++) {
    const before = process.cpuUsage();
    copyOf(world.state);
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return median(times);
}

const CONNECTIONS = 100;

/** Octets of memory that one open connection takes at one of its ends: measured by many copies of those of a server. Needs `--expose-gc`. */
function octetsOfConnection(): number {
  const world = workloads['many-tcp']!().build();
  advanceTo(world, 1_011_000_000); // all are open, and none has ended
  const { connections } = (world.state.devices as HostState[]).find(({ name }) => name === 'server')!.door!.tcp;
  const held = (): number => {
    for (let i = 0; i < 3; i++) globalThis.gc!(); // what one finds dead the next one lets go
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = held();
  const copies = Array.from({ length: 50 }, () => copyOf(connections));
  const grown = held() - before;
  mustBe('connections', world.state.devices.length && connections.length, CONNECTIONS); // the world is still there, and was so all the time
  return grown / copies.length / CONNECTIONS;
}

/** Octets that the record takes for each frame that a device receives: its rows, frame and texts. */
function octetsOfRecord(name: string, snaplen?: number): number {
  const workload = workloads[name]!();
  const world = workload.build(snaplen);
  advanceTo(world, Infinity);
  const { rows, frames, arena, texts } = world.record;
  const columns = [...rows, ...frames].flatMap((chunk) => Object.values(chunk) as Uint8Array[]);
  const octets = [...columns, ...arena].reduce((sum, { byteLength }) => sum + byteLength, 0);
  // A text with a character beyond Latin-1 has two octets for each.
  return (octets + texts.reduce((sum, text) => sum + 24 + 2 * text.length, 0)) / workload.frames;
}

function memory(): string {
  const child = spawnSync(process.execPath, ['--expose-gc', process.argv[1]!, '--memory'], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return child.stdout.trim();
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

function inFreshProcess(name: string, keepRows: boolean): Measurement {
  const child = spawnSync(process.execPath, [process.argv[1]!, '--one', name, ...(keepRows ? [] : ['--no-trace'])], {
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(`${name}: ${child.stderr}`);
  return JSON.parse(child.stdout) as Measurement;
}

function peerRun(folder: string, workload: Workload, link: string): Measurement | undefined {
  const [program, ...args] = workload.peer;
  const file = join(folder, program!);
  if (!existsSync(file)) return undefined;
  const child = spawnSync(file, [...args, `--link=${link}`, '--checksum=1'], { encoding: 'utf8' });
  if (child.status !== 0) return undefined;
  const said = JSON.parse(child.stdout) as { frames_delivered: number; cpu_seconds: number; maxrss_kib: number };
  return { frames: said.frames_delivered, cpuSeconds: said.cpu_seconds, maxRssMiB: said.maxrss_kib / 1024 };
}

interface Line {
  workload: string;
  variant: string;
  runs: Measurement[];
}

function measure(names: string[], rounds: number, peers: string | undefined): Line[] {
  const lines: Line[] = [];
  for (const name of names) {
    const workload = workloads[name]!();
    const variants: [string, () => Measurement | undefined][] = [
      ['cold, trace on', () => inFreshProcess(name, true)],
      ['cold, trace off', () => inFreshProcess(name, false)],
    ];
    if (peers)
      for (const link of ['csma', 'simple'])
        variants.push([`ns-3 ${link}, checksums on`, () => peerRun(peers, workload, link)]);
    const runs = new Map<string, Measurement[]>(variants.map(([variant]) => [variant, []]));
    // In turn, because the machine changes its speed: what is compared was run side by side.
    for (let round = 0; round < rounds; round++) {
      for (const [variant, run] of variants) {
        const measurement = run();
        if (measurement) runs.get(variant)!.push(measurement);
      }
    }
    for (const keepRows of [true, false]) {
      const warm = spawnSync(
        process.execPath,
        [process.argv[1]!, '--one', name, '--warm', String(rounds), ...(keepRows ? [] : ['--no-trace'])],
        { encoding: 'utf8' },
      );
      if (warm.status !== 0) throw new Error(warm.stderr);
      runs.set(`warm, trace ${keepRows ? 'on' : 'off'}`, JSON.parse(warm.stdout) as Measurement[]);
    }
    for (const [variant, measured] of runs)
      if (measured.length) lines.push({ workload: name, variant, runs: measured });
  }
  return lines;
}

const FIGURES = 'test/bench/README.md';

/** The table; rows of workloads that were not measured now are those of the last time (peers are run beside each workload, so each stands for itself). */
function table(lines: Line[]): string {
  const perFrame = (line: Line): number => (1e6 * median(line.runs.map((r) => r.cpuSeconds))) / line.runs[0]!.frames;
  const rows = lines.map((line) => {
    const ratio = (link: string): string => {
      const peer = lines.find((l) => l.workload === line.workload && l.variant.startsWith(`ns-3 ${link}`));
      return peer && !line.variant.startsWith('ns-3') ? (perFrame(line) / perFrame(peer)).toFixed(2) : '';
    };
    const cpu = median(line.runs.map((r) => r.cpuSeconds));
    const rss = Math.max(...line.runs.map((r) => r.maxRssMiB));
    return `| ${line.workload} | ${line.variant} | ${line.runs[0]!.frames} | ${cpu.toFixed(3)} | ${perFrame(line).toFixed(3)} | ${ratio('csma')} | ${ratio('simple')} | ${rss.toFixed(0)} |`;
  });
  const measured = new Set(lines.map((line) => line.workload));
  const before = readFileSync(FIGURES, 'utf8')
    .split('\n')
    .filter((row) => Object.keys(workloads).some((name) => row.startsWith(`| ${name} |`) && !measured.has(name)));
  return [
    '| workload | variant | frames | CPU s | CPU µs / frame | ÷ csma | ÷ simple | peak MiB |',
    '|---|---|--:|--:|--:|--:|--:|--:|',
    ...[...before, ...rows],
  ].join('\n');
}

const { values } = parseArgs({
  options: {
    one: { type: 'string' },
    'no-trace': { type: 'boolean', default: false },
    warm: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
    memory: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    calc: { type: 'boolean', default: false },
  },
});

if (values.calc) {
  process.exitCode = measureCalculators(4000);
} else if (values.memory) {
  const [whole, headers] = [octetsOfRecord('bulk-tcp'), octetsOfRecord('bulk-tcp', 96)];
  console.log(
    `Memory: ${(octetsOfConnection() / 1024).toFixed(1)} KiB for an open connection at one of its ends; of the record ` +
      `${whole.toFixed(0)} octets for each frame that a device receives in bulk-tcp, ${headers.toFixed(0)} with a snaplen of 96.`,
  );
} else if (values.one) {
  const workload = workloads[values.one]!();
  const keepRows = !values['no-trace'];
  if (values.warm) {
    runOnce(workload, keepRows);
    console.log(JSON.stringify(Array.from({ length: Number(values.warm) }, () => runOnce(workload, keepRows))));
  } else console.log(JSON.stringify(runOnce(workload, keepRows)));
} else {
  const only = values.only?.split(',');
  const names = Object.keys(workloads).filter((name) => !only || only.some((start) => name.startsWith(start)));
  const lines = measure(names, Number(values.rounds), process.env['NS3_BENCH']);
  const text = [
    `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpus()[0]!.model}, Linux ${release()}; medians of ${values.rounds} runs in turn.`,
    '',
    table(lines),
    '',
    `A checkpoint of 200 hosts after every pair has pinged: ${checkpointCost(200).toFixed(2)} ms of CPU (median of 30 copies).`,
    '',
    memory(),
  ].join('\n');
  console.log(text);
  if (values.write) {
    const marks = /(<!-- figures -->\n)[\s\S]*(<!-- end -->)/;
    writeFileSync(FIGURES, readFileSync(FIGURES, 'utf8').replace(marks, `$1\n${text}\n\n$2`));
  }
}
