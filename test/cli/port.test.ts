// `classroom port`, from outside: a real TCP client speaks the framing, and what was run live comes out the same from its log.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { FramesFromStream } from '../../src/live/framesOnStream.ts';
import { echoRequest, liveLab, onStream, told, whoHas } from '../support/outsider.ts';
import { judge } from '../support/judge.ts';
import { hasTshark } from '../wire/tshark.ts';

const folder = mkdtempSync(join(tmpdir(), 'port-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'live.lab.yaml'), liveLab('', ', rate: 1 Gbit/s, queue: 4 MB'));
writeFileSync(join(folder, 'other.lab.yaml'), liveLab('', ', delay: 2 s'));
writeFileSync(join(folder, 'full.lab.yaml'), liveLab().replace(', ports: 8', ''));

const A = '02:00:00:00:00:0a';

async function classroom(...args: string[]): Promise<{ status: number; out: string[]; err: string[] }> {
  const out: string[] = [];
  const err: string[] = [];
  const status = await main(args, { out: (line) => out.push(line), err: (line) => err.push(line), cwd: folder });
  return { status, out, err };
}

/** Everything that was begun in a test, to be ended after it. */
const toEnd: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of toEnd.splice(0).reverse()) await end();
});

/** Something to wait for that lines or frames bring. */
class Waiting {
  private waiting: (() => void)[] = [];
  changed(): void {
    for (const go of this.waiting.splice(0)) go();
  }
  async until<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }
}

/** The command, running. */
async function running(...more: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const waiting = new Waiting();
  const stop = new AbortController();
  const args = ['port', 'live.lab.yaml', '--at', 'S12.8', '--listen', '127.0.0.1:0', ...more];
  const status = main(args, {
    out: (line) => (out.push(line), waiting.changed()),
    err: (line) => (err.push(line), waiting.changed()),
    cwd: folder,
    interrupted: stop.signal,
  });
  void status.then(() => waiting.changed());
  const line = (part: string): Promise<string> => waiting.until(() => out.find((one) => one.includes(part)));
  const end = async (): Promise<number> => (stop.abort(), status);
  toEnd.push(end);
  const port = Number(/:(\d+)$/.exec(await line('ready: S12.8 of live is live at 127.0.0.1:'))![1]);
  return { out, err, port, line, end };
}

/** Somebody who connects. */
function peer(port: number) {
  const socket: Socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  const waiting = new Waiting();
  const stream = new FramesFromStream();
  const frames: Uint8Array[] = [];
  let gone = false;
  socket.on('data', (chunk) => (frames.push(...stream.push(chunk).frames), waiting.changed()));
  socket.on('close', () => ((gone = true), waiting.changed()));
  socket.on('error', () => undefined);
  toEnd.push(() => void socket.destroy());
  return {
    socket,
    frames,
    send: (...octets: Uint8Array[]) => new Promise<void>((sent) => socket.write(Buffer.concat(octets), () => sent())),
    frame: (part: string): Promise<Uint8Array> => waiting.until(() => frames.find((one) => told(one).includes(part))),
    several: (count: number, part: string) =>
      waiting.until(() => (frames.filter((one) => told(one).includes(part)).length >= count ? true : undefined)),
    closed: (): Promise<true> => waiting.until(() => (gone ? true : undefined)),
  };
}

describe('a peer', () => {
  test('asks and is answered, pings and is answered', async () => {
    const { port } = await running();
    const one = peer(port);
    await one.send(onStream(whoHas('192.168.12.1')));
    expect(told(await one.frame('192.168.12.1 is at'))).toContain(A);
    await one.send(onStream(echoRequest(A, '192.168.12.1', 7)));
    expect(told(await one.frame('reply'))).toContain('seq=7');
  });

  test('may send octet by octet, or everything at once', async () => {
    const { port, line, end } = await running();
    const one = peer(port);
    for (const octet of onStream(whoHas('192.168.12.1'))) await one.send(Uint8Array.of(octet));
    await one.frame('192.168.12.1 is at');
    await one.send(onStream(...Array.from({ length: 20 }, (_, seq) => echoRequest(A, '192.168.12.1', seq))));
    await one.several(20, 'reply');
    const order = one.frames.filter((frame) => told(frame).includes('reply')).map((frame) => frame[41]);
    expect(order).toEqual(Array.from({ length: 20 }, (_, seq) => seq));
    await end();
    expect(await line('in: 21 frames')).toContain('out: 21 frames');
  });

  test('that speaks nonsense loses its connection, and the next one is served', async () => {
    const { port, line } = await running();
    const nonsense: [Uint8Array, string][] = [
      [Uint8Array.of(0, 0, 0, 0), 'a frame of 0 octets: a frame has at least one'],
      [Uint8Array.of(0, 1, 0, 14), 'a frame of 65550 octets: at most 65549'],
      [Buffer.from('GET / HTTP/1.1\r\n\r\n'), 'a frame of 1195725856 octets: at most 65549'],
    ];
    for (const [octets, why] of nonsense) {
      const bad = peer(port);
      await bad.send(octets);
      await bad.closed();
      expect(await line(why)).toContain('is disconnected');
    }
    const cut = peer(port);
    await cut.send(Uint8Array.of(0, 0, 0, 60, 1, 2, 3));
    cut.socket.end();
    await line('it ended inside a frame: 3 of 60 octets were there');
    await cut.closed();
    const good = peer(port);
    await good.send(onStream(whoHas('192.168.12.2')));
    await good.frame('192.168.12.2 is at');
  });

  test('has the cable for itself: a second one is turned away, and may come when the first has left', async () => {
    const { port, line } = await running();
    const first = peer(port);
    await first.send(onStream(whoHas('192.168.12.1')));
    await first.frame('is at');
    const second = peer(port);
    await second.closed();
    expect(await line('is turned away')).toContain('there is one cable');
    await first.send(onStream(whoHas('192.168.12.2')));
    await first.frame('192.168.12.2 is at');
    first.socket.destroy();
    await line('has left');
    const third = peer(port);
    await third.send(onStream(whoHas('192.168.12.1')));
    await third.frame('is at');
  });

  test('that does not read loses frames, not the order of them, and no memory', async () => {
    const { port, line, end } = await running();
    const slow = peer(port);
    slow.socket.pause();
    const requests = Array.from({ length: 20_000 }, (_, seq) => echoRequest(A, '192.168.12.1', seq, 1400));
    await slow.send(onStream(whoHas('192.168.12.1')));
    void slow.send(onStream(...requests));
    await line('reads too slowly');
    slow.socket.resume();
    await slow.several(300, 'reply');
    const order = slow.frames
      .filter((frame) => told(frame).includes('reply'))
      .map((frame) => (frame[40]! << 8) | frame[41]!);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    await end();
    expect(await line('dropped because the peer read too slowly')).toMatch(/\d+ of them dropped/);
  });
});

describe('the run', () => {
  test('comes out the same from its log; from another lab it does not', async () => {
    const { port, line, end } = await running('--log', 'run.jsonl', '--pcapng', 'run.pcapng', '--seed', '99');
    const one = peer(port);
    await one.send(onStream(whoHas('192.168.12.1')));
    await one.frame('is at');
    await one.send(
      onStream(echoRequest(A, '192.168.12.1', 1), new Uint8Array(1600), echoRequest(A, '192.168.12.1', 2)),
    );
    await one.several(2, 'reply');
    expect(await end()).toBe(0);
    await line('in: 4 frames');
    const again = await classroom('run', 'live.lab.yaml', '--log', 'run.jsonl');
    expect([again.status, again.err]).toEqual([0, []]);
    expect(again.out.filter((text) => text.includes('outside.1 → S12.8'))).toHaveLength(3);
    expect(again.out.filter((text) => text.includes('x ') && text.includes('outside.1'))).toHaveLength(1);
    const other = await classroom('run', 'other.lab.yaml', '--log', 'run.jsonl', '--quiet');
    expect([other.status, other.err]).toEqual([
      1,
      [expect.stringMatching(/^run\.jsonl:\d+:1 this run .*: the lab is not the one of the log$/)],
    ]);
    if (!hasTshark) return;
    expect(await judge(join(folder, 'run.pcapng'))).toEqual({ frames: 6, complaints: [] });
  });

  test('is told where its log is none', async () => {
    const { end } = await running('--log', 'good.jsonl');
    await end();
    const good = readFileSync(join(folder, 'good.jsonl'), 'utf8');
    const said = async (name: string, text: string): Promise<string> => {
      writeFileSync(join(folder, name), text);
      const { status, err } = await classroom('run', 'live.lab.yaml', '--quiet', '--log', name);
      return `${status} ${err.join('; ')}`;
    };
    expect(await said('a.jsonl', good)).toBe('0 ');
    expect(await said('b.jsonl', good.split('\n')[0]!)).toBe('2 b.jsonl:1:1 the log has no end: it was cut');
    expect(await said('c.jsonl', '{}')).toMatch(/^2 c\.jsonl:1:1 this does not begin as a log does/);
    expect(await said('d.jsonl', good.replace('\n', '\n{"at":-1}\n'))).toMatch(
      /^2 d\.jsonl:2:1 this is no logged command/,
    );
    expect(await said('e.jsonl', good.replace('S12.8', 'S12.1'))).toMatch(
      /^2 e\.jsonl:1:1 .*S12\.1 has a cable already/,
    );
    expect(await said('f.jsonl', good.replace(/"digest":"./, '"digest":"!'))).toMatch(
      /^1 f\.jsonl:\d+:1 this run came out/,
    );
    expect(await classroom('run', 'live.lab.yaml', '--log', 'nowhere.jsonl')).toMatchObject({ status: 2 });
    expect(await classroom('run', 'live.lab.yaml', '--log', 'good.jsonl', '--seed', '1')).toMatchObject({ status: 2 });
  });

  test('ends by itself when its time is over', async () => {
    const { status, out } = await classroom(
      ...['port', 'live.lab.yaml', '--at', 'S12.8', '--listen', '127.0.0.1:0', '--for', '50 ms'],
    );
    expect(status).toBe(0);
    expect(Number.parseFloat(out.at(-1)!)).toBeGreaterThan(0.05);
    expect(out.at(-1)).toMatch(/^\d+\.\d{9} s; in: 0 frames, 0 octets; out: 0 frames, 0 octets$/);
  });
});

describe('what cannot begin says why', () => {
  const usual = ['--at', 'S12.8', '--listen', '127.0.0.1:0'];
  test.each([
    [['live.lab.yaml'], ['port: --at is missing', 'port: --listen is missing']],
    [['live.lab.yaml', ...usual, '--at', 'S12.1'], ['S12.1 has a cable already, A-S12 (without a cable: S12.3']],
    [['full.lab.yaml', ...usual], ['S12 has no port 8 (every port has a cable; write S12: { kind: switch, ports: 8 }']],
    [['live.lab.yaml', ...usual, '--listen', '4711'], ['an address and a port, such as 127.0.0.1:4711']],
    [['live.lab.yaml', ...usual, '--listen', '127.0.0.1:70000'], ['an address and a port']],
    [
      ['live.lab.yaml', ...usual, '--listen', '0.0.0.0:0'],
      ['other machines could reach this; 127.0.0.1, or say --anyone'],
    ],
    [['live.lab.yaml', ...usual, '--listen', '[::]:0'], ['other machines could reach this']],
    [['live.lab.yaml', ...usual, '--listen', 'example.org:80'], ['an address and a port']],
    [['live.lab.yaml', ...usual, '--for', '60'], ['a time with its unit, such as 60s']],
    [['live.lab.yaml', ...usual, '--seed', 'x'], ['a whole number up to 4294967295']],
    [['live.lab.yaml', ...usual, '--log', 'no/where.jsonl'], ['this cannot be written (ENOENT)']],
    [['no.lab.yaml', ...usual], ['there is no such file']],
  ])('%j', async (args, parts) => {
    const { status, out, err } = await classroom('port', ...args);
    expect([status, out]).toEqual([2, []]);
    for (const part of parts) expect(err.join('\n')).toContain(part);
  });

  test('a port of the machine that somebody has', async () => {
    const { port } = await running();
    const { status, err } = await classroom(
      ...['port', 'live.lab.yaml', '--at', 'S12.8', '--listen', `127.0.0.1:${port}`, '--log', 'unused.jsonl'],
    );
    expect([status, err]).toEqual([
      2,
      [`port: --listen 127.0.0.1:${port}: this cannot be listened on (somebody else has it)`],
    ]);
    expect(existsSync(join(folder, 'unused.jsonl'))).toBe(false);
  });
});
