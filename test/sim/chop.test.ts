// The chopper at a host's sockets: programs read the same octets in other pieces, and the stream on the wire stays as it is.
import { describe, expect, test } from 'vitest';
import { act, branch, endOf, extend, startHistory, type History } from '../../src/sim/history.ts';
import { streamsOf } from '../../src/sim/analysis/streams.ts';
import { receivedIn } from '../../src/sim/analysis/provenance.ts';
import { digestOf } from '../../src/sim/digest.ts';
import { labOf } from '../support/lab.ts';
import { flightsOf } from '../../src/sim/flights.ts';
import { beginAt, presentOf } from '../../src/lesson/exercise.ts';

const talk = (chop = ''): string => `
devices: { A: { kind: host, ip: 10.0.0.1/24 }, B: { kind: host, ip: 10.0.0.2/24${chop} } }
links: [ [A, B] ]
files:
  A:
    sender.calls: |
      connect 10.0.0.2:5000
      send b'hello'
      send b'nice'
      wait 1 s
      send b'again'
      recv 100
      close
  B:
    reader.calls: |
      listen 5000
      accept
      repeat 6:
        recv 100
      send b'bye'
      recv 100 until end
`;

/** What each recv of B got, and what crossed the wire. */
function readsOf(text: string, ...commands: string[]): { reads: string[]; wire: string } {
  let history: History = startHistory(labOf(text));
  for (const rule of commands) history = act(history, endOf(history), { do: 'chop', on: 'B', rule }).history;
  const beginning = beginAt(history);
  for (const [on, line] of [
    ['B', 'calls reader.calls'],
    ['A', 'calls sender.calls'],
  ] as const)
    history = act(history, endOf(history), { do: 'run', on, line }).history;
  extend(history, { until: endOf(history) + 8e9 });
  const [stream] = streamsOf(history);
  const bytes = (row: number): string => new TextDecoder().decode(receivedIn(history, row)?.bytes);
  const ends = stream!.ends.find(({ device }) => history.live.state.devices[device!]!.name === 'B')!;
  const present = presentOf(history, beginning);
  const wire = [...flightsOf(present, 'tcp.len > 0 && ip.src == 10.0.0.1')].length;
  return { reads: ends.reads.map(({ row }) => bytes(row)), wire: String(wire) };
}

describe('a host that chops', () => {
  test('hands over what is there, when it does not', () => {
    expect(readsOf(talk()).reads).toEqual(['hello', 'nice', 'again']);
  });

  test.each([
    ['1', ['h', 'e', 'l', 'l', 'o', 'n']],
    ['3', ['hel', 'lo', 'nic', 'e', 'aga', 'in']],
    ['at:7,8', ['helloni', 'c', 'e', 'again']],
    ['glue', ['hellonice', 'again']],
  ])('by the rule %s', (rule, wanted) => {
    const set = readsOf(talk(), rule);
    expect(set.reads.slice(0, wanted.length)).toEqual(wanted);
    // The same by the lab, whatever the writer does is the same.
    expect(readsOf(talk(`, tcp: { chop: "${rule}" }`)).reads).toEqual(set.reads);
  });

  test('the segments that bring it are the same', () => {
    const plain = readsOf(talk());
    expect(readsOf(talk(), 'at:7,8').wire).toBe(plain.wire);
  });

  test('not any more when it is off, and who waits is told', () => {
    expect(readsOf(talk(), '1', 'off').reads).toEqual(readsOf(talk()).reads);
    let history = startHistory(labOf(talk()));
    const doing = (command: Parameters<typeof act>[2]): void => {
      history = act(history, endOf(history), command).history;
    };
    doing({ do: 'chop', on: 'B', rule: 'glue' });
    doing({ do: 'run', on: 'B', line: 'calls reader.calls' });
    doing({ do: 'run', on: 'A', line: 'calls sender.calls' });
    extend(history, { until: endOf(history) + 100e6 });
    const reads = (): number => streamsOf(history)[0]!.ends.flatMap((end) => end.reads).length;
    expect(reads()).toBe(0);
    doing({ do: 'chop', on: 'B', rule: 'off' });
    expect(reads()).toBe(1);
    const again = branch(history, 0);
    expect(digestOf(again.record)).not.toBe(digestOf(history.record));
  });

  test('a rule by seed comes out the same, and ends', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { reads } = readsOf(talk(), `seed:${seed}`);
      expect('helloniceagain'.startsWith(reads.join(''))).toBe(true);
      expect(reads.length).toBeGreaterThan(0);
    }
  });

  test('is refused where nothing can be cut so', () => {
    const history = startHistory(labOf(talk()));
    const { result } = act(history, 0, { do: 'chop', on: 'B', rule: 'twice' });
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'value-wrong' }] });
  });
});
