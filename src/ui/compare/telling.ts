// A difference in sentences: what each run does then, and why the one that does not holds back.

import { formatDuration, type Instant } from '../../base/time.ts';
import type { Difference, Differing } from '../../player/difference.ts';
import type { Happening } from '../../player/happenings.ts';
import { heldBack } from '../../player/held.ts';
import type { Ladder } from '../../player/ladder.ts';
import { t } from '../language.svelte.ts';
import { choice } from '../ladder/choice.svelte.ts';
import { labelsOf } from '../ladder/labels.ts';
import { sentenceOf } from '../ladder/said.ts';
import { originalIn } from '../ladder/speech.ts';
import { momentText } from '../names.ts';
import { decisionSentence, sentenceFor, type Told } from '../sentence.ts';

/** What a row of a run says: of what was sent also what became of it. */
export function rowText(run: Told, ladder: Ladder, row: number): string {
  const sent = ladder.sentIn(row);
  return sent ? sentenceOf(run, ladder, sent, originalIn(run, ladder, sent), choice.relative) : sentenceFor(run, row);
}

/** What one run does where two differ. `which`: the first, or the second. */
export function sideText(run: Told, ladder: Ladder, difference: Difference, which: 0 | 1): string {
  const own = difference.both[which];
  const other = difference.both[1 - which];
  if (own && own.at === difference.at) return deedText(run, ladder, own);
  const why = other && whyNot(run, other, difference.at);
  const later = own && t('compare.only-then', { at: momentText(own.at), what: deedText(run, ladder, own) });
  return [why ?? t(own ? 'compare.not-yet' : 'compare.never'), later].filter(Boolean).join(t('ladder.said.between'));
}

/** What happens, as a short sentence. */
function deedText(run: Told, ladder: Ladder, one: Happening): string {
  if (one.kind !== 'sent') return sentenceFor(run, one.row);
  const { fate, octets = 0 } = one.facts;
  const said = {
    from: deviceName(run, one),
    count: one.member ? octets : 0,
    what: wordsOf(run, ladder, one),
    why: fate === 'arrives' ? '' : factText(one, 'fate'),
  };
  return t(`compare.${said.count ? 'sends-octets' : 'sends'}${said.why ? '.lost' : ''}`, said);
}

const deviceName = (run: Told, { device }: Happening): string => run.history.live.state.devices[device]!.name;

/** What the ladder writes on the line of what was sent. */
function wordsOf(run: Told, ladder: Ladder, { row, frame }: Happening): string {
  const sent = ladder.sentIn(row);
  const { protocol, word } = run.dissections.of(frame!.number);
  const label = (sent && labelsOf(run, sent, choice.relative)[1]) ?? word;
  return protocol === 'TCP' || label.startsWith(protocol) ? label : `${protocol} ${label}`;
}

function whyNot(run: Told, other: Happening, at: Instant): string | undefined {
  const held = heldBack(run.history, other, at);
  if (!held) return undefined;
  const { row, ...decision } = held;
  return t('compare.holds', { why: decisionSentence(run, decision, row, false) });
}

/** Facts whose values the reader sees side by side. */
export interface FactLine {
  fact: Differing;
  name: string;
  values: readonly [string, string];
}

/** What differs, side by side; nothing of what only one run has. */
export function factLines({ both: [a, b], facts }: Difference): FactLine[] {
  if (!a || !b) return [];
  return facts.map((fact) => ({
    fact,
    name: t(`compare.fact.${fact}`),
    values: [factText(a, fact), factText(b, fact)],
  }));
}

function factText(one: Happening, fact: Differing): string {
  if (fact === 'at') return momentText(one.at);
  const value = one.facts[fact];
  if (value === undefined) return '–';
  if (fact === 'took') return formatDuration(Number(value));
  if (fact === 'fate') return value === 'arrives' ? t('compare.arrives') : t(`stage.drop.${value}`);
  return typeof value === 'number' ? value.toLocaleString('en') : value;
}

/** What happens in a run in a few words: for a table. `at`: the instant of the difference; another one is told. */
export function shortText(run: Told, ladder: Ladder, one: Happening | undefined, at: Instant): string {
  if (!one) return '–';
  const { octets = 0, status = '' } = one.facts;
  const what =
    one.kind === 'sent' ? wordsOf(run, ladder, one) : t(`compare.short.${one.kind}`, { count: octets, status });
  const fate = one.facts.fate === undefined || one.facts.fate === 'arrives' ? '' : ` ✕ ${factText(one, 'fate')}`;
  const later = one.at === at ? '' : ` (${momentText(one.at)})`;
  return `${deviceName(run, one)}: ${what}${fate}${later}`;
}
