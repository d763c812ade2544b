// Two hosts on their own, joined by a pipe that delays, loses, doubles and reorders packets by seed. One clock for both.
import { below, happens, luckFor } from '../../../src/base/rng.ts';
import { MILLISECOND } from '../../../src/base/time.ts';
import { embedHost, type EmbeddedHost, type EmbedOptions } from '../../../src/stack/embed.ts';

export interface PipeOptions {
  /** One way, ns. */
  delay?: number;
  /** Per million packets. */
  loss?: number;
  duplication?: number;
  reordering?: number;
  seed?: number;
  a?: EmbedOptions;
  b?: EmbedOptions;
}

export interface Pipe {
  a: EmbeddedHost;
  b: EmbeddedHost;
  readonly now: number;
  /** Packets that were sent, lost ones too. */
  packets: { at: number; from: 'a' | 'b'; octets: Uint8Array; lost: boolean }[];
  /** Lets everything happen until `at`. */
  runTo(at: number): void;
  /** Lets `ms` milliseconds pass. */
  run(ms: number): void;
  /** Does the next thing that is due; false: nothing is, or not before `end`. */
  step(end?: number): boolean;
}

export const A = '10.0.0.1';
export const B = '10.0.0.2';

export function pipe(options: PipeOptions = {}): Pipe {
  const { delay = MILLISECOND, loss = 0, duplication = 0, reordering = 0, seed = 1 } = options;
  const luck = luckFor(seed, 'pipe', 'everything');
  const due: { at: number; order: number; to: EmbeddedHost; octets: Uint8Array }[] = [];
  let order = 0;
  let now = 0;
  const a = embedHost({ addresses: [`${A}/24`], seed, ...options.a });
  const b = embedHost({ addresses: [`${B}/24`], seed: seed + 1, ...options.b });
  const packets: Pipe['packets'] = [];
  const join = (from: EmbeddedHost, name: 'a' | 'b', to: EmbeddedHost): void => {
    from.onPacket = (octets, at) => {
      const lost = happens(luck, loss);
      packets.push({ at, from: name, octets, lost });
      if (lost) return;
      for (let copies = happens(luck, duplication) ? 2 : 1; copies > 0; copies--) {
        const late = happens(luck, reordering) ? below(luck, 3 * delay + 1) : 0;
        due.push({ at: at + delay + late, order: order++, to, octets });
      }
      due.sort((x, y) => x.at - y.at || x.order - y.order);
    };
  };
  join(a, 'a', b);
  join(b, 'b', a);
  const self: Pipe = {
    a,
    b,
    get now() {
      return now;
    },
    packets,
    step(end = Infinity) {
      const next = Math.min(due[0]?.at ?? Infinity, a.nextDeadline, b.nextDeadline);
      if (next === Infinity || next > end) return false;
      now = Math.max(now, next);
      a.advanceTo(now);
      b.advanceTo(now);
      while (due.length && due[0]!.at <= now) {
        const { to, octets } = due.shift()!;
        to.inject(octets);
      }
      return true;
    },
    runTo(at) {
      while (self.step(at));
      now = at;
      a.advanceTo(at);
      b.advanceTo(at);
    },
    run: (ms) => self.runTo(now + ms * MILLISECOND),
  };
  return self;
}

/** The value of an answer, or its failure as a word: what tests compare. */
export function word(answer: { ok: boolean; failure?: string }): string {
  return answer.ok ? 'ok' : answer.failure!;
}

export const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** What `recv` gave: the text, or the POSIX word. */
export function heard(answer: { ok: true; bytes: Uint8Array } | { ok: false; failure: string }): string {
  return answer.ok ? `'${text(answer.bytes)}'` : answer.failure;
}

/** The descriptor that a call gave. */
export const fdOf = (answer: { ok: true; fd: number } | { ok: false; failure: string }): number => {
  if (!answer.ok) throw new Error(answer.failure);
  return answer.fd;
};
