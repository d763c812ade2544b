import { describe, expect, test } from 'vitest';
import { act, endOf, extend, startHistory, worldAt } from '../../src/sim/history.ts';
import { checkCommand, commandProblemCodes, type Command, type CommandProblem } from '../../src/sim/command.ts';
import { hostNamed } from '../../src/sim/place.ts';
import { macEntries, type SwitchState } from '../../src/devices/switch.ts';
import { labOf, threeHosts, twoLans } from '../support/lab.ts';
import { terminals, type Terminals } from '../support/terminal.ts';

const codes = (t: Terminals, value: unknown): string[] => {
  const checked = checkCommand(t.world, value);
  return checked.ok
    ? []
    : checked.problems.map((one) => `${one.code} ${Object.values(one.parameters).join(' ')}`.trim());
};

describe('what is no command', () => {
  const t = terminals(threeHosts());
  test.each<[unknown, string[]]>([
    [undefined, ['not-a-command']],
    [null, ['not-a-command']],
    ['run', ['not-a-command']],
    [[], ['not-a-command']],
    [{ do: 'fly' }, ['not-a-command']],
    [{ do: '__proto__' }, ['not-a-command']],
    [{ do: 'toString' }, ['not-a-command']],
    [{ do: 'run' }, ['key-missing on', 'key-missing line']],
    [{ do: 'run', on: 'A', line: 'ls', x: 1 }, ['key-unknown x']],
    [{ do: 'run', on: 'Z', line: 'ls' }, ['device-unknown Z']],
    [{ do: 'run', on: 'S', line: 'ls' }, ['not-a-host S']],
    [{ do: 'run', on: ['A'], line: 5 }, ['value-wrong on ["A"] A', 'value-wrong line 5 ping -c 1 192.168.12.2']],
    [{ do: 'set', of: 'A.eth9' }, ['port-unknown A.eth9']],
    [{ do: 'set', of: 'A.lo' }, ['port-unknown A.lo']],
    [{ do: 'set', of: 'S.1', up: true }, ['not-a-host S.1']],
    [{ do: 'set', of: 'A.eth0', ip: '1.2.3.4/8' }, ['value-wrong ip 1.2.3.4/8 […]']],
    [{ do: 'set', of: 'A.eth0', ip: ['1.2.3.4'] }, ['value-wrong ip 1.2.3.4 192.168.12.1/24']],
    [{ do: 'set', of: 'A.eth0', mac: '01:00:00:00:00:00' }, ['value-wrong mac 01:00:00:00:00:00 02:00:00:00:00:0a']],
    [{ do: 'set', of: 'A.eth0', mtu: 67 }, ['value-wrong mtu 67 68 … 65535']],
    [{ do: 'set', of: 'A.eth0', up: 1 }, ['value-wrong up 1 true, false']],
    [{ do: 'gateway', of: 'A', via: 'R' }, ['value-wrong via R 192.168.12.254']],
    [{ do: 'link', link: 'A-Z', loss: '1 %' }, ['link-unknown A-Z']],
    [{ do: 'link', link: 'A.lo', loss: '1 %' }, ['link-unknown A.lo']],
    [{ do: 'link', link: 'A-S', loss: 1 }, ['value-wrong loss 1 1 %']],
    [{ do: 'link', link: 'A-S', loss: '101 %' }, ['value-wrong loss 101 % 1 %']],
    [{ do: 'link', link: 'A-S', delay: '20' }, ['value-wrong delay 20 20 ms']],
    [
      { do: 'fault', add: { name: 'x', action: 'eat', filter: 'icmp' } },
      ['value-wrong action eat drop, delay, duplicate, corrupt'],
    ],
    [{ do: 'fault', add: { name: 'x', action: 'drop', filter: 'icmp', from: 'Q' } }, ['port-unknown Q']],
    [{ do: 'fault', add: [] }, ['value-wrong add [] {…}']],
    [{ do: 'send', from: 'A.eth0', frame: 'f' }, ['value-wrong frame f ff ff ff …']],
    [{ do: 'mirror', of: 'A', from: [] }, ['not-a-switch A']],
    [{ do: 'clear', of: 'S', table: 'both' }, ['value-wrong table both arp, mac']],
  ])('%j', (value, problems) => {
    expect(codes(t, value)).toEqual(problems);
  });

  test('a filter that does not compile', () => {
    expect(codes(t, { do: 'fault', add: { name: 'x', action: 'drop', filter: 'icmp &&' } })[0]).toMatch(
      /^filter-wrong icmp && /,
    );
  });

  test('every problem has just the parameters that its code promises', () => {
    const seen: CommandProblem[] = [];
    for (const value of [
      { do: 'run' },
      { do: 'run', on: 'Z', line: 1 },
      { do: 'unfault', name: 'x' },
      { do: 'unplug', at: 'S.1' },
      { do: 'unplug', at: 'S.1' },
    ]) {
      const result = t.do(value as unknown as Command);
      if (!result.ok) seen.push(...result.problems);
    }
    expect(seen.length).toBeGreaterThan(4);
    for (const { code, parameters } of seen) expect(Object.keys(parameters)).toEqual(commandProblemCodes[code]);
  });

  test('nothing is written for it', () => {
    const fresh = terminals(threeHosts());
    fresh.do({ do: 'unfault', name: 'none' });
    fresh.do({ do: 'interrupt', on: 'A', pid: 9 });
    expect(fresh.rows()).toEqual([]);
  });
});

describe('settings', () => {
  test('of an interface', () => {
    const t = terminals(threeHosts());
    const result = t.do({
      do: 'set',
      of: 'A.eth0',
      ip: ['10.0.0.1/8', '10.0.0.2/8'],
      mac: '02:00:00:00:00:77',
      mtu: 1400,
      promiscuous: true,
    });
    expect(result).toEqual({ ok: true, row: 0 });
    expect(t.host('A').interfaces[0]).toMatchObject({
      addresses: [
        { ip: 0x0a000001, prefix: 8 },
        { ip: 0x0a000002, prefix: 8 },
      ],
      mac: 0x020000000077,
      mtu: 1400,
      promiscuous: true,
      up: true,
    });
    const [command, ...changes] = t.rows();
    expect(command).toMatchObject({ kind: 'command', reason: 'command', device: 0, port: 0 });
    expect(changes.length).toBeGreaterThan(4);
    for (const row of changes) expect(row.cause).toBe(0);
    t.do({ do: 'set', of: 'A.eth0', up: false });
    expect(t.host('A').interfaces[0]!.up).toBe(false);
  });

  test('that the host refuses', () => {
    const t = terminals(threeHosts());
    expect(t.do({ do: 'set', of: 'A.eth0', ip: ['192.168.12.255/24'] })).toEqual({
      ok: false,
      problems: [{ code: 'setting-refused', parameters: { name: 'A.eth0', setting: 'ip', why: 'EINVAL' } }],
    });
    expect(t.host('A').interfaces[0]!.addresses).toEqual([{ ip: 0xc0a80c01, prefix: 24 }]);
  });

  test('the gateway', () => {
    const t = terminals(twoLans());
    expect(t.do({ do: 'gateway', of: 'A', via: '' })).toMatchObject({ ok: true });
    expect(t.type('A', 'ip route show default')).toBe('');
    expect(t.do({ do: 'gateway', of: 'A', via: '192.168.13.254' })).toEqual({
      ok: false,
      problems: [{ code: 'gateway-not-on-lan', parameters: { gateway: '192.168.13.254' } }],
    });
    t.do({ do: 'gateway', of: 'A', via: '192.168.12.254' });
    expect(t.type('A', 'ping -c 1 192.168.13.1')).toContain('ttl=63');
  });
});

describe('cables', () => {
  const table = (t: Terminals): string[] =>
    macEntries(t.world.state.devices[3] as SwitchState, t.world.state.now).map(
      (e) => `${(e.mac & 0xff).toString(16)}@${e.port + 1}`,
    );

  test('pulled and plugged in elsewhere: the switch forgets, and learns anew', () => {
    const t = terminals(threeHosts().replace('S: { kind: switch }', 'S: { kind: switch, ports: 5 }'));
    t.type('A', 'ping -c 1 192.168.12.2');
    expect(table(t)).toEqual(['a@1', 'b@2']);
    expect(t.do({ do: 'plug', from: 'B.eth0', to: 'S.5' })).toMatchObject({ ok: true });
    expect(table(t)).toEqual(['a@1']);
    expect(t.type('A', 'ping -c 1 192.168.12.2')).toContain('1 received');
    expect(table(t)).toEqual(['a@1', 'b@5']);
    t.do({ do: 'unplug', at: 'B' });
    expect(t.type('A', 'ping -c 1 192.168.12.2')).toContain('0 received');
    expect(t.do({ do: 'plug', from: 'B', to: 'S.2' })).toMatchObject({ ok: true });
    expect(t.type('A', 'ping -c 1 192.168.12.2')).toContain('1 received');
  });

  test('a cable keeps what it is like', () => {
    const t = terminals(threeHosts().replace('S: { kind: switch }', 'S: { kind: switch, ports: 5 }'));
    t.do({ do: 'link', link: 'B-S', delay: '20 ms' });
    t.do({ do: 'unplug', at: 'B' });
    t.do({ do: 'plug', from: 'B', to: 'S.4' });
    t.type('A', 'ping -c 1 192.168.12.2');
    expect(t.type('A', 'ping -c 1 192.168.12.2')).toContain('time=42.0 ms');
  });

  test('what is taken, missing or the same', () => {
    const t = terminals(threeHosts());
    const refusal = (command: Command): unknown => {
      const result = t.do(command);
      return result.ok ? [] : result.problems.map((one) => one.code);
    };
    expect(refusal({ do: 'plug', from: 'B.eth0', to: 'S.1' })).toEqual(['port-taken']);
    expect(refusal({ do: 'plug', from: 'B.eth0', to: 'B.eth0' })).toEqual(['value-wrong']);
    t.do({ do: 'unplug', at: 'B' });
    expect(refusal({ do: 'unplug', at: 'B' })).toEqual(['cable-missing']);
    expect(refusal({ do: 'link', link: 'A-S', from: 'C.eth0', loss: '1 %' })).toEqual(['port-not-at-link']);
  });

  test('link properties, both ways and one way', () => {
    const t = terminals(threeHosts());
    t.do({ do: 'link', link: 'A-S', delay: '10 ms', rate: '1 Mbit/s', mtu: 1400, queue: '4 kB' });
    t.do({ do: 'link', link: 'A-S', from: 'S.1', loss: '100 %', up: true });
    const { profiles } = t.world.state.links.find((link) => link.name === 'A-S')!;
    expect(profiles[0]).toMatchObject({ delay: 10e6, rate: 1e6, mtu: 1400, queue: 4000, loss: 0 });
    expect(profiles[1]).toMatchObject({ delay: 10e6, loss: 1_000_000 });
    t.do({ do: 'link', link: 'A-S', up: false });
    expect(t.type('A', 'ip link show eth0')).toContain('NO-CARRIER');
  });
});

describe('faults, frames, mirrors, tables', () => {
  test('a fault is set and removed', () => {
    const t = terminals(threeHosts());
    expect(t.do({ do: 'fault', add: { name: 'deaf', action: 'drop', filter: 'icmp' } })).toMatchObject({ ok: true });
    expect(t.type('A', 'ping -c 1 -W 1 192.168.12.2')).toContain('0 received');
    expect(t.do({ do: 'unfault', name: 'deaf' })).toMatchObject({ ok: true });
    expect(t.type('A', 'ping -c 1 192.168.12.2')).toContain('1 received');
    expect(t.rows().filter((row) => /^fault-(set|removed)/.test(row.reason))).toHaveLength(2);
  });

  test('a frame is sent as it is', () => {
    const t = terminals(threeHosts());
    t.do({ do: 'send', from: 'A.eth0', frame: 'ff:ff:ff:ff:ff:ff 02:00:00:00:00:99 88 b5 01' });
    t.settle();
    expect(t.rows().find((row) => row.reason === 'mac-learned')!.x).toBe(0x020000000099);
    t.do({ do: 'set', of: 'A', up: false });
    expect(t.do({ do: 'send', from: 'A.eth0', frame: 'ff' })).toMatchObject({ ok: false });
  });

  test('a mirror port, and none', () => {
    const t = terminals(threeHosts());
    expect(t.do({ do: 'mirror', of: 'S', from: ['1'], to: '3' })).toMatchObject({ ok: true });
    t.type('A', 'ping -c 1 192.168.12.2');
    expect(t.rows().filter((row) => row.reason === 'switch-mirrored')).toHaveLength(4);
    expect(t.do({ do: 'mirror', of: 'S', from: ['1'], to: '77' })).toMatchObject({ ok: false });
    expect(t.do({ do: 'mirror', of: 'S', from: ['1'] })).toMatchObject({ ok: false });
    expect(t.do({ do: 'mirror', of: 'S', from: [] })).toMatchObject({ ok: true });
    expect(t.type('C', 'ping -c 1 192.168.12.2')).toContain('1 received');
  });

  test('tables are cleared', () => {
    const t = terminals(threeHosts());
    t.type('A', 'ping -c 1 192.168.12.2');
    t.do({ do: 'clear', of: 'A', table: 'arp' });
    t.do({ do: 'clear', of: 'S', table: 'mac' });
    expect(t.type('A', 'arp -a')).toBe('');
    expect(macEntries(t.world.state.devices[3] as SwitchState, t.world.state.now)).toEqual([]);
    expect(t.do({ do: 'clear', of: 'A', table: 'mac' })).toMatchObject({
      ok: false,
      problems: [{ code: 'not-a-switch' }],
    });
  });
});

test('going back shows the terminal as it was, in the middle of a ping', () => {
  const history = startHistory(labOf(threeHosts()));
  act(history, 0, { do: 'run', on: 'A', line: 'ping -c 3 192.168.12.2; traceroute -n 192.168.12.3' });
  act(history, 1.5e9, { do: 'plug', from: 'B', to: 'S.1' }); // refused
  act(history, 1.6e9, { do: 'unplug', at: 'C' });
  extend(history);
  expect(endOf(history)).toBeGreaterThan(2e9);
  const output = (at: number): string[] =>
    hostNamed(worldAt(history, at).state, 'A').processes.flatMap((one) => one.output.map((line) => line.text));
  const whole = output(Infinity);
  expect(whole.join('\n')).toContain('3 packets transmitted, 3 received');
  for (const at of [0, 0.5e9, 1.7e9, 2.003e9, 2.1e9]) {
    const now = output(at);
    expect(now).toEqual(whole.slice(0, now.length));
    expect(now.length).toBeLessThan(whole.length);
  }
});
