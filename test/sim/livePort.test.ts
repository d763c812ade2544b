// Labs with a live port: where one can be, what is said where not, and what it is for the network.
import { describe, expect, test } from 'vitest';
import { act, extend, startHistory } from '../../src/sim/history.ts';
import { withLivePort } from '../../src/sim/livePort.ts';
import { portLines } from '../../src/sim/ports.ts';
import { deviceNamed } from '../../src/sim/place.ts';
import { rowAt } from '../../src/sim/record.ts';
import { labOf, twoLans } from '../support/lab.ts';
import { live } from '../support/outsider.ts';

const refusal = (text: string, at: string): string => {
  const result = withLivePort(labOf(text), at);
  return result.ok ? 'fine' : result.message;
};

const small = `
devices:
  A: { kind: host, ip: 10.0.0.1/24 }
  B: { kind: host, ip: 10.0.0.2/24 }
  C: { kind: host, interfaces: { eth0: { ip: 10.0.0.3/24 }, eth1: { ip: 10.1.0.3/24 } } }
  S: { kind: switch }
links: [[A, S], [C.eth0, S]]
`;

test.each([
  [small, 'B', 'fine'],
  [small, 'B.eth0', 'fine'],
  [small, 'C.eth1', 'fine'],
  [small, 'Z.1', 'there is no device for Z.1 (without a cable: B.eth0, C.eth1)'],
  [small, 'S.3', 'S has no port 3 (every port has a cable; write S: { kind: switch, ports: 8 } in the lab)'],
  [small, 'C', 'C has 2 ports: which one? (without a cable: C.eth1)'],
  [small, 'A', 'A has a cable already, A-S (add an interface to A)'],
  [
    small,
    'S.1',
    'S.1 has a cable already, A-S (every port has a cable; write S: { kind: switch, ports: 8 } in the lab)',
  ],
  [twoLans(), 'R', 'R has 2 ports: which one? (add an interface to R)'],
])('%#: a live port at %s', (text, at, said) => {
  expect(refusal(text, at)).toBe(said);
});

describe('the other end', () => {
  const lab = withLivePort(live(), 'S12.8');
  if (!lab.ok) throw new Error(lab.message);

  test('has a name that nobody has, and its port carries', () => {
    const { state } = startHistory(lab.value).live;
    const outside = deviceNamed(state, 'outside');
    expect(portLines(state, outside)).toMatchObject([{ name: '1', live: true }]);
    expect(portLines(state, deviceNamed(state, 'S12'))[7]).toMatchObject({ live: true, peer: [outside, 0] });
    const twice = withLivePort(lab.value, 'S12.7');
    expect(twice.ok && twice.value.devices.at(-1)!.name).toBe('outside2');
  });

  test('is a cable like any other: faults strike frames on it, and pulled out it carries nothing', () => {
    const frame = 'ff'.repeat(6) + '020000000099' + '0806' + '00'.repeat(46);
    let history = startHistory(lab.value);
    const go = (command: Parameters<typeof act>[2]): void => {
      history = act(history, history.live.state.now, command).history;
      extend(history);
    };
    go({ do: 'fault', add: { name: 'deaf', action: 'drop', filter: 'arp', from: 'outside', nth: [1] } });
    for (let i = 0; i < 2; i++) go({ do: 'inject', from: 'outside', frame });
    go({ do: 'unplug', at: 'S12.8' });
    go({ do: 'inject', from: 'outside', frame });
    const reasons = Array.from({ length: history.record.rowCount }, (_, i) => rowAt(history.record, i).reason);
    expect(reasons.filter((one) => ['fault-dropped', 'mac-learned', 'port-no-cable'].includes(one))).toEqual([
      'fault-dropped',
      'mac-learned',
      'port-no-cable',
    ]);
  });
});

test.each<[unknown, string]>([
  [{ do: 'inject', from: 'A', frame: 'ff' }, 'not-outside'],
  [{ do: 'inject', from: 'Q', frame: 'ff' }, 'device-unknown'],
  [{ do: 'inject', from: 'A', frame: 'ff ff' }, 'not-outside value-wrong'],
  [{ do: 'inject', from: 'A', frame: '' }, 'not-outside value-wrong'],
  [{ do: 'inject', from: 'A', frame: 'f'.repeat(2 * 65_550) }, 'not-outside value-wrong'],
])('%#: a frame that cannot come in is refused, and nothing is written', (command, codes) => {
  const history = startHistory(live());
  const { result } = act(history, 0, command as Parameters<typeof act>[2]);
  expect(result.ok ? '' : result.problems.map((one) => one.code).join(' ')).toBe(codes);
  expect(history.record.rowCount).toBe(0);
});
