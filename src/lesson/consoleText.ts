// The lines of `console`, `solution` and `reject` blocks.

import { parseDuration } from '../base/time.ts';
import type { Lab } from '../sim/lab.ts';
import { isHost } from '../sim/labDevices.ts';
import { meant, quoted, tell, type Mistakes } from '../sim/labFields.ts';
import type { At, Origin } from '../sim/labYaml.ts';
import { parseHand } from '../sim/hand.ts';
import type { ConsoleLine } from './lesson.ts';

export interface ReadLines {
  lines: ConsoleLine[];
  /** Lines `answer ID VALUE`, with the place of each. */
  answers: Map<string, { value: string; at: At }>;
  /** Lines that begin with `#`, without it. */
  remarks: { text: string; at: At }[];
}

/** Reads the lines of a block. Hosts are looked up in `lab`; without one only the shape is checked. */
export function readLines(m: Mistakes, text: string, origin: Origin, lab: Lab | undefined): ReadLines {
  const out: ReadLines = { lines: [], answers: new Map(), remarks: [] };
  text.split(/\r?\n/).forEach((raw, i) => {
    const line = raw.trim();
    const at: At = {
      file: origin.file,
      line: (origin.line ?? 1) + i,
      column: (origin.column ?? 1) + raw.length - raw.trimStart().length,
    };
    if (line === '') return;
    if (line.startsWith('#')) out.remarks.push({ text: line.slice(1).trim(), at });
    else if (line.startsWith('answer ')) readAnswer(m, line, at, out);
    else {
      const read = readLine(m, line, at, lab);
      if (read) out.lines.push(read);
    }
  });
  return out;
}

function readAnswer(m: Mistakes, line: string, at: At, out: ReadLines): void {
  const [, id, value] = /^answer\s+(\S+)\s+(.+)$/.exec(line) ?? [];
  if (id === undefined || value === undefined)
    tell(m, at, 'an answer names its question and a value', 'answer how-many 4');
  else if (out.answers.has(id)) tell(m, at, `${quoted(id)} is answered twice`);
  else out.answers.set(id, { value, at });
}

function readLine(m: Mistakes, line: string, at: At, lab: Lab | undefined): ConsoleLine | undefined {
  const place = { line: at.line, column: at.column };
  const waiting = /^wait\s+(.*)$/.exec(line);
  if (waiting) {
    const duration = parseDuration(waiting[1]!);
    if (duration !== undefined && duration > 0 && duration <= 86_400e9) return { type: 'wait', duration, place };
    return tell(
      m,
      at,
      `nobody can wait ${quoted(waiting[1]!)}`,
      'write a time with its unit, such as `wait 60 s`; a day at most',
    );
  }
  if (line.startsWith('>')) {
    const hand = line.slice(1).trim();
    const read = parseHand(hand);
    return read.ok ? { type: 'hand', line: hand, command: read.command, place } : tell(m, at, read.message, read.hint);
  }
  const [, started, host] = /^([^$>]*\S)\s+@([^\s@$>]+)$/.exec(line) ?? [];
  const plain = host === undefined ? line : `${host}$ ${started}`;
  const [, on, mark, command] = /^([^\s$>]+)([$>])\s*(.*)$/.exec(plain) ?? [];
  if (on === undefined || command === undefined) {
    return tell(
      m,
      at,
      `${quoted(line)} is no line of a console`,
      '`A$ ping …`, `python server.py @A`, `A> hello`, `wait 1 s`, `> unplug A.eth0` or `# a remark`',
    );
  }
  const device = lab?.devices.find((one) => one.name === on);
  if (lab && !device)
    return tell(
      m,
      at,
      `there is no host ${quoted(on)}`,
      meant(
        on,
        lab.devices.filter(isHost).map((one) => one.name),
      ),
    );
  if (device && !isHost(device))
    return tell(m, at, `${on} is a ${device.kind}: it has no terminal`, 'hosts and routers have');
  if (mark === '>') return { type: 'type', on, line: command, place };
  return command === '' ? tell(m, at, `nothing is typed after ${on}$`) : { type: 'run', on, line: command, place };
}
