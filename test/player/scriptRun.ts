// A run of two programs that talk, made without Python: a server that answers one client, and a client that ends with an error.
import { MILLISECOND, SECOND } from '../../src/base/time.ts';
import type { ScriptAnswer } from '../../src/devices/host/kernel/call.ts';
import { Scripts } from '../../src/live/scripts.ts';
import { endOf, startHistory, type History } from '../../src/sim/history.ts';
import type { Lab } from '../../src/sim/lab.ts';
import { actTurns, extendTurns } from '../../src/sim/turns.ts';
import { FakeInterpreter, type Thread } from '../support/fakeScripts.ts';
import { labOf, threeHosts } from '../support/lab.ts';

export const SERVER = `import socket
s = socket.socket()
s.bind(('', 9000))
s.listen()
conn, addr = s.accept()
while True:
    data = conn.recv(1024)
    if not data:
        break
    conn.sendall(data.upper())
`;
export const CLIENT = `import socket, time
c = socket.socket()
c.connect(('192.168.12.2', 9000))
c.sendall(b'hello')
print(c.recv(1024))
time.sleep(1)
int('x')
`;

const B = 0xc0a80c02;
const octets = (text: string): Uint8Array => new TextEncoder().encode(text);
const fdOf = (answer: ScriptAnswer): number => (answer.ok && 'fd' in answer ? answer.fd : -1);
const size = 1024;

function* server(): Thread {
  const fd = fdOf(yield [{ call: 'socket', type: 'stream' }, { lines: [1, 2] }]);
  yield [{ call: 'bind', fd, ip: 0, port: 9000 }, { lines: [3] }];
  yield [{ call: 'listen', fd }, { lines: [4] }];
  const conn = fdOf(
    yield [
      { call: 'accept', fd },
      { lines: [5], variables: [['s', '<socket 9000>']] },
    ],
  );
  for (;;) {
    const got = yield [
      { call: 'recv', fd: conn, size },
      { lines: [6, 7], variables: [['conn', '<socket>']] },
    ];
    if (!got.ok || !('bytes' in got) || !got.bytes.length) return;
    yield [
      { call: 'send', fd: conn, bytes: got.bytes, all: true },
      { as: 'sendall', lines: [8, 10] },
    ];
  }
}

const TRACEBACK = `Traceback (most recent call last):
  File "/home/student/client.py", line 7, in <module>
    int('x')
    ~~~^^^^^
ValueError: invalid literal for int() with base 10: 'x'
`;

function* client(): Thread {
  const fd = fdOf(yield [{ call: 'socket', type: 'stream' }, { lines: [1, 2] }]);
  yield [{ call: 'connect', fd, ip: B, port: 9000 }, { lines: [3] }];
  yield [
    { call: 'send', fd, bytes: octets('hello'), all: true },
    { as: 'sendall', lines: [4] },
  ];
  yield [{ call: 'recv', fd, size }, { lines: [5] }];
  yield { call: 'write', fd: 1, bytes: octets("b'HELLO'\n") };
  yield [{ call: 'sleep', duration: SECOND }, { lines: [6] }];
  yield [{ call: 'write', fd: 2, bytes: octets(TRACEBACK) }, { lines: [7] }];
  yield { call: 'exit', status: 1 };
}

const block = (text: string): string => JSON.stringify(text);

export const scriptLab = (): Lab =>
  labOf(threeHosts(`files: { A: { client.py: ${block(CLIENT)} }, B: { server.py: ${block(SERVER)} } }`));

/** The server waits from its start on; the client begins at 10 ms, and has ended by 1.1 s. */
export async function scriptHistory(): Promise<History> {
  const interpreter = new FakeInterpreter({ 'server.py': server, 'client.py': client });
  const scripts = new Scripts(() => Promise.resolve(interpreter));
  let history = startHistory(scriptLab());
  for (const [on, line, until] of [
    ['B', 'python server.py', 10 * MILLISECOND],
    ['A', 'python client.py', 3 * SECOND],
  ] as const) {
    ({ history } = await scripts.run(actTurns(history, endOf(history), { do: 'run', on, line })));
    await scripts.run(extendTurns(history, { until }));
  }
  return history;
}
