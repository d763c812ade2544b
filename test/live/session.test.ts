// The running world: what it tells makes the page's copy the same as the world itself, whatever is asked in between.
import { describe, expect, test } from 'vitest';
import { SECOND } from '../../src/base/time.ts';
import type { Failed, Grown, RequestBody, Update } from '../../src/live/messages/message.ts';
import { mirrorAfter, type Mirror } from '../../src/live/messages/mirror.ts';
import { Session } from '../../src/live/session.ts';
import { digestOf } from '../../src/sim/digest.ts';
import { rowAt } from '../../src/sim/record.ts';
import { act, endOf, extend, startHistory, worldAt, RUN_BUDGET, type LoggedCommand } from '../../src/sim/history.ts';
import type { FaultSetup, Lab } from '../../src/sim/lab.ts';
import type { Variation } from '../../src/sim/variation.ts';
import { four, pair, ring, twoLans } from '../support/labs.ts';

/** A session with a page at its other end. */
function table() {
  let mirror: Mirror | undefined;
  const grown: Grown[] = [];
  const answers: unknown[] = [];
  const failures: Failed[] = [];
  let id = 0;
  const session = new Session((update: Update) => {
    const arrived = structuredClone(update);
    if (arrived.type === 'grown') {
      grown.push(arrived);
      mirror = mirrorAfter(mirror, arrived);
    } else if (arrived.type === 'answer') answers.push(arrived.result);
    else if (arrived.type === 'failed') failures.push(arrived);
  });
  return {
    session,
    grown,
    answers,
    failures,
    ask: (body: RequestBody) => session.handle(structuredClone({ ...body, id: id++ })),
    start: (lab: Lab) => session.handle({ type: 'start', id: id++, lab, seed: lab.seed, log: [] }),
    settle(strides = Infinity) {
      for (let i = 0; session.busy && i < strides; i++) session.work(() => false);
    },
    get history() {
      return mirror!.history;
    },
  };
}

/** Says yes so many times. */
function strides(count: number): () => boolean {
  return () => count-- > 0;
}

const ping = (to: string, count = 1) => ({ do: 'run', on: 'A', line: `ping -c ${count} ${to}` }) as const;

describe('what the page is told', () => {
  test('is the run itself, however it was cut into slices', () => {
    const page = table();
    page.start(twoLans());
    page.ask({ type: 'act', at: 0, command: ping('192.168.13.1', 3) });
    page.settle();
    const whole = act(startHistory(twoLans()), 0, ping('192.168.13.1', 3)).history;
    extend(whole);
    expect(whole.record.rowCount).toBeGreaterThan(40);
    expect(digestOf(page.history.record)).toBe(digestOf(whole.record));
    expect(page.history.live.state).toEqual(whole.live.state);
    expect(page.history.log).toEqual(whole.log);
  });

  test('can be gone back in: the world at any instant is the same as in the run itself', () => {
    const page = table();
    page.start(four());
    page.ask({ type: 'act', at: 0, command: ping('192.168.12.3') });
    page.settle();
    const whole = act(startHistory(four()), 0, ping('192.168.12.3')).history;
    extend(whole);
    const last = rowAt(whole.record, whole.record.rowCount - 1).at;
    for (let t = 0; t <= last; t += 500_000) {
      expect(worldAt(page.history, t).state).toEqual(worldAt(whole, t).state);
    }
  });

  test('after a branch is the new run, with what came before kept', () => {
    const page = table();
    page.start(pair());
    page.ask({ type: 'act', at: 0, command: ping('192.168.12.2') });
    page.settle();
    const before = page.history.record;
    page.ask({ type: 'act', at: 2_500_000, command: { do: 'unplug', at: 'B.eth0' } });
    page.settle();
    const first = act(startHistory(pair()), 0, ping('192.168.12.2')).history;
    extend(first);
    const whole = act(first, 2_500_000, { do: 'unplug', at: 'B.eth0' }).history;
    extend(whole);
    expect(page.history.record).not.toBe(before);
    expect(digestOf(page.history.record)).toBe(digestOf(whole.record));
    expect(page.history.log.map((entry) => entry.command.do)).toEqual(['run', 'unplug']);
    expect(worldAt(page.history, 2_000_000).state).toEqual(worldAt(whole, 2_000_000).state);
  });

  test('names the checkpoints that are kept, and no others', () => {
    const page = table();
    page.start(ring());
    page.ask({ type: 'act', at: 0, command: ping('192.168.12.2') });
    for (let i = 0; i < 20; i++) page.session.work(strides(16));
    const { checkpoints, live } = page.history;
    expect(checkpoints.length).toBeGreaterThan(3);
    expect(checkpoints[0]!.events).toBe(0);
    for (const { events } of checkpoints) expect(events).toBeLessThanOrEqual(live.state.events);
    expect(new Set(checkpoints.map((one) => one.events)).size).toBe(checkpoints.length);
  });

  test('begins again with a log of commands', () => {
    const page = table();
    page.start(pair());
    page.ask({ type: 'act', at: 1_000, command: ping('192.168.12.2') });
    page.settle();
    const { log, record } = page.history;
    const again = table();
    again.ask({ type: 'start', lab: pair(), seed: pair().seed, log });
    again.settle();
    expect(digestOf(again.history.record)).toBe(digestOf(record));
    expect(again.grown[0]!.fresh).toBeDefined();
  });
});

describe('running ahead', () => {
  test('a run that ends by itself is run to its end, and the clock stays at the last event', () => {
    const page = table();
    page.start(pair());
    page.ask({ type: 'act', at: 0, command: ping('192.168.12.2') });
    page.settle();
    expect(page.grown.at(-1)!.running).toBe(false);
    expect(endOf(page.history)).toBeLessThan(20 * SECOND);
  });

  test('a program that never ends is followed for about a minute, and further as the page looks on', () => {
    const page = table();
    page.start(pair());
    page.ask({ type: 'act', at: 0, command: { do: 'run', on: 'A', line: 'ping 192.168.12.2' } });
    page.settle();
    const first = endOf(page.history);
    expect(first).toBeGreaterThan(50 * SECOND);
    expect(first).toBeLessThan(150 * SECOND);
    page.ask({ type: 'ahead', until: first });
    page.settle();
    expect(endOf(page.history)).toBeGreaterThan(first + 50 * SECOND);
  });

  test('a storm is stopped by the budget, says so, and goes on only when asked', () => {
    const page = table();
    page.start(ring());
    page.ask({ type: 'act', at: 0, command: ping('192.168.12.2') });
    while (page.session.busy) page.session.work(() => true);
    const { stopped } = page.grown.at(-1)!;
    expect(stopped!.events).toBeGreaterThanOrEqual(RUN_BUDGET);
    expect(page.history.stopped).toEqual(stopped);
    page.ask({ type: 'ahead', until: endOf(page.history) });
    expect(page.session.busy).toBe(false);
    page.ask({ type: 'ahead', until: endOf(page.history), more: true });
    expect(page.session.busy).toBe(true);
    page.session.work(() => false);
    expect(page.history.stopped).toBeUndefined();
  });

  test('acting in the past of a storm ends it', () => {
    const page = table();
    page.start(ring());
    page.ask({ type: 'act', at: 0, command: ping('192.168.12.2') });
    page.session.work(strides(40));
    page.ask({ type: 'act', at: 500_000, command: { do: 'unplug', at: 'S1.3' } });
    page.settle();
    expect(page.history.stopped).toBeUndefined();
    expect(page.history.record.rowCount).toBeLessThan(500);
  });
});

describe('requests', () => {
  test.each([
    [undefined, 'number `id`'],
    [{ id: 1 }, 'no request of type'],
    [{ id: 1, type: 'start', lab: {}, seed: 1, log: [] }, '`lab`'],
    [{ id: 1, type: 'start', lab: { devices: [], links: [] }, seed: -1, log: [] }, '`seed`'],
    [{ id: 1, type: 'start', lab: { devices: [], links: [] }, seed: 1, log: [{ at: 0 }] }, 'entry 0'],
    [{ id: 1, type: 'act', at: NaN, command: {} }, '`at`'],
    [{ id: 1, type: 'act', at: Infinity, command: {} }, '`at`'],
    [{ id: 1, type: 'act', at: 0, command: 'ping' }, '`command`'],
    [{ id: 1, type: 'ahead', until: -1 }, '`until`'],
    [{ id: 1, type: 'explain', row: 0.5 }, '`row`'],
  ])('that are none are refused: %j', (request, message) => {
    const page = table();
    page.session.handle(request);
    expect(page.failures).toHaveLength(1);
    expect(page.failures[0]!.message).toContain(message);
    expect(page.answers).toEqual([]);
  });

  test('a command that cannot be done is answered with why, and the run goes on', () => {
    const page = table();
    page.start(pair());
    page.ask({ type: 'act', at: 0, command: { do: 'unplug', at: 'Z.eth9' } });
    expect(page.answers.at(-1)).toMatchObject({ ok: false });
    page.ask({ type: 'act', at: 0, command: ping('192.168.12.2') });
    page.settle();
    expect(page.answers.at(-1)).toMatchObject({ ok: true });
    expect(page.failures).toEqual([]);
  });

  test('when a run has been had again, what comes of the change is told with the answer', () => {
    const page = table();
    page.start(pair());
    page.ask({ type: 'act', at: 0, command: ping('192.168.12.2', 3) });
    page.settle();
    const fault: FaultSetup = { name: 'request', action: 'drop', filter: 'icmp', nth: [1] };
    page.ask({
      type: 'rewrite',
      rewriting: { without: [], insert: { before: 4_000_000, command: { do: 'fault', add: fault } } },
    });
    expect(page.answers.at(-1)).toMatchObject({ ok: true });
    const { record } = page.history;
    const rows = Array.from({ length: record.rowCount }, (_, row) => rowAt(record, row));
    expect(rows.some(({ reason }) => reason === 'fault-dropped')).toBe(true);
  });

  test('what a layer decided is explained', () => {
    const page = table();
    page.start(pair());
    page.ask({ type: 'act', at: 0, command: ping('192.168.12.2') });
    page.settle();
    const flight = page.history.record.rows[0]!.kind.findIndex((kind, row) => kind === 0 && row > 0);
    page.ask({ type: 'explain', row: flight, arrival: true });
    expect(page.answers.at(-1)).toEqual(
      expect.arrayContaining([expect.objectContaining({ reason: expect.any(String) })]),
    );
  });
});

describe('a run with one thing different', () => {
  const play = (): { lab: Lab; log: LoggedCommand[]; rows: string } => {
    const page = table();
    page.start(twoLans());
    page.ask({ type: 'act', at: 0, command: ping('192.168.13.1', 3) });
    page.settle();
    const { lab, log, record } = page.history;
    return { lab, log, rows: digestOf(record) };
  };

  test('is had from the first one’s lab, seed and log; as it was, it is the very same', () => {
    const { lab, log, rows } = play();
    const beside = (varied: Variation): string => {
      const page = table();
      page.ask({ type: 'start', lab, seed: lab.seed, log, exact: true, varied });
      page.settle();
      expect(page.answers).toEqual([undefined]);
      return digestOf(page.history.record);
    };
    expect(beside({ kind: 'seed', seed: lab.seed })).toBe(rows);
    expect(beside({ kind: 'line', log: 0, line: 'ping -c 1 192.168.13.1' })).not.toBe(rows);
  });

  test('where the log is of another run, it says at which command', () => {
    const { lab, log } = play();
    const page = table();
    const elsewhere = log.map((entry) => ({ ...entry, after: 999 }));
    page.ask({
      ...{ type: 'start', lab, seed: lab.seed, log: elsewhere, exact: true },
      varied: { kind: 'seed', seed: 1 },
    });
    expect(page.answers).toEqual([0]);
  });

  test('what is different is checked to be an object', () => {
    const page = table();
    page.ask({ type: 'start', lab: pair(), seed: 1, log: [], exact: true, varied: 7 as unknown as Variation });
    expect(page.failures[0]!.message).toContain('`varied`');
  });
});
