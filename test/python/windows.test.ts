// The two places where a host of the Windows kind fails and Linux does not.
import { expect, test } from 'vitest';
import { Stage } from '../support/pythonStage.ts';

const ask = `import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(('', 5000))
s.settimeout(3)
s.sendto(b'hello', ('192.168.12.2', 9))
try:
    print(s.recvfrom(100))
except OSError as e:
    print(type(e).__name__, *e.args[1:2])
s.sendto(b'hello', ('127.0.0.1', 5000))
try:
    print(s.recvfrom(2))
except OSError as e:
    print(type(e).__name__, e.args[1].split(',')[0])
`;

async function outputOn(settings: readonly string[]): Promise<string[]> {
  const stage = new Stage({ A: { 'ask.py': ask } });
  for (const setting of settings) await stage.run('A', `sysctl -q -w ${setting}=1`);
  await stage.run('A', 'python3 ask.py');
  await stage.until();
  return stage.output('A').split('\n');
}

test('Linux says nothing of a port where nobody listens, and gives what fits of a datagram', async () => {
  expect(await outputOn([])).toEqual(['TimeoutError', "(b'he', ('127.0.0.1', 5000))"]);
});

test('Windows tells both', async () => {
  const told = await outputOn(['net.ipv4.udp_unreachable_to_all', 'net.ipv4.udp_truncation_fails']);
  expect(told).toEqual([
    'ConnectionResetError An existing connection was forcibly closed by the remote host',
    'OSError A message sent on a datagram socket was larger than the internal message buffer or some other network limit',
  ]);
});
