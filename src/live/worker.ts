// The worker: gives messages to the session and lets the world run on between them, a few milliseconds at a time, so that messages get through.

import { equippedFor, requestNeedsEquipment } from './messages/equipped.ts';
import type { Request, Update } from './messages/message.ts';
import { buffersOf } from './messages/slice.ts';
import { wallClock } from './pace.ts';
import { canServeScripts, loadPump } from './python.ts';
import { Scripts } from './scripts.ts';
import { Session } from './session.ts';

/** How long one slice of running may take, in nanoseconds of the wall clock, before messages are looked at again. */
const SLICE = 20e6;
/** Between two reports of a long run: the page has to take in what it is told. */
const REPORT = 120e6;

const page = self as unknown as { postMessage(update: Update, transfer?: ArrayBuffer[]): void };
const session = new Session(
  (update) => page.postMessage(update, update.type === 'grown' ? buffersOf(update.slice) : []),
  canServeScripts() ? new Scripts(loadPump) : undefined,
  () => goOn(),
);

// A message to oneself comes after those that wait, and at once; a timer would wait four milliseconds.
const turn = new MessageChannel();
let waiting = false;
let reported = -Infinity;
/** Requests that have come while scripts run: they are done one after another, and never in the middle of something. */
const requests: Request[] = [];
let isDoing = false;

function goOn(): void {
  if (waiting || isDoing || (!session.busy && !requests.length)) return;
  waiting = true;
  turn.port2.postMessage(0);
}

turn.port1.onmessage = () => {
  waiting = false;
  const request = requests.shift();
  const doing = request ? session.handle(request) : work();
  if (!(doing instanceof Promise)) return goOn();
  isDoing = true;
  void doing.finally(() => {
    isDoing = false;
    goOn();
  });
};

function work(): void | Promise<void> {
  const end = wallClock() + SLICE;
  return session.work(
    () => wallClock() < end,
    () => {
      const now = wallClock();
      if (now - reported < REPORT) return false;
      reported = now;
      return true;
    },
  );
}

const receive = equippedFor<Request>(
  requestNeedsEquipment,
  (request) => {
    requests.push(request);
    goOn();
  },
  (request, message) => page.postMessage({ type: 'failed', id: request.id, message }),
);

self.onmessage = (event: MessageEvent<Request>) => receive(event.data);
