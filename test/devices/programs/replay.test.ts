// A checkpoint in the middle of each program: from there on the same run follows, octet for octet, with all that the programs remember.
import { expect, test } from 'vitest';
import { act, endOf, extend, replayTo, startHistory, worldAt, type History } from '../../../src/sim/history.ts';
import { rowAt } from '../../../src/sim/record.ts';
import { labOf, threeHosts } from '../../support/lab.ts';

const lab = threeHosts().replace('- [A, S]', '- { ends: [A, S], rate: 2 Mbit/s, delay: 3 ms, loss: 1 % }');

type Step = [seconds: number, on: string, what: string];

function goOn(history: History, seconds: number): void {
  while (extend(history, { until: seconds * 1e9 }) === 'budget');
}

function run(steps: readonly Step[]): History {
  const history = startHistory(labOf(lab), 7);
  for (const [seconds, on, what] of steps) {
    goOn(history, seconds);
    const typed = /^> ?(.*)$/.exec(what);
    const { history: same, result } = act(
      history,
      seconds * 1e9,
      typed ? { do: 'type', on, line: typed[1]! } : { do: 'run', on, line: what },
    );
    expect(result.ok && same === history, what).toBe(true);
  }
  goOn(history, 20);
  return history;
}

const runs: Record<string, Step[]> = {
  'nc, typed': [
    [0, 'B', 'nc -lkv 5000'],
    [0.1, 'A', 'nc -v -w 5 192.168.12.2 5000'],
    [0.2, 'A', '> hello'],
    [0.3, 'B', '> wörld'],
    [0.4, 'C', 'echo third | nc -q 1 192.168.12.2 5000'],
  ],
  'nc, UDP and ports': [
    [0, 'B', 'nc -lu 5000 | tee got'],
    [0.1, 'A', 'seq 9000 | nc -u -q 1 192.168.12.2 5000'],
    [0.2, 'C', 'nc -zvu 192.168.12.2 5000-5002; nc -zv 192.168.12.2 80-85'],
  ],
  'pipes, hashes, files': [
    [0, 'B', 'nc -l 5000 | tee got | sha256sum; sha256sum got; cat got | nc -lN 5001'],
    [0.1, 'A', 'seq 60000 | nc -N 192.168.12.2 5000; sleep 1; nc -d 192.168.12.2 5001 | cat | sha256sum'],
    [0.2, 'C', 'seq 20000 | sha256sum'],
  ],
  'echo-server and telnet': [
    [0, 'B', 'echo-server -v -d 0.2 -s 3'],
    [0, 'B', 'echo-server -u -p 8'],
    [0.1, 'A', 'telnet 192.168.12.2 7'],
    [0.2, 'A', '> hello'],
    [0.3, 'C', 'seq 500 | nc -N 192.168.12.2 7 | sha256sum'],
    [0.9, 'A', '> ^]'],
    [1.2, 'A', '> quit'],
  ],
  'web-server and curl': [
    [0, 'B', 'seq 20000 | tee big; seq 3 | tee small'],
    [5, 'B', 'web-server -s 3000 -i 0.02'],
    [5, 'B', 'web-server -p 81 -c 5000'],
    [5.1, 'A', 'curl -v http://192.168.12.2/big http://192.168.12.2/small | sha256sum'],
    [5.2, 'C', 'curl -i -o got http://192.168.12.2/big; curl -m 1 http://192.168.12.2:81/big | sha256sum'],
  ],
  iperf3: [
    [0, 'B', 'iperf3 -s'],
    [0.1, 'A', 'iperf3 -c 192.168.12.2 -t 3 -P 2 -i 0.5'],
    [5, 'C', 'iperf3 -c 192.168.12.2 -n 300K'],
  ],
};

test.each(Object.entries(runs))('%s', (_, steps) => {
  const history = run(steps);
  const end = endOf(history);
  const rows = history.record.rowCount;
  for (let i = 1; i <= 8; i++) {
    // A replay compares each frame and row with what was recorded, and throws at the first that differs.
    const at = rowAt(history.record, Math.floor((rows * i) / 9)).at;
    const world = worldAt(history, at);
    expect(world.state.now).toBe(at);
    replayTo(history, world, end);
    expect(world.state).toEqual(history.live.state);
  }
});
