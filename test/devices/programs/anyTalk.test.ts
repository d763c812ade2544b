// Whatever is started, typed, broken off and unplugged in any order: nothing throws, time goes on, and every program can be ended.
import { expect, test } from 'vitest';
import { below, luckFor, type Luck } from '../../../src/base/rng.ts';
import { typeInto } from '../../../src/devices/host/shell.ts';
import { advance, nextEventAt } from '../../../src/sim/world.ts';
import { threeHosts } from '../../support/lab.ts';
import { terminals, type Terminals } from '../../support/terminal.ts';

const pick = <T>(luck: Luck, from: readonly T[]): T => from[below(luck, from.length)]!;

const lines = [
  ...['nc -l 5000', 'nc -lkvN 5000', 'nc -lu 5000', 'nc -luk 7', 'nc -lW 1 5000 | tee got', 'seq 9 | nc -lNk 80'],
  ...[
    'nc HOST 5000',
    'nc -vNw 1 HOST 7',
    'nc -u HOST 7',
    'nc -uq 0 HOST 5000',
    'seq 9999 | nc -N HOST 80 | wc',
    'nc -dz HOST 79-81',
  ],
  ...['yes | nc HOST 7', 'nc -C HOST 80', 'nc HOST 80 | head -n 1', 'nc -k -l 5201 | nc HOST 7', 'nc -zuvw 1 HOST 5-8'],
  ...['echo-server', 'echo-server -ud 0.2', 'echo-server -d 0.1 -s 3 -p 80', 'echo-server -v -p 5000 | head -n 2'],
  ...['telnet HOST 7', 'telnet HOST 80', 'seq 99 | telnet HOST 5000'],
  ...[
    'web-server',
    'web-server -s 9 -i 0.01',
    'web-server -c 3 -r -p 5000',
    'web-server -e -p 7',
    'web-server -1w 0.1 | head -n 1',
  ],
  ...[
    'curl HOST',
    'curl -v HOST/a HOST:5000/b HOST',
    'curl -m 1 -o x HOST:7 HOST',
    'curl -iN HOST',
    'curl -d x=y -I HOST | head -n 1',
  ],
  ...[
    'iperf3 -s',
    'iperf3 -c HOST -t 0.2 -P 3',
    'iperf3 -c HOST -n 9K -i 0.1 -p 7',
    'iperf3 -s -1 -p 80 | head -n 4',
    'iperf3 -c HOST -p 5000',
  ],
  ...['cat - x', 'tee x | cat', 'seq 5 | sha256sum - x'],
];
const words = ['hello', '', 'GET / HTTP/1.1', 'Host: x', 'GET /x HTTP/1.0', '^]', 'quit', 'Content-Length: 7', 'é€😀'];
const addresses = ['192.168.12.1', '192.168.12.2', '192.168.12.3', 'localhost', '192.168.12.9'];

function doSomething(t: Terminals, luck: Luck): string {
  const on = pick(luck, ['A', 'B']);
  const dice = below(luck, 20);
  if (dice < 8) {
    const line = pick(luck, lines).replaceAll('HOST', () => pick(luck, addresses));
    t.do({ do: 'run', on, line });
    return `${on}$ ${line}`;
  }
  const running = t.host(on).processes.filter((one) => one.exit === undefined);
  const pid = running.length ? pick(luck, running).pid : 0;
  if (dice < 14) t.do({ do: 'type', on, line: pick(luck, words), ...(dice < 10 && { pid }) });
  else if (dice < 15)
    typeInto(
      t.host(on),
      pid,
      Uint8Array.from({ length: 40 }, () => below(luck, 256)),
      t.world.outside,
    );
  else if (dice < 16) t.do({ do: 'type', on, end: true, pid });
  else if (dice < 18) t.do({ do: 'interrupt', on, pid });
  else if (dice < 19) t.do({ do: 'link', link: 'A-S', up: below(luck, 3) > 0 });
  return `${on} ${dice} ${pid}`;
}

test('any talk', { timeout: 120_000 }, () => {
  const luck = luckFor(3, 'test', 'talk');
  for (let run = 0; run < 80; run++) {
    const t = terminals(threeHosts());
    const done: string[] = [];
    for (let i = 0; i < 15; i++) {
      done.push(doSomething(t, luck));
      const until = t.world.state.now + below(luck, 400) * 1e6;
      let last = t.world.state.now;
      for (let events = 0, same = 0; events < 3000 && nextEventAt(t.world) <= until; events++) {
        advance(t.world);
        same = t.world.state.now === last ? same + 1 : 0;
        last = t.world.state.now;
        if (same > 2000) expect(done, 'time stands still').toEqual([]);
      }
    }
    for (const on of ['A', 'B', 'C']) t.do({ do: 'interrupt', on });
    for (const on of ['A', 'B', 'C']) {
      for (const process of t.host(on).processes) expect(process.exit, done.join('\n')).toBeTypeOf('number');
      expect(t.host(on).door?.sockets.size ?? 0).toBe(0);
    }
  }
});
