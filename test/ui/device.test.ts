// The device panel: tables as of the playhead, forward and back; settings that are checked while they are typed; frames of one's own.
import { beforeAll, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import DevicePanel from '../../src/ui/device/DevicePanel.svelte';
import Topology from '../../src/ui/topology/Topology.svelte';
import { Acting } from '../../src/ui/device/acting.svelte.ts';
import { lastChanges } from '../../src/ui/device/changes.ts';
import { draftKinds, draftOf, encodeDraft, mistakesOf } from '../../src/ui/device/drafts.ts';
import {
  gatewayMistake,
  interfaceCommand,
  interfaceMistakes,
  linkChange,
  linkMistake,
  readAddress,
} from '../../src/ui/device/settingsForm.ts';
import { timeLeft } from '../../src/ui/device/timeLeft.ts';
import { language } from '../../src/ui/language.svelte.ts';
import { commandProblemText } from '../../src/ui/sentence.ts';
import { dissect } from '../../src/wire/dissect.ts';
import { parseIpv4 } from '../../src/wire/address.ts';
import { labOf, threeHosts, twoLans } from '../support/lab.ts';
import { playerOf, rowsOf } from '../support/playing.ts';

beforeAll(() => language.choose('en'));

const lab = labOf(threeHosts('do:\n  - { at: 0 s, on: A, run: ping -c 1 192.168.12.2 }'));

test.each([
  ['192.168.12.1/24', undefined],
  ['192.168.12.1/255.255.255.0', undefined],
  ['192.168.12.1', 'address.prefix'],
  ['192.168.12.300/24', 'address'],
  ['192.168.12.1/255.0.255.0', 'address.mask'],
  ['192.168.12.1/33', 'address.mask'],
  ['192.168.12.0/24', 'address.network'],
  ['192.168.12.255/24', 'address.broadcast'],
  ['224.0.0.1/24', 'address.host'],
  ['127.0.0.1/8', 'address.host'],
  ['10.0.0.0/31', undefined],
])('the address %s', (text, code) => {
  const read = readAddress(text);
  expect('code' in read ? read.code : undefined).toBe(code);
});

const before = { addresses: '192.168.12.1/24', mac: '02:00:00:00:00:0a', mtu: '1500', promiscuous: false, up: true };

test('a form comes to a command with what differs, and to none where nothing does', () => {
  expect(interfaceCommand('A.eth0', before, { ...before, addresses: ' 192.168.12.1/255.255.255.0 ' })).toBeUndefined();
  expect(interfaceCommand('A.eth0', before, { ...before, addresses: '', mtu: '600' })).toEqual({
    do: 'set',
    of: 'A.eth0',
    ip: [],
    mtu: 600,
  });
  expect(Object.keys(interfaceMistakes({ ...before, mac: '01:00:00:00:00:0a', mtu: '20' }))).toEqual(['mac', 'mtu']);
});

test('a gateway has to be on a LAN of the host', () => {
  const own = [{ ip: parseIpv4('192.168.12.1')!, prefix: 24 }];
  const codes = ['', '192.168.12.254', '192.168.13.254', '192.168.12.1', 'R'].map(
    (text) => gatewayMistake(text, own)?.code,
  );
  expect(codes).toEqual([undefined, undefined, 'gateway.lan', 'gateway.own', 'gateway']);
});

test('values of a link carry their unit', () => {
  const texts = {
    rate: '100 Mbit/s',
    delay: '1 ms',
    jitter: '0 ns',
    loss: '0 %',
    duplicate: '0 %',
    reorder: '0 %',
    reorderBy: '2 ms',
    corrupt: '0 %',
    queue: '64 kB',
  };
  expect(linkMistake('loss', '5')?.code).toBe('unit');
  expect(linkMistake('loss', '5 %')).toBeUndefined();
  expect(linkChange(texts, { ...texts, delay: '1000 us', loss: '5 %' })).toEqual({ loss: '5 %' });
});

test('time that is left counts begun seconds whole', () => {
  expect([59_000_000_001, 60_000_000_000, 0, 299_999_000_000].map(timeLeft)).toEqual([
    '60 s',
    '60 s',
    '0 s',
    '5 min 0 s',
  ]);
});

test('every draft encodes to a frame without a fault', () => {
  for (const kind of draftKinds) {
    const built = encodeDraft(
      draftOf(kind, { mac: 0x02000000000a, ip: parseIpv4('192.168.12.1') }, parseIpv4('192.168.12.2')),
    );
    expect(built.ok, kind).toBe(true);
    if (!built.ok) continue;
    const layers = dissect(built.bytes).layers;
    expect(
      layers.flatMap((layer) => [...layer.problems, ...layer.spans.flatMap((span) => span.problem ?? [])]),
    ).toEqual([]);
  }
  const [eth, arp] = draftOf('arp', { mac: 1, ip: 2 }, 3);
  const wrong = encodeDraft([eth!, { ...arp!, fields: { ...arp!.fields, srcProtoIpv4: '300.1.1.1' } }]);
  expect(!wrong.ok && mistakesOf(wrong.errors, 1, 'arp', 'srcProtoIpv4')).toBeTruthy();
});

test('each line of a table knows the event that made it so', async () => {
  const player = await playerOf(lab);
  const learned = rowsOf(player, (row) => row.reason === 'mac-learned').at(-1)!;
  const changes = lastChanges(player.history.record, player.index, 3, player.history.record.rowCount);
  expect(changes.get(`mac ${learned.x}`)?.number).toBe(learned.number);
  expect(lastChanges(player.history.record, player.index, 3, 0).size).toBe(0);
});

test('tables are those of the playhead, forward and back, and what has just changed glows', async () => {
  const player = await playerOf(lab);
  player.select({ device: 3 });
  const screen = await render(DevicePanel, { props: { player } });
  const lines = (): number => screen.container.querySelectorAll('tbody tr').length;
  await expect.poll(lines).toBe(0);
  const learned = rowsOf(player, (row) => row.reason === 'mac-learned');
  player.seek(learned[0]!.at);
  await expect.poll(lines).toBe(1);
  expect(screen.container.querySelectorAll('tr.fresh').length).toBe(1);
  player.toEnd();
  await expect.poll(lines).toBe(2);
  expect(screen.container.querySelectorAll('tr.fresh').length).toBe(0);
  player.toStart();
  await expect.poll(lines).toBe(0);
});

test('a line leads to its event', async () => {
  const player = await playerOf(lab);
  player.select({ device: 0 });
  player.toEnd();
  const screen = await render(DevicePanel, { props: { player } });
  await screen
    .getByRole('button', { name: /^To the event at/ })
    .first()
    .click();
  expect(player.row(player.selection.row!).reason).toBe('arp-learned');
  expect(player.playhead).toBe(player.row(player.selection.row!).at);
});

test('a setting is checked while it is typed, and branches when the playhead is in the past', async () => {
  const player = await playerOf(lab);
  player.toEnd();
  player.seek(1_000);
  player.select({ device: 0, row: 0 });
  const screen = await render(DevicePanel, { props: { player } });
  await screen.getByRole('button', { name: 'Change' }).click();
  await expect.element(screen.getByText(/a change here replaces/)).toBeVisible();
  const address = screen.getByRole('textbox', { name: 'IP address' });
  await address.fill('192.168.12.9');
  await expect.element(screen.getByText(/The prefix is missing/)).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await address.fill('192.168.12.9/24');
  await screen.getByRole('button', { name: 'Apply' }).click();
  await expect.element(screen.getByText('192.168.12.9/24')).toBeVisible();
  expect(player.branchedAt).toBe(1_000);
  // Whoever acts wants to see what comes of it: the panes follow again, the device stays.
  expect(player.selection).toEqual({ device: 0 });
});

test('with nothing selected the device of now shows what it knows, and leads to all of it', async () => {
  const player = await playerOf(lab);
  const learned = rowsOf(player, (row) => row.reason === 'arp-learned')[0]!;
  player.seek(learned.at);
  const screen = await render(DevicePanel, { props: { player } });
  const name = player.nameOf(learned.device!);
  await expect.element(screen.getByRole('heading', { name: `${name} host` })).toBeVisible();
  await expect.element(screen.getByText('ARP cache')).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Change' })).not.toBeInTheDocument();
  await screen.getByRole('button', { name: 'Settings and ports' }).click();
  await expect.element(screen.getByRole('button', { name: 'Change' }).first()).toBeVisible();
  expect(player.selection.device).toBe(learned.device);
});

test('a router shows both of its interfaces and no gateway', async () => {
  const player = await playerOf(labOf(twoLans()));
  player.select({ device: 2 });
  const screen = await render(DevicePanel, { props: { player } });
  await expect.element(screen.getByText('192.168.13.254/24')).toBeVisible();
  await screen.getByRole('button', { name: 'Change' }).first().click();
  expect(screen.container.textContent).not.toContain('Gateway');
});

test('a cable is pulled and plugged in again', async () => {
  const player = await playerOf(lab);
  player.toEnd();
  player.select({ link: 0 });
  const screen = await render(DevicePanel, { props: { player } });
  await screen.getByRole('button', { name: 'Pull the cable' }).click();
  await expect.element(screen.getByText('The cable is not plugged in.')).toBeVisible();
  expect(rowsOf(player, (row) => row.reason === 'cable-pulled').length).toBe(2);
});

test('a fault is added by filter and removed by name', async () => {
  const player = await playerOf(lab);
  player.select({ link: 0 });
  const screen = await render(DevicePanel, { props: { player } });
  await screen.getByRole('button', { name: 'Add a fault' }).click();
  await screen.getByRole('textbox', { name: 'Which frames' }).fill('icmp');
  await screen.getByRole('button', { name: 'Add a fault' }).click();
  await expect.element(screen.getByText('drop 1')).toBeVisible();
  expect(rowsOf(player, (row) => row.reason === 'fault-dropped').length).toBeGreaterThan(0);
  await screen.getByRole('button', { name: 'Remove the fault drop 1' }).click();
  await expect.element(screen.getByText(/^None: frames are lost/)).toBeVisible();
});

test('a frame of one’s own is on the wire as it was built', async () => {
  const player = await playerOf(labOf(threeHosts()));
  player.select({ device: 0 });
  const screen = await render(DevicePanel, { props: { player } });
  await screen.getByRole('button', { name: 'Send a frame of your own' }).click();
  await screen.getByRole('textbox', { name: 'Sender IP address' }).fill('192.168.12.77');
  await screen.getByRole('button', { name: 'Send', exact: true }).click();
  await expect
    .poll(() => rowsOf(player, (row) => row.kind === 'flight').map((row) => player.dissections.of(row.frame!).info)[0])
    .toContain('Tell 192.168.12.77');
});

test('the network as a table names every port, neighbour and address', async () => {
  const player = await playerOf(lab);
  const screen = await render(Topology, { props: { player } });
  await expect.element(screen.getByRole('table', { name: /4 devices, 3 cables/ })).toBeVisible();
  const rows = [...screen.container.querySelectorAll('tbody tr')].map((row) => row.textContent);
  expect(rows.length).toBe(6);
  expect(rows[0]).toContain('S.1');
  expect(rows[0]).toContain('192.168.12.1/24');
});

test('a link is changed one way, and the other way stays as it is', async () => {
  const player = await playerOf(lab);
  player.toEnd();
  player.select({ link: 0 });
  const screen = await render(DevicePanel, { props: { player } });
  await screen.getByRole('button', { name: 'Change' }).click();
  await screen.getByRole('combobox', { name: 'Direction' }).selectOptions('S.1 → A.eth0');
  await screen.getByRole('textbox', { name: 'Delay' }).fill('20 ms');
  await screen.getByRole('textbox', { name: 'MTU' }).fill('576');
  await screen.getByRole('button', { name: 'Apply' }).click();
  const profiles = () => player.world.state.links[0]!.profiles.map(({ delay, mtu }) => [delay, mtu]);
  await expect.poll(profiles).toEqual([
    [1_000_000, 1500],
    [20_000_000, 576],
  ]);
});

test('a command that is refused says why', async () => {
  const player = await playerOf(lab);
  const acting = new Acting(player);
  expect(await acting.act({ do: 'unfault', name: 'nothing of that name' })).toBe(false);
  await expect
    .poll(() => acting.failed && commandProblemText({ code: 'fault-unknown', parameters: { name: 'x' } }))
    .toContain('x');
});
