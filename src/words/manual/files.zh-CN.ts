// 处理文件、文字和程序的命令的手册，中文。

import type { ManualPage } from './words.ts';

const accepted = '可以写，在这里没有作用。';
const piped = '它自己不发送任何东西。不过管道里来的数据可能来自网络，它的输出也可能送往网络。';

export const filePages: Readonly<Record<string, ManualPage>> = {
  bash: {
    is: '像终端那样逐行执行文件或一个词里的命令',
    options: { '-c': '执行 LINE。后面的词是 $0、$1 等等。' },
    examples: ['两个命令，它们的输出走同一条管道。'],
  },
  cd: { is: '进入另一个文件夹；不写名字就回到主目录', examples: ['进入 /tmp，显示出来，再回到主目录。'] },
  chmod: {
    is: '改变文件的权限：755、+x、u=rw,go-w',
    options: { '-R': '对文件夹里的一切都这样做。', '-r': '去掉这个权限。' },
    examples: ['人人可读、可执行，主人还可以写。要用 ./程序 的方式启动，就需要这个权限。', '人人可以执行。'],
  },
  cp: {
    is: '复制一个文件，或把几个文件复制到文件夹里',
    options: { '-r': '连同文件夹里的一切一起复制。' },
    examples: ['用另一个名字存一份。'],
  },
  cut: {
    is: '输出每一行的一部分',
    options: { '-f': '输出这些字段：1,3 或 2-。', '-d': '字段之间的分隔符；不写就是制表符。', '-c': '输出这些字符。' },
    wire: piped,
    examples: ['只要名字表里的地址。'],
  },
  dir: {
    is: '列出文件，和 ls 一样',
    options: {
      '-l': '带上权限、大小和时间。',
      '-a': '包括以点开头的名字。',
      '-1': '每行一个，本来就是这样。',
      '-h': '与 -l 一起：大小用 K、M 表示。',
    },
    examples: ['列出文件。'],
  },
  du: {
    is: '显示文件夹占用多少磁盘空间，单位 KiB',
    options: { '-a': '也列出文件。', '-s': '只要总和。', '-h': '用 K、M 表示。' },
    examples: ['/tmp 一共占多少。'],
  },
  edit: { is: '在页面的编辑器里打开文件', examples: ['打开它。'] },
  exit: {
    is: '结束一个 shell；在终端里只结束这一行剩下的部分',
    examples: ['一个以状态 3 结束的 shell，然后显示这个状态。'],
  },
  hexdump: {
    is: '用十六进制数字输出字节',
    options: { '-C': '旁边写出字符，本来就是这样。', '-n': '最多这么多字节。' },
    wire: piped,
    examples: ['一个词，和它后面的换行：0a。'],
  },
  md5sum: {
    is: '输出文件或管道内容的 MD5',
    options: { '-b': accepted },
    wire: piped,
    examples: ['能发现传输中的差错，防不了有意欺骗：可以造出 MD5 相同的两个文件。'],
  },
  mkdir: {
    is: '建立文件夹',
    options: { '-p': '上层文件夹也一起建；已经有了也不报错。' },
    examples: ['文件夹里的文件夹。'],
  },
  mv: { is: '给文件改名，或移到文件夹里', options: { '-f': accepted }, examples: ['换一个名字。'] },
  nano: { is: '在页面的编辑器里打开文件', examples: ['打开它。'] },
  printf: { is: '按格式输出：%s %d %x %c，以及 \\n \\t \\x41', wire: piped, examples: ['格式反复使用，直到词用完。'] },
  pwd: { is: '显示终端在哪个文件夹里', examples: ['显示出来。'] },
  python: {
    is: '运行 Python 程序',
    options: {
      '-c': '运行 CODE 里写的程序。后面的词是 sys.argv。',
      '-m': '运行库里的模块：http.server。',
      '-u': accepted,
      '-V': '输出版本。',
      '-h': '列出选项。',
    },
    wire: '由程序的套接字决定。',
    examples: ['运行程序，sys.argv[1] 是给它的词。', '用 HTTP 提供这个文件夹里的文件。'],
  },
  python3: {
    is: '运行 Python 程序',
    options: {
      '-c': '运行 CODE 里写的程序。后面的词是 sys.argv。',
      '-m': '运行库里的模块：http.server。',
      '-u': accepted,
      '-V': '输出版本。',
      '-h': '列出选项。',
    },
    wire: '由程序的套接字决定。',
    examples: ['运行程序，sys.argv[1] 是给它的词。', '用 HTTP 提供这个文件夹里的文件。'],
  },
  rm: {
    is: '删除文件',
    options: { '-r': '连文件夹和里面的一切一起删。', '-f': '没有这个文件也不报错。' },
    examples: ['删除，无法恢复：只有回到过去才能找回。'],
  },
  rmdir: { is: '删除空文件夹', examples: ['建一个，再删掉。'] },
  sh: {
    is: '逐行执行文件或一个词里的命令：程序就用它来执行命令行',
    options: { '-c': '执行 LINE。后面的词是 $0、$1 等等。' },
    examples: ['两个命令的输出存进同一个文件。'],
  },
  sha1sum: {
    is: '输出文件或管道内容的 SHA-1',
    options: { '-b': accepted },
    wire: piped,
    examples: ['能发现传输中的差错；要防有意欺骗，请用 sha256sum。'],
  },
  sort: {
    is: '把各行排序输出',
    options: { '-n': '按行首的数字排。', '-r': '倒过来。', '-u': '相同的行只要一次。' },
    wire: piped,
    examples: ['按文字排：10 在 2 前面。', '按数字排。'],
  },
  stat: { is: '显示文件的大小、权限、时间', examples: ['显示出来。'] },
  touch: { is: '更新文件的时间；没有就建一个空文件', examples: ['一个空文件。'] },
  type: { is: '像 Windows 那样输出文件；对命令则说明它是哪一个', examples: ['输出它。'] },
  uniq: {
    is: '与上一行相同的行只输出一次',
    options: { '-c': '写出各出现几次。', '-d': '只要重复的。', '-u': '只要不重复的。' },
    wire: piped,
    examples: ['每一行出现几次。'],
  },
  which: { is: '显示命令在哪里', examples: ['#!/usr/bin/env python3 找到的就是它。'] },
  xxd: {
    is: '用十六进制数字输出字节，旁边是字符',
    options: { '-l': '最多这么多字节。' },
    wire: piped,
    examples: ['两个汉字，每个三个字节，还有一个换行。'],
  },
};
