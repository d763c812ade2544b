// A running world without a worker: the same session, asked and answered at once.
import type { Update } from '../../src/live/messages/message.ts';
import { Session } from '../../src/live/session.ts';
import type { Line } from '../../src/player/connection.ts';

/** A line to a session in the same thread. After each request the world runs on until it has nothing to do. */
export function pageLine(): Line {
  let hear: (update: Update) => void = () => undefined;
  const session = new Session((update) => hear(structuredClone(update)));
  return {
    send(request) {
      session.handle(structuredClone(request));
      while (session.busy) session.work(() => true);
    },
    listen: (listener) => (hear = listener),
    close: () => undefined,
  };
}
