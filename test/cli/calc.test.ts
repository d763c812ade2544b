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
