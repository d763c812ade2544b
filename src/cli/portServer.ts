// The socket of a live port: one peer at a time gives and gets frames on a TCP stream, and the world goes on at the pace of the wall.
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { MILLISECOND, type Nanoseconds } from '../base/time.ts';
import { FramesFromStream, lengthOnStream, putOnStream } from '../live/framesOnStream.ts';
import type { LivePort } from '../live/livePort.ts';

/** Octets from the peer that may wait for the world to keep up; then it is not read from, and its own queue fills. */
const MOST_UNREAD = 1 << 18;
/** Octets that may wait for a peer that reads slowly; then frames for it are dropped, as by a card whose queue is full. */
const MOST_UNSENT = 1 << 20;
/** What is due sooner than this is not worth a sleep: timers are a millisecond coarse. */
const SOON = MILLISECOND / 10;
/** Timers count in 31 bits. */
const LONGEST_SLEEP_MS = 0x7fff_ffff;

export interface PortServing {
  host: string;
  port: number;
  /** Frames that left while nobody was there, and those for which a peer had no room. */
  lost: { nobody: number; full: number };
  /** Gives the world a turn soon, after something was done to it. */
  wake(): void;
  /** Ends the connection and the listening; the world stands still from then on. */
  close(): Promise<void>;
}

interface Peer {
  name: string;
  socket: Socket;
  frames: FramesFromStream;
  dropped: number;
}

/** Opens the port and lets the world run. Rejects with the system's error when it cannot listen. `turned` is called after every turn of the world; `failed` hears of a mistake of ours, which ends the run. */
export async function servePort(
  live: LivePort,
  at: { host: string; port: number },
  tell: (line: string) => void,
  turned: () => void,
  failed: (error: unknown) => void,
): Promise<PortServing> {
  const lost = { nobody: 0, full: 0 };
  let peer: Peer | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let soon: NodeJS.Immediate | undefined;

  const give = (frames: Uint8Array[]): void => {
    if (peer) lost.full += send(peer, frames, tell);
    else lost.nobody += frames.length;
  };
  const turn = (): void => {
    soon = undefined;
    if (closed) return;
    try {
      sleep(live.turn(give));
      turned();
    } catch (error) {
      closed = true;
      failed(error);
      return;
    }
    if (peer && live.unread === 0) peer.socket.resume();
  };
  const wake = (): void => {
    clearTimeout(timer);
    soon ??= setImmediate(turn);
  };
  const sleep = (time: Nanoseconds): void => {
    clearTimeout(timer);
    if (time < SOON) wake();
    else if (time !== Infinity) {
      const ms = Math.max(1, Math.floor(time / MILLISECOND));
      timer = setTimeout(turn, Math.min(LONGEST_SLEEP_MS, ms));
    }
  };
  const leave = (gone: Peer): void => {
    if (peer !== gone) return;
    peer = undefined;
    const dropped = gone.dropped ? `; ${gone.dropped} frames were dropped because it read too slowly` : '';
    tell(`${gone.name} has left${dropped}`);
  };
  const server = createServer({ noDelay: true }, (socket) => {
    const name = `${socket.remoteAddress}:${socket.remotePort}`;
    if (peer || closed) {
      tell(`${name} is turned away: ${peer ? `${peer.name} is connected, and there is one cable` : 'the run is over'}`);
      socket.destroy();
      return;
    }
    peer = { name, socket, frames: new FramesFromStream(), dropped: 0 };
    tell(`${name} is connected`);
    listenTo(peer, live, wake, leave, tell);
  });
  await listen(server, at);
  wake();
  const { address, port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    const ended = new Promise<void>((resolve) => server.close(() => resolve()));
    turn(); // the run ends now, and not when something last happened
    closed = true;
    clearTimeout(timer);
    if (soon) clearImmediate(soon);
    peer?.socket.destroy();
    await ended;
  };
  return { host: address, port, lost, wake, close };
}

const listen = (server: Server, at: { host: string; port: number }): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, resolve);
  });

/** Takes frames from a peer until it leaves, or sends what is none: that ends its connection and nothing else. */
function listenTo(
  peer: Peer,
  live: LivePort,
  wake: () => void,
  leave: (peer: Peer) => void,
  tell: (line: string) => void,
): void {
  const { socket, name } = peer;
  socket.on('data', (chunk: Buffer) => {
    const { frames, fault } = peer.frames.push(chunk);
    live.take(frames);
    if (live.unread > MOST_UNREAD) socket.pause();
    if (frames.length) wake();
    if (fault === undefined) return;
    tell(`${name} is disconnected: ${fault}`);
    socket.destroy();
  });
  socket.on('end', () => {
    const fault = peer.frames.end();
    if (fault !== undefined) tell(`${name}: ${fault}`);
  });
  socket.on('error', (error: NodeJS.ErrnoException) => tell(`${name}: ${error.code ?? error.message}`));
  socket.on('close', () => leave(peer));
}

/** Sends as many frames as the peer has room for, in one write, and drops those behind. Gives how many were dropped. */
function send(peer: Peer, frames: Uint8Array[], tell: (line: string) => void): number {
  const room = MOST_UNSENT - peer.socket.writableLength;
  let fits = frames;
  if (lengthOnStream(frames) > room) {
    let count = 0;
    for (let octets = 0; count < frames.length; count++) {
      octets += lengthOnStream([frames[count]!]);
      if (octets > room) break;
    }
    fits = frames.slice(0, count);
    if (!peer.dropped) tell(`${peer.name} reads too slowly: frames for it are dropped`);
    peer.dropped += frames.length - count;
  }
  if (fits.length && !peer.socket.destroyed) {
    const octets = Buffer.allocUnsafe(lengthOnStream(fits));
    putOnStream(fits, octets);
    peer.socket.write(octets);
  }
  return frames.length - fits.length;
}
