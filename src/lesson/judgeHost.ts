// Judges what a host has come to: where its programs wait, and what its files hold.

import { fileOf, runningPrograms, sha256Of } from '../sim/hostFacts.ts';
import { deviceNamed } from '../sim/place.ts';
import type { Because, BecauseCode, Check } from './check.ts';
import type { Present } from './exercise.ts';
import { beginsWith } from './output.ts';

type Found = { passed: boolean; because: Because };

const found = (passed: boolean, code: BecauseCode, parameters: Because['parameters']): Found => ({
  passed,
  because: { code, parameters, evidence: [] },
});

/** Is a program of that line running, and does it wait in that call (and at that line of its file)? */
export function judgeWaits({ of, run, in: call, line }: Extract<Check, { kind: 'waits' }>, { state }: Present): Found {
  const programs = runningPrograms(state, deviceNamed(state, of)).filter(({ argv }) => beginsWith(argv.join(' '), run));
  if (!programs.length) return found(false, 'not-running', { device: of, run });
  const waits = programs.flatMap((program) => program.waits);
  const right = waits.find((one) => (call === 'any' || one.call === call) && (line === undefined || one.line === line));
  if (right) return found(true, 'waits', { device: of, run, call: right.call });
  const [one] = waits;
  if (!one) return found(false, 'waits-nowhere', { device: of, run, wanted: call });
  const where = (name: string, at: number | undefined): string => (at === undefined ? name : `${name} (${at})`);
  const parameters = { device: of, run, call: where(one.call, one.line), wanted: where(call, line) };
  return found(false, 'waits-elsewhere', parameters);
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
