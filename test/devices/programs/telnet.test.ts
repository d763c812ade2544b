// telnet, as it is used against a TCP server: what it prints, CR LF, the escape character, options refused.
import { expect, test } from 'vitest';
import { createTelnetReader, readTelnet, typedText } from '../../../src/devices/programs/telnetText.ts';
import { threeHosts } from '../../support/lab.ts';
import { terminals } from '../../support/terminal.ts';

const text = (octets: Uint8Array): string => new TextDecoder().decode(octets);

test('a session: a line leaves with CR LF, answers are shown, the server hangs up', () => {
  const t = terminals(threeHosts());
  t.begin('B', 'nc -l 9900 | cat');
  const client = t.begin('A', 'telnet 192.168.12.2 9900');
  t.pass(0.1);
  t.do({ do: 'type', on: 'A', line: '##' });
  t.pass(1);
  const sent = t
    .rows()
    .filter((row) => row.reason === 'socket-call')
    .map((row) => t.world.record.texts[row.x]);
  expect(sent).toContain("send(3, b'##\\r\\n') = 4");
  t.do({ do: 'type', on: 'B', line: 'Receive your message', pid: t.host('B').processes[0]!.pid });
  t.pass(1);
  t.do({ do: 'interrupt', on: 'B' });
  t.settle();
  expect(t.text(client)).toBe(
    "Trying 192.168.12.2...\nConnected to 192.168.12.2.\nEscape character is '^]'.\nReceive your message\n! Connection closed by foreign host.",
  );
  expect(client.exit).toBe(1);
});

test('nobody listens; nobody is there; no such name', () => {
  const t = terminals(threeHosts());
  expect(t.status('A', 'telnet 192.168.12.2')).toEqual({
    text: 'Trying 192.168.12.2...\n! telnet: Unable to connect to remote host: Connection refused',
    exit: 1,
  });
  expect(t.status('A', 'telnet 192.168.12.9 80').text).toBe(
    'Trying 192.168.12.9...\n! telnet: Unable to connect to remote host: No route to host',
  );
  expect(t.status('A', 'telnet nobody').text).toBe('! telnet: could not resolve nobody/23: Name or service not known');
  expect(t.status('A', 'telnet 192.168.12.2 0').text).toBe(
    '! telnet: could not resolve 192.168.12.2/0: Servname not supported for ai_socktype',
  );
  expect(t.status('A', 'telnet').text).toBe('! Usage: telnet [-4] host [port]');
});

test('what is typed too early waits; the escape character leads to commands', () => {
  const t = terminals(threeHosts());
  const server = t.begin('B', 'nc -l telnet');
  const client = t.begin('A', 'telnet 192.168.12.2');
  t.do({ do: 'type', on: 'A', line: 'early' });
  t.pass(1);
  expect(t.text(server)).toBe('early');
  t.do({ do: 'type', on: 'A', line: '^]' });
  t.do({ do: 'type', on: 'A', line: 'status' });
  t.do({ do: 'type', on: 'A', line: '\u001d' });
  t.do({ do: 'type', on: 'A', line: 'frob' });
  t.do({ do: 'type', on: 'A', line: '^]' });
  t.do({ do: 'type', on: 'A', line: 'q' });
  t.settle();
  expect(client.exit).toBe(0);
  expect(t.text(client).split('\n').slice(3)).toEqual([
    '',
    'telnet> Connected to 192.168.12.2.',
    'Operating in obsolete linemode',
    "Escape character is '^]'.",
    '',
    'telnet> ?Invalid command',
    '',
    'telnet> Connection closed.',
  ]);
});

test('commands behind IAC, in any pieces: options are refused, once', () => {
  const octets = Uint8Array.from([
    ...[104, 105, 13, 0, 255, 253, 24, 255, 251, 1, 255, 252, 3, 255, 254, 3],
    ...[255, 250, 24, 1, 255, 255, 240, 255, 240, 255, 241, 255, 255, 33],
  ]);
  for (let size = 1; size <= octets.length; size++) {
    const reader = createTelnetReader();
    const [shown, answered]: [number[], number[]] = [[], []];
    for (let at = 0; at < octets.length; at += size) {
      const read = readTelnet(reader, octets.subarray(at, at + size));
      shown.push(...read.text);
      answered.push(...read.answer);
    }
    expect(shown).toEqual([104, 105, 13, 255, 33]);
    expect(answered).toEqual([255, 252, 24, 255, 254, 1]);
  }
  expect(text(typedText(new TextEncoder().encode('a\n\n')))).toBe('a\r\n\r\n');
});
