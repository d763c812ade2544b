// A Linux kernel talks to simulated hosts: real ping, curl and sockets in a namespace whose interface is a live port of `classroom port`. Needs root
// and /dev/net/tun; where they are missing the tests are skipped, and say why.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { judge, type Complaint } from '../support/judge.ts';
import { fieldsOf } from '../support/tshark.ts';
import { hasTshark } from '../wire/tshark.ts';
import { endNamespaces, hasProgram, inNamespace, talk, whyNoNamespace, type Ended } from './namespace.ts';

const missing = whyNoNamespace();
if (missing !== undefined) console.warn(`The Linux kernel is not asked about our frames: ${missing}.`);

const folder = mkdtempSync(join(tmpdir(), 'namespace-'));
afterAll(() => rmSync(folder, { recursive: true }));

writeFileSync(
  join(folder, 'live.lab.yaml'),
  `
lab: live
seed: 7
defaults: { link: { rate: 1 Gbit/s, delay: 50 us, queue: 1 MB } }
devices:
  A: { kind: host, ip: 192.168.12.1/24, gateway: 192.168.12.254 }
  B: { kind: host, ip: 192.168.12.2/24, gateway: 192.168.12.254 }
  C: { kind: host, ip: 192.168.13.1/24, gateway: 192.168.13.254, mtu: 1000 }
  S12: { kind: switch, ports: 8 }
  R: { kind: router, interfaces: { eth0: { ip: 192.168.12.254/24 }, eth1: { ip: 192.168.13.254/24, mtu: 1000 } } }
links:
  - [A, S12]
  - [B, S12]
  - [R.eth0, S12]
  - [C, R.eth1]
do:
  - { at: 0 s, on: A, run: echo-server -p 7 }
  - { at: 0 s, on: C, run: echo-server -p 7 }
  - { at: 0 s, on: B, run: 'seq 1 200000 | tee counted.txt | wc -c; web-server' }
  - { at: 0 s, on: A, run: 'nc -l -p 9 | sha256sum' }
  - { at: 0 s, on: B, run: 'seq 1 300000 | nc -N -l -p 10' }
`,
);

let end: (() => Promise<number>) | undefined;
afterEach(async () => {
  await endNamespaces();
  await end?.();
  end = undefined;
}, 60_000);

/** The command, running; its lines, its terminal, and the run from its log afterwards. */
async function livePort() {
  const out: string[] = [];
  const err: string[] = [];
  let changed = (): void => undefined;
  const stop = new AbortController();
  const input = new PassThrough();
  const hear = (into: string[]) => (line: string) => {
    into.push(line);
    changed();
  };
  const status = main(
    ['port', 'live.lab.yaml', '--at', 'S12.8', '--listen', '127.0.0.1:0', '--log', 'a.jsonl', '--pcapng', 'a.pcapng'],
    { out: hear(out), err: hear(err), cwd: folder, interrupted: stop.signal, input },
  );
  end = () => (stop.abort(), status);
  const line = async (part: string): Promise<string> => {
    for (;;) {
      const found = out.find((one) => one.includes(part));
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => (changed = resolve));
    }
  };
  const port = Number(/:(\d+)$/.exec(await line('ready:'))![1]);
  return { port, line, err, type: (text: string) => void input.write(`${text}\n`) };
}

/** After the run: nothing was damaged, Wireshark has no complaint, and the log gives the same run again. */
async function sound(ended: Ended): Promise<void> {
  expect(Object.keys(ended.bad).length).toBeGreaterThan(3);
  expect(Object.entries(ended.bad).filter(([, count]) => count !== 0)).toEqual([]);
  expect(await end!()).toBe(0);
  end = undefined;
  const again: string[] = [];
  const quiet = { out: () => undefined, err: (line: string) => void again.push(line), cwd: folder };
  expect([await main(['run', 'live.lab.yaml', '--log', 'a.jsonl', '--quiet'], quiet), again]).toEqual([0, []]);
  if (!hasTshark) return;
  const { frames, complaints } = await judge(join(folder, 'a.pcapng'));
  expect(frames).toBeGreaterThan(3);
  expect(complaints.length ? await notGuessed(complaints, join(folder, 'a.pcapng')) : []).toEqual([]);
}

/** The address of the namespace's TAP. */
const KERNEL = '192.168.12.9';

/**
 * Complaints about what we made. In a stream of any octets Wireshark now and then recognises some protocol, and finds it malformed. And where a sum comes to
 * nothing, Linux writes 0xffff, as for UDP (CSUM_MANGLED_0 in skb_checksum_help): as right as 0, but Wireshark wants 0 (RFC 1624). Ours never write it.
 */
async function notGuessed(complaints: Complaint[], file: string): Promise<Complaint[]> {
  const fields = await fieldsOf(file, ['frame.protocols', 'tcp.checksum', 'ip.src']);
  return complaints.filter(({ frame, about }) => {
    const [protocols, checksum, source] = fields[frame - 1]!;
    if (about.endsWith('checksum')) return !(checksum === '0xffff' && source === KERNEL);
    return !/:tcp:(?!data|http|_ws)/.test(protocols!);
  });
}

/** What `seq 1 COUNT` writes. */
function counted(count: number): { octets: number; digest: string; twice: string } {
  const text = Array.from({ length: count }, (_, i) => `${i + 1}\n`).join('');
  const digest = (what: string): string => createHash('sha256').update(what).digest('hex');
  return { octets: text.length, digest: digest(text), twice: digest(text + text) };
}

const json = ({ out, err, status }: Ended): unknown => {
  if (status !== 0) throw new Error(err);
  return JSON.parse(out);
};

/** The clock on the wall runs on while the machine does something else. */
const patient = { timeout: 180_000 };

describe.skipIf(missing !== undefined)(
  `a Linux kernel${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  patient,
  () => {
    test.skipIf(!hasProgram('ping'))(
      'pings simulated hosts, near and behind a router, and hears of what is too large',
      async () => {
        const { port } = await livePort();
        const ended = await inNamespace(
          port,
          [
            'ping -c 3 -i 0.2 192.168.12.1',
            'ping -c 2 -i 0.2 -M do -s 1472 192.168.12.2',
            'ping -c 2 -i 0.2 192.168.13.1',
            'ping -c 2 -i 0.2 -s 3000 192.168.13.1',
            'ping -c 1 -W 2 -M do -s 1472 192.168.13.1',
            'ping -c 300 -i 0.002 -q 192.168.12.1',
            'true',
          ].join('\n'),
        );
        const received = [...ended.out.matchAll(/(\d+) packets transmitted, (\d+) received/g)].map((one) =>
          one.slice(1).join(' '),
        );
        expect(received).toEqual(['3 3', '2 2', '2 2', '2 2', '1 0', '300 300']);
        expect(ended.out).toMatch(/64 bytes from 192\.168\.13\.1: icmp_seq=1 ttl=63/);
        expect(ended.out + ended.err).toMatch(/Frag needed and DF set \(mtu = 1000\)|message too long, mtu=1000/);
        await sound(ended);
      },
    );

    test('gets megabytes back as it sent them', async () => {
      const { port } = await livePort();
      const size = 4_000_000;
      const ended = await inNamespace(port, `'${process.execPath}' '${talk}' echo 192.168.12.1 7 ${size}`);
      const said = json(ended) as { sent: string; got: string; octets: number; ms: number; sockets: string };
      expect(said).toMatchObject({ octets: size, got: said.sent });
      // What the kernel thinks of the connection: the options that were agreed on, and an MSS that is Ethernet's.
      if (hasProgram('ss')) expect(said.sockets).toMatch(/wscale:\d+,\d+ .*mss:14\d\d/);
      await sound(ended);
    });

    test('pipes megabytes through nc of simulated hosts, in and out', async () => {
      const { port, line } = await livePort();
      const node = `'${process.execPath}' '${talk}'`;
      const ended = await inNamespace(port, `${node} give 192.168.12.1 9 3000000; ${node} take 192.168.12.2 10`);
      const [given, taken] = ended.out
        .trim()
        .split('\n')
        .map((text): unknown => JSON.parse(text)) as { digest: string }[];
      expect(await line('  -')).toBe(`A  ${given!.digest}  -`);
      const all = counted(300_000);
      expect(taken).toEqual({ octets: all.octets, digest: all.digest });
      await sound(ended);
    });

    test('serves a simulated host, and sends back what its pipe brings', async () => {
      const { port, line, type } = await livePort();
      let serving = (): void => undefined;
      const begun = new Promise<void>((resolve) => (serving = resolve));
      const ended = inNamespace(port, `'${process.execPath}' '${talk}' serve 9000`, (text) => {
        if (text.includes('serving')) serving();
      });
      await begun;
      type('B$ seq 1 300000 | nc -N 192.168.12.9 9000 | sha256sum');
      const { digest, octets } = counted(300_000);
      expect(await line('  -')).toBe(`B  ${digest}  -`);
      expect(json(await ended)).toEqual({ octets, digest });
      await sound(await ended);
    });

    test.skipIf(!hasProgram('curl'))(
      'fetches from a web server on a simulated host, and is told what is not there',
      async () => {
        const { port, line } = await livePort();
        const { octets, twice } = counted(200_000);
        // The server begins when its file is written, which takes B some time.
        await line(String(octets));
        const ended = await inNamespace(
          port,
          [
            'curl -sS -m 60 http://192.168.12.2/counted.txt http://192.168.12.2/counted.txt | sha256sum',
            'curl -sS -o /dev/null -w "%{http_code} %{num_connects}\\n" http://192.168.12.2/counted.txt',
            'curl -sS -o /dev/null -w "%{http_code}\\n" http://192.168.12.2/nothing',
            'curl -sSI http://192.168.12.2/counted.txt | grep -i content-length',
            'curl -sS -m 5 http://192.168.12.1/ 2>&1',
            'true',
          ].join('\n'),
        );
        expect(ended.out.replaceAll('\r', '').trim().split('\n')).toEqual([
          `${twice}  -`,
          '200 1',
          '404',
          expect.stringMatching(new RegExp(`^content-length: ${octets}$`, 'i')),
          expect.stringContaining('Failed to connect'),
        ]);
        await sound(ended);
      },
    );

    test('has a web server from which a simulated host fetches', async () => {
      const { port, line, type } = await livePort();
      let serving = (): void => undefined;
      const begun = new Promise<void>((resolve) => (serving = resolve));
      const ended = inNamespace(port, `'${process.execPath}' '${talk}' web 8000 200000`, (text) => {
        if (text.includes('serving')) serving();
      });
      await begun;
      type('A$ curl -s http://192.168.12.9:8000/counted.txt | sha256sum');
      expect(await line('  -')).toBe(`A  ${counted(200_000).digest}  -`);
      expect(json(await ended)).toMatchObject({ url: '/counted.txt', agent: expect.stringMatching(/^curl/) });
      await sound(await ended);
    });

    test('has many connections at once, through a router with a smaller MTU', async () => {
      const { port } = await livePort();
      const ended = await inNamespace(port, `'${process.execPath}' '${talk}' many 192.168.13.1 7 150000 12`);
      const said = json(ended) as { sent: string; got: string }[];
      expect(said).toHaveLength(12);
      expect(said.map(({ got }) => got)).toEqual(said.map(({ sent }) => sent));
      expect(new Set(said.map(({ sent }) => sent)).size).toBe(12);
      await sound(ended);
    });

    test('is refused where nobody listens', async () => {
      const { port } = await livePort();
      const ended = await inNamespace(port, `'${process.execPath}' '${talk}' refused 192.168.12.2 99`);
      expect(json(ended)).toEqual({ code: 'ECONNREFUSED' });
      await sound(ended);
    });

    test('is pinged by a simulated host, from a line that is typed', async () => {
      const { port, line, err, type } = await livePort();
      const ended = inNamespace(port, 'echo here >&2; sleep 5 & wait');
      await line('is connected');
      type('Q$ ls');
      type('A$ ping -c 2 -i 0.1 192.168.12.9');
      expect(await line('A  2 packets transmitted')).toContain('2 received, 0% packet loss');
      expect(err).toEqual(['port: There is no device Q.']);
      await endNamespaces();
      await ended;
    });
  },
);
