// In a worker as the page's: loads the interpreter with the first run, and says how long each took on the wall.
import { runLab } from '../../../src/cli/runLab.ts';
import { wallClock } from '../../../src/live/pace.ts';
import { parseLab } from '../../../src/sim/labText.ts';
import { labText, runs } from './runs.ts';

/** A run: the time until its end, ms; rows of its record; the first also has the interpreter loaded in it. */
export interface Measured {
  name: string;
  ms: number;
  rows: number;
}

async function measure(name: string): Promise<Measured> {
  const run = runs.find((one) => one.name === name)!;
  const lab = parseLab(labText(run), name);
  if (!lab.ok) throw new Error(JSON.stringify(lab));
  const began = wallClock();
  const { history, report } = await runLab(lab.value, {});
  const ms = (wallClock() - began) / 1e6;
  const [program] = report.programs.filter(({ host }) => host === 'A');
  if (program?.stdout !== run.output) throw new Error(`${name}: ${JSON.stringify(program)}`);
  return { name, ms, rows: history.record.rowCount };
}

self.onmessage = ({ data }: MessageEvent<string>): void => {
  measure(data).then(
    (measured) => self.postMessage(measured),
    (error: unknown) => self.postMessage({ error: String(error) }),
  );
};
