// A journey through the views of one run: what is selected in one of them, all the others show.
import { expect, test } from '@playwright/test';
import { violations } from '../support/axe.ts';
import { clock, packetPane, runExperiment, toTheEnd, view } from '../support/classroom.ts';

test.use({ viewport: { width: 1440, height: 900 }, contextOptions: { reducedMotion: 'reduce' } });

test('two sends become one recv: the same moment in ladder, packet, sockets, layers, states and graphs', async ({
  page,
}) => {
  await runExperiment(page, 'sticky', 2);
  const packet = packetPane(page);

  // The ladder: by arrow keys to the segment with `hello`, and there with Enter.
  const ladder = await view(page, 'Ladder');
  const lines = ladder.getByRole('listbox');
  await lines.press('Home');
  const hello = ladder.getByRole('option', { name: /^A sends at .*: TCP PSH, ACK Seq=1 Ack=1 Len=5/ });
  await expect(hello).toHaveAttribute('aria-posinset', '6');
  for (let line = 1; line < 6; line++) await lines.press('ArrowDown');
  await expect(hello).toHaveAttribute('aria-selected', 'true');
  await lines.press('Enter');
  await expect(clock(page)).toHaveText(/^0\.00804/);
  await expect(packet).toContainText('A sends 5 octets to B, port 5000 (seq 1).');
  await expect(page.locator('#stage [aria-live]')).toContainText('A sends 5 octets to B');
  await ladder.getByRole('combobox', { name: 'What the ladder shows' }).selectOption({ label: 'A:49152 ↔ B:5000' });
  await expect(ladder.getByRole('option', { name: /ARP/ })).toHaveCount(0);
  await expect(lines.getByRole('option', { selected: true })).toHaveAccessibleName(/Len=5/);
  await ladder.getByRole('checkbox', { name: 'Relative numbers' }).uncheck();
  await expect(lines.getByRole('option', { selected: true })).toHaveAccessibleName(/Seq=2096546269/);

  // Sockets: the words are two segments on the wire; later they lie in one receive buffer, and one recv takes them.
  const sockets = await view(page, 'Sockets');
  const way = sockets.getByRole('region', { name: 'A → B' });
  await expect(way).toContainText('9 sent and unacknowledged, 0 waiting');
  const wire = way.getByRole('button', { name: 'To this segment' }).getByRole('img');
  await expect(wire).toHaveCount(2);
  await expect(wire.first()).toHaveAccessibleName('send 1: hello (5 octets)');
  await expect(wire.last()).toHaveAccessibleName('send 2: nice (4 octets)');
  const send = way.getByRole('button', { name: "send(3, b'nice') = 4" });
  await send.click();
  await expect(send).toHaveAttribute('aria-current', 'true');
  await expect(packet).toContainText("send(3, b'nice') = 4");
  const one = way.getByRole('button', { name: 'recv(4, 1024)' });
  await toTheEnd(page, one);
  await one.click();
  await expect(one.getByRole('img').last()).toHaveAccessibleName('send 1: hello (5 octets); send 2: nice (4 octets)');
  await expect(clock(page)).toHaveText(/^2\.010049/);
  await expect(packet).toContainText("B's program has read 9 octets from the receive buffer (seq 1).");
  await page.keyboard.press('j');
  await expect(one).toHaveCount(0);
  await expect(way.getByRole('img').last()).toHaveAccessibleName('send 1: hello (5 octets); send 2: nice (4 octets)');
  await page.keyboard.press('l');
  await expect(one).toBeVisible();

  // The event list stands at that call, and a filter with a frame picked brings it up everywhere.
  const events = await view(page, 'Events');
  await expect(events.getByRole('row', { selected: true })).toContainText(
    "B's program has read 9 octets from the receive buffer (seq 1).",
  );
  await events.getByRole('combobox', { name: 'Display filter' }).fill('tcp.len == 5');
  await events.getByRole('button', { name: 'Show' }).click();
  await events.getByRole('row').filter({ hasText: 'A → S' }).click();
  await expect(packet).toContainText('A sends 5 octets to B, port 5000 (seq 1).');

  // Layers: the same frame, wrapped at A, passed on by S, unwrapped at B.
  const layers = await view(page, 'Layers');
  const there = layers.getByRole('button', { name: /^B, Transport: ↑ tcp 20/ });
  await there.click();
  await expect(there).toHaveAttribute('aria-current', 'step');
  await expect(clock(page)).toHaveText(/^0\.010054720/);
  await expect(layers.getByRole('button', { name: /^S, (Network|Transport)/ })).toHaveCount(0);
  await layers.getByRole('button', { name: 'Step on' }).click();
  await expect(layers).toContainText(/receive buffer of B|gets what was sent/);
  await layers.getByText('OSI 7').click();
  await expect(layers).toContainText('Presentation');
  await layers.getByText('TCP/IP 4').click();
  await expect(layers).toContainText('Internet');
  await layers.getByRole('button', { name: 'Step back' }).click();
  await expect(there).toHaveAttribute('aria-current', 'step');

  // States: a step of the walked path is a moment, and everybody goes there.
  const states = await view(page, 'TCP states');
  const closing = states.getByRole('button', { name: /^3 CLOSE → FIN-WAIT-1/ });
  await toTheEnd(page, states.getByRole('button', { name: /^6 timeout → CLOSED/ }));
  await closing.click();
  await expect(closing).toHaveAttribute('aria-current', 'true');
  await expect(clock(page)).toHaveText(/^0\.008040320/);
  await expect(states.getByRole('button', { name: /^FIN-WAIT-1, where A is now/ })).toBeVisible();
  await expect(packet).toContainText('ESTABLISHED → FIN-WAIT-1');
  await states.getByRole('group', { name: 'Which end' }).getByRole('button', { name: /^B/ }).click();
  await expect(states.getByRole('heading', { level: 3 })).toHaveText(/^B\s*SYN-RECEIVED|^B\s*ESTABLISHED/);
  await expect((await view(page, 'Sockets')).getByText('FIN-WAIT-1')).toBeVisible();

  // Graphs: by keys to another value, and the page follows; the same numbers stand in a table.
  const graphs = await view(page, 'Graphs');
  for (const name of ['Congestion window', 'Round trips', 'Window', 'Throughput', 'Buffers', 'Sequence numbers']) {
    await graphs.getByRole('combobox', { name: 'Graph' }).selectOption({ label: name });
    await expect(graphs.getByRole('slider')).toHaveAccessibleName(`${name}, A → B`);
  }
  await graphs.getByRole('slider').press('ArrowRight');
  await graphs.getByRole('slider').press('Enter');
  await expect(clock(page)).toHaveText(/^0\.008045120/);
  await graphs.getByText('As a table').click();
  await expect(graphs.getByRole('table').getByRole('row').nth(1)).toBeVisible();
});

test('a frame opened up: octet, field, bits, checksum, conversation, filter, and what an expert remarks', async ({
  page,
}) => {
  await runExperiment(page, 'lost-and-found', 2);
  const packet = packetPane(page);
  const events = await view(page, 'Events');
  await events.getByRole('combobox', { name: 'Display filter' }).fill('tcp.analysis.retransmission');
  await events.getByRole('button', { name: 'Show' }).click();
  await events.getByRole('row').filter({ hasText: 'A → S' }).click();
  await expect(packet.getByText('TCP Fast Retransmission').first()).toBeVisible();

  // One octet chosen in the dump is a field in the tree and in the diagram, and the other way round.
  await packet.getByRole('gridcell', { name: '23', exact: true }).first().click();
  const ports = packet.getByRole('treeitem', { name: /^Destination Port 9000/ });
  await expect(ports).toHaveAttribute('aria-selected', 'true');
  await packet.getByRole('button', { name: 'Bit by bit' }).click();
  await expect(packet.getByRole('button', { name: /^Destination Port, bits 16 to 31: 9000/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await packet.getByRole('button', { name: /^Time to Live, bits 64 to 71/ }).click();
  await expect(packet.getByRole('treeitem', { name: /^Time to Live 64/ })).toHaveAttribute('aria-selected', 'true');
  await expect(packet.getByRole('gridcell', { selected: true })).toHaveText(['40']);

  // The checksum, worked out from these octets.
  await packet.getByRole('button', { name: 'Checksums, worked out' }).click();
  const sum = packet
    .getByRole('group')
    .filter({ has: page.locator('summary', { hasText: 'Internet Protocol Version 4' }) })
    .last();
  await sum.locator('summary').click();
  await expect(sum.getByText('Every bit turned over')).toBeVisible();
  await expect(sum.getByText('Both are the same: these octets are as they were sent.')).toBeVisible();

  await packet.getByRole('button', { name: 'In its connection' }).click();
  await packet.getByRole('button', { name: 'Follow the conversation' }).click();
  const conversation = page.getByRole('dialog', { name: 'The TCP conversation' });
  await expect(conversation.getByRole('listitem').first()).toContainText('aaaa');
  await conversation.getByText('by calls of send').click();
  await expect(conversation).toContainText('send 5');
  expect(await violations(page)).toEqual([]);
  await conversation.getByRole('listitem').first().getByRole('button').click();
  await expect(conversation).toHaveCount(0);
  await expect(packet).toContainText('A sends 100 octets to B');

  // From a cause to the next: what made it happen is one click away, back to what was typed.
  await packet.getByRole('button', { name: 'Why is this here?' }).click();
  await packet.getByRole('button', { name: /Typed on A: calls five\.calls/ }).click();
  await expect(packet).toContainText('Command');
  await packet.getByRole('button', { name: 'Follow', exact: true }).click();
  await expect(packet.getByRole('button', { name: 'Hold', exact: true })).toBeVisible();
});

test('two runs side by side: Nagle’s algorithm on and off, and where they part', async ({ page }) => {
  await runExperiment(page, 'sticky', 4);
  const packet = packetPane(page);
  const compare = await view(page, 'Compare');
  await compare.getByRole('combobox', { name: 'In run 2' }).selectOption({ label: 'A$ calls three.calls nodelay=1' });
  await expect(compare).toContainText('First difference, at 8.05 ms');
  await expect(compare).toContainText("Does not send: Nagle's algorithm holds 7 octets back");
  const [first, second] = [/^Run 1/, /^Run 2/].map((name) => compare.getByRole('listbox', { name }));
  await expect(first!.getByRole('option', { selected: true })).toHaveAccessibleName(/^A sends at 52\.064 ms: .*Len=7/);
  await expect(second!.getByRole('option', { selected: true })).toHaveAccessibleName(/^A sends at 8\.05 ms: .*Len=4/);
  // Run 1 is the run on the page: what is selected there is opened like anywhere else.
  await first!.press('ArrowDown');
  await expect(packet).toContainText('B acknowledges');
  await compare.getByRole('button', { name: 'Next difference' }).click();
  await expect(compare.getByText('2 of 6')).toBeVisible();
  await compare.getByRole('button', { name: 'First difference' }).click();
  await expect(compare.getByText('1 of 6')).toBeVisible();
  await expect(compare.getByRole('table', { name: 'What both runs sum up to' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('a terminal: help, a page of the manual, a name completed, ^C; and what is typed in the past changes it', async ({
  page,
}) => {
  await runExperiment(page, 'who-has', 2, 1);
  const terminal = await view(page, 'Terminals');
  const screen = terminal.getByRole('log', { name: 'What A has said' });
  const field = terminal.getByRole('textbox', { name: 'Command for A' });
  await expect(screen).toContainText('1 received');
  await field.focus();
  await page.keyboard.type('man pi');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(screen).toContainText('man ping');
  await expect(screen).toContainText(/ICMP|echo request/);
  await page.keyboard.type('ping 192.168.12.2');
  await page.keyboard.press('Enter');
  const stop = terminal.getByRole('button', { name: 'Ctrl+C' });
  await expect(stop).toBeEnabled();
  await stop.click();
  await toTheEnd(page, screen.getByText(/packets transmitted/).last());
  await expect(stop).toBeDisabled();
  // Back before the first question: nobody has said anything yet, and another question is asked instead.
  await page.getByRole('button', { name: 'To the beginning', exact: true }).click();
  await expect(screen).not.toContainText('1 received');
  await field.focus();
  await page.keyboard.type('ping -c 1 192.168.12.77');
  await page.keyboard.press('Enter');
  await toTheEnd(page, screen.getByText(/Destination Host Unreachable/).first());
  await expect(screen).not.toContainText('man ping');
  expect(await violations(page)).toEqual([]);
});
