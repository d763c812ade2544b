// A run had again with one thing different: the same commands at the same instants, the first run untouched; and what is offered to be different.
import { runAlone } from '../../src/sim/turns.ts';
import { describe, expect, test } from 'vitest';
import { MILLISECOND } from '../../src/base/time.ts';
import { digestOf } from '../../src/sim/digest.ts';
import { act, extend, startHistory, type History } from '../../src/sim/history.ts';
import { offersFor } from '../../src/sim/offers.ts';
import { rowAt } from '../../src/sim/record.ts';
import { vary, type Variation } from '../../src/sim/variation.ts';
import { labOf } from '../support/lab.ts';
import { threeSends } from '../support/threeSends.ts';

/** The lab's two lines, and a ping typed in the middle of the conversation. */
function played(): History {
  let history = startHistory(labOf(threeSends()));
  extend(history);
  history = act(history, 11 * MILLISECOND, { do: 'run', on: 'C', line: 'ping -c 1 192.168.12.1' }).history;
  extend(history);
  return history;
}

const first = played();

function varied(variation: Variation): History {
  const other = runAlone(vary(first, variation));
  extend(other);
  return other;
}

const texts = ({ record }: History): string[] =>
  Array.from({ length: record.rowCount }, (_, i) => rowAt(record, i)).flatMap((row) =>
    row.reason === 'socket-call' ? (record.texts[row.x] ?? []) : [],
  );

describe('a run with one thing different', () => {
  test('is the very same run where the thing is as it was, and the first is left alone', () => {
    const before = digestOf(first.record);
    expect(digestOf(varied({ kind: 'knob', of: 'A', knob: 'nagle', value: true }).record)).toBe(before);
    expect(digestOf(varied({ kind: 'link', link: 'A-S', key: 'loss', value: 0 }).record)).toBe(before);
    expect(digestOf(varied({ kind: 'seed', seed: first.seed }).record)).toBe(before);
    expect(digestOf(varied({ kind: 'line', log: 2, line: 'ping -c 1 192.168.12.1' }).record)).toBe(before);
    varied({ kind: 'knob', of: 'A', knob: 'nagle', value: false });
    expect(digestOf(first.record)).toBe(before);
    expect(first.lab.devices.every((one) => !('sockets' in one) || one.sockets.tcp.nagle)).toBe(true);
  });

  test('has every command at the instant at which the first had it', () => {
    const other = varied({ kind: 'link', link: 'A-S', key: 'delay', value: 30 * MILLISECOND });
    expect(other.log.map(({ at, command, scripted }) => [at, command, scripted])).toEqual(
      first.log.map(({ at, command, scripted }) => [at, command, scripted]),
    );
    expect(digestOf(other.record)).not.toBe(digestOf(first.record));
  });

  test('without a command: a typed one, and one of the lab’s own lines, which is not done later either', () => {
    const typed = first.log.findIndex(({ scripted }) => !scripted);
    const other = varied({ kind: 'without', log: typed });
    expect(other.log).toHaveLength(2);
    expect(texts(other)).toEqual(texts(first));
    const silent = varied({ kind: 'without', log: 0 });
    expect(silent.log.map(({ command }) => 'on' in command && command.on)).not.toContain('B');
    expect(silent.log).toHaveLength(2);
  });

  test('with another line in place of one', () => {
    const place = first.log.findIndex(({ command }) => command.do === 'run' && command.on === 'A');
    const other = varied({ kind: 'line', log: place, line: 'calls three.calls nodelay=1' });
    expect(texts(other).some((text) => text.includes('TCP_NODELAY'))).toBe(true);
    expect(other.log[place]!.at).toBe(first.log[place]!.at);
  });

  test('what names a host, a cable or a command that is not there changes nothing', () => {
    const same = digestOf(first.record);
    for (const variation of [
      { kind: 'knob', of: 'S', knob: 'nagle', value: false },
      { kind: 'link', link: 'A-B', key: 'loss', value: 1_000_000 },
      { kind: 'without', log: 77 },
      { kind: 'line', log: -1, line: 'ls' },
    ] as const satisfies Variation[])
      expect(digestOf(varied(variation).record)).toBe(same);
  });
});

describe('what is offered', () => {
  test('knobs of the hosts whose TCP was used, the cables, each command, other luck; never what it is already', () => {
    const offers = offersFor(first);
    expect(offers.hosts.map(({ name }) => name)).toEqual(['A', 'B']);
    const knobs = offers.hosts[0]!.variations.map((one) => one.kind === 'knob' && `${one.knob} ${one.value}`);
    expect(knobs).toContain('nagle false');
    expect(knobs).not.toContain('nagle true');
    expect(offers.links.map(({ name }) => name)).toEqual(['A-S', 'B-S', 'C-S']);
    expect(offers.links[0]!.variations).toContainEqual({ kind: 'link', link: 'A-S', key: 'loss', value: 100_000 });
    expect(offers.commands.filter(({ kind }) => kind === 'without')).toHaveLength(3);
    expect(offers.seed).toEqual([{ kind: 'seed', seed: 8 }]);
  });

  test('a switch among the arguments of a program is offered the other way', () => {
    const line = (run: string): unknown[] => {
      const { history } = act(startHistory(labOf(threeSends())), 0, { do: 'run', on: 'A', line: run });
      return offersFor(history).commands.flatMap((one) => (one.kind === 'line' ? [one.line] : []));
    };
    expect(line('calls three.calls')).toEqual(['calls three.calls nodelay=1']);
    expect(line('calls three.calls nodelay=1')).toEqual(['calls three.calls nodelay=0']);
    expect(line('calls plain.calls')).toEqual([]);
  });

  test('each offer makes a run that can be had', () => {
    const { hosts, links, commands, seed } = offersFor(first);
    for (const one of [...hosts[0]!.variations, ...links[0]!.variations, ...commands, ...seed])
      expect(varied(one).record.rowCount).toBeGreaterThan(3);
  });
});
