// The worker: gives messages to the session and lets the world run on between them, a few milliseconds at a time, so that messages get through.

import { equippedFor, requestNeedsEquipment } from './messages/equipped.ts';
import type { Request, Update } from './messages/message.ts';
import { buffersOf } from './messages/slice.ts';
import { Session } from './session.ts';

/** How long one slice of running may take, in milliseconds of the wall clock, before messages are looked at again. */
const SLICE_MS = 20;
/** Between two reports of a long run: the page has to take in what it is told. */
const REPORT_MS = 120;

const page = self as unknown as { postMessage(update: Update, transfer?: ArrayBuffer[]): void };
const session = new Session((update) =>
  page.postMessage(update, update.type === 'grown' ? buffersOf(update.slice) : []),
);

// A message to oneself comes after those that wait, and at once; a timer would wait four milliseconds.
const turn = new MessageChannel();
let waiting = false;
let reported = -Infinity;

function goOn(): void {
  if (waiting || !session.busy) return;
  waiting = true;
  turn.port2.postMessage(0);
}

turn.port1.onmessage = () => {
  waiting = false;
  const end = performance.now() + SLICE_MS;
  session.work(
    () => performance.now() < end,
    () => {
      const now = performance.now();
      if (now - reported < REPORT_MS) return false;
      reported = now;
      return true;
    },
  );
  goOn();
};

const receive = equippedFor<Request>(
  requestNeedsEquipment,
  (request) => {
    session.handle(request);
    goOn();
  },
  (request, message) => page.postMessage({ type: 'failed', id: request.id, message }),
);

self.onmessage = (event: MessageEvent<Request>) => receive(event.data);
