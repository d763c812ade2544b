// Judges what programs have said and how they ended: output, exit status, reads that brought nothing.

import { formatDuration } from '../base/time.ts';
import { rowsIn } from '../sim/flights.ts';
import { deviceNamed } from '../sim/place.ts';
import { rowAt } from '../sim/record.ts';
import type { Because, BecauseCode, Check } from './check.ts';
import type { Present } from './exercise.ts';
import { errorsOf, lastRun, outputOf, writtenBy } from './output.ts';

type Found = { passed: boolean; because: Because };

const found = (
  passed: boolean,
  code: BecauseCode,
  parameters: Because['parameters'],
  evidence: number[] = [],
): Found => ({ passed, because: { code, parameters, evidence } });
const no = (code: BecauseCode, parameters: Because['parameters'], evidence?: number[]): Found =>
  found(false, code, parameters, evidence);

export function judgeOutput(check: Extract<Check, { kind: 'stdout' | 'stderr' }>, present: Present): Found {
  const { of, run, contains, lacks, is, lines: wanted, matches } = check;
  const isError = check.kind === 'stderr';
  const lines =
    run === undefined
      ? isError
        ? errorsOf(present, of)
        : outputOf(present, of)
      : writtenBy(present, of, run, isError);
  if (!lines) return no('not-run', { device: of, run: run ?? '' });
  const text = lines.join('\n');
  const missing = contains.find((one) => !text.includes(one));
  if (missing !== undefined) return no('output-lacks', { device: of, text: missing });
  const unwanted = lacks.find((one) => text.includes(one));
  if (unwanted !== undefined) return no('output-has', { device: of, text: unwanted });
  const unlike = matches.find((pattern) => !lines.some((line) => isLike(line, pattern)));
  if (unlike !== undefined) return no('output-unlike', { device: of, text: unlike });
  const all = is === undefined ? (Array.isArray(wanted) ? wanted.join('\n') : undefined) : is.replace(/\n$/, '');
  if (all !== undefined && text !== all)
    return no('output-differs', { device: of, value: shown(text), wanted: shown(all) });
  if (typeof wanted === 'number' && lines.length !== wanted)
    return no('output-differs', { device: of, value: lines.length, wanted });
  return found(true, 'output-fits', { device: of });
}

/** `*` stands for anything. Takes time by the length of the line only. */
function isLike(line: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (!line.startsWith(first)) return false;
  if (!rest.length) return line === first;
  let at = first.length;
  const last = rest.pop()!;
  for (const part of rest) {
    const next = line.indexOf(part, at);
    if (next < 0) return false;
    at = next + part.length;
  }
  return line.length - last.length >= at && line.endsWith(last);
}

export function judgeExit(check: Extract<Check, { kind: 'exit' }>, present: Present): Found {
  const { of, run, status, before, after } = check;
  const last = lastRun(present, of, run);
  const named = { device: of, run };
  if (!last) return no('not-run', named);
  const evidence = [last.row];
  if (last.status === undefined)
    return status === 'running' ? found(true, 'runs-on', named, evidence) : no('still-running', named, evidence);
  if (status === 'running') return no('ended-already', { ...named, status: last.status }, evidence);
  if (last.status !== status) return no('exit-differs', { ...named, status: last.status, wanted: status }, evidence);
  const took = rowAt(present.record, last.row).at - rowAt(present.record, last.started).at;
  const time = formatDuration(took);
  if (before !== undefined && took > before)
    return no('ended-late', { ...named, time, wanted: formatDuration(before) }, evidence);
  if (after !== undefined && took < after)
    return no('ended-early', { ...named, time, wanted: formatDuration(after) }, evidence);
  return found(true, 'exit-is', { ...named, status }, evidence);
}

/** A read that brings nothing is a call that says so; of those that ask in vain again and again the host tells when they are many. */
const EMPTY_READ = /^(?:\w+\.)?recv(?:from)?\b.*= b''$/;
const MANY = 2000;

export function judgeSpinning({ of, run, most }: Extract<Check, { kind: 'spinning' }>, present: Present): Found {
  const last = lastRun(present, of, run);
  const named = { device: of, run };
  if (!last) return no('not-run', named);
  const device = deviceNamed(present.state, of);
  let count = 0;
  const evidence: number[] = [];
  for (const row of rowsIn(present, 'program')) {
    if (row.device !== device || row.y !== last.pid) continue;
    const empty = row.reason === 'socket-call' && EMPTY_READ.test(present.record.texts[row.x] ?? '');
    if (!empty && row.reason !== 'script-spins') continue;
    count = empty ? count + 1 : Math.max(count, MANY);
    if (evidence.length < 20) evidence.push(row.number);
  }
  return count > most
    ? no('spins', { ...named, count, most }, evidence)
    : found(true, 'spins-not', { ...named, count });
}

/** Characters of a text that are shown. */
const SHOWN = 80;

const shown = (text: string): string => JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
