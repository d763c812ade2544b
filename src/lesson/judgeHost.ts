// Judges what a host has come to: where its programs wait, and what its files hold.

import { fileOf, runningPrograms, sha256Of, type WaitingCall } from '../sim/hostFacts.ts';
import { textOn } from '../sim/hostFiles.ts';
import { deviceNamed } from '../sim/place.ts';
import { scriptsOn } from '../sim/scriptFacts.ts';
import type { WorldState } from '../sim/state.ts';
import type { Because, BecauseCode, Check } from './check.ts';
import type { Present } from './exercise.ts';
import { beginsWith, lastRun } from './output.ts';
import { lineWith, tokensOf } from './pythonTokens.ts';

type Found = { passed: boolean; because: Because };

const found = (passed: boolean, code: BecauseCode, parameters: Because['parameters']): Found => ({
  passed,
  because: { code, parameters, evidence: [] },
});

/** Is a program of that line running, and does it wait in that call (and at that line of its file)? */
export function judgeWaits(
  { of, run, in: call, line, text }: Extract<Check, { kind: 'waits' }>,
  { state }: Present,
): Found {
  const device = deviceNamed(state, of);
  const programs = runningPrograms(state, device).filter(({ argv }) => beginsWith(argv.join(' '), run));
  if (!programs.length) return found(false, 'not-running', { device: of, run });
  const waits = programs.flatMap((program) => program.waits);
  const right = waits.find(
    (one) =>
      (call === 'any' || one.call === call || one.as === call) &&
      (line === undefined || one.line === line) &&
      (text === undefined || lineOf(state, device, one).includes(text)),
  );
  if (right) return found(true, 'waits', { device: of, run, call: right.call });
  const [one] = waits;
  if (!one) return found(false, 'waits-nowhere', { device: of, run, wanted: call });
  const where = (name: string, at: number | string | undefined): string =>
    at === undefined ? name : `${name} (${at})`;
  const parameters = { device: of, run, call: where(one.call, one.line), wanted: where(call, text ?? line) };
  return found(false, 'waits-elsewhere', parameters);
}

/** The text of the line at which a script waits; '' where there is none to be had. */
function lineOf(state: WorldState, device: number, { file, line }: WaitingCall): string {
  const text = file === undefined ? undefined : textOn(state, device, file);
  return (line !== undefined && text?.split('\n')[line - 1]) || '';
}

export function judgeThreads({ of, run, least, most }: Extract<Check, { kind: 'threads' }>, present: Present): Found {
  const named = { device: of, run };
  const last = lastRun(present, of, run);
  if (!last) return found(false, 'not-run', named);
  const script = scriptsOn(present.state, deviceNamed(present.state, of)).find((one) => one.pid === last.pid);
  const count = script?.threads.filter((one) => one.does !== 'ended').length ?? 0;
  const wanted = least === most ? least : `${least} … ${most}`;
  return count >= least && count <= most
    ? found(true, 'threads-are', { ...named, count })
    : found(false, 'threads-differ', { ...named, count, wanted });
}

/** Words of a program; a file that is not there has none. */
export function judgeSource(
  { of, file, contains, lacks }: Extract<Check, { kind: 'source' }>,
  { state }: Present,
): Found {
  const octets = fileOf(state, deviceNamed(state, of), file);
  if (!octets) return found(false, 'file-missing', { device: of, file });
  const tokens = tokensOf(new TextDecoder().decode(octets));
  const named = { device: of, file };
  const missing = contains.find((words) => lineWith(tokens, words) === undefined);
  if (missing !== undefined) return found(false, 'source-lacks', { ...named, text: missing });
  const unwanted = lacks.find((words) => lineWith(tokens, words) !== undefined);
  if (unwanted === undefined) return found(true, 'source-fits', named);
  return found(false, 'source-has', { ...named, text: unwanted, line: lineWith(tokens, unwanted)! });
}

export function judgeFile(check: Extract<Check, { kind: 'file' }>, { state }: Present): Found {
  const { of, name } = check;
  const octets = fileOf(state, deviceNamed(state, of), name);
  if (!octets) return found(false, 'file-missing', { device: of, file: name });
  const content = new TextDecoder().decode(octets);
  const differs = (what: string, value: string | number, wanted: string | number): Found =>
    found(false, 'file-differs', { device: of, file: name, what, value, wanted });
  if (check.is !== undefined && content !== check.is) return differs('is', shown(content), shown(check.is));
  const missing = check.contains.find((one) => !content.includes(one));
  if (missing !== undefined) return found(false, 'file-lacks', { device: of, file: name, text: missing });
  const unwanted = check.lacks.find((one) => content.includes(one));
  if (unwanted !== undefined) return found(false, 'file-has', { device: of, file: name, text: unwanted });
  if (check.octets !== undefined && octets.length !== check.octets)
    return differs('octets', octets.length, check.octets);
  if (check.sha256 !== undefined || check.same !== undefined) {
    const other = check.same && fileOf(state, deviceNamed(state, check.same.of), check.same.name);
    const wanted = check.sha256 ?? (other ? sha256Of(other) : '—');
    const is = sha256Of(octets);
    if (is !== wanted) return differs(check.same ? 'same' : 'sha256', is, wanted);
  }
  return found(true, 'file-fits', { device: of, file: name, octets: octets.length });
}

/** Characters of a content that are shown. */
const SHOWN = 60;

const shown = (content: string): string =>
  JSON.stringify(content.length > SHOWN ? `${content.slice(0, SHOWN)}…` : content);
