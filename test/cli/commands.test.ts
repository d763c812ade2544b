// The teacher's command: what it prints, what it writes, and its status.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fencesOf, twoLans } from '../support/readme.ts';

const folder = mkdtempSync(join(tmpdir(), 'classroom-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
  return name;
}

async function classroom(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const status = await main(args, { out: (line) => out.push(line), err: (line) => err.push(line), cwd: folder });
  return { status, out: out.join('\n'), err: err.join('\n') };
}

const withGateway = twoLans.replace('ip: 192.168.12.1/24,', 'ip: 192.168.12.1/24, gateway: 192.168.12.254,');
write('two.lab.yaml', `${withGateway}do: [ { at: 0 s, on: A, run: ping -c 1 192.168.13.1 } ]\n`);
write('bad.lab.yaml', 'devices:\n  A: { kind: hots }\nlinks: [ [A, B] ]\n');
const knock = fencesOf('markdown').find((text) => text.includes('id: knock'))!;
write('good/1-knock/lesson.md', knock);
write('wrong/lesson.md', knock.replace('B$ ip addr add 10.0.0.2/24 dev eth0', 'B$ ip addr add 10.0.0.9/24 dev eth0'));
write(
  'broken/lesson.md',
  knock.replace('A$ ping', 'Z$ ping').replace('measure: { count: arp }', 'measure: { count: arpp }'),
);

describe('classroom', () => {
  test('without a command shows what there is', async () => {
    const shown = await classroom();
    expect(shown.status).toBe(2);
    for (const word of ['check', 'run', 'lab', 'calc', 'port', 'serve'])
      expect(shown.out).toContain(`classroom ${word}`);
    expect((await classroom('--help')).status).toBe(0);
    expect((await classroom('help', 'hand')).out).toContain('> unplug C.eth0');
  });
  test.each(['check', 'run', 'lab', 'calc', 'port', 'serve'])('%s has help', async (name) => {
    const { status, out, err } = await classroom(name, '--help');
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain(`classroom ${name}`);
    expect(out).toContain('--help');
    expect(await classroom('help', name)).toEqual({ status, out, err });
  });
  test.each([
    [['chek'], 'classroom: there is no command chek (did you mean check?)'],
    [['run'], 'run: something is missing (use: run LAB|LESSON)'],
    [['run', 'a', 'b'], 'run: b is too much (use: run LAB|LESSON)'],
    [['run', 'two.lab.yaml', '--untl', '3s'], 'run: there is no option --untl (did you mean --until?)'],
    [['run', 'two.lab.yaml', '--until', '3'], 'run: --until 3: a time with its unit, such as 10s'],
    [['run', 'two.lab.yaml', '--until'], 'run: --until needs TIME'],
    [['run', 'two.lab.yaml', '--seed', '-1'], 'run: --seed -1: a whole number up to 4294967295'],
    [['run', 'two.lab.yaml', '--quiet=yes'], 'run: --quiet takes nothing'],
    [['run', 'two.lab.yaml', '--at', 'Q.eth0'], 'run: --at Q.eth0: there is no such port'],
    [['run', 'two.lab.yaml', '--lang', 'fr'], 'run: --lang fr: en or zh-CN'],
    [['run', 'no.lab.yaml'], 'no.lab.yaml:1:1 there is no such file'],
    [['lab', 'no.lab.yaml'], 'no.lab.yaml:1:1 there is no such file'],
    [['check', 'nowhere'], 'nowhere:1:1 there is no such folder (a folder with a lesson.md)'],
    [['run', 'good/1-knock', '--step', '0'], 'run: --step 0: the lesson has steps 1 to 3'],
    [['run', 'good/1-knock', '--step', '9'], 'run: --step 9: the lesson has steps 1 to 3'],
    [['serve', '--port', 'x'], 'serve: --port x: a number up to 65535'],
    [['serve', '--lessons', 'nowhere'], 'serve: --lessons nowhere: there is no such folder'],
  ])('%j is told what is wrong, with status 2', async (args, message) => {
    const { status, err } = await classroom(...args);
    expect(err.split('\n')).toContain(message);
    expect(status).toBe(2);
  });
  test('points into a filter', async () => {
    const { status, err } = await classroom('run', 'two.lab.yaml', '--filter', 'ip.ttl ==');
    expect(status).toBe(2);
    expect(err).toMatch(/^run: --filter, character \d+: /);
  });
});

describe('lab', () => {
  test('shows addresses and cables', async () => {
    const { status, out } = await classroom('lab', 'two.lab.yaml');
    expect(status).toBe(0);
    expect(out).toMatch(/^A +host +eth0 +02:00:00:00:00:0a +192\.168\.12\.1\/24 +192\.168\.12\.254$/m);
    expect(out).toMatch(/^ +eth1 +02:00:00:00:01:02 +192\.168\.13\.254\/24$/m);
    expect(out).toMatch(/^A-S12 +A\.eth0 +S12\.1 +100 Mbit\/s +1 ms$/m);
    expect(out).toContain('A$ ping -c 1 192.168.13.1');
  });
  test('tells every mistake on a line of its own', async () => {
    expect(await classroom('lab', 'bad.lab.yaml')).toEqual({
      status: 2,
      out: '',
      err: 'bad.lab.yaml:2:14 there is no kind `hots` (did you mean `host`?)\nbad.lab.yaml:3:14 there is no device `B` (there are none)',
    });
  });
});

describe('run', () => {
  test('prints what happened, in order', async () => {
    const { status, out } = await classroom('run', 'two.lab.yaml');
    expect(status).toBe(0);
    const lines = out.split('\n');
    expect(lines.some((line) => /A\.eth0 → S12\.1 +98 B +ICMP +Echo \(ping\) request/.test(line))).toBe(true);
    expect(lines.some((line) => line.includes('64 bytes from 192.168.13.1: icmp_seq=1 ttl=63'))).toBe(true);
    const times = lines.map((line) => Number(line.slice(0, 14)));
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
  test('prints the same every time', async () => {
    expect(await classroom('run', 'two.lab.yaml')).toEqual(await classroom('run', 'two.lab.yaml'));
  });
  test('shows only frames that a filter wants', async () => {
    const { out } = await classroom('run', 'two.lab.yaml', '--filter', 'icmp.type == 0');
    expect(out).not.toBe('');
    for (const line of out.split('\n')) expect(line).toContain('reply');
  });
  test('says why, in either language', async () => {
    expect((await classroom('run', 'two.lab.yaml')).out).toContain(
      'A asks everybody on the LAN: who has 192.168.12.254?',
    );
    expect((await classroom('run', 'two.lab.yaml', '--lang', 'zh-CN')).out).toContain('谁有 192.168.12.254');
  });
  test('stops when it is told', async () => {
    const { out } = await classroom('run', 'two.lab.yaml', '--until', '2 ms');
    expect(out).toContain('ARP');
    expect(out).not.toContain('ICMP');
  });
  test('writes every row as JSON', async () => {
    await classroom('run', 'two.lab.yaml', '--quiet', '--trace', 'out.jsonl');
    const [head, ...rows] = readFileSync(join(folder, 'out.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(head).toMatchObject({ lab: 'two-lans', seed: 1, rows: rows.length });
    const request = rows.find((row) => String(row['info']).includes('request'))!;
    expect(request).toMatchObject({ kind: 'flight', from: 'A.eth0', to: 'S12.1', link: 'A-S12', badFcs: false });
    expect(request['octets']).toMatch(/^02000000010102000000000a0800/);
    for (const row of rows) if (row['cause'] !== undefined) expect(row['cause']).toBeLessThan(row['row'] as number);
  });
  test('shows what events changed of connections, and who wrote what, in lines of 120 columns', async () => {
    const lab = new URL('../labs/21-talk.lab.yaml', import.meta.url).pathname;
    const { status, out } = await classroom('run', lab, '--tcp');
    expect(status).toBe(0);
    expect(out).toMatch(/A:49152 +FIN-WAIT-1 +cwnd 14600 +ssthresh ∞ +rto 1 s +send 12\+0\/65536 +wnd 65535/);
    expect(out).toContain('= A pid 1 send 1 [4..4] of 5, send 2 (4), send 3 (3)');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
    const { out: json } = await classroom('run', lab, '--tcp', '--json');
    const rows = json.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    const changes = rows.filter((row) => row['kind'] === 'tcp');
    expect(changes).toContainEqual(
      expect.objectContaining({ device: 'A', state: 'FIN-WAIT-1', cwnd: 14600, ssthresh: null, unacknowledged: 12 }),
    );
    const read = rows.find((row) => row['reason'] === 'tcp-read')!;
    expect(read['tcp']).toMatchObject({ stream: 0, shares: [{ write: 1, offset: 0, count: 4, pid: 1 }] });
  });
  test("filters by what analysis tells, by Wireshark's letter", async () => {
    const lab = new URL('../labs/22-lost-segment.lab.yaml', import.meta.url).pathname;
    const { out } = await classroom('run', lab, '-Y', 'tcp.analysis.fast_retransmission');
    expect(out.split('\n').length).toBe(1);
    expect(out).toContain('A.eth0 → B.eth0');
  });
  test('writes a capture, of all ports or of one', async () => {
    await classroom('run', 'two.lab.yaml', '--quiet', '--pcap', 'all.pcapng');
    await classroom('run', 'two.lab.yaml', '--quiet', '--pcap', 'one.pcapng', '--at', 'A');
    const [all, one] = ['all.pcapng', 'one.pcapng'].map((name) => readFileSync(join(folder, name)));
    expect(all!.readUInt32LE(0)).toBe(0x0a0d0d0a);
    expect(all!.includes('S12.3')).toBe(true);
    expect(one!.includes('S12.3')).toBe(false);
    expect(one!.includes('A.eth0')).toBe(true);
  });
  test('runs a step of a lesson', async () => {
    const { status, out } = await classroom('run', 'good/1-knock');
    expect(status).toBe(0);
    expect(out.match(/Who has 10\.0\.0\.2/g)).toHaveLength(3);
    expect((await classroom('run', 'good/1-knock/lesson.md', '--step', '2')).out).toBe(out);
    expect((await classroom('run', 'good/1-knock', '--step', '1')).out).toBe('');
  });
  test('cuts a storm and says so', async () => {
    write(
      'loop.lab.yaml',
      'devices:\n  A: { kind: host, ip: 10.0.0.1/24 }\n  S: { kind: switch }\n  T: { kind: switch }\nlinks: [ [A, S], [S, T], [S, T] ]\ndo: [ { at: 0 s, on: A, run: ping -c 1 10.0.0.2 } ]\n',
    );
    const { status, err } = await classroom('run', 'loop.lab.yaml', '--quiet');
    expect(status).toBe(0);
    expect(err).toMatch(/^run: stopped at [\d.]+ s after \d+ events: this does not end by itself/);
  });
});

describe('check', () => {
  test('plays lessons', async () => {
    expect(await classroom('check', 'good')).toEqual({
      status: 0,
      out: 'ok  knock (en): 3 steps, 1 questions, 1 goals, 1 rejects',
      err: '',
    });
    expect(await classroom('check', 'good/1-knock/lesson.md', '--quiet')).toEqual({ status: 0, out: '', err: '' });
  });
  test('tells what plays badly, at its line', async () => {
    const { status, err } = await classroom('check', 'wrong');
    expect(status).toBe(1);
    expect(err).toMatch(
      /^wrong\/lesson\.md:44:5 the solution of `reach` does not pass this check: host-unreachable, device A, to 10\.0\.0\.2$/m,
    );
  });
  test('tells every mistake of a lesson that cannot be read', async () => {
    const { status, err } = await classroom('check', 'broken');
    expect(status).toBe(2);
    expect(err.split('\n')).toHaveLength(2);
    expect(err).toMatch(/^broken\/lesson\.md:26:19 filter: /m);
    expect(err).toMatch(/^broken\/lesson\.md:34:1 there is no host `Z`/m);
  });
  test('without a name plays those that are built in', async () => {
    const { out } = await classroom('check');
    expect(existsSync(new URL('../../lessons', import.meta.url))).toBe(true);
    expect(out).toMatch(/ok {2}\w/);
  }, 300_000); // all lessons, programs among them
});
