// A conversation over TCP for tests: what is said in it stands in the files of two hosts, and begins at once.

/** For `threeHosts`: A says hello, B says day, A says nice and ends. */
export const TALK = `files:
  A:
    client.calls: |
      connect 192.168.12.2:5000
      send b'hello'
      recv 1024
      send b'nice'
  B:
    server.calls: |
      listen 5000
      accept
      recv 1024
      send b'day'
      recv 1024
do:
  - { at: 0 s, on: B, run: calls server.calls }
  - { at: 0 s, on: A, run: calls client.calls }
`;
