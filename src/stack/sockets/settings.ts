// What a machine's sockets are given when they are made: every knob of TCP, and those of UDP.

import { defaultTcpOptions, type TcpOptions } from '../tcp/options.ts';

/** What lab or test say of a machine's sockets. */
export interface SocketSettings {
  tcp: TcpOptions;
  /** Octets that a UDP socket keeps, and sends at once at most. */
  udpReceiveBuffer: number;
  udpSendBuffer: number;
  /** An ICMP "port unreachable" is told to every UDP socket that sent there (Windows, as ECONNRESET), not only to connected ones (ECONNREFUSED). */
  unreachableToAll: boolean;
  /** `recvfrom` for less than a datagram has fails (Windows, WSAEMSGSIZE) instead of giving what fits; the rest is lost either way. */
  truncationFails: boolean;
  /** Descriptors of a process at most. */
  descriptors: number;
}

export const defaultSocketSettings: Readonly<SocketSettings> = {
  tcp: { ...defaultTcpOptions },
  udpReceiveBuffer: 65_536,
  udpSendBuffer: 65_536,
  unreachableToAll: false,
  truncationFails: false,
  descriptors: 1024,
};
