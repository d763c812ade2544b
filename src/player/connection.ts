// The page's end of the line to the running world: requests with numbers, answers under them, and updates as they come.

import { equippedFor, updateNeedsEquipment } from '../live/messages/equipped.ts';
import type { Answers, Failed, Grown, PythonNews, Request, RequestBody, Update } from '../live/messages/message.ts';

/** A line to a running world, wherever it runs. */
export interface Line {
  send(request: Request): void;
  /** Whoever listens for what comes back. */
  listen(hear: (update: Update) => void): void;
  close(): void;
}

/** A world in a worker of its own. */
export function workerLine(): Line {
  const worker = new Worker(new URL('../live/worker.ts', import.meta.url), { type: 'module', name: 'world' });
  return {
    send: (request) => worker.postMessage(request),
    listen(hear) {
      worker.onmessage = (event: MessageEvent<Update>) => hear(event.data);
      worker.onerror = (event) => hear({ type: 'failed', message: event.message || 'The world could not be loaded.' });
    },
    close: () => worker.terminate(),
  };
}

/** Why a request was not answered. */
export class WorldFailure extends Error {
  readonly failed: Failed;

  constructor(failed: Failed) {
    super(failed.message);
    this.failed = failed;
  }
}

interface Asked {
  resolve(result: unknown): void;
  reject(reason: WorldFailure): void;
}

/** Asks over a line and tells answers from news. */
export class Connection {
  private readonly line: Line;
  private readonly asked = new Map<number, Asked>();
  private nextId = 0;

  constructor(
    line: Line,
    grown: (update: Grown) => void,
    failed: (failure: Failed) => void,
    python: (news: PythonNews) => void = () => {},
  ) {
    this.line = line;
    const hear = (update: Update): void => {
      if (update.type === 'grown') grown(update);
      else if (update.type === 'python') python(update);
      else if (update.type === 'answer') this.settle(update.id)?.resolve(update.result);
      else {
        const asked = update.id === undefined ? undefined : this.settle(update.id);
        asked?.reject(new WorldFailure(update));
        failed(update);
      }
    };
    line.listen(
      equippedFor(updateNeedsEquipment, hear, (update, message) =>
        hear({ type: 'failed', message, ...(update.type === 'answer' ? { id: update.id } : {}) }),
      ),
    );
  }

  /** Resolves with the answer; rejects with a WorldFailure. */
  ask<T extends RequestBody['type']>(body: RequestBody & { type: T }): Promise<Answers[T]> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.asked.set(id, { resolve: resolve as (result: unknown) => void, reject });
      this.line.send({ ...body, id });
    });
  }

  close(): void {
    this.line.close();
    this.asked.clear();
  }

  private settle(id: number): Asked | undefined {
    const asked = this.asked.get(id);
    this.asked.delete(id);
    return asked;
  }
}
