// Reads back what the trace has of a socket call (devices/host/socketText.ts): its name, descriptor, parameters and answer.

/** A call as its row tells it. */
export interface Called {
  name: string;
  /** NaN where the call has none. */
  fd: number;
  /** Its parameters, and its answer, as text. */
  given: string;
  answer: string;
}

/** Undefined for a text that is no call, or not whole. */
export function calledIn(text: string): Called | undefined {
  const open = text.indexOf('(');
  // What is sent stands within quotes and may have brackets of its own; what is received stands behind the first.
  const end = text.startsWith('send') ? text.lastIndexOf(') = ') : text.indexOf(') = ');
  if (open < 1 || end < open) return undefined;
  const given = text.slice(open + 1, end);
  return { name: text.slice(0, open), fd: Number.parseInt(given, 10), given, answer: text.slice(end + 4) };
}

/** How many octets a call of `recv` asked for. */
export const sizeAsked = ({ given }: Called): number => Number(/^\d+, (\d+)/.exec(given)?.[1] ?? 0);

/** How many octets a call of `send` was given, where the text tells: only of more than it shows. */
export function octetsGiven({ given }: Called): number | undefined {
  const count = /… (\d+) B(?:, [\d.:]+)?$/.exec(given)?.[1];
  return count === undefined ? undefined : Number(count);
}

/** The address of a call of `bind` or `connect`. */
export function addressGiven({ given }: Called): { ip: string; port: number } | undefined {
  const [, ip, port] = /^\d+, ([\d.]+):(\d+)$/.exec(given) ?? [];
  return ip === undefined ? undefined : { ip, port: Number(port) };
}
