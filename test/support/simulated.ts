// Runs the programs of a scenario in the simulator, with the interpreter of students' programs.

import { SECOND } from '../../src/base/time.ts';
import { runLab } from '../../src/cli/runLab.ts';
import { HOME, resolvePath } from '../../src/devices/host/files.ts';
import { digestOf } from '../../src/sim/digest.ts';
import { octetsOn } from '../../src/sim/hostFiles.ts';
import type { RunReport } from '../../src/sim/report.ts';
import type { Outcome, Outcomes, Scenario } from './scenario.ts';

export interface Simulated extends Outcomes {
  report: RunReport;
  /** Digest of the whole record: the same lab and seed give the same one everywhere. */
  digest: string;
}

/** Runs a scenario until nothing is left to happen, or until its seconds are over. */
export async function inSimulator({ lab, seconds }: Scenario): Promise<Simulated> {
  const { history, report } = await runLab(lab, { until: seconds * SECOND });
  const programs: Record<string, Outcome> = {};
  for (const { name, stdout, stderr, exit, threads } of report.programs)
    if (name !== undefined)
      programs[name] = {
        ...{ stdout, stderr, exit },
        waits: threads.map(({ file, line }) => `${file.replace(/^.*\//, '')}:${line}`),
      };
  const { state } = history.live;
  return {
    ...{ programs, report, digest: digestOf(history.record) },
    file: (host, path) => {
      const { device } = state.devices.find((one) => one.name === host)!;
      const bytes = octetsOn(state, device, resolvePath(HOME, path));
      return bytes && { size: bytes.length, bytes };
    },
  };
}
