// The programs that the bench runs, each as a lab of two hosts, and what is to come of it.

export interface BenchRun {
  /** A name, and what is counted. */
  name: string;
  what: string;
  count: number;
  /** Programs by host. */
  programs: Readonly<Record<string, string>>;
  /** Standard output of A's program. */
  output: string;
}

const port = 9000;

/** `lines` are the body of a loop that is walked `count` times. */
const loop = (setUp: string, count: number, line: string): string =>
  `${setUp}\nfor _ in range(${count}):\n    ${line}\nprint('done')\n`;

const blocking = 2000;
const immediate = 5000;
const lines = 100_000;
const datagrams = 1000;
const threads = 300;
const octets = 3_000_000;

export const runs: readonly BenchRun[] = [
  { name: 'hello', what: 'run', count: 1, programs: { A: `print('done')\n` }, output: 'done\n' },
  {
    name: 'blocking',
    what: 'call that waits (`time.sleep(0.001)`)',
    count: blocking,
    programs: { A: loop('import time', blocking, 'time.sleep(0.001)') },
    output: 'done\n',
  },
  {
    name: 'immediate',
    what: 'call that does not wait (`getsockname()`)',
    count: immediate,
    programs: { A: loop('import socket\ns = socket.socket()', immediate, 's.getsockname()') },
    output: 'done\n',
  },
  {
    name: 'lines',
    what: 'turn of `for i in range(n): x += i` (two lines)',
    count: lines,
    programs: { A: loop('x = 0', lines, 'x += _') },
    output: 'done\n',
  },
  {
    name: 'datagrams',
    what: 'datagram there and back (two `sendto`, two `recvfrom`)',
    count: datagrams,
    programs: {
      A: loop(
        `import socket, time\ns = socket.socket(type=socket.SOCK_DGRAM)\ntime.sleep(0.01)`,
        datagrams,
        `s.sendto(b'x', ('10.0.0.2', ${port})); s.recvfrom(100)`,
      ),
      B: loop(
        `import socket\ns = socket.socket(type=socket.SOCK_DGRAM)\ns.bind(('', ${port}))`,
        datagrams,
        `s.sendto(*s.recvfrom(100))`,
      ),
    },
    output: 'done\n',
  },
  {
    name: 'transfer',
    what: 'transfer of 3,000,000 octets by `sendall`, `recv(65536)`',
    count: 1,
    programs: {
      A: `import socket, time
time.sleep(0.01)
s = socket.create_connection(('10.0.0.2', ${port}))
s.sendall(bytes(${octets}))
s.shutdown(socket.SHUT_WR)
print(s.recv(100).decode())
`,
      B: `import socket
connection, _ = socket.create_server(('', ${port})).accept()
total = 0
while piece := connection.recv(65536):
    total += len(piece)
connection.sendall(str(total).encode())
connection.close()
`,
    },
    output: `${octets}\n`,
  },
  {
    name: 'threads',
    what: 'of 300 threads that wait at once',
    count: threads,
    programs: {
      A: `import threading, time
done = []
def work(i):
    time.sleep(1)
    done.append(i)
threads = [threading.Thread(target=work, args=(i,)) for i in range(${threads})]
for t in threads: t.start()
for t in threads: t.join()
print(len(done))
`,
    },
    output: `${threads}\n`,
  },
];

/** The lab of a run, as a text (JSON is YAML, too). */
export function labText({ programs }: BenchRun): string {
  const hosts = Object.keys(programs);
  return JSON.stringify({
    devices: { A: { kind: 'host', ip: '10.0.0.1/24' }, B: { kind: 'host', ip: '10.0.0.2/24' } },
    links: [['A', 'B']],
    files: Object.fromEntries(hosts.map((host) => [host, { 'main.py': programs[host] }])),
    programs: hosts.map((host) => ({ name: host, host, file: 'main.py' })),
  });
}
