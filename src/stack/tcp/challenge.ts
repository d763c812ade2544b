// Challenge ACKs (RFC 5961): the answer to a segment that may come from somebody who only guesses; a real peer answers it with a right one.

import { SECOND, type Instant } from '../../base/time.ts';
import { sendAck } from './emit.ts';
import type { TcpOut } from './out.ts';
import type { Tcb } from './tcb.ts';

const CHALLENGE_WINDOW = 5 * SECOND;

/** RFC 5961 section 7: so many in five seconds, for a real peer one is enough. */
export function sendChallenge(tcb: Tcb, now: Instant, out: TcpOut): void {
  if (now - tcb.challengesSince >= CHALLENGE_WINDOW) {
    tcb.challengesSince = now;
    tcb.challenges = 0;
  }
  if (tcb.challenges >= tcb.options.challengeLimit) {
    if (out.explaining) out.decide(tcb, 'tcp-challenge-limited', tcb.challenges, tcb.options.challengeLimit);
    return;
  }
  tcb.challenges++;
  sendAck(tcb, 'tcp-challenge-ack', now, out);
}
