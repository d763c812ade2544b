// The sockets view: which send wrote which octet, where it is now, and which recv took it, at every playhead.
import { beforeAll, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import Sockets from '../../src/ui/sockets/Sockets.svelte';
import { language } from '../../src/ui/language.svelte.ts';
import { labOf, threeHosts } from '../support/lab.ts';
import { playerOf, rowsOf } from '../support/playing.ts';

beforeAll(() => language.choose('en'));

const lab = labOf(
  threeHosts(`files:
  A:
    client.calls: |
      connect 192.168.12.2:5000
      send b'hello'
      send b'nice'
      wait 1 s
  B:
    server.calls: |
      listen 5000
      accept
      at 100 ms recv 1024
      recv 1024
do:
  - { at: 0 s, on: B, run: calls server.calls }
  - { at: 0 s, on: A, run: calls client.calls }
`),
);

const cells = (): string[] =>
  [...document.querySelectorAll('.cells')].map((one) => one.getAttribute('aria-label') ?? '');

test('two sends are two runs of octets, wait apart on the wire and together in the receive buffer, and one recv takes both', async () => {
  const player = await playerOf(lab);
  const screen = await render(Sockets, { player });

  const written = rowsOf(player, (row) => row.reason === 'tcp-written');
  player.seek(written[1]!.at);
  await expect.poll(cells).toContain('send 1: hello (5 octets); send 2: nice (4 octets)');
  expect(screen.container.querySelector('.run.later')?.textContent).toContain('nice');
  await expect.element(screen.getByText(/Nagle/)).toBeVisible();

  // Before B's program reads, both lie in B's buffer.
  player.seek(60e6);
  const receive = (): string =>
    [...screen.container.querySelectorAll('.part')][3]!.querySelector('.cells')?.getAttribute('aria-label') ?? '';
  await expect.poll(receive).toBe('send 1: hello (5 octets); send 2: nice (4 octets)');
  expect(screen.container.textContent).toContain('9 of 65,536 octets');

  player.seek(200e6);
  await expect.poll(receive).toBe('');
  const read = screen.container.querySelector('.recvs .call')!;
  expect(read.textContent).toContain('recv(4, 1024)');
  expect(read.querySelectorAll('.run').length).toBe(2);

  // And back again.
  player.seek(60e6);
  await expect.poll(receive).toBe('send 1: hello (5 octets); send 2: nice (4 octets)');
});

test('where nobody has connected it says so', async () => {
  const screen = await render(Sockets, { player: await playerOf(labOf(threeHosts())) });
  expect(screen.container.textContent).toContain('No connection yet');
});

test('a call takes the reader to its moment', async () => {
  const player = await playerOf(lab);
  const screen = await render(Sockets, { player });
  player.seek(200e6);
  await screen.getByRole('button', { name: /send\(3, b'nice'\)/ }).click();
  const [, second] = rowsOf(player, (row) => row.reason === 'tcp-written');
  expect(player.playhead).toBe(second!.at);
  expect(player.selection.row).toBe(second!.number);
});
