// A journey with programs: two that are pasted run on two hosts, one waits for the other and for what is typed; back and forth through their lines, and on in another way.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { toTheEnd, view } from '../support/classroom.ts';

test.use({ viewport: { width: 1440, height: 900 }, contextOptions: { reducedMotion: 'reduce' } });

const server = `import socket

listener = socket.socket()
listener.bind(('', 9000))
listener.listen()
conn, peer = listener.accept()
while True:
    words = conn.recv(1024)
    if not words:
        break
    print('heard', words)
    conn.send(words.upper())
`;
const client = `import socket

sock = socket.create_connection(('127.0.0.1', 9000))
while True:
    line = input('>>> ')
    if not line:
        break
    sock.sendall(line.encode())
    print(sock.recv(1024))
`;

const programOn = (page: Page, host: string): Locator => page.getByRole('region', { name: `Program on ${host}` });

async function paste(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Paste two programs' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'First program', exact: true }).fill(server);
  await dialog.getByRole('textbox', { name: 'Second program', exact: true }).fill(client);
  await expect(dialog).toContainText('a server: it waits at port 9000');
  await dialog.getByRole('button', { name: 'Put them on the hosts and run' }).click();
}

test('two pasted programs run, wait, talk, are stepped back through, and go on in another way', async ({ page }) => {
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(String(error)));
  await paste(page);
  const [a, b] = [programOn(page, 'A'), programOn(page, 'B')];
  const types = a.getByRole('button', { name: /^input\(\) — waits for a line to be typed; line 5/ });
  await toTheEnd(page, types);
  await expect(
    b.getByRole('button', { name: 'recv() — waits for octets from 192.168.12.1:49152; line 8' }),
  ).toBeVisible();
  await expect(a.getByRole('textbox', { name: 'client.py on A' })).toContainText(
    "create_connection(('192.168.12.2', 9000))",
  );
  expect(await violations(page)).toEqual([]);

  // What is typed goes to the client, over the wire, and comes back in capitals.
  const said = { a: a.getByRole('log'), b: b.getByRole('log') };
  await a.getByRole('textbox', { name: /^A line for python3 on A/ }).focus();
  await page.keyboard.type('hello');
  await page.keyboard.press('Enter');
  await toTheEnd(page, said.a.getByText("b'HELLO'"));
  await expect(said.b).toContainText("heard b'hello'");

  // Back to the beginning, where nobody has said anything, and by lines: each is an instant of its own.
  await page.getByRole('slider', { name: 'Position in time' }).press('Home');
  await expect(said.a).not.toContainText('HELLO');
  await b.getByRole('button', { name: 'Next line' }).click();
  await expect(b.getByText(/; line 1$/)).toBeVisible();
  await b.getByRole('button', { name: 'Next line' }).click();
  await expect(b.getByText(/; line 3$/)).toBeVisible();
  await b.getByRole('button', { name: 'Line before' }).click();
  await expect(b.getByText(/; line 1$/)).toBeVisible();
  await b.getByRole('button', { name: 'Until something is on the wire' }).click();
  await expect(page.getByRole('status', { name: 'Virtual time' })).toHaveText(/^0\.10/);

  // Another word at the moment in which it waited: the programs are run again up to there, and on from there.
  const stops = page.getByRole('slider', { name: 'Position in time' });
  await expect(async () => {
    await stops.press('ArrowRight');
    await expect(types).toBeVisible({ timeout: 200 });
  }).toPass();
  await a.getByRole('textbox', { name: /^A line for python3 on A/ }).focus();
  await page.keyboard.type('other');
  await page.keyboard.press('Enter');
  await toTheEnd(page, said.a.getByText("b'OTHER'"));
  await expect(said.b).toContainText("heard b'other'");
  await expect(said.b).not.toContainText('hello');
  expect(broken).toEqual([]);
});

test('a program that fails is marked at its line, in the editor and in its traceback', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Paste two programs' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('textbox', { name: 'First program', exact: true })
    .fill("import socket\ns = socket.socket()\ns.connect(('192.168.12.2', 9000))\n");
  await dialog.getByRole('textbox', { name: 'Second program', exact: true }).fill("print('nobody listens here')\n");
  await dialog.getByRole('button', { name: 'Put them on the hosts and run' }).click();
  const a = programOn(page, 'A');
  await toTheEnd(page, a.getByText(/ConnectionRefusedError/).first());
  await expect(a.getByText(/line 3/).first()).toBeVisible();
  const explain = await view(page, 'Explain');
  await expect(explain).toContainText(/refused/i);
});
