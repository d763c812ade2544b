// Reads the options of web-server.

import { readOptions, readSeconds, readWhole } from './options.ts';

/** Times in ns. */
export interface WebServerOptions {
  port: number;
  /** Closes after every answer. */
  once: boolean;
  /** Octets of a body that are sent, before the end comes; Infinity: all. */
  cut: number;
  /** Ends with a reset where it ends. */
  reset: boolean;
  /** Ends instead of answering. */
  silent: boolean;
  /** Sends so many octets at a time, and pauses between; 0: as fast as it goes. */
  piece: number;
  pause: number;
  /** How long it thinks before it answers. */
  think: number;
}

const USAGE = `Usage: web-server [-1er] [-p port] [-c octets] [-s octets] [-i seconds] [-w seconds]
  -p port     listen there (80)
  -1          one request a connection
  -c octets   cut every body short behind so many octets
  -e          end without an answer
  -r          end by a reset
  -s octets   send in pieces of so many octets
  -i seconds  wait between pieces (0.1)
  -w seconds  wait before each answer (0)`;

/** The options of a command line, or what is wrong with it. */
export function readWebServer(argv: readonly string[]): WebServerOptions | string {
  const { given, operands, mistake } = readOptions(argv, '1erp:c:s:i:w:');
  if (mistake) return `web-server: ${mistake}\n${USAGE}`;
  if (operands.length) return `web-server: extra operand '${operands[0]}'\n${USAGE}`;
  const most = 1e12;
  const read: Record<string, number | undefined> = {
    p: readWhole(given.get('p') ?? '80', 1, 65_535),
    c: given.has('c') ? readWhole(given.get('c')!, 0, most) : Infinity,
    s: readWhole(given.get('s') ?? '0', given.has('s') ? 1 : 0, most),
    i: readSeconds(given.get('i') ?? '0.1'),
    w: readSeconds(given.get('w') ?? '0'),
  };
  const wrong = Object.keys(read).find((letter) => read[letter] === undefined);
  if (wrong) return `web-server: invalid argument of -${wrong}: '${given.get(wrong)}'\n${USAGE}`;
  return {
    port: read['p']!,
    once: given.has('1'),
    cut: read['c']!,
    reset: given.has('r'),
    silent: given.has('e'),
    piece: read['s']!,
    pause: read['i']!,
    think: read['w']!,
  };
}
