// Address conflict detection: probing, announcing, defending (RFC 5227).
import { describe, expect, test } from 'vitest';
import { sendEcho } from '../../src/devices/host/send.ts';
import { setAddresses, setInterfaceUp } from '../../src/devices/host/settings.ts';
import { ip, lan, type Lan } from '../support/lan.ts';

const probing = { arpProbe: true };
const withoutHeard = (lines: string[]): string[] => lines.filter((line) => !line.includes('nic-not-mine'));

describe('an address', () => {
  test('is probed for three times, used, and announced twice', () => {
    const l = lan({ A: { eth: ['192.168.12.1/24'], gateway: '192.168.12.254', options: probing } }, [['A.eth0']]);
    expect(l.hosts['A'].interfaces[0].addresses).toEqual([]);
    const refused = sendEcho(l.hosts['A'], { to: ip('192.168.12.2'), ident: 1, seq: 1, payload: 0 }, l.table);
    expect(refused).toEqual({ ok: false, failure: 'EADDRNOTAVAIL' });
    const lines = l.run(30_000);
    expect(lines.map((line) => line.replace(/^\d+ /, ''))).toEqual([
      ...new Array(3).fill('A.eth0 arp-probe: ARP Who has 192.168.12.1? (ARP Probe)'),
      'A.eth0 * address-set 192.168.12.1/24',
      'A.eth0 * route-added 192.168.12.0/24 dev eth0',
      ...new Array(2).fill('A.eth0 arp-announcement: ARP ARP Announcement for 192.168.12.1'),
    ]);
    const at = lines.filter((line) => line.includes('ARP')).map((line) => Number(line.split(' ')[0]));
    expect(at[0]).toBeLessThan(1000);
    for (const i of [1, 2]) {
      expect(at[i] - at[i - 1]).toBeGreaterThanOrEqual(999);
      expect(at[i] - at[i - 1]).toBeLessThanOrEqual(2001);
    }
    expect(at[3] - at[2]).toBe(2000);
    expect(at[4] - at[3]).toBe(2000);
    expect(l.hosts['A'].routes.map((route) => route.prefix)).toEqual([24, 0]);
  });

  test('that somebody has is not used', () => {
    const l = lan({ A: { eth: ['192.168.12.1/24'], options: probing }, B: { eth: ['192.168.12.1/24'] } }, [
      ['A.eth0', 'B.eth0'],
    ]);
    const lines = l.run(30_000);
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatch(/A\.eth0 \* arp-claim-lost 192\.168\.12\.1 02:00:00:00:0b:00$/);
    expect(l.hosts['A'].interfaces[0].addresses).toEqual([]);
    expect(l.hosts['A'].interfaces[0].claims).toEqual([]);
  });

  test('that two probe for at once is used by at most one of them', () => {
    const l = lan(
      { A: { eth: ['192.168.12.1/24'], options: probing }, B: { eth: ['192.168.12.1/24'], options: probing } },
      [['A.eth0', 'B.eth0']],
    );
    l.run(30_000);
    expect([...l.hosts['A'].own, ...l.hosts['B'].own].length).toBeLessThanOrEqual(1);
  });

  test('is not probed for while its interface is down; up again it begins anew', () => {
    const l = lan({ A: { eth: ['192.168.12.1/24'], options: probing } }, [['A.eth0']]);
    l.run(1500);
    setInterfaceUp(l.hosts['A'], 0, false, l.table);
    expect(l.run(10_000).filter((line) => line.includes('ARP'))).toEqual([]);
    setInterfaceUp(l.hosts['A'], 0, true, l.table);
    const lines = l.run(30_000);
    expect(lines.filter((line) => line.includes('arp-probe'))).toHaveLength(3);
    expect(lines.filter((line) => line.includes('arp-announcement'))).toHaveLength(2);
  });

  test('that is set later is probed for too', () => {
    const l = lan({ A: { eth: ['192.168.12.1/24'], options: probing } }, [['A.eth0']]);
    l.run(30_000);
    setAddresses(l.hosts['A'], 0, [{ ip: ip('192.168.12.7'), prefix: 24 }], l.table);
    expect(l.news().filter((line) => line.includes('address'))).toEqual([
      '30000 A.eth0 * address-removed 192.168.12.1/24',
    ]);
    expect(withoutHeard(l.run(60_000)).filter((line) => line.includes('address'))).toHaveLength(1);
    expect([...l.hosts['A'].own]).toEqual([ip('192.168.12.7')]);
  });
});

test('an address in use is defended, at most once in ten seconds', () => {
  const rival = (l: Lan): string[] => {
    sendEcho(l.hosts['B'], { to: ip('192.168.12.77'), ident: 1, seq: 1, payload: 0 }, l.table);
    return l.run(l.table.now / 1e6 + 500).filter((line) => line.includes('A.eth0'));
  };
  const l = lan({ A: { eth: ['192.168.12.1/24'], options: probing }, B: { eth: ['192.168.12.9/24'] } }, [
    ['A.eth0', 'B.eth0'],
  ]);
  l.run(20_000);
  setAddresses(l.hosts['B'], 0, [{ ip: ip('192.168.12.1'), prefix: 24 }], l.table);
  expect(rival(l).map((line) => line.replace(/^\d+ /, ''))).toEqual([
    'A.eth0 * arp-conflict 192.168.12.1 02:00:00:00:0b:00',
    'A.eth0 arp-defence: ARP ARP Announcement for 192.168.12.1',
  ]);
  l.run(25_000);
  expect(rival(l)).toHaveLength(1);
  l.run(40_000);
  expect(rival(l)).toHaveLength(2);
});
