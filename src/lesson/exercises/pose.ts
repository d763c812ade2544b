// Sets an exercise from a run and marks answers to it: the one place that knows all kinds.

import { branch } from '../../sim/history.ts';
import { runAlone, type Turns } from '../../sim/turns.ts';
import { beginAt, presentOf, type Present } from '../exercise.ts';
import type { Rich } from '../prose.ts';
import { performing } from '../perform.ts';
import { ackSlips, judgeAck, poseAck, type PosedAck } from './ack.ts';
import { arpSlips, judgeArp, poseArp, type PosedArp } from './arp.ts';
import { chooseSlips, judgeChoose, poseChoose, type PosedChoose } from './choose.ts';
import type { Exercise, Task } from './exercise.ts';
import { fillSlips, judgeFill, poseFill, type PosedFill } from './fill.ts';
import { judgeMark, markSlips, poseMark, type PosedMark } from './mark.ts';
import { judgeOrder, orderSlips, poseOrder, type PosedOrder } from './order.ts';
import { judgePorts, portsSlips, posePorts, type PosedPorts } from './ports.ts';
import { judgeRoute, poseRoute, routeSlips, type PosedRoute } from './route.ts';
import type { Given, Remark, Slip, Unposed } from './verdict.ts';

/** An exercise with everything that is to be seen of it, and its right answer (`truth`, as it would be given). */
export type Posed = PosedFill | PosedMark | PosedOrder | PosedChoose | PosedPorts | PosedArp | PosedRoute | PosedAck;

export interface Verdict {
  right: boolean;
  remarks: Remark[];
  /** What the author says to it. */
  why?: Rich;
}

/** Sets the exercise: its own lines are done on a branch first. The history stays as it was. Scripts have their turns. */
export function* posing(present: Present, { task, run }: Exercise): Turns<Posed | Unposed> {
  if (!run) return yield* poseTask(present, task);
  const ahead = branch(present.history, present.at);
  const beginning = beginAt(ahead);
  const done = yield* performing(ahead, run);
  return yield* poseTask(presentOf(done.history, beginning), task);
}

/** The same where nobody serves scripts. */
export const pose = (present: Present, exercise: Exercise): Posed | Unposed => runAlone(posing(present, exercise));

function* poseTask(present: Present, task: Task): Turns<Posed | Unposed> {
  switch (task.kind) {
    case 'fill':
      return poseFill(present, task);
    case 'mark':
      return poseMark(present, task);
    case 'order':
      return poseOrder(present, task);
    case 'choose':
      return yield* poseChoose(present, task);
    case 'ports':
      return posePorts(present, task);
    case 'arp':
      return poseArp(present, task);
    case 'route':
      return poseRoute(present, task);
    case 'ack':
      return poseAck(present, task);
  }
}

/** Marks an answer. Right is what the run shows; a wrong answer has remarks. */
export function judgeExercise(posed: Posed, exercise: Exercise, given: Given): Verdict {
  const remarks = remarksOn(posed, exercise.task, given);
  const why = remarks.length ? whyWrong(exercise, given, remarks) : exercise.why['right'];
  return { right: remarks.length === 0, remarks, ...(why && { why }) };
}

function remarksOn(posed: Posed, task: Task, given: Given): Remark[] {
  switch (posed.kind) {
    case 'fill':
      return judgeFill(posed, given);
    case 'mark':
      return judgeMark(posed, given);
    case 'order':
      return judgeOrder(posed, given, task.kind === 'order' ? task.steps : []);
    case 'choose':
      return judgeChoose(posed, given, task.kind === 'choose' ? task.settings : []);
    case 'ports':
      return judgePorts(posed, given);
    case 'arp':
      return judgeArp(posed, given);
    case 'route':
      return judgeRoute(posed, given);
    case 'ack':
      return judgeAck(posed, given);
  }
}

/** The author's words on the whole answer, or a part of it that is wrong, or the mistake, or anything wrong. */
function whyWrong({ why, task }: Exercise, given: Given, remarks: readonly Remark[]): Rich | undefined {
  const parts = remarks.flatMap(({ on = 0, parameters }) => {
    const field = task.kind === 'fill' ? task.gaps.flatMap(({ fields }) => fields)[on] : parameters['field'];
    return [`${field} ${given[on]}`, String(field), given[on] ?? ''];
  });
  const keys = [given.join(' '), ...parts, ...remarks.map(({ code }) => code as string)];
  const key = keys.find((one) => one !== 'right' && one !== '*' && Object.hasOwn(why, one));
  return why[key ?? '*'];
}

/** Typical wrong answers, each with the remark that it must bring: what tests try. */
export function slipsIn(posed: Posed): Slip[] {
  switch (posed.kind) {
    case 'fill':
      return fillSlips(posed);
    case 'mark':
      return markSlips(posed);
    case 'order':
      return orderSlips(posed);
    case 'choose':
      return chooseSlips(posed);
    case 'ports':
      return portsSlips(posed);
    case 'arp':
      return arpSlips(posed);
    case 'route':
      return routeSlips(posed);
    case 'ack':
      return ackSlips(posed);
  }
}
