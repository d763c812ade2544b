// A host's settings, its tables, and what a checkpoint of many hosts costs.
import { describe, expect, test } from 'vitest';
import { copyOf } from '../../src/base/copy.ts';
import { createHost } from '../../src/devices/host/host.ts';
import { hostPortChanged } from '../../src/devices/host/receive.ts';
import { sendEcho, sendFrame } from '../../src/devices/host/send.ts';
import {
  addRoute,
  arpEntries,
  removeRoute,
  routeList,
  setAddresses,
  setForwarding,
  setGateway,
  setInterfaceUp,
  setMac,
  setMtu,
} from '../../src/devices/host/settings.ts';
import { formatRoute } from '../../src/stack/addresses.ts';
import { ip, lan, listenOn, mac, type Lan } from '../support/lan.ts';
import { defaultOptions } from '../../src/stack/options.ts';
import { defaultSocketSettings } from '../../src/stack/sockets/settings.ts';

const one = (): Lan => lan({ A: { eth: ['192.168.12.1/24', '10.0.0.1/8'], gateway: '192.168.12.254' } }, []);
const routes = (l: Lan): string[] => routeList(l.hosts['A']).map((route) => formatRoute(l.hosts['A'], route));
const address = (text: string, prefix = 24) => ({ ip: ip(text), prefix });
const rows = (l: Lan): string[] => l.news().map((line) => line.replace(/^\d+ /, ''));

describe('addresses', () => {
  test('bring their routes and take them away, with the gateways that lay behind them', () => {
    const l = one();
    expect(routes(l)).toEqual([
      '192.168.12.0/24 dev eth0',
      '10.0.0.0/8 dev eth1',
      'default via 192.168.12.254 dev eth0',
    ]);
    expect(setAddresses(l.hosts['A'], 0, [address('192.168.20.1')], l.table)).toBeUndefined();
    expect(rows(l)).toEqual([
      'A.eth0 * address-removed 192.168.12.1/24',
      'A.eth0 * address-set 192.168.20.1/24',
      'A.eth0 * route-removed 192.168.12.0/24 dev eth0',
      'A.eth0 * route-removed default via 192.168.12.254 dev eth0',
      'A.eth0 * route-added 192.168.20.0/24 dev eth0',
    ]);
    expect(routes(l)).toEqual(['192.168.20.0/24 dev eth0', '10.0.0.0/8 dev eth1']);
  });

  test('that stay keep their routes; a second one adds its own', () => {
    const l = one();
    setAddresses(l.hosts['A'], 0, [address('172.16.0.1', 16), address('192.168.12.1')], l.table);
    expect(rows(l)).toEqual(['A.eth0 * address-set 172.16.0.1/16', 'A.eth0 * route-added 172.16.0.0/16 dev eth0']);
    expect(l.hosts['A'].interfaces[0].addresses.map((a) => a.ip)).toEqual([ip('172.16.0.1'), ip('192.168.12.1')]);
    expect(routes(l)).toContain('default via 192.168.12.254 dev eth0');
  });

  test('a wider mask is another route', () => {
    const l = one();
    setAddresses(l.hosts['A'], 0, [address('192.168.12.1', 16)], l.table);
    expect(routes(l)).toEqual([
      '192.168.0.0/16 dev eth0',
      '10.0.0.0/8 dev eth1',
      'default via 192.168.12.254 dev eth0',
    ]);
  });

  test('empty the ARP cache of their interface', () => {
    const l = lan({ A: { eth: ['192.168.12.1/24'] }, B: { eth: ['192.168.12.2/24'] } }, [['A.eth0', 'B.eth0']]);
    sendEcho(l.hosts['A'], { to: ip('192.168.12.2'), ident: 1, seq: 1, payload: 0 }, l.table);
    l.run(50);
    setAddresses(l.hosts['A'], 0, [address('192.168.12.3')], l.table);
    expect(arpEntries(l.hosts['A'], l.table.now)).toEqual([]);
  });

  test.each([
    ['the first of a network', address('192.168.12.0'), 'EINVAL'],
    ['the last of a network', address('192.168.12.255'), 'EINVAL'],
    ['a group', address('224.0.0.9'), 'EINVAL'],
    ['loopback', address('127.0.0.9', 8), 'EINVAL'],
    ['of network 0', address('0.0.0.9', 8), 'EINVAL'],
    ['with a prefix that there is not', address('192.168.12.1', 33), 'EINVAL'],
    ['of another interface', address('10.0.0.1', 8), 'EEXIST'],
  ])('%s is refused', (_, wrong, failure) => {
    const l = one();
    expect(setAddresses(l.hosts['A'], 0, [wrong], l.table)).toBe(failure);
    expect(l.news()).toEqual([]);
  });

  test('of lo, and of no interface', () => {
    const l = one();
    expect(setAddresses(l.hosts['A'], 2, [address('10.1.1.1')], l.table)).toBe('EOPNOTSUPP');
    expect(setAddresses(l.hosts['A'], 9, [address('10.1.1.1')], l.table)).toBe('ENODEV');
  });

  test('of /31 have neither first nor last; a /32 has no network', () => {
    const l = one();
    expect(setAddresses(l.hosts['A'], 0, [address('10.9.9.0', 31), address('10.9.9.7', 32)], l.table)).toBeUndefined();
    expect(routes(l)).toEqual(['10.9.9.0/31 dev eth0', '10.0.0.0/8 dev eth1']);
  });
});

describe('routes', () => {
  test.each([
    ['a gateway on no network of the host', { to: 0, prefix: 0, via: ip('192.168.13.254'), metric: 5 }, 'ENETUNREACH'],
    [
      'a gateway behind another interface',
      { to: 0, prefix: 0, via: ip('10.9.9.9'), interface: 0, metric: 5 },
      'ENETUNREACH',
    ],
    ['the host itself as gateway', { to: 0, prefix: 0, via: ip('10.0.0.1'), metric: 5 }, 'EINVAL'],
    ['a second default', { to: 0, prefix: 0, via: ip('192.168.12.9') }, 'EEXIST'],
    ['host bits', { to: ip('172.16.0.1'), prefix: 16, via: ip('10.9.9.9') }, 'EINVAL'],
    ['neither gateway nor interface', { to: ip('172.16.0.0'), prefix: 16 }, 'EINVAL'],
    ['an interface that is not there', { to: ip('172.16.0.0'), prefix: 16, interface: 7 }, 'EINVAL'],
  ])('%s is refused', (_, wanted, failure) => {
    const l = one();
    expect(addRoute(l.hosts['A'], wanted, l.table)).toBe(failure);
    expect(l.news()).toEqual([]);
  });

  test('come and go', () => {
    const l = one();
    const wanted = { to: ip('172.16.0.0'), prefix: 16, via: ip('10.9.9.9'), metric: 3 };
    expect(addRoute(l.hosts['A'], wanted, l.table)).toBeUndefined();
    expect(removeRoute(l.hosts['A'], { to: wanted.to, prefix: 16, via: ip('10.9.9.8') }, l.table)).toBe('ESRCH');
    expect(removeRoute(l.hosts['A'], { to: wanted.to, prefix: 16 }, l.table)).toBeUndefined();
    expect(rows(l)).toEqual([
      'A.eth1 * route-added 172.16.0.0/16 via 10.9.9.9 dev eth1 metric 3',
      'A.eth1 * route-removed 172.16.0.0/16 via 10.9.9.9 dev eth1 metric 3',
    ]);
  });

  test('the gateway is replaced as a whole, or not at all', () => {
    const l = one();
    expect(setGateway(l.hosts['A'], ip('10.0.0.9'), l.table)).toBeUndefined();
    expect(routes(l).at(-1)).toBe('default via 10.0.0.9 dev eth1');
    expect(setGateway(l.hosts['A'], ip('192.168.13.254'), l.table)).toBe('ENETUNREACH');
    expect(routes(l).at(-1)).toBe('default via 10.0.0.9 dev eth1');
    expect(setGateway(l.hosts['A'], undefined, l.table)).toBeUndefined();
    expect(routes(l)).toHaveLength(2);
  });

  test('of a lab that no machine would take are not there', () => {
    const l = lan({ A: { eth: ['192.168.12.1/24'], gateway: '192.168.13.254' } }, []);
    expect(routes(l)).toEqual(['192.168.12.0/24 dev eth0']);
  });
});

describe('an interface', () => {
  test('that goes down loses its routes; up again it has only its networks', () => {
    const l = one();
    setInterfaceUp(l.hosts['A'], 0, false, l.table);
    expect(routes(l)).toEqual(['10.0.0.0/8 dev eth1']);
    expect(l.deliver('A.eth0', new Uint8Array(60)).at(-1)).toBe('0 A.eth0 drop nic-down');
    expect(sendFrame(l.hosts['A'], 0, new Uint8Array(60), l.table)).toEqual({ ok: false, failure: 'ENETDOWN' });
    setInterfaceUp(l.hosts['A'], 0, true, l.table);
    expect(routes(l)).toEqual(['192.168.12.0/24 dev eth0', '10.0.0.0/8 dev eth1']);
  });

  test('whose cable goes forgets its neighbours, and keeps its routes', () => {
    const l = lan({ A: { eth: ['192.168.12.1/24'] }, B: { eth: ['192.168.12.2/24'] } }, [['A.eth0', 'B.eth0']]);
    sendEcho(l.hosts['A'], { to: ip('192.168.12.2'), ident: 1, seq: 1, payload: 0 }, l.table);
    l.run(50);
    hostPortChanged(l.hosts['A'], 0, false, l.table);
    expect(arpEntries(l.hosts['A'], l.table.now)).toEqual([]);
    expect(routes(l)).toHaveLength(1);
    expect(l.hosts['A'].interfaces[0].carrier).toBe(false);
  });

  test('has a MAC and an MTU that can be set, within reason', () => {
    const l = one();
    const { A } = l.hosts;
    expect([setMac(A, 0, mac('ff:ff:ff:ff:ff:ff'), l.table), setMac(A, 0, 0, l.table)]).toEqual(['EINVAL', 'EINVAL']);
    expect([setMtu(A, 0, 67, l.table), setMtu(A, 0, 65_536, l.table)]).toEqual(['EINVAL', 'EINVAL']);
    expect([setMac(A, 0, mac('02:00:00:00:00:0a'), l.table), setMtu(A, 0, 68, l.table)]).toEqual([
      undefined,
      undefined,
    ]);
    setForwarding(A, true, l.table);
    expect(rows(l)).toEqual(['A.eth0 * mac-set 02:00:00:00:00:0a', 'A.eth0 * mtu-set 68', 'A.* * forwarding-set 1']);
  });

  test('sends any frame, padded unless that is not wanted', () => {
    const l = one();
    sendFrame(l.hosts['A'], 0, Uint8Array.of(1, 2, 3), l.table);
    sendFrame(l.hosts['A'], 0, Uint8Array.of(1, 2, 3), l.table, false);
    expect([0, 1].map((i) => l.table.bytesOf(i).length)).toEqual([60, 3]);
    expect(sendFrame(l.hosts['A'], 9, new Uint8Array(1), l.table)).toEqual({ ok: false, failure: 'EINVAL' });
  });
});

describe('while somebody looks', () => {
  test('each layer tells what it decided', () => {
    const l = lan(
      {
        A: { eth: ['192.168.12.1/24'], gateway: '192.168.12.254' },
        R: { eth: ['192.168.12.254/24', '192.168.13.254/24'], router: true },
        C: { eth: ['192.168.13.1/24'], gateway: '192.168.13.254' },
      },
      [
        ['A.eth0', 'R.eth0'],
        ['R.eth1', 'C.eth0'],
      ],
    );
    l.table.explaining = true;
    sendEcho(l.hosts['A'], { to: ip('192.168.13.1'), ident: 1, seq: 1, payload: 0 }, l.table);
    l.run(50);
    const told = l.table.decisions.map((d) => d.reason);
    expect(told.slice(0, 2)).toEqual(['ip-via-gateway', 'arp-cache-miss']);
    for (const reason of [
      'nic-accepted-broadcast',
      'eth-to-arp',
      'arp-is-for-me',
      'nic-accepted-own',
      'eth-to-ip',
      'ip-forwarding',
      'ip-on-link',
      'ip-is-mine',
      'arp-cache-hit',
    ] as const) {
      expect(told).toContain(reason);
    }
  });
});

describe('state', () => {
  test('is plain data: a copy is equal and goes its own way', () => {
    const l = lan({ A: { eth: ['192.168.12.1/24'] }, B: { eth: ['192.168.12.2/24'] } }, [['A.eth0', 'B.eth0']]);
    listenOn(l, 'A', 0);
    sendEcho(l.hosts['A'], { to: ip('192.168.12.2'), ident: 1, seq: 1, payload: 3000 }, l.table);
    l.run(0.5);
    const copy = copyOf(l.hosts['A']);
    expect(copy).toEqual(l.hosts['A']);
    expect(structuredClone(l.hosts['A'])).toEqual(copy);
    l.run(50);
    expect(copy).not.toEqual(l.hosts['A']);
    expect(copy.interfaces[0].arp.questions).toHaveLength(1);
  });

  test('depends on the seed and the name alone', () => {
    const setup = {
      kind: 'host',
      name: 'A',
      interfaces: [],
      routes: [],
      forwarding: false,
      options: defaultOptions,
      sockets: defaultSocketSettings,
      hosts: {},
      files: {},
    } as const;
    const host = (seed: number) => createHost({ ...setup, interfaces: [], routes: [] }, 0, seed);
    expect(host(7)).toEqual(host(7));
    expect(host(7).nextIdent).not.toBe(host(8).nextIdent);
  });
});
