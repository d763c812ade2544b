import { expect, test } from 'vitest';
import { createHub, hubPortChanged, hubReceives } from '../../src/devices/hub.ts';
import { frameOf, surroundings } from '../support/surroundings.ts';

const A = '02000000000a';
const B = '02000000000b';

function hub(live: number[]) {
  const out = surroundings();
  const state = createHub({ kind: 'hub', name: 'H', ports: 4 }, 5);
  for (let port = 0; port < 4; port++) hubPortChanged(state, port, live.includes(port));
  return { out, state };
}

test('a frame goes out of every other port that has link, whoever it is for', () => {
  const { out, state } = hub([0, 1, 3]);
  hubReceives(state, 1, out.put(frameOf(B, A)), out);
  expect(out.take()).toEqual(['0:hub-repeated', '3:hub-repeated']);
  expect(out.said()).toEqual([]);
});

test('a frame with a bad check sequence is repeated too', () => {
  const { out, state } = hub([0, 1]);
  const frame = out.put(frameOf(B, A), true);
  hubReceives(state, 0, frame, out);
  expect(out.sent).toEqual([{ device: 5, port: 1, frame, reason: 'hub-repeated' }]);
});

test('a cable pulled out gets nothing, and with nobody else there the frame ends, with a reason', () => {
  const { out, state } = hub([0, 1]);
  hubPortChanged(state, 1, false);
  hubReceives(state, 0, out.put(frameOf(B, A)), out);
  expect(out.take()).toEqual([]);
  expect(out.said()).toEqual(['no-other-port 0 0']);
});
