// netstat, ss, ps, kill: the sockets of a host as three tools spell them, at rest, in mid-talk and in TIME-WAIT.

import { expect, test } from 'vitest';
import { threeHosts } from '../../support/lab.ts';
import { terminals, type Terminals } from '../../support/terminal.ts';

const lines = (...text: string[]): string => text.join('\n');

/** A makes these calls, behind one that connects it to B; B makes those, behind one that listens. After so many seconds. */
function calling(client: string, server: string, seconds: number): Terminals {
  const t = terminals(
    threeHosts(`files:
  A: { c: "connect 192.168.12.2:5000\\n${client}" }
  B: { s: "listen 5000\\n${server}" }
`),
  );
  t.begin('B', 'calls s');
  t.begin('A', 'calls c');
  t.pass(seconds);
  return t;
}
/** B listens on TCP 5000 and has UDP 53; A is connected, has sent 5 octets, and closes after 5 s. */
const talking = (): Terminals =>
  calling("send 'hello'\\nwait 5 s\\nclose\\nwait 100 s", 'udp 53\\nc = accept\\nwait 10 s\\nc.close\\nwait 100 s', 1);

const HEAD = 'Proto Recv-Q Send-Q Local Address           Foreign Address         State      ';

test('netstat as on Linux: all, those that listen, those of one kind, programs and timers', () => {
  const t = talking();
  expect(t.type('B', 'netstat -an')).toBe(
    lines(
      'Active Internet connections (servers and established)',
      HEAD,
      'tcp        0      0 0.0.0.0:5000            0.0.0.0:*               LISTEN',
      'tcp        5      0 192.168.12.2:5000       192.168.12.1:49152      ESTABLISHED',
      'udp        0      0 0.0.0.0:53              0.0.0.0:*',
    ),
  );
  expect(t.type('B', 'netstat -lnt').split('\n').slice(2)).toEqual([
    'tcp        0      0 0.0.0.0:5000            0.0.0.0:*               LISTEN',
  ]);
  expect(t.type('B', 'netstat -u -a').split('\n').slice(2)).toEqual([
    'udp        0      0 0.0.0.0:domain          0.0.0.0:*',
  ]);
  expect(t.type('A', 'netstat -tnpo').split('\n').slice(1)).toEqual([
    `${HEAD} PID/Program name     Timer`,
    'tcp        0      0 192.168.12.1:49152      192.168.12.2:5000       ESTABLISHED 1/calls              off (0.00/0/0)',
  ]);
  expect(t.type('A', 'netstat -rn')).toContain('192.168.12.0');
  expect(t.status('A', 'netstat -x').exit).toBe(1);
});

test('netstat -ano as on Windows, and findstr', () => {
  const t = talking();
  expect(t.type('B', 'netstat -ano')).toBe(
    lines(
      '',
      'Active Connections',
      '',
      '  Proto  Local Address          Foreign Address        State           PID',
      '  TCP    0.0.0.0:5000           0.0.0.0:0              LISTENING       1',
      '  TCP    192.168.12.2:5000      192.168.12.1:49152     ESTABLISHED     1',
      '  UDP    0.0.0.0:53             *:*                                    1',
    ),
  );
  expect(t.type('B', 'netstat -ano | findstr LISTENING')).toBe(
    '\n  TCP    0.0.0.0:5000           0.0.0.0:0              LISTENING       1',
  );
  expect(t.type('A', 'netstat -ano | findstr :53').trim()).toBe('');
});

test('each tool spells TIME-WAIT and the halves of a close its own way', () => {
  const t = talking();
  t.pass(6);
  expect(t.type('A', 'netstat -ant')).toContain(' FIN_WAIT2');
  expect(t.type('A', 'netstat -ano')).toContain(' FIN_WAIT_2      0');
  expect(t.type('A', 'ss -tan')).toContain('FIN-WAIT-2 ');
  expect(t.type('B', 'ss -tan')).toContain('CLOSE-WAIT 5 ');
  t.do({ do: 'run', on: 'B', line: 'kill 1' });
  t.pass(0.1);
  // B had not read what came: a reset, and nothing is left.
  expect(t.type('A', 'ss -tan').split('\n')).toHaveLength(1);
});

test('TIME-WAIT has no owner, and a timer', () => {
  const t = calling('', 'c = accept\\nc.recv 10', 2);
  expect(t.type('A', 'netstat -tanpo')).toMatch(/ TIME_WAIT {3}- {20}timewait \(8\.\d\d\/0\/0\)$/);
  expect(t.type('A', 'netstat -ano')).toMatch(/ TIME_WAIT {7}0$/);
  expect(t.type('A', 'ss -tano')).toMatch(/\nTIME-WAIT .*timer:\(timewait,8\.\d{3}ms,0\)$/);
});

test('ss: columns, processes, and what TCP knows', () => {
  const t = talking();
  expect(t.type('B', 'ss -anp')).toBe(
    lines(
      'Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port  Process',
      'tcp   LISTEN 0      128          0.0.0.0:5000      0.0.0.0:*     users:(("calls",pid=1,fd=3))',
      'tcp   ESTAB  5      0       192.168.12.2:5000 192.168.12.1:49152 users:(("calls",pid=1,fd=5))',
      'udp   UNCONN 0      0            0.0.0.0:53        0.0.0.0:*     users:(("calls",pid=1,fd=4))',
    ),
  );
  const info = t.type('A', 'ss -tinH').split('\n')[1]!;
  expect(info).toMatch(/^\t sack reno wscale:1,1 rto:\d+(\.\d+)? rtt:[\d.]+\/[\d.]+ ato:40 mss:1460 pmtu:1500 /);
  expect(info).toContain(' cwnd:10 bytes_sent:5 bytes_acked:5 ');
  expect(t.status('A', 'ss state listening').exit).toBe(255);
});

test('ss shows a transfer that stands still: unacknowledged segments, what waits, the timer', () => {
  const t = calling("send 'x' * 200000", 'accept\\nwait 100 s', 0.02);
  t.do({ do: 'unplug', at: 'A.eth0' });
  t.pass(5);
  const text = t.type('A', 'ss -tinoH');
  expect(text).toMatch(/^ESTAB 0 +53856 .* timer:\(on,1\.998ms,2\)\n/);
  expect(text).toMatch(
    / rto:4000 backoff:2 .* cwnd:1 ssthresh:10 bytes_sent:64240 .* unacked:20 retrans:2\/2 loss notsent:24656 /,
  );
});

test('ps lists what runs, kill ends it', () => {
  const t = talking();
  expect(t.type('A', 'ps')).toBe(
    lines('    PID TTY          TIME CMD', '      1 pts/0    00:00:00 calls', '      2 pts/0    00:00:00 ps'),
  );
  expect(t.type('A', 'ps ax')).toContain(' calls c\n');
  expect(t.status('A', 'kill -9 1')).toEqual({ text: '', exit: 0 });
  expect(t.host('A').processes[0]!.exit).toBe(137);
  expect(t.status('A', 'kill 1')).toEqual({ text: '! bash: kill: (1) - No such process', exit: 1 });
  expect(t.status('A', 'kill').exit).toBe(2);
  expect(t.status('A', 'kill -LOUD 3').text).toContain('invalid signal specification');
});
