// Paste two programs and go: what they are is told at once, addresses that lead nowhere are offered for rewriting, and the lab opens with both.
import axe from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { unpack } from '../../src/player/share.ts';
import { parseLab } from '../../src/sim/labText.ts';
import Paste from '../../src/ui/code/Paste.svelte';
import { language } from '../../src/ui/language.svelte.ts';
import { place } from '../../src/ui/place.svelte.ts';
import '../../src/ui/theme.css';

const SERVER = "import socket\ns = socket.socket()\ns.bind(('', 9000))\ns.listen()\nc, a = s.accept()\n";
const CLIENT = "import socket\nc = socket.socket()\nc.connect(('127.0.0.1', 9000))\n";

beforeEach(async () => {
  await language.choose('en');
});

async function filled() {
  const screen = await render(Paste, { props: { onclose: () => undefined } });
  await screen.getByRole('textbox', { name: 'First program', exact: true }).fill(SERVER);
  await screen.getByRole('textbox', { name: 'Second program', exact: true }).fill(CLIENT);
  return screen;
}

/** The lab that has been opened. */
async function openedLab() {
  await expect.poll(() => place.route.page).toBe('lab');
  const route = place.route;
  const run = route.page === 'lab' ? await unpack(route.run) : undefined;
  const lab = run?.ok ? parseLab(run.run.lab ?? '', 'lab') : undefined;
  if (!lab?.ok) throw new Error('no lab');
  const files = lab.value.devices.map((one) => ('files' in one ? one.files : {}));
  place.go({ page: 'home' });
  return { files, lines: lab.value.do };
}

test('on two hosts, with the address rewritten', async () => {
  const screen = await filled();
  await expect.element(screen.getByText('a server: it waits at port 9000 (bind(), listen(), accept())')).toBeVisible();
  await expect.element(screen.getByText('a client: it goes to 127.0.0.1:9000 (connect())')).toBeVisible();
  await expect.element(screen.getByLabelText(/On two hosts: client\.py on A .* server\.py on B/)).toBeChecked();
  await expect
    .element(screen.getByLabelText('Write 192.168.12.2 in place of 127.0.0.1 (line 3 of client.py)'))
    .toBeChecked();
  await screen.getByRole('button', { name: /run$/ }).click();
  const { files } = await openedLab();
  expect(files[0]).toEqual({ 'client.py': CLIENT.replace('127.0.0.1', '192.168.12.2') });
  expect(files[1]).toEqual({ 'server.py': SERVER });
});

test('on one host, or left as it is', async () => {
  const screen = await filled();
  await screen.getByLabelText('Leave it as it is, and see what happens').click();
  await screen.getByRole('button', { name: /run$/ }).click();
  expect((await openedLab()).files[0]).toEqual({ 'client.py': CLIENT });
  await screen.getByLabelText(/Both on one host/).click();
  await expect.element(screen.getByText(/that is always the host/)).not.toBeInTheDocument();
  await screen.getByRole('button', { name: /run$/ }).click();
  expect((await openedLab()).files[0]).toEqual({ 'server.py': SERVER, 'client.py': CLIENT });
});

test('two files that are dropped fill both fields; in both languages axe finds nothing', async () => {
  const screen = await render(Paste, { props: { onclose: () => undefined } });
  await expect.element(screen.getByRole('button', { name: /run$/ })).toBeDisabled();
  const drop = new DataTransfer();
  drop.items.add(new File([SERVER], 'tcp server.py'));
  drop.items.add(new File([CLIENT], 'tcp_client.py'));
  document
    .querySelector('.program')!
    .dispatchEvent(new DragEvent('drop', { dataTransfer: drop, bubbles: true, cancelable: true }));
  await expect.element(screen.getByRole('textbox', { name: 'Second program', exact: true })).toHaveValue(CLIENT);
  await expect.element(screen.getByLabelText(/in place of 127\.0\.0\.1 \(line 3 of tcp_client\.py\)/)).toBeChecked();
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  for (const name of ['en', 'zh-CN'] as const) {
    await language.choose(name);
    const { violations } = await axe.run(document.querySelector('dialog')!, { runOnly: tags });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
});
