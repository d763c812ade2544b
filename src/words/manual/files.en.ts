// The manual of the commands that deal with files, text and programs, in English.

import type { ManualPage } from './words.ts';

const accepted = 'Accepted, and changes nothing here.';
const piped = 'Nothing by itself. What is piped in may come from the network, and what it prints may go there.';

export const filePages: Readonly<Record<string, ManualPage>> = {
  bash: {
    is: 'run the lines of a file, or of a word, as this terminal runs them',
    options: { '-c': 'Run LINE. What follows it is $0, $1 and so on.' },
    examples: ['Two commands, whose output goes through one pipe.'],
  },
  cd: { is: 'go to another folder; without a name, home', examples: ['Go to /tmp, say so, and go home again.'] },
  chmod: {
    is: 'change what may be done with a file: 755, +x, u=rw,go-w',
    options: { '-R': 'In folders, with everything in them.', '-r': 'Take that permission away.' },
    examples: [
      'Everybody may read and run it, its owner may write it, too. A program needs this to be started as ./program.',
      'Everybody may run it.',
    ],
  },
  cp: {
    is: 'copy a file, or several into a folder',
    options: { '-r': 'Copy folders, with everything in them.' },
    examples: ['A copy with another name.'],
  },
  cut: {
    is: 'print parts of each line',
    options: {
      '-f': 'Print these fields: 1,3 or 2-.',
      '-d': 'What stands between fields; a tab, unless it is given.',
      '-c': 'Print these characters.',
    },
    wire: piped,
    examples: ['The addresses alone of the table of names.'],
  },
  dir: {
    is: 'list files, as ls does',
    options: {
      '-l': 'With mode, size and time.',
      '-a': 'Also what begins with a dot.',
      '-1': 'One in a line, which is so anyway.',
      '-h': 'With -l: sizes in K and M.',
    },
    examples: ['List them.'],
  },
  du: {
    is: 'say how much room folders take on the disk, in KiB',
    options: { '-a': 'Files, too.', '-s': 'Only the sum.', '-h': 'With K and M.' },
    examples: ['All that /tmp takes.'],
  },
  edit: { is: 'open a file in the editor of this page', examples: ['Open it.'] },
  exit: {
    is: 'end a shell; on a terminal, the rest of the line',
    examples: ['A shell that ends with status 3, and that status.'],
  },
  hexdump: {
    is: 'print octets as hexadecimal digits',
    options: { '-C': 'With the characters beside them, which is so anyway.', '-n': 'At most so many octets.' },
    wire: piped,
    examples: ['A word, and the line end behind it: 0a.'],
  },
  md5sum: {
    is: 'print the MD5 of files, or of what is piped in',
    options: { '-b': accepted },
    wire: piped,
    examples: [
      'Enough against faults on the way, not against somebody who wants to deceive: two files with the same MD5 can be made.',
    ],
  },
  mkdir: {
    is: 'make folders',
    options: { '-p': 'Those above it, too; and no word when it is there.' },
    examples: ['A folder in a folder.'],
  },
  mv: {
    is: 'give a file another name, or move it into a folder',
    options: { '-f': accepted },
    examples: ['Another name.'],
  },
  nano: { is: 'open a file in the editor of this page', examples: ['Open it.'] },
  printf: {
    is: 'print words as a format says: %s %d %x %c, and \\n \\t \\x41',
    wire: piped,
    examples: ['The format serves again until all words are used.'],
  },
  pwd: { is: 'say in which folder the terminal is', examples: ['Say it.'] },
  python: {
    is: 'run a Python program',
    options: {
      '-c': 'Run what stands in CODE. What follows it is sys.argv.',
      '-m': 'Run a module of the library: http.server.',
      '-u': accepted,
      '-V': 'Print the version.',
      '-h': 'List the options.',
    },
    wire: 'What the program does with its sockets.',
    examples: ['Run the program with a word for it in sys.argv[1].', 'Serve the files of this folder over HTTP.'],
  },
  python3: {
    is: 'run a Python program',
    options: {
      '-c': 'Run what stands in CODE. What follows it is sys.argv.',
      '-m': 'Run a module of the library: http.server.',
      '-u': accepted,
      '-V': 'Print the version.',
      '-h': 'List the options.',
    },
    wire: 'What the program does with its sockets.',
    examples: ['Run the program with a word for it in sys.argv[1].', 'Serve the files of this folder over HTTP.'],
  },
  rm: {
    is: 'remove files',
    options: { '-r': 'Folders, too, with everything in them.', '-f': 'No word where there is none.' },
    examples: ['Remove it, for good: only going back in time brings it back.'],
  },
  rmdir: { is: 'remove folders with nothing in them', examples: ['Make one, and remove it.'] },
  sh: {
    is: 'run the lines of a file, or of a word: what programs use to run a command line',
    options: { '-c': 'Run LINE. What follows it is $0, $1 and so on.' },
    examples: ['The output of two commands in one file.'],
  },
  sha1sum: {
    is: 'print the SHA-1 of files, or of what is piped in',
    options: { '-b': accepted },
    wire: piped,
    examples: ['Enough against faults on the way; against somebody who wants to deceive, take sha256sum.'],
  },
  sort: {
    is: 'print lines in order',
    options: { '-n': 'By the number with which they begin.', '-r': 'The other way round.', '-u': 'Equal lines once.' },
    wire: piped,
    examples: ['As text: 10 comes before 2.', 'As numbers.'],
  },
  stat: { is: 'say what is known of a file: size, mode, time', examples: ['Say it.'] },
  touch: { is: 'set the time of a file; make an empty one where none is', examples: ['An empty file.'] },
  type: { is: 'print a file, as on Windows; of a command, say which it is', examples: ['Print it.'] },
  uniq: {
    is: 'print lines that repeat the one before them only once',
    options: { '-c': 'With how often each comes.', '-d': 'Only those that repeat.', '-u': 'Only those that do not.' },
    wire: piped,
    examples: ['How often each line comes.'],
  },
  which: { is: 'say where a command stands', examples: ['What #!/usr/bin/env python3 finds.'] },
  xxd: {
    is: 'print octets as hexadecimal digits, with the characters beside them',
    options: { '-l': 'At most so many octets.' },
    wire: piped,
    examples: ['Two characters, three octets each, and a line end.'],
  },
};
