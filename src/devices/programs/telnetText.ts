// What stands between the octets of a telnet connection and text (RFC 854): commands behind IAC, CR NUL, and lines that end with CR LF.

const IAC = 255;
const SB = 250;
const SE = 240;
const WILL = 251;
const WONT = 252;
const DO = 253;
const DONT = 254;
const CR = 13;
const LF = 10;

/** What has come of a command that is not complete: nothing; IAC; IAC and a verb; within IAC SB; IAC within it. And whether CR came last. */
export interface TelnetReader {
  state: 'text' | 'iac' | 'verb' | 'sub' | 'sub-iac';
  verb: number;
  afterCr: boolean;
}

export const createTelnetReader = (): TelnetReader => ({ state: 'text', verb: 0, afterCr: false });

/** Takes octets apart, in whatever pieces they come: the text in them, and what has to be answered. Every option is refused, so a server that asks is told no once. */
export function readTelnet(reader: TelnetReader, octets: Uint8Array): { text: Uint8Array; answer: Uint8Array } {
  const text: number[] = [];
  const answer: number[] = [];
  for (const octet of octets) {
    switch (reader.state) {
      case 'text':
        if (octet === IAC) reader.state = 'iac';
        else if (octet !== 0 || !reader.afterCr) text.push(octet);
        reader.afterCr = octet === CR;
        break;
      case 'iac':
        reader.state = octet >= WILL && octet < IAC ? 'verb' : octet === SB ? 'sub' : 'text';
        reader.verb = octet;
        if (octet === IAC) text.push(IAC);
        break;
      case 'verb':
        // WONT and DONT say what holds anyway: answering them could go on for ever.
        if (reader.verb === WILL) answer.push(IAC, DONT, octet);
        if (reader.verb === DO) answer.push(IAC, WONT, octet);
        reader.state = 'text';
        break;
      case 'sub':
        if (octet === IAC) reader.state = 'sub-iac';
        break;
      case 'sub-iac':
        reader.state = octet === SE ? 'text' : 'sub';
    }
  }
  return { text: Uint8Array.from(text), answer: Uint8Array.from(answer) };
}

/** Typed octets as they are sent: a new line is CR LF, and 255 is doubled. */
export function typedText(octets: Uint8Array): Uint8Array {
  const sent: number[] = [];
  for (const octet of octets) {
    if (octet === LF) sent.push(CR);
    sent.push(octet);
    if (octet === IAC) sent.push(IAC);
  }
  return Uint8Array.from(sent);
}
