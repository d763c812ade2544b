// A world without its equipment refuses aloud; messages that need it wait for it, and those after them too.
import { beforeEach, expect, test, vi } from 'vitest';
import type { Grown, Request, Update } from '../../src/live/messages/message.ts';
import type { Lab } from '../../src/sim/lab.ts';

const still: Lab = { name: '', seed: 0, devices: [], links: [], faults: [], do: [], at: {}, notes: {} };
const start = (id: number, lab = still): Request => ({ id, type: 'start', lab, seed: 0, log: [] });
const act: Request = { id: 2, type: 'act', at: 0, command: { do: 'run', on: 'A', line: 'true' } };

// The set-up of the tests has provided the equipment; here every module begins anew, as in a worker that has just been started.
beforeEach(() => vi.resetModules());

const fresh = () => import('../../src/live/messages/equipped.ts');

test('nothing runs without its program, no fault is checked without the filter: both say so', async () => {
  const { programNamed } = await import('../../src/devices/host/program.ts');
  const { checkCommand } = await import('../../src/sim/commandCheck.ts');
  const fault = { do: 'fault', add: { name: 'one', action: 'drop', filter: 'icmp' } };
  const world = { state: { devices: [], links: [] } } as unknown as Parameters<typeof checkCommand>[0];
  expect(() => programNamed('ping')).toThrow(/no equipment: the programs/);
  expect(() => checkCommand(world, fault)).toThrow(/no equipment: the display filter/);
  await import('../../src/sim/equipment.ts');
  expect(programNamed('ping')).toBeDefined();
  expect(programNamed('pong')).toBeUndefined();
  expect(checkCommand(world, fault).ok).toBe(true);
});

test('a request that needs the equipment waits, what comes after it too, and all keep their order', async () => {
  const { equippedFor, requestNeedsEquipment } = await fresh();
  const given: number[] = [];
  const receive = equippedFor<Request>(
    requestNeedsEquipment,
    ({ id }) => given.push(id),
    () => expect.unreachable(),
  );
  receive(start(1));
  expect(given).toEqual([1]);
  receive(act);
  receive({ id: 3, type: 'ahead', until: 0 });
  expect(given).toEqual([1]);
  await vi.waitFor(() => expect(given).toEqual([1, 2, 3]));
  receive({ ...act, id: 4 });
  expect(given).toEqual([1, 2, 3, 4]);
});

test('a lab that acts by itself, a log, and faults need it; a network at rest does not', async () => {
  const { requestNeedsEquipment: request, updateNeedsEquipment: update } = await fresh();
  const entry = { at: 0, after: 0, command: act.command };
  expect(request(start(0))).toBe(false);
  expect(request(start(0, { ...still, do: [{ at: 0, on: 'A', run: 'true' }] }))).toBe(true);
  expect(request({ ...start(0), log: [entry] } as Request)).toBe(true);
  expect(request(act)).toBe(true);
  expect(request(null as unknown as Request)).toBe(false); // what is no request is refused by the session
  const grown = { type: 'grown', fresh: { lab: still, seed: 0 }, log: [] } as unknown as Grown;
  const faulty = { ...still, faults: [{ name: 'one', action: 'drop' as const, filter: 'icmp' }] };
  expect(update(grown)).toBe(false);
  expect(update({ ...grown, log: [entry] })).toBe(true);
  expect(update({ ...grown, fresh: { lab: faulty, seed: 0 } } as Update)).toBe(true);
  expect(update({ type: 'answer', id: 0, result: undefined })).toBe(false);
});

test('a lab with programs needs the equipment, at the session and on the page', async () => {
  const { requestNeedsEquipment, updateNeedsEquipment } = await fresh();
  const program = { name: 'p', host: 'A', run: 'true', argv: [], start: { is: 'at', at: 0 }, stdin: [] } as const;
  const lab: Lab = { ...still, programs: [{ ...program, argv: [], stdin: [] }] };
  expect([requestNeedsEquipment(start(1)), requestNeedsEquipment(start(1, lab))]).toEqual([false, true]);
  const grown = { type: 'grown', log: [], fresh: { lab } } as unknown as Grown;
  expect(updateNeedsEquipment(grown)).toBe(true);
});
