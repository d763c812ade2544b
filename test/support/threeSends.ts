// A lab in which A sends three words at once and B reads whatever comes: Nagle's algorithm holds the second and third back together.
import { threeHosts } from './lab.ts';

/** `more`: further keys of the lab. */
export const threeSends = (more = ''): string =>
  threeHosts(`files:
  A:
    three.calls: |
      let nodelay = 0
      s = tcp
      setsockopt TCP_NODELAY $nodelay
      connect 192.168.12.2:5000
      send b'hello'
      send b'nice'
      send b'day'
      wait 1 s
    plain.calls: |
      connect 192.168.12.2:5000
      send b'hello'
      send b'nice'
      send b'day'
      wait 1 s
  B:
    server.calls: |
      listen 5000
      accept
      recv 1024 until end
do:
  - { at: 1 ms, on: B, run: calls server.calls }
  - { at: 2 ms, on: A, run: calls plain.calls }
${more}`);
