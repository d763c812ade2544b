// Labs from text: what a right one means, what every mistake says and where, and that no text at all breaks the reader.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFileError } from '../../src/base/result.ts';
import { SECOND } from '../../src/base/time.ts';
import type { Lab } from '../../src/sim/lab.ts';
import { parseLab, type LabOptions } from '../../src/sim/labText.ts';
import { formatIpv4, formatMac, isGroupMac, isLocalMac } from '../../src/wire/address.ts';

const twoLans = `lab: two-lans
seed: 7
defaults:
  link: { rate: 10 Mbit/s, delay: 2 ms }
  host: { arp-timeout: 20 s }
  switch: { ageing: 1 min }
devices:
  A:   { kind: host, ip: 192.168.12.1/24, mac: 02:00:00:00:00:0a }
  B:   { kind: host, ip: [192.168.12.2/24, 10.0.0.2/8], mac: 02:00:00:00:00:0b, gateway: 192.168.12.254, ttl: 32, echo: off, tcp: { mss: 536, delayedAck: off } }
  C:   { kind: host, ip: 192.168.13.1/24, gateway: 192.168.13.254, at: [620, 80], note: far away }
  S12: { kind: switch, mirror: { from: [1, 2], to: 3 } }
  S13: { kind: switch, ports: 8 }
  R:
    kind: router
    interfaces: { eth0: { ip: 192.168.12.254/24 }, eth1: { ip: 192.168.13.254/24, mtu: 1400 } }
    routes: [ { to: 203.0.113.0/24, via: 192.168.13.9 } ]
links:
  - [A, S12]
  - [B, S12.4]
  - { ends: [R.eth0, S12], delay: 20 ms, loss: 1 %, queue: 32 KiB, mtu: 1200, back: { delay: 5 ms } }
  - [R.eth1, S13]
  - { ends: [C, S13], reorder: { chance: 5 %, by: 3 ms }, name: last }
faults:
  - { drop: icmp, from: A, nth: 2, name: the second ping }
  - { delay: arp, from: S12.4, by: 200 ms }
files:
  B: { server.py: { from: server.py }, notes.txt: hello }
do:
  - { at: 2 s, on: A, run: arp -a }
  - { at: 0 s, on: A, run: ping -c 1 192.168.13.1 }
`;

const load = (name: string): string | undefined => (name === 'server.py' ? 'print(1)\n' : undefined);

function labOf(text: string, options: LabOptions = { load }): Lab {
  const result = parseLab(text, 'x.lab.yaml', options);
  if (!result.ok) throw new Error(result.errors.map(formatFileError).join('\n'));
  return result.value;
}

const mistakesOf = (text: string, options?: LabOptions): string[] => {
  const result = parseLab(text, 'x', options);
  return result.ok ? [] : result.errors.map(formatFileError);
};
const warningsOf = (text: string): string[] => {
  const result = parseLab(text, 'x');
  return result.ok ? (result.warnings ?? []).map(formatFileError) : ['not ok'];
};

describe('a lab', () => {
  const lab = labOf(twoLans);
  const device = (name: string) => lab.devices.find((one) => one.name === name)!;

  test('has its devices with everything worked out', () => {
    expect(lab.devices.map((one) => `${one.kind} ${one.name}`)).toEqual([
      'host A',
      'host B',
      'host C',
      'switch S12',
      'switch S13',
      'router R',
    ]);
    const b = device('B');
    if (b.kind !== 'host') throw new Error();
    expect(b.interfaces[0]!.addresses.map((one) => `${formatIpv4(one.ip)}/${one.prefix}`)).toEqual([
      '192.168.12.2/24',
      '10.0.0.2/8',
    ]);
    expect(b.routes).toEqual([{ to: 0, prefix: 0, via: 0xc0a80cfe }]);
    expect(b.options).toMatchObject({ ttl: 32, echo: false, arpTimeout: 20 * SECOND, arpTries: 3 });
    expect(b.sockets.tcp).toMatchObject({ mss: 536, delayedAck: 0, nagle: true });
    expect(b.files).toEqual({ 'server.py': 'print(1)\n', 'notes.txt': 'hello' });
    expect(device('R')).toMatchObject({ forwarding: true, routes: [{ to: 0xcb007100, prefix: 24, via: 0xc0a80d09 }] });
    expect(device('S12')).toMatchObject({ ports: 4, ageing: 60 * SECOND, mirror: { from: [0, 1], to: 2 } });
    expect(device('S13')).toMatchObject({ ports: 8 });
    expect(lab.at).toEqual({ C: [620, 80] });
    expect(lab.notes).toEqual({ C: 'far away' });
  });

  test('gives links the next free ports and their profiles', () => {
    expect(lab.links.map((link) => link.ends.map((end) => `${end.device}.${end.port}`).join(' '))).toEqual([
      'A.eth0 S12.1',
      'B.eth0 S12.4',
      'R.eth0 S12.2',
      'R.eth1 S13.1',
      'C.eth0 S13.2',
    ]);
    expect(lab.links.map((link) => link.name)).toEqual(['A-S12', 'B-S12', 'R-S12', 'R-S13', 'last']);
    expect(lab.links[0]!.profile).toMatchObject({ rate: 10e6, delay: 2e6, queue: 64_000, mtu: 1500, up: true });
    expect(lab.links[2]!.profile).toMatchObject({ delay: 20e6, loss: 10_000, queue: 32_768, mtu: 1200 });
    expect(lab.links[2]!.back).toMatchObject({ delay: 5e6, loss: 10_000 });
    expect(lab.links[4]!.profile).toMatchObject({ reorder: 50_000, reorderBy: 3e6 });
  });

  test('has faults, and lines to do in the order of time', () => {
    expect(lab.faults).toEqual([
      { name: 'the second ping', action: 'drop', filter: 'icmp', from: 'A', nth: [2] },
      { name: 'delay arp', action: 'delay', filter: 'arp', from: 'S12.4', by: 200e6 },
    ]);
    expect(lab.do).toEqual([
      { at: 0, on: 'A', run: 'ping -c 1 192.168.13.1' },
      { at: 2e9, on: 'A', run: 'arp -a' },
    ]);
  });

  test('makes the MACs that are not given from the seed and the name, whoever else is there', () => {
    const macs = (text: string): Record<string, number> =>
      Object.fromEntries(
        labOf(text).devices.flatMap((one) =>
          'interfaces' in one ? one.interfaces.map((i) => [`${one.name}.${i.name}`, i.mac]) : [],
        ),
      );
    const before = macs(twoLans);
    for (const mac of Object.values(before))
      expect([isGroupMac(mac), isLocalMac(mac)], formatMac(mac)).toEqual([false, true]);
    expect(new Set(Object.values(before)).size).toBe(5);
    const more = macs(twoLans.replace('devices:', 'devices:\n  AA: { kind: host }'));
    expect(more['R.eth1']).toBe(before['R.eth1']);
    expect(macs(twoLans.replace('seed: 7', 'seed: 8'))['R.eth1']).not.toBe(before['R.eth1']);
  });

  test('can be laid over: maps merge, lists replace, null takes away', () => {
    const over = [
      {
        text: 'devices:\n  B: { ip: 192.168.12.20/24, gateway: null }\nfaults: null\n',
        origin: { file: 'y', line: 10 },
      },
    ];
    const changed = labOf(twoLans, { load, over });
    const b = changed.devices.find((one) => one.name === 'B')!;
    expect(b).toMatchObject({
      interfaces: [{ mac: 0x02000000000b, addresses: [{ ip: 0xc0a80c14, prefix: 24 }] }],
      routes: [],
    });
    expect(changed.faults).toEqual([]);
    expect(changed.links).toEqual(lab.links);
    expect(
      mistakesOf(twoLans, { load, over: [{ text: 'devices:\n  B: { ipp: 1 }', origin: { file: 'y', line: 10 } }] }),
    ).toEqual(['y:11:8 `ipp` is no key of a host (did you mean `ip`?)']);
  });
});

describe('a mistake', () => {
  const devices = 'devices:\n  A: { kind: host }\n  B: { kind: host }\n  S: { kind: switch }\n';
  const offered = (entry: string): string => `${devices}links: [[A, S]]\ncompare:\n  - ${entry}`;
  test.each([
    [offered('{ link: A-S }'), 'x:7:5 one property of the link is different (loss, delay or rate)'],
    [offered('{ link: A-B, loss: 10 % }'), 'x:7:13 there is no link `A-B` (did you mean `A-S`?)'],
    [offered('{ link: A-S, loss: 10 }'), 'x:7:24 loss has no unit: `10` (write a chance from `0 %` to `100 %`)'],
    [offered('{ of: S, tcp: { nagle: off } }'), 'x:7:11 there is no host `S` (did you mean `A`?)'],
    [offered('{ of: A, tcp: { nagle: off, sack: off } }'), 'x:7:19 one knob is different ({ nagle: off })'],
    [offered('{ tcp: { nagle: off } }'), 'x:7:5 `tcp` needs `of`'],
    [offered('{ on: A, run: ls }'), 'x:7:5 `run` needs `instead`'],
    [offered('{ seed: 7, loss: 10 % }'), 'x:7:16 `loss` does not go with `seed`'],
    [
      offered('{ seed: 7, link: A-S }'),
      'x:7:5 one thing is different, not link and seed ({ seed: 7 }, or with `link`, `tcp`, or `run`)',
    ],
    [offered('{ sead: 7 }'), 'x:7:7 `sead` is no key of an entry of `compare` (did you mean `seed`?)'],
    ['devices:\n  A: { kind: host, gatway: 1.2.3.4 }', 'x:2:20 `gatway` is no key of a host (did you mean `gateway`?)'],
    ['devices:\n  A: { kind: hots }', 'x:2:14 there is no kind `hots` (did you mean `host`?)'],
    ['devices:\n  A: { ip: 10.0.0.1/8 }', 'x:2:3 device A has no `kind` (one of host, router, switch, hub)'],
    ['devices:\n  A: { kind: host }\n  A: { kind: hub }', 'x:3:3 `A` is given twice (first in line 2)'],
    [
      'devices:\n  A: { kind: host, ip: 10.0.0.1 }',
      'x:2:24 the address `10.0.0.1` has no prefix length (write 10.0.0.1/24)',
    ],
    [
      'devices:\n  A: { kind: host, ip: 10.0.0.256/8 }',
      'x:2:24 `10.0.0.256/8` is no address with prefix (write one such as 192.168.12.1/24)',
    ],
    [
      'devices:\n  A: { kind: host, ip: 10.0.0.0/24 }',
      'x:2:24 10.0.0.0/24 is the address of the network itself (hosts there have 10.0.0.1 to 10.0.0.254)',
    ],
    [
      'devices:\n  A: { kind: host, ip: 10.0.0.255/24 }',
      "x:2:24 10.0.0.255/24 is the network's broadcast address (hosts there have 10.0.0.1 to 10.0.0.254)",
    ],
    [
      'devices:\n  A: { kind: host, ip: 224.0.0.5/24 }',
      'x:2:24 224.0.0.5/24 is a multicast address: it names a group, no interface (write one such as 192.168.12.1/24)',
    ],
    [
      'devices:\n  A: { kind: host, mac: 01:00:5e:00:00:01 }',
      'x:2:25 01:00:5e:00:00:01 is the address of a group (the first octet of an interface is even)',
    ],
    ['devices:\n  A: { kind: host, mtu: 10 }', 'x:2:25 mtu cannot be `10` (a whole number from 68 to 65535)'],
    [
      'devices:\n  A: { kind: host, arp-timeout: 60 }',
      'x:2:33 arp-timeout has no unit: `60` (write a time with its unit, from 1 ms to 86400 s)',
    ],
    [
      'devices:\n  A: { kind: host, routes: [ { to: 10.0.0.1/8, dev: eth0 } ] }',
      'x:2:36 10.0.0.1/8 is no network: bits behind the prefix are set (write 10.0.0.0/8)',
    ],
    [
      'devices:\n  A: { kind: host, routes: [ { to: default, dev: eth1 } ] }',
      'x:2:50 A has no interface `eth1` (there are: eth0)',
    ],
    [`${devices}links: [ [A, T] ]`, 'x:5:14 there is no device `T` (did you mean `A`?)'],
    [`${devices}links: [ [A.eth1, S] ]`, 'x:5:11 A has no port `eth1` (did you mean `eth0`?)'],
    [`${devices}links: [ [A, S.0] ]`, 'x:5:14 S has no port `0` (ports are numbered from 1 to 250)'],
    [`${devices}links: [ [A, S], [A, B] ]`, 'x:5:19 A has no free interface (it has eth0: add one under `interfaces`)'],
    [`${devices}links: [ [A, S.3], [B, S.3] ]`, 'x:5:24 S.3 has a cable already (from line 5)'],
    [`${devices}links: [ [A, B, S] ]`, 'x:5:10 a link has two ends, not 3 ([A, S12])'],
    [
      `${devices}links: [ { ends: [A, S], delay: 5 } ]`,
      'x:5:33 delay has no unit: `5` (write a time with its unit, such as `1 ms`)',
    ],
    [
      `${devices}links: [ { ends: [A, S], loss: 101 % } ]`,
      'x:5:32 loss cannot be `101 %` (write a chance from `0 %` to `100 %`)',
    ],
    [
      `${devices}links: [ { ends: [A, S], rate: fast } ]`,
      'x:5:32 rate cannot be `fast` (write a rate with its unit, such as `100 Mbit/s`)',
    ],
    [`${devices}faults: [ { drop: icmp, from: Q } ]`, 'x:5:31 there is no device `Q` (did you mean `A`?)'],
    [
      `${devices}faults: [ { drop: icmp, delay: arp } ]`,
      'x:5:11 one fault does one thing, not drop and delay (one of `drop`, `delay`, `duplicate`, `corrupt` with a display filter)',
    ],
    [
      `${devices}do: [ { at: 0 s, on: S, run: ls } ]`,
      'x:5:22 S is a switch: it runs no commands (hosts and routers do)',
    ],
    [`${devices}files: { A: { x.py: { from: x.py } } }`, 'x:5:29 there is no file `x.py` beside the lab'],
    ['seed: minus\ndevices: {}', 'x:1:7 seed cannot be `minus` (a whole number from 0 to 4294967295)'],
    ['lab: x', 'x:1:1 the lab has no `devices` (devices: { A: { kind: host, ip: 192.168.12.1/24 } })'],
    ['devices: &d {}\nlinks: *d', 'x:1:13 the anchor `&d` is not used here (leave it out)'],
    ['devices: !!js/function {}', 'x:1:24 the tag `tag:yaml.org,2002:js/function` is not used here (leave it out)'],
    [
      'devices: { constructor: { kind: host } }',
      'x:1:12 a device cannot be called `constructor` (a letter, then letters, digits, `-` or `_`, at most 32)',
    ],
  ])('%# is told at its place', (text, message) => {
    expect(`${mistakesOf(text).join('\n')}\n`).toContain(`${message}\n`);
  });

  test('in a filter is told at the character', () => {
    const [first] = mistakesOf(`${devices}faults: [ { drop: "icmp && ( arp" } ]`);
    expect(first).toMatch(/^x:5:(2[0-9]|3[0-9]) filter: /);
    expect(mistakesOf(`${devices}faults: [ { drop: icmpp } ]`)[0]).toMatch(/^x:5:19 filter: /);
  });

  test('does not hide the others, and they come in the order of the file', () => {
    expect(
      mistakesOf(
        'devices:\n  A: { kind: host, ip: 10.0.0.1 }\n  B: { kind: hots }\nlinks: [ [A, B], [A, C] ]\nfaluts: []\n',
      ),
    ).toEqual([
      'x:2:24 the address `10.0.0.1` has no prefix length (write 10.0.0.1/24)',
      'x:3:14 there is no kind `hots` (did you mean `host`?)',
      'x:4:22 there is no device `C` (did you mean `A`?)',
      'x:5:1 `faluts` is no key of a lab (did you mean `faults`?)',
    ]);
  });

  test('of YAML itself is told at its place', () => {
    expect(mistakesOf('devices:\n  A: { kind: host\n')[0]).toMatch(/^x:\d+:\d+ YAML: /);
    expect(mistakesOf('a: b: c')[0]).toMatch(/^x:1:\d+ YAML: /);
    expect(mistakesOf('{}\n---\n{}')[0]).toMatch(/second document/);
  });

  test('counts from where the text begins in its file', () => {
    expect(mistakesOf('devices:\n  A: { kind: hots }', { origin: { line: 11, column: 1 } })[0]).toMatch(/^x:12:14 /);
  });
});

describe('a warning', () => {
  test('is given for what may be broken on purpose', () => {
    expect(warningsOf('devices:\n  A: { kind: host, ip: 10.0.0.1/24, gateway: 10.1.0.1 }')).toEqual([
      'x:2:46 10.1.0.1 is on no network of A (A is on 10.0.0.0/24)',
    ]);
    expect(warningsOf('devices:\n  A: { kind: host, ip: 10.0.0.1/24 }\n  B: { kind: host, ip: 10.0.0.1/24 }')).toEqual([
      'x:3:3 B.eth0 and A.eth0 both have 10.0.0.1',
    ]);
    expect(warningsOf('devices:\n  S: { kind: switch }\nlinks: [ [S, S] ]')).toEqual([
      'x:3:10 a cable from S to itself makes a loop',
    ]);
  });
});

describe('any text at all', () => {
  const survives = (text: string): void => {
    const result = parseLab(text, 'x', { over: [{ text, origin: { file: 'y' } }] });
    if (!result.ok) {
      expect(result.errors.length).toBeGreaterThan(0);
      for (const e of result.errors) {
        expect(
          Number.isInteger(e.line) && e.line >= 1 && Number.isInteger(e.column) && e.column >= 1,
          formatFileError(e),
        ).toBe(true);
      }
    }
  };

  test('is read without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), survives), { numRuns: 300 });
    const words = fc.constantFrom(
      ...twoLans.split(/(?<=\s)|(?=[{}[\],:])/),
      '&a',
      '*a',
      '!t ',
      '<<',
      '? ',
      '- ',
      '\n',
      '"',
      "'",
      '|',
      '>',
      '#',
      '\t',
    );
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 60 }).map((list) => list.join('')),
        survives,
      ),
      { numRuns: 500 },
    );
  });

  test('so is a lab in which something was changed', () => {
    const cut = fc.tuple(fc.nat(twoLans.length), fc.nat(12), fc.string({ maxLength: 6 }));
    const mutated = fc
      .array(cut, { minLength: 1, maxLength: 3 })
      .map((cuts) =>
        cuts.reduce((text, [at, length, by]) => text.slice(0, at) + by + text.slice(at + length), twoLans),
      );
    fc.assert(fc.property(mutated, survives), { numRuns: 500 });
  });

  test.each([
    ['brackets', '['.repeat(100_000)],
    ['braces', '{a: '.repeat(50_000)],
    ['dashes', '- '.repeat(100_000)],
    ['indents', Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['question marks', '? '.repeat(50_000)],
    ['aliases', `a: &a [1]\n${Array.from({ length: 1000 }, (_, i) => `b${i}: [*a, *a]`).join('\n')}`],
    ['length', 'x'.repeat(500_000)],
    ['many devices', `devices: {${Array.from({ length: 5000 }, (_, i) => `D${i}: { kind: host }`).join(', ')}}`],
    ['many keys', Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join('\n')],
  ])('has an end: %s', (_, text) => {
    const result = parseLab(text, 'x');
    expect(result.ok).toBe(false);
  });
});
