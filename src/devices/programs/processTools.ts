// ps and kill: the processes of a host (POSIX XCU ps, kill).

import { sendSignal } from '../host/kernel/children.ts';
import { interrupt, runningProcesses } from '../host/shell.ts';
import { atOnce, done, lines, refusal, type Answer } from './answer.ts';

/** `ps` lists names, `ps -f` or `ps ax` whole command lines. */
export const ps = atOnce((host, argv) => {
  const whole = argv.slice(1).some((word) => /[fax]/.test(word));
  const rows = runningProcesses(host).map(
    (one) => `${String(one.pid).padStart(7)} pts/0    00:00:00 ${whole ? one.argv.join(' ') : one.program}`,
  );
  return lines(['    PID TTY          TIME CMD', ...rows]);
});

const signals: Readonly<Record<string, number>> = { HUP: 1, INT: 2, KILL: 9, TERM: 15 };
const [INT, TERM] = [2, 15];

export const kill = atOnce((host, argv, out): Answer => {
  const words = argv.slice(1);
  const first = /^-(?:s$)?(.*)$/.exec(words[0] ?? '');
  const named = first && (words.shift() === '-s' ? words.shift() : first[1])?.toUpperCase().replace(/^SIG/, '');
  const signal = named ? (signals[named] ?? Object.values(signals).find((one) => String(one) === named)) : TERM;
  if (signal === undefined) return refusal(1, `bash: kill: ${named!}: invalid signal specification`);
  if (!words.length) return refusal(2, 'kill: usage: kill [-s sigspec | -sigspec] pid ...');
  const errors: string[] = [];
  for (const word of words) {
    const process = runningProcesses(host).find((one) => String(one.pid) === word);
    if (!process) {
      errors.push(
        /^\d+$/.test(word)
          ? `bash: kill: (${word}) - No such process`
          : `bash: kill: ${word}: arguments must be process or job IDs`,
      );
    } else if (signal === INT) interrupt(host, process.pid, out);
    else sendSignal(host, process, signal, out);
  }
  return errors.length ? refusal(1, errors.join('\n')) : done;
});
