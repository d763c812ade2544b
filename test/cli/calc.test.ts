// `classroom calc`: the calculators on the command line.
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';

async function calc(...args: string[]): Promise<{ status: number; out: string[]; err: string[] }> {
  const out: string[] = [];
  const err: string[] = [];
  const status = await main(['calc', ...args], {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    cwd: '/',
  });
  return { status, out, err };
}

describe('calc', () => {
  test('alone lists what there is', async () => {
    const { status, out } = await calc();
    expect(status).toBe(0);
    expect(out.find((line) => line.startsWith('subnet address'))).toMatch(/Subnet$/);
    expect((await calc('--lang', 'zh-CN')).out.join()).toContain('子网');
  });

  test('works a value out', async () => {
    const { status, out, err } = await calc('subnet', '192.168.12.130/26');
    expect([status, err]).toEqual([0, []]);
    expect(out[0]).toBe('Network                  192.168.12.128/26');
    expect(out.at(-1)).toBe('Host bits are set: this is one address of the network 192.168.12.128/26.');
  });

  test('gives the result as JSON, and the working in words', async () => {
    const { out } = await calc('subnet', '192.168.12.130/26', '--json');
    expect(JSON.parse(out.join('\n'))).toMatchObject({ network: '192.168.12.128', usable: 62, kind: 'private' });
    const steps = (await calc('subnet', '192.168.12.130/26', '--steps')).out;
    expect(steps).toContain(
      '2. Address AND mask: a bit stays where the mask has a one, and becomes zero elsewhere. The network is 192.168.12.128. [RFC 1122 §3.3.1.1]',
    );
    expect(steps.join('\n')).toMatch(/^ {3}11000000 10101000 00001100 10000010 +192\.168\.12\.130 +Address$/m);
  });

  test('fills fields by name, too', async () => {
    expect((await calc('prefix', 'mask=255.255.240.0')).out[0]).toMatch(/^Prefix length +\/20$/);
  });

  test.each([
    [
      ['subnet', '192.168.1/24'],
      'calc subnet: address: An IPv4 address has exactly four numbers; here are 3. (Old C libraries would read this as 192.168.0.1.)',
    ],
    [['subnet', ''], 'calc subnet: There is nothing in the field yet.'],
    [['subnet', '10.0.0.1/8', '3'], 'calc subnet: 3 is too much (use: calc subnet address)'],
    [['subnett', '10.0.0.1/8'], 'calc: there is no calculator subnett (did you mean subnet?)'],
    [['subnet', '10.0.0.1/33', '--lang', 'zh-CN'], 'calc subnet: address: 前缀长度是 0 到 32 的数。'],
    [['--lang', 'fr'], 'calc: there is no language fr (there are en, zh-CN)'],
  ])('%o is told', async (args, line) => {
    expect(await calc(...args)).toEqual({ status: 2, out: [], err: [line] });
  });
});

describe('calc, a sheet of exercises', () => {
  test('is the same for the same seed, and has its answers when they are asked for', async () => {
    const { status, out } = await calc('subnet', '--exercises', '4', '--seed', '7', '--level', '2');
    expect(status).toBe(0);
    expect(out[0]).toMatch(/^Exercises, seed 7 +Name: _+$/);
    expect(out.filter((line) => /^\d+\. /.test(line))).toHaveLength(4);
    expect(out[2]).toMatch(/^1\. A host has .*What is its network\?$/);
    expect(out[3]).toMatch(/^ {3}Network: _+$/);
    const answered = (await calc('subnet', '--exercises', '4', '--seed', '7', '--level', '2', '--answers')).out;
    expect(answered.slice(0, out.length)).toEqual(out);
    expect(answered.slice(out.length + 1)).toEqual([
      'Answers, seed 7',
      '',
      ...Array.from({ length: 4 }, (_, place) => expect.stringMatching(new RegExp(`^${place + 1}\\. .+`))),
    ]);
    expect((await calc('subnet', '--exercises', '4', '--seed', '8', '--level', '2')).out).not.toEqual(out);
  });

  test('is that of the page by its address, with bits and options to fill in', async () => {
    const query = 'drills=prefix.bits%3A1%2Csubnet.count%3A2&count=4&seed=9';
    const { out } = await calc('--sheet', `https://classroom.example/#/calc/prefix/sheet?${query}`, '--lang', 'zh-CN');
    expect(out[0]).toMatch(/^练习，种子 9 +姓名: _+$/);
    expect(out).toContain('   ________ ________ ________ ________');
    expect((await calc('prefix', '--sheet', `?${query.replace('?', '')}`, '--lang', 'zh-CN')).out).toEqual(out);
  });

  test.each([
    [['--exercises', '4'], 'calc: a sheet needs the name of a calculator'],
    [['subnet', '--exercises', '0'], 'calc: a sheet has 1 to 60 exercises, not 0'],
    [['subnet', '--exercises', 'x'], 'calc: a sheet has 1 to 60 exercises, not x'],
    [['subnet', '--exercises', '4', '--seed', 'x'], 'calc: a seed is a whole number from 0 to 4294967295, not x'],
    [['subnet', '--exercises', '4', '--level', '0'], 'calc: --level is a number from 1 on, not 0'],
    [
      ['subnet', '--exercises', '4', '--drill', 'subnet.netwrk'],
      'calc: there is no exercise subnet.netwrk:1 (did you mean subnet.network?)',
    ],
    [['subnet', '10.0.0.1/8', '--exercises', '4'], 'calc: 10.0.0.1/8 is too much for a sheet'],
    [['subnet', '10.0.0.1/8', '--answers'], 'calc: --answers is for a sheet (--exercises COUNT, or --sheet ADDRESS)'],
    [['--sheet', 'nothing?count=1'], 'calc: there is no calculator nothing'],
    [['--sheet', 'subnet/sheet?count=%'], 'calc: subnet/sheet?count=% is no address'],
  ])('%o is told', async (args, line) => {
    expect(await calc(...args)).toEqual({ status: 2, out: [], err: [line] });
  });
});
