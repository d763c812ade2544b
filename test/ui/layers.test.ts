// The layers view: a packet goes down the layers of its sender, through every device as far as that reads, and up the layers of its receiver.
import { beforeAll, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import type { Player } from '../../src/player/player.svelte.ts';
import { language } from '../../src/ui/language.svelte.ts';
import Layers from '../../src/ui/layers/Layers.svelte';
import { essentialsOf } from '../../src/ui/layers/essentials.ts';
import { journeyed, walked } from '../../src/ui/layers/journeyed.ts';
import { levelOf, levelsOf, namingFrom, namings } from '../../src/ui/layers/naming.ts';
import { flightLookedAt } from '../../src/ui/layers/lookedAt.ts';
import { extentOf, octetRuns, octetsIn, partOf } from '../../src/ui/layers/part.ts';
import { placesOf } from '../../src/ui/layers/places.ts';
import type { Step } from '../../src/ui/layers/steps.ts';
import { labOf, threeHosts, twoLans } from '../support/lab.ts';
import { playerOf, rowsOf } from '../support/playing.ts';

beforeAll(() => language.choose('en'));

const ping = (): Promise<Player> =>
  playerOf(labOf(twoLans('do:\n  - { at: 0 s, on: A, run: ping -c 1 192.168.13.1 }')));
const talk = (): Promise<Player> =>
  playerOf(
    labOf(
      threeHosts(`files:
  A:
    client.calls: |
      connect 192.168.12.2:5000
      send b'hello'
  B:
    server.calls: |
      listen 5000
      accept
      recv 1024
do:
  - { at: 0 s, on: B, run: calls server.calls }
  - { at: 0 s, on: A, run: calls client.calls }
`),
    ),
  );

const flightOf = (player: Player, reason: string): number =>
  rowsOf(player, (row) => row.kind === 'flight' && row.reason === reason).at(-1)!.number;

/** `A on ip`, `S read eth`: each step with its device and, where it is about one, its header. */
async function told(player: Player, flight: number): Promise<string[]> {
  const way = journeyed(player, flight);
  const steps = await walked(player, way);
  return steps.map((step) => {
    const { layers } = player.dissections.of(way.legs[step.leg]!.flight.frame!);
    const about = step.decision?.reason ?? (step.header === undefined ? '' : layers[step.header]!.protocol);
    return `${player.nameOf(way.columns[step.column]!.device)} ${step.kind} ${about}`.trim();
  });
}

test('an echo request goes down three headers, is taken apart and put together at the router, and comes up again', async () => {
  const player = await ping();
  const first = rowsOf(player, (row) => row.reason === 'released-after-arp')[0]!.number;
  expect(await told(player, first)).toEqual([
    'A hand data',
    'A on icmp',
    'A decide ip-via-gateway',
    'A on ip',
    'A decide arp-cache-miss',
    'A decide arp-asking',
    'A on eth',
    'A wire',
    'R decide nic-accepted-own',
    'R decide eth-to-ip',
    'R off eth',
    'R decide ip-forwarding',
    'R decide ip-on-link',
    'R change ip',
    'R decide arp-cache-miss',
    'R decide arp-asking',
    'R on eth',
    'R wire',
    'C decide nic-accepted-own',
    'C decide eth-to-ip',
    'C off eth',
    'C decide ip-is-mine',
    'C off ip',
    'C off icmp',
    'C end',
  ]);
});

test('the router changes TTL and checksum, and its steps are about the frame that it sends', async () => {
  const player = await ping();
  const way = journeyed(player, flightOf(player, 'router-forwarded'));
  const change = (await walked(player, way)).find(({ kind }) => kind === 'change')!;
  expect(change.changes!.map(({ filter, from, to }) => `${filter} ${from} ${to}`)[0]).toBe('ip.ttl 64 63');
  expect(change.changes!.map(({ filter }) => filter)).toEqual(['ip.ttl', 'ip.checksum']);
  expect(change.leg).toBe(1);
});

test('a switch reads the Ethernet header and leaves it on; the segment ends at the program that calls recv', async () => {
  const player = await talk();
  const steps = await told(player, flightOf(player, 'tcp-data'));
  expect(steps.filter((step) => step.startsWith('S'))).toEqual([
    'S read eth',
    'S decide switch-source-known',
    'S decide switch-known-port',
    'S wire',
  ]);
  const way = journeyed(player, flightOf(player, 'tcp-data'));
  const { handed, taken } = way.around;
  const { texts } = player.history.record;
  expect([handed, taken].map((row) => row?.reason)).toEqual(['socket-call', 'tcp-read']);
  expect(texts[handed!.x]).toContain("b'hello'");
  expect(steps.at(-1)).toBe('B end');
});

test('that the program takes the message is the last step, told once, and no layer below says so', async () => {
  const player = await talk();
  const way = journeyed(player, flightOf(player, 'tcp-data'));
  const steps = await walked(player, way);
  expect(steps.filter(({ decision, row }) => [decision?.reason, row?.reason].includes('tcp-read'))).toHaveLength(1);
  expect(steps.at(-1)).toMatchObject({ kind: 'end', row: { reason: 'tcp-read' } });
});

test('a message without headers still says what it says; its octets stand by header, the one just taken off among them', async () => {
  const player = await talk();
  const whole = player.dissections.of(player.row(flightOf(player, 'tcp-data')).frame!);
  const inner = whole.layers.findIndex(({ protocol }) => protocol === 'data');
  const bare = partOf(whole, inner);
  expect([bare.word, partOf(whole, 0).word]).toEqual(['hello', whole.word]);
  const told = (from: number, header?: number): string[] =>
    octetRuns(whole, partOf(whole, from), header).map(
      ({ layer, hex, own, gone }) => `${layer} ${hex.slice(0, 14)}${own ? ' own' : ''}${gone ? ' gone' : ''}`,
    );
  expect(told(inner)).toEqual(['application 68 65 6c 6c 6f']);
  expect(told(inner, inner - 1)).toEqual([
    expect.stringMatching(/^transport .* own gone$/),
    'application 68 65 6c 6c 6f',
  ]);
  expect(told(0, 1).map((run) => run.split(' ')[0])).toEqual(['link', 'network', 'transport', 'application', 'link']);
  expect(told(0, 1)[1]).toMatch(/^network 45 .* own$/);
});

test('of a call that is selected the way of the segment is shown that carries what it sent; of a row that sent nothing, that of now', async () => {
  const player = await talk();
  const call = rowsOf(player, (row) => row.reason === 'socket-call').find(({ x }) =>
    player.history.record.texts[x]!.includes("b'hello'"),
  )!;
  player.select({ row: call.number, frame: undefined });
  expect(player.row(flightLookedAt(player)!).reason).toBe('tcp-data');
  const last = rowsOf(player, (row) => row.frame === undefined).at(-1)!;
  player.select({ row: last.number, frame: undefined });
  expect(flightLookedAt(player)).toBeDefined();
});

test('of the copies of a flood the way leads to the one that was taken in, and through a copy that is selected to its end', async () => {
  const player = await talk();
  const [toB, toC] = rowsOf(player, (row) => row.reason === 'switch-flooded-broadcast');
  const names = (flight: number): string =>
    journeyed(player, flight)
      .columns.map(({ device }) => player.nameOf(device))
      .join();
  expect(names(toB!.cause!)).toBe('A,S,B');
  expect(names(toC!.number)).toBe('A,S,C');
  expect((await told(player, toC!.number)).at(-1)).toBe('C end');
});

test('a packet that a layer gives up ends there, with the headers above still on', async () => {
  const player = await playerOf(labOf(twoLans('do:\n  - { at: 0 s, on: A, run: ping -c 1 -t 1 192.168.13.1 }')));
  const drop = rowsOf(player, (row) => row.reason === 'ip-ttl-exceeded')[0]!;
  const steps = await walked(player, journeyed(player, drop.cause!));
  const last = steps.at(-1)!;
  expect([last.kind, last.layer, last.from]).toEqual(['lost', 'network', 1]);
});

test('what is lost on a cable never reaches the other end', async () => {
  const lab = labOf(
    threeHosts('faults:\n  - { drop: arp, from: A }\ndo:\n  - { at: 0 s, on: A, run: ping -c 1 192.168.12.2 }\n'),
  );
  const player = await playerOf(lab);
  const lost = rowsOf(player, (row) => row.kind === 'drop')[0]!;
  const steps = await told(player, lost.cause!);
  expect(steps.slice(-2)).toEqual(['A wire', 'A lost']);
});

test('the octets that there are grow by each header put on, and shrink by each that is taken off', async () => {
  const player = await ping();
  const way = journeyed(player, flightOf(player, 'echo-reply'));
  const steps = await walked(player, way);
  const counts = steps.map(({ leg, from }) =>
    octetsIn(partOf(player.dissections.of(way.legs[leg]!.flight.frame!), from)),
  );
  const down = steps.findIndex(({ kind }) => kind === 'wire');
  expect(counts[0]).toBe(56);
  expect(counts[down]).toBe(98);
  expect(counts.at(-1)).toBe(56);
  const whole = player.dissections.of(way.legs[0]!.flight.frame!);
  expect(extentOf(whole, partOf(whole, 0))).toEqual({ start: 0, width: 100 });
  const { start, width } = extentOf(whole, partOf(whole, 1));
  expect(start).toBeGreaterThan(0);
  expect(start + width).toBeCloseTo(100, 6);
});

test('each naming has a place for every step, from the top down', async () => {
  const player = await ping();
  const steps: Step[] = await walked(player, journeyed(player, flightOf(player, 'echo-reply')));
  expect(namings.map((naming) => levelsOf(naming).length)).toEqual([7, 5, 4]);
  for (const naming of namings) {
    const places = placesOf(steps, naming);
    expect(places.every(({ level }) => levelsOf(naming).includes(level))).toBe(true);
    expect(places[0]!.first).toBe(0);
  }
  expect(levelOf('four', 'physical').name).toBe('link');
  expect(levelOf('osi', 'link').number).toBe(2);
  expect([namingFrom('osi'), namingFrom('seven'), namingFrom(undefined)]).toEqual(['osi', 'five', 'five']);
});

test('arrow keys walk from step to step, other views go along, and the names can be changed', async () => {
  const player = await ping();
  const flight = rowsOf(player, (row) => row.reason === 'released-after-arp')[0]!;
  player.select({ row: flight.number, frame: flight.frame });
  const screen = await render(Layers, { player });
  const text = (): string => screen.container.querySelector('.sentence')?.textContent ?? '';
  await expect.poll(text).toContain('On the cable from A.eth0 to R.eth0');
  const forward = screen.getByRole('button', { name: 'Step on' });
  (forward.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
  await expect.poll(text).toContain('R takes off Ethernet II: 14 octets less.');
  expect(player.selection).toMatchObject({ row: flight.number, layer: 0 });
  expect(player.playhead).toBe(flight.arrives);
  await userEvent.keyboard('{Home}');
  await expect.poll(text).toContain('A has 56 octets to send.');
  await expect.poll(text).toContain('ping -c 1');
  await userEvent.keyboard('{End}');
  await expect.poll(text).toContain('This was for the system of C itself');

  expect(screen.container.querySelectorAll('.grid .row')).toHaveLength(6);
  await userEvent.click(screen.getByText('OSI 7'));
  await expect.poll(() => screen.container.querySelectorAll('.grid .row').length).toBe(8);
  expect(screen.container.textContent).toContain('Session and presentation stay empty');
  await userEvent.click(screen.getByText('TCP/IP 5'));

  // From place to place in the picture.
  await userEvent.click(screen.getByRole('button', { name: 'R, Network: ↑ ip 20' }));
  await expect.poll(() => screen.container.querySelector('.grid [aria-current]')?.textContent).toContain('ip');
  await userEvent.keyboard('{ArrowLeft}');
  await expect.poll(() => document.activeElement?.closest('.grid')).not.toBe(null);
});

test('with nothing sent it says so', async () => {
  const screen = await render(Layers, { player: await playerOf(labOf(threeHosts())) });
  expect(screen.container.textContent).toContain('No frame has been sent yet');
});

test('fields for a glance are the ones a layer works with, and odd ones always', async () => {
  const player = await talk();
  const tcp = player.dissections
    .of(player.row(flightOf(player, 'tcp-data')).frame!)
    .layers.find(({ protocol }) => protocol === 'tcp')!;
  const names = essentialsOf(tcp).map(({ filter }) => filter);
  expect(names.slice(0, 4)).toEqual(['tcp.srcport', 'tcp.dstport', 'tcp.seq_raw', 'tcp.ack_raw']);
  expect(names).toContain('tcp.flags.ack');
  expect(names).not.toContain('tcp.flags.syn');
});
