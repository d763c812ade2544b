// What does and judges the work of a lesson, in a chunk of its own: a step is read before anything is run in it.
export { judgeNow, runsAgain } from '../../lesson/judge.ts';
export { measure } from '../../lesson/measure.ts';
export { historyAt } from '../../lesson/play.ts';
export { rejectDone } from '../../lesson/rejected.ts';
export { answersNow, predict } from '../../lesson/truth.ts';
export { rehearse } from '../../lesson/rehearsal.ts';
