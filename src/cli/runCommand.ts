// `classroom run`: runs a lab or a step of a lesson and prints what happened, or writes it as JSON lines or as a capture.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatDuration, formatInstant, parseDuration, type Instant, type Nanoseconds } from '../base/time.ts';
import { performing } from '../lesson/perform.ts';
import { reaching } from '../lesson/play.ts';
import { analysisFields, analysisOf, needsAnalysis } from '../sim/analysis/fields.ts';
import { captureOf } from '../sim/capture.ts';
import { dissectFrame } from '../sim/dissected.ts';
import '../sim/equipment.ts';
import { endOf, startHistory, type History } from '../sim/history.ts';
import { reportOf } from '../sim/report.ts';
import { extendTurns } from '../sim/turns.ts';
import { portNamed, portText } from '../sim/place.ts';
import { rowAt, type Row } from '../sim/record.ts';
import { compileFilter, type Filter } from '../wire/filter.ts';
import { writePcapng } from '../wire/pcapng.ts';
import { wordLanguages, type WordLanguage } from '../words/load.ts';
import { runAgain } from './again.ts';
import { BAD_INPUT, type Options, type Subcommand, type Terminal } from './command.ts';
import { isLesson, orTell, readLabFile, readLessonFile } from './files.ts';
import { reportJson } from './reportJson.ts';
import { CannotSuspend, LONGEST, nodeScripts } from './runLab.ts';
import { jsonOf, linesOf } from './runText.ts';
import { tcpChanges } from './tcpText.ts';
import { keepOptions, readKeep, type Keep } from './keep.ts';
import { ensureSuspending } from './suspending.ts';
import { languageNamed, sayerFor } from './words.ts';

export const run: Subcommand = {
  use: 'run LAB|LESSON',
  does: [
    'Runs a lab (its `do` lines), or a step of a lesson (its consoles), and prints what happened, one line for each event: when, where, what, and why.',
    'Status 0: it ran; 1: with --log it came out differently; 2: it has mistakes.',
  ].join('\n'),
  options: {
    until: { value: 'TIME', help: 'when to stop (10s); otherwise when nothing is left to happen' },
    log: {
      value: 'FILE',
      help: 'does again what a log says (of `classroom port`), and sees that it comes out the same',
    },
    seed: { value: 'N', help: "luck, instead of the lab's own" },
    step: {
      value: 'N',
      help: 'of a lesson, as the page counts: 1 is what comes before the first heading; if it is left out, the first with a console',
    },
    filter: { value: 'F', short: 'Y', help: 'only frames that fit a display filter, `tcp.analysis.…` too' },
    tcp: {
      help: [
        'with each event what it changed of a connection: cwnd, ssthresh, rto, its buffers (send: under way + waiting',
        'of what fits; recv: unread + behind a gap), the window of the peer (wnd); and which send wrote which octets',
      ].join(' '),
    },
    json: {
      help: [
        'prints every row as a line of JSON; of a lab with `programs` one document instead: what each program wrote, its',
        'exit status or `running` and where it waits, the files that were written, both streams of each connection and who',
        'closed it how, and the datagrams',
      ].join('\n'),
    },
    at: { value: 'PORT', help: 'for --pcap: capture at this port only (A.eth0)' },
    trace: { value: 'FILE', help: 'writes every row as a line of JSON' },
    pcap: { value: 'FILE', help: 'writes the frames as pcapng, for Wireshark' },
    ...keepOptions,
    quiet: { help: 'prints nothing but mistakes' },
    lang: { value: 'LANG', help: 'language of the reasons: en (default) or zh-CN' },
  },
  words: { least: 1, most: 1 },
  async run([path = ''], options, terminal) {
    const settings = readSettings(options, terminal);
    if (!settings) return BAD_INPUT;
    try {
      return await runAndTell(path, options, settings, terminal);
    } catch (error) {
      // Nothing has been printed before all has run: another process, which has the flag that this Node needs, does it all.
      const elsewhere = error instanceof CannotSuspend ? await ensureSuspending() : undefined;
      if (elsewhere === undefined) throw error;
      return elsewhere;
    }
  },
};

async function runAndTell(path: string, options: Options, settings: Settings, terminal: Terminal): Promise<number> {
  const run = await begin(path, settings, terminal);
  if (!run) return BAD_INPUT;
  const { history, same = true } = run;
  const place = options['at'];
  if (typeof place === 'string' && !portNamed(history.live.state, place)) {
    terminal.err(`run: --at ${place}: there is no such port`);
    return BAD_INPUT;
  }
  if (settings.log === undefined || settings.until !== undefined) await finish(history, settings.until, terminal);
  const say = await sayerFor(history, settings.language);
  const rows = rowsOf(history, settings.filter);
  const tcp = options['tcp'] === true ? tcpChanges(history) : undefined;
  const json = (): string[] => jsonOf(history, rows, tcp);
  const asReport = options['json'] === true && history.lab.programs !== undefined;
  if (asReport) terminal.out(JSON.stringify(reportJson(reportOf(history)), undefined, 2));
  else if (options['quiet'] !== true) {
    const lines = options['json'] === true ? json() : linesOf(history, rows, say, tcp);
    for (const line of lines) terminal.out(line);
  }
  if (typeof options['trace'] === 'string')
    writeFileSync(resolve(terminal.cwd, options['trace']), [...json(), ''].join('\n'));
  if (typeof options['pcap'] === 'string') {
    const { state } = history.live;
    const at = typeof place === 'string' ? { at: [portText(state, portNamed(state, place)!)] } : {};
    const wanted = settings.filter && { wanted: selects(history, settings.filter) };
    writeFileSync(
      resolve(terminal.cwd, options['pcap']),
      writePcapng(captureOf(history.record, state, { ...at, ...wanted, comment: say })),
    );
  }
  return same ? 0 : 1;
}

interface Settings {
  /** A file with the log of a run that is to be had again. */
  log?: string;
  until?: Nanoseconds;
  seed?: number;
  step?: number;
  filter?: Filter;
  keep: Keep;
  language: WordLanguage;
}

function readSettings(options: Options, terminal: Terminal): Settings | undefined {
  const mistakes: string[] = [];
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined);
  const whole = (name: string, most: number): number | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    if (/^\d{1,10}$/.test(value) && Number(value) <= most) return Number(value);
    mistakes.push(`run: --${name} ${value}: a whole number up to ${most}`);
    return undefined;
  };
  const until = text('until');
  const stop = until === undefined ? undefined : parseDuration(until);
  if (until !== undefined && stop === undefined)
    mistakes.push(`run: --until ${until}: a time with its unit, such as 10s`);
  const [seed, step] = [whole('seed', 0xffff_ffff), whole('step', 1000)];
  const filter = compileFilter(text('filter') ?? '', analysisFields);
  if (!filter.ok)
    mistakes.push(
      `run: --filter, character ${filter.position + 1}: ${filter.message}${filter.hint ? ` (${filter.hint})` : ''}`,
    );
  const log = text('log');
  if (log !== undefined && seed !== undefined) mistakes.push('run: --seed: a log says its seed itself');
  if (log !== undefined && step !== undefined) mistakes.push('run: --step: a log is one of a lab');
  const keep = readKeep(options, mistakes);
  const language = languageNamed(text('lang') ?? 'en');
  if (!language) mistakes.push(`run: --lang ${text('lang')}: ${wordLanguages.join(' or ')}`);
  for (const line of mistakes) terminal.err(line);
  if (mistakes.length || !filter.ok || !language) return undefined;
  return {
    language,
    keep,
    ...(log === undefined ? {} : { log }),
    ...(stop === undefined ? {} : { until: stop }),
    ...(seed === undefined ? {} : { seed }),
    ...(step === undefined ? {} : { step }),
    ...(text('filter') === undefined ? {} : { filter }),
  };
}

/** The history to begin with; `same` says whether what was done again came out as before. */
async function begin(
  path: string,
  settings: Settings,
  terminal: Terminal,
): Promise<{ history: History; same?: boolean } | undefined> {
  if (settings.log !== undefined) {
    const lab = orTell(readLabFile(path, terminal.cwd), terminal);
    return lab && runAgain(lab, settings.log, terminal);
  }
  const open = isLesson(path, terminal.cwd) ? openLesson : openLab;
  const history = await open(path, settings, terminal);
  return history && { history };
}

function openLab(path: string, { seed, keep }: Settings, terminal: Terminal): History | undefined {
  const lab = orTell(readLabFile(path, terminal.cwd), terminal);
  return lab && startHistory(lab, seed, keep);
}

/** The world of a step, its consoles done. */
async function openLesson(
  path: string,
  { seed, step, language, keep }: Settings,
  terminal: Terminal,
): Promise<History | undefined> {
  if (keep.snaplen || keep.ring) {
    terminal.err('run: --snaplen, --ring: for a lab; a lesson is short');
    return undefined;
  }
  const lesson = orTell(readLessonFile(path, language, terminal.cwd), terminal);
  if (!lesson) return undefined;
  const first = lesson.steps.findIndex((one) => one.parts.some((part) => part.type === 'console'));
  const index = step === undefined ? Math.max(first, 0) : step - 1;
  const chosen = lesson.steps[index];
  const scripts = nodeScripts();
  const start = chosen && (await scripts.run(reaching(lesson, index, seed)));
  if (!start) {
    terminal.err(
      chosen
        ? `run: step ${index + 1} has no lab`
        : `run: --step ${index + 1}: the lesson has steps 1 to ${lesson.steps.length}`,
    );
    return undefined;
  }
  const lines = chosen.parts.flatMap((part) => (part.type === 'console' ? part.lines : []));
  return (await scripts.run(performing(start, lines))).history;
}

async function finish(history: History, until: Nanoseconds | undefined, terminal: Terminal): Promise<void> {
  const stop = until ?? endOf(history) + LONGEST;
  const ended = await nodeScripts().run(extendTurns(history, { until: stop as Instant }));
  if (ended === 'budget') {
    const { at, events } = history.stopped!;
    terminal.err(
      `run: stopped at ${formatInstant(at)} s after ${events} events: this does not end by itself (a loop?)`,
    );
  } else if (ended === 'until' && until === undefined)
    terminal.err(`run: stopped after ${formatDuration(LONGEST)}; --until goes on`);
}

/** All rows, or with a filter the flights and drops whose frames fit it. What analysis tells of a segment is asked where a flight was sent. */
function rowsOf(history: History, filter: Filter | undefined): Row[] {
  const wanted = filter && selects(history, filter);
  const rows: Row[] = [];
  for (let number = history.record.firstRow; number < history.record.rowCount; number++) {
    const row = rowAt(history.record, number);
    if (!wanted || (row.frame !== undefined && wanted(row.frame, row.number))) rows.push(row);
  }
  return rows;
}

/** Does a frame fit? Each is looked at once, unless it matters which of its flights it is. */
function selects(history: History, filter: Filter): (frame: number, row: number) => boolean {
  const { record } = history;
  const known = new Map<number, boolean>();
  const byRow = needsAnalysis(filter.fields);
  const look = { numberOf: (row: number) => (rowAt(record, row).frame ?? 0) + 1 };
  return (frame, row) => {
    const before = byRow ? undefined : known.get(frame);
    if (before !== undefined) return before;
    const extra = analysisOf(history, row, look);
    const fits = filter.test(dissectFrame(record, frame), { number: frame + 1, time: 0, extra });
    known.set(frame, fits);
    return fits;
  };
}
