// A run had again from its log: the same commands at the same places, and then the same record, byte for byte.
import { digestOf } from '../sim/digest.ts';
import { doAgain, goOnTo, startHistory, type History } from '../sim/history.ts';
import type { Lab } from '../sim/lab.ts';
import { withLivePort } from '../sim/livePort.ts';
import type { Terminal } from './command.ts';
import { orTell } from './files.ts';
import { readLog, type RunLog } from './logFile.ts';

/** The history of a logged run of a lab; `same`: it came out as the log says. Undefined, and told, when the log cannot be read or is not one of this lab. */
export function runAgain(lab: Lab, path: string, terminal: Terminal): { history: History; same: boolean } | undefined {
  const log = orTell(readLog(path, terminal.cwd), terminal);
  if (!log) return undefined;
  const wired = log.at === undefined ? { ok: true as const, value: lab } : withLivePort(lab, log.at);
  if (!wired.ok) {
    terminal.err(`${path}:1:1 this is the log of a run of another lab: ${wired.message}`);
    return undefined;
  }
  const history = startHistory(wired.value, log.seed);
  const wrong = replay(history, log);
  if (wrong) terminal.err(`${path}:${wrong}`);
  return { history, same: wrong === undefined };
}

/** Does everything again. Gives where and how it went another way. */
function replay(history: History, { log, end }: RunLog): string | undefined {
  for (const [i, entry] of log.entries()) {
    const result = doAgain(history, entry);
    // A refused command was logged too, and is refused again: only its place counts.
    if (!result) return `${i + 2}:1 this run does not come by here: the lab is not the one of the log`;
  }
  if (goOnTo(history, end.at, end.events) && digestOf(history.record) === end.digest) return undefined;
  return `${log.length + 2}:1 this run came out differently: the lab is not the one of the log`;
}
