// A network divided by hand: split, join, notes, undo, the text for the address bar, the table, and the lab made from it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cidr } from '../../src/calc/ipv4Entry.ts';
import { endOf, holds } from '../../src/calc/subnet/blocks.ts';
import * as space from '../../src/calc/subnet/space.ts';
import type { Leaf, Space } from '../../src/calc/subnet/space.ts';
import { labOf, MOST_NETWORKS } from '../../src/calc/subnet/spaceLab.ts';
import { spaceCsv } from '../../src/calc/subnet/spaceRows.ts';
import { readSpace, writeSpace } from '../../src/calc/subnet/spaceText.ts';
import { parseLab } from '../../src/sim/labText.ts';
import { formatCidr, networkOf, parseCidr } from '../../src/wire/address.ts';

const cidr = (text: string): Cidr => parseCidr(text)!;
const whole = (text: string): Space => space.spaceOf(cidr(text), []);
const at = (one: Space, address: string): Leaf => space.leafAt(one, cidr(`${address}/32`).ip);
const splitAt = (one: Space, address: string): Space => space.split(one, at(one, address));
const joinAt = (one: Space, address: string): Space => space.join(one, at(one, address));
const shown = ({ leaves }: Space): string[] =>
  leaves.map(({ ip, prefix, note, colour }) => [formatCidr(ip, prefix), note, colour].filter(Boolean).join(' '));

/** Divided in the middle, with marks. */
function some(): Space {
  let one = splitAt(splitAt(whole('192.168.20.0/24'), '192.168.20.0'), '192.168.20.128');
  one = space.noted(one, at(one, '192.168.20.0'), 'sales');
  one = space.painted(one, at(one, '192.168.20.0'), 'blue');
  return space.noted(one, at(one, '192.168.20.200'), 'a;b~c=d · 销售');
}

describe('split and join', () => {
  test('a block becomes two halves, and they one again', () => {
    const two = splitAt(whole('10.0.0.0/8'), '10.77.0.1');
    expect(shown(two)).toEqual(['10.0.0.0/9', '10.128.0.0/9']);
    expect(shown(joinAt(two, '10.200.0.0'))).toEqual(['10.0.0.0/8']);
  });

  test('the note stays with the lower half; joined, notes stand together and the first colour stays', () => {
    const one = splitAt(some(), '192.168.20.0');
    expect(shown(one)).toEqual([
      '192.168.20.0/26 sales blue',
      '192.168.20.64/26',
      '192.168.20.128/26',
      '192.168.20.192/26 a;b~c=d · 销售',
    ]);
    // The other half is divided further: all of it joins.
    const root = joinAt(joinAt(one, '192.168.20.64'), '192.168.20.0');
    expect(shown(root)).toEqual(['192.168.20.0/24 sales + a;b~c=d · 销售 blue']);
  });

  test('a single address is not split, the root is not joined, and more than the most blocks there are not', () => {
    const single = whole('10.0.0.1/32');
    expect(splitAt(single, '10.0.0.1')).toBe(single);
    expect(joinAt(single, '10.0.0.1')).toBe(single);
    let one = whole('10.0.0.0/8');
    for (let more = true; more;) {
      const next = space.split(
        one,
        one.leaves.find((leaf) => leaf.prefix < 16)!,
      );
      more = next !== one;
      one = next;
    }
    expect(one.leaves).toHaveLength(space.MOST_LEAVES);
  });

  test('an emptied note and no colour leave a block free', () => {
    let one = some();
    one = space.painted(one, at(one, '192.168.20.0'), undefined);
    expect(space.isFree(at(one, '192.168.20.0'))).toBe(false);
    one = space.noted(one, at(one, '192.168.20.0'), ' \n ');
    expect(space.isFree(at(one, '192.168.20.0'))).toBe(true);
  });

  test('blocks are put into a network, and what lies between them is free', () => {
    const blocks = [{ ...cidr('10.0.0.64/26'), note: 'x' }, cidr('10.0.0.192/27')];
    expect(shown(space.spaceOf(cidr('10.0.0.0/24'), blocks))).toEqual([
      '10.0.0.0/26',
      '10.0.0.64/26 x',
      '10.0.0.128/26',
      '10.0.0.192/27',
      '10.0.0.224/27',
    ]);
    expect(shown(space.spaceOf(cidr('0.0.0.0/0'), [cidr('128.0.0.0/1')]))).toEqual(['0.0.0.0/1', '128.0.0.0/1']);
    // A name from the list of needs may have signs that an address cannot carry.
    const odd = space.spaceOf(cidr('10.0.0.0/24'), [{ ...cidr('10.0.0.0/24'), note: 'a\0b\ud800', colour: 'blue' }]);
    expect(readSpace(writeSpace(odd))).toEqual(odd);
  });
});

test('what was done is taken back and done again; something new ends that', () => {
  const empty: space.Doings<string> = { before: [], after: [] };
  const two = space.did(space.did(empty, 'a'), 'b');
  const back = space.undone(two, 'c')!;
  expect(back).toEqual({ now: 'b', doings: { before: ['a'], after: ['c'] } });
  expect(space.redone(back.doings, 'b')).toEqual({ now: 'c', doings: two });
  expect(space.redone(space.did(back.doings, 'b'), 'd')).toBeUndefined();
  expect(space.undone(empty, 'a')).toBeUndefined();
});

test('a picture halves its sides by turns, and every block has its place', () => {
  const view = cidr('10.0.0.0/8');
  expect(space.placeIn(view, view)).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  expect(space.placeIn(view, cidr('10.128.0.0/9'))).toEqual({ x: 0.5, y: 0, width: 0.5, height: 1 });
  expect(space.placeIn(view, cidr('10.64.0.0/10'))).toEqual({ x: 0, y: 0.5, width: 0.5, height: 0.5 });
  expect(space.placeIn(view, cidr('10.224.0.0/11'))).toEqual({ x: 0.75, y: 0.5, width: 0.25, height: 0.5 });
});

/** Any space that can be made by hand. */
const anySpace = fc
  .record({
    ip: fc.integer({ min: 0, max: 0xffff_ffff }),
    prefix: fc.integer({ min: 0, max: 32 }),
    doings: fc.array(
      fc.record({
        what: fc.constantFrom('split', 'split', 'split', 'join', 'note', 'paint'),
        where: fc.nat(),
        note: fc.string({ unit: 'binary', maxLength: 50 }),
        colour: fc.constantFrom(...space.spaceColours, undefined),
      }),
      { maxLength: 60 },
    ),
  })
  .map(({ ip, prefix, doings }) => {
    let one = whole(formatCidr(networkOf(ip, prefix), prefix));
    for (const { what, where, note, colour } of doings) {
      const leaf = one.leaves[where % one.leaves.length]!;
      if (what === 'split') one = space.split(one, leaf);
      else if (what === 'join') one = space.join(one, leaf);
      else one = what === 'note' ? space.noted(one, leaf, note) : space.painted(one, leaf, colour);
    }
    return one;
  });

test('whatever is done, the leaves have all addresses of the root, each once, and the address bar brings them back', () => {
  fc.assert(
    fc.property(anySpace, (one) => {
      expect(one.leaves[0]!.ip).toBe(one.root.ip);
      one.leaves.forEach((leaf, place) => {
        expect(holds(one.root, leaf) && networkOf(leaf.ip, leaf.prefix) === leaf.ip).toBe(true);
        expect(endOf(leaf)).toBe(one.leaves[place + 1]?.ip ?? endOf(one.root));
      });
      const text = writeSpace(one);
      expect(text.length).toBeLessThanOrEqual(8192);
      expect(readSpace(text)).toEqual(one);
      // The address bar carries it through `URLSearchParams`, as it is.
      expect(new URLSearchParams(new URLSearchParams({ space: text }).toString()).get('space')).toBe(text);
    }),
  );
});

describe('the text for the address bar', () => {
  test('is short', () => {
    expect(writeSpace(some())).toBe('192.168.20.0/24;25b=sales;26;26=a~.b~~c=d · 销售');
  });

  test.each([
    '',
    'x',
    '192.168.20.0/24',
    '192.168.20.0/24;25',
    '192.168.20.0/24;25;25;25',
    '192.168.20.0/24;26;25;26',
    '192.168.20.0/24;23',
    '192.168.20.1/24;24',
    '192.168.20.0/33;24',
    '192.168.20.0/24;24x',
    '192.168.20.0/24;24b=',
    '192.168.20.0/24;24= blank',
    `192.168.20.0/24;24=${'x'.repeat(41)}`,
    '192.168.20.0/24;24=a\nb',
    '192.168.20.0/24;24;',
    '192.168.20.0/24;024',
    '0.0.0.0/0;1;1;1',
    `10.0.0.0/8;${Array.from({ length: 256 }, () => '16').join(';')}`,
    '255.255.255.255/32;32;32',
    `10.0.0.0/8;8=${'x'.repeat(9000)}`,
  ])('%j is refused', (text) => {
    expect(readSpace(text)).toBeUndefined();
  });

  test('any text at all is answered', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('10.0.0.0/8', ';', '9', '32', 'b', '=', '~', 'x', '\ud800', '/')),
        (parts) => {
          const read = readSpace(parts.join(''));
          if (read) expect(readSpace(writeSpace(read))).toEqual(read);
        },
      ),
    );
  });
});

test('the table as CSV, a note that looks like a formula made harmless', () => {
  const one = space.noted(some(), at(some(), '192.168.20.130'), '=1+1');
  const named = spaceCsv(one, (what) => ('column' in what ? what.column : what.colour));
  expect(named.split('\r\n').slice(0, 4)).toEqual([
    'network,mask,first,last,usable,note,colour',
    '192.168.20.0/25,255.255.255.128,192.168.20.1,192.168.20.126,126,sales,blue',
    "192.168.20.128/26,255.255.255.192,192.168.20.129,192.168.20.190,62,'=1+1,",
    '192.168.20.192/26,255.255.255.192,192.168.20.193,192.168.20.254,62,"a;b~c=d · 销售",',
  ]);
});

describe('the lab', () => {
  const lab = (one: Space) => {
    const made = labOf(one)!;
    const read = parseLab(made.text, 'space.lab.yaml');
    return { ...made, lab: read.ok ? read.value : undefined, errors: read.ok ? read.warnings : read.errors };
  };

  test('has a router with an interface in each block that is in use, and hosts', () => {
    const { text, networks, left, lab: read, errors } = lab(some());
    expect([networks, left, errors]).toEqual([2, 0, undefined]);
    expect(read!.devices.map(({ name }) => name)).toEqual(['R', 'S1', 'A1', 'B1', 'S2', 'A2', 'B2']);
    expect(text).toContain('eth1: { ip: 192.168.20.254/26 }');
    expect(text).toContain('A1: { kind: host, ip: 192.168.20.1/25, gateway: 192.168.20.126 }');
    expect(text).toContain('run: ping -c 1 192.168.20.193');
  });

  test('of two addresses one is the router’s; a single one has no room for it', () => {
    let one = splitAt(splitAt(whole('10.0.0.0/30'), '10.0.0.0'), '10.0.0.0');
    const { networks, left, errors, text } = lab(one);
    expect([networks, left, errors]).toEqual([1, 2, undefined]);
    expect(text).toContain('A1: { kind: host, ip: 10.0.0.2/31, gateway: 10.0.0.3');
    one = whole('10.0.0.4/30');
    expect(lab(one).text).toContain('links:\n  - [A1, R.eth0]\n');
  });

  test('is none of addresses that no host may have', () => {
    expect(labOf(whole('127.0.0.0/8'))).toBeUndefined();
    expect(labOf(whole('0.0.0.0/0'))).toBeUndefined();
    expect(labOf(whole('10.0.0.0/32'))).toBeUndefined();
    expect(labOf(whole('224.0.0.0/4'))).toBeUndefined();
  });

  test('is one that the classroom reads, whatever was done by hand', () => {
    let made = 0;
    fc.assert(
      fc.property(anySpace, (one) => {
        const found = labOf(one);
        if (!found) return;
        made++;
        expect(found.networks).toBeLessThanOrEqual(MOST_NETWORKS);
        expect(found.networks + found.left).toBeLessThanOrEqual(one.leaves.length);
        const read = parseLab(found.text, 'space.lab.yaml');
        expect(read.ok ? (read.warnings ?? []) : read.errors, found.text).toEqual([]);
      }),
    );
    expect(made).toBeGreaterThan(20);
  });
});
