// Judges a goal by the history: each check passes or not, and says because of what.

import { formatMac, maskOf, parseCidr, parseMac } from '../wire/address.ts';
import { settingsOf, NONE, type Settings as AllSettings } from '../sim/settings.ts';
import { flightsOf, type Flight } from '../sim/flights.ts';
import { runAlone, type Turns } from '../sim/turns.ts';
import { interfaceNamed } from './addresses.ts';
import type { Because, BecauseCode, Check, Judgement, Settings } from './check.ts';
import type { Present } from './exercise.ts';
import { judgingChopped } from './chopped.ts';
import { judgeFile, judgeSource, judgeThreads, judgeWaits } from './judgeHost.ts';
import { judgeExit, judgeOutput, judgeSpinning } from './judgeProgram.ts';
import { judgeStream } from './judgeStream.ts';
import { tryPing } from './ping.ts';
import { lookUpTable, tableValueFor } from './tableText.ts';
import { judgingTried, linesOf } from './tried.ts';

/** Answers that were given, by the id of their question; `right` as it was marked when it was given. */
export type Answers = Readonly<Record<string, { given: readonly string[]; right: boolean }>>;

/** Frames named as evidence at most. */
const EVIDENCE = 20;

interface Verdict {
  passed: boolean;
  because: Because;
}

/** Judges all checks, in order. Nothing in the history changes. Where a run is had again for it, scripts have their turns. */
export function* judging(checks: readonly Check[], present: Present, answers: Answers = {}): Turns<Judgement> {
  const plain = checks.map((check) => (runsAgain(check) ? undefined : judge(check, present, answers)));
  // To have the run again takes its time: it is worth it when all the rest is so.
  let worth = plain.every((one) => one?.passed ?? true);
  const judged: Verdict[] = [];
  for (const [i, check] of checks.entries()) {
    if (!runsAgain(check)) judged.push(plain[i]!);
    else if (!worth) judged.push(waiting(check));
    else {
      const found =
        check.kind === 'chop'
          ? yield* judgingChopped(check, present, answers)
          : yield* judgingTried(check, present, answers);
      worth = found.passed;
      judged.push(found);
    }
  }
  return { passed: judged.every((one) => one.passed), checks: judged };
}

type Again = Extract<Check, { kind: 'chop' | 'try' }>;

export const runsAgain = (check: Check): check is Again => check.kind === 'chop' || check.kind === 'try';
const waiting = (check: Again): Verdict =>
  check.kind === 'chop' ? no('chop-waits', { device: check.of }) : no('try-waits', { lines: linesOf(check.run) });

/** As far as it can be said without having a run again: checks that would are left as not tried. */
export function judgeNow(checks: readonly Check[], present: Present, answers: Answers = {}): Judgement {
  const judged = checks.map((check) => (runsAgain(check) ? waiting(check) : judge(check, present, answers)));
  return { passed: judged.every((one) => one.passed), checks: judged };
}

/** The same where nobody serves scripts. */
export const judgeGoal = (checks: readonly Check[], present: Present, answers: Answers = {}): Judgement =>
  runAlone(judging(checks, present, answers));

const verdict = (
  passed: boolean,
  code: BecauseCode,
  parameters: Because['parameters'],
  evidence: number[] = [],
): Verdict => ({
  passed,
  because: { code, parameters, evidence },
});
const yes = (code: BecauseCode, parameters: Because['parameters'], evidence?: number[]): Verdict =>
  verdict(true, code, parameters, evidence);
const no = (code: BecauseCode, parameters: Because['parameters'], evidence?: number[]): Verdict =>
  verdict(false, code, parameters, evidence);

function judge(check: Exclude<Check, Again>, present: Present, answers: Answers): Verdict {
  switch (check.kind) {
    case 'seen':
    case 'never':
    case 'count':
      return judgeFrames(check, present);
    case 'ping':
      return judgePing(check, present);
    case 'table':
      return judgeTable(check, present);
    case 'setting':
      return judgeSetting(check.of, check.settings, present);
    case 'unchanged':
      return judgeUnchanged(check.what, present);
    case 'stdout':
    case 'stderr':
      return judgeOutput(check, present);
    case 'exit':
      return judgeExit(check, present);
    case 'threads':
      return judgeThreads(check, present);
    case 'spinning':
      return judgeSpinning(check, present);
    case 'source':
      return judgeSource(check, present);
    case 'waits':
      return judgeWaits(check, present);
    case 'stream':
      return judgeStream(check, present);
    case 'file':
      return judgeFile(check, present);
    case 'answer': {
      const answer = answers[check.to];
      if (!answer) return no('not-answered', { question: check.to });
      const right = check.is === undefined ? answer.right : answer.given.length === 1 && answer.given[0] === check.is;
      return right ? yes('answer-right', { question: check.to }) : no('answer-wrong', { question: check.to });
    }
  }
}

function judgeFrames(check: Extract<Check, { kind: 'seen' | 'never' | 'count' }>, present: Present): Verdict {
  const { filter, at } = check;
  const flights: Flight[] = [...flightsOf(present, filter, at)];
  const count = at === undefined ? new Set(flights.map((one) => one.frame)).size : flights.length;
  const evidence = flights.slice(0, EVIDENCE).map((one) => one.row);
  if (check.kind === 'seen') return count ? yes('seen', { filter, count }, evidence) : no('not-seen', { filter });
  if (check.kind === 'never')
    return count ? no('seen-though-not-wanted', { filter, count }, evidence) : yes('never-seen', { filter });
  if (count < check.least) return no('too-few', { filter, count, least: check.least }, evidence);
  if (count > check.most) return no('too-many', { filter, count, most: check.most }, evidence);
  return yes('counted', { filter, count }, evidence);
}

function judgePing({ from, to, ttl, fails }: Extract<Check, { kind: 'ping' }>, present: Present): Verdict {
  const tried = tryPing(present, from, to);
  if (fails !== undefined) {
    if (tried.ok) return no('ping-answered-unwanted', { from, to });
    const wanted = fails === 'any' || fails === tried.because.code;
    return wanted
      ? yes('ping-failed-as-wanted', { from, to, reason: tried.because.code })
      : { passed: false, because: tried.because };
  }
  if (!tried.ok) return { passed: false, because: tried.because };
  if (ttl !== undefined && tried.ttl !== ttl) return no('ttl-differs', { from, to, ttl: tried.ttl, wanted: ttl });
  return yes('ping-answered', { from, to, ttl: tried.ttl });
}

function judgeTable({ table, of, holds, lacks }: Extract<Check, { kind: 'table' }>, { state }: Present): Verdict {
  for (const [key, wanted] of Object.entries(holds)) {
    const value = lookUpTable(state, table, of, key);
    if (value === undefined) return no('table-lacks', { device: of, table, key });
    const right = tableValueFor(state, table, wanted);
    if (wanted !== 'any' && value !== right)
      return no('table-differs', { device: of, table, key, value, wanted: right });
  }
  const unwanted = lacks.find((key) => lookUpTable(state, table, of, key) !== undefined);
  if (unwanted !== undefined) return no('table-holds-unwanted', { device: of, table, key: unwanted });
  return yes('table-holds', { device: of, table });
}

function judgeSetting(of: string, wanted: Settings, { state }: Present): Verdict {
  const one = interfaceNamed(state, of);
  if (!one) return no('setting-differs', { of, setting: 'ip', value: NONE, wanted: wanted.ip ?? '' });
  const all = settingsOf(state);
  const get = (key: string): string => all[`${one.name}.${key}`] ?? NONE;
  const differs = (setting: string, value: string, right: string): Verdict =>
    no('setting-differs', { of, setting, value, wanted: right });
  if (wanted.ip !== undefined) {
    const address = parseCidr(wanted.ip);
    const have = address
      ? one.addresses.map((a, i) => `${get('ip').split(' ')[i]!}/${a.prefix}`).join(' ') || NONE
      : get('ip');
    if (have !== wanted.ip) return differs('ip', have, wanted.ip);
  }
  const { prefix } = wanted;
  if (
    prefix !== undefined &&
    (one.addresses.length === 0 || one.addresses.some((a) => maskOf(a.prefix) !== maskOf(prefix)))
  ) {
    return differs('prefix', get('mask'), `/${prefix}`);
  }
  const mac = wanted.mac === undefined ? undefined : parseMac(wanted.mac);
  if (mac !== undefined && one.mac !== mac) return differs('mac', get('mac'), formatMac(mac));
  const gateway = all[`${one.device}.gateway`] ?? NONE;
  if (wanted.gateway !== undefined && gateway !== wanted.gateway) return differs('gateway', gateway, wanted.gateway);
  if (wanted.mtu !== undefined && get('mtu') !== String(wanted.mtu))
    return differs('mtu', get('mtu'), String(wanted.mtu));
  const up = wanted.up === undefined ? undefined : wanted.up ? 'on' : 'off';
  if (up !== undefined && get('up') !== up) return differs('up', get('up'), up);
  return yes('setting-is', { of });
}

/** The names of single settings that a name in `unchanged` stands for: `A.ip` for `A.eth0.ip` and `A.eth1.ip`. */
function settingsFor(what: string, all: AllSettings): string[] {
  const last = what.slice(what.lastIndexOf('.') + 1);
  return Object.keys(all).filter((key) => {
    if (key === what || key.startsWith(`${what}.`)) return !key.endsWith('.up');
    return key.startsWith(`${what.slice(0, -last.length)}`) && key.endsWith(`.${last}`) && what.includes('.');
  });
}

function judgeUnchanged(what: readonly string[], { state, beginning }: Present): Verdict {
  const now = settingsOf(state);
  for (const name of what) {
    for (const key of settingsFor(name, beginning.settings)) {
      const [value, wanted] = [now[key] ?? NONE, beginning.settings[key] ?? NONE];
      if (value !== wanted) return no('changed', { what: key, value, wanted });
    }
  }
  return yes('as-at-the-start', { what: what.join(', ') });
}
