// 为什么消息不能定界、为什么拒绝一个流：按代码，或按代码和所说的部分（`incomplete.body`）。

import type { Sentences } from './words.ts';

export const framing: Sentences = {
  /** 解码器当时在哪里：接在拒绝的原因后面说。 */
  place: '这是消息 {message}（从 0 数起），从流的第 {at} 个八位组开始。',

  'rule-number': '这条规则无法执行：{field} 是 {value}，应当是从 {min} 到 {max} 的整数。',
  'rule-delimiter-empty': '这条规则无法执行：分隔符里没有八位组。',
  'rule-escape-clash': '这条规则无法执行：转义八位组 {escape} 与以 {delimiter} 开头的分隔符无法区分。',
  'chop-rule': '这不是切分流的办法：{text}。可以写成这样：1、glue、seed:7。',
  'format-not-one-integer': '格式 {format} 不表示一个整数。可以写成这样：>I。',
  'integer-fraction': '这里要整数，而 {value} 不是整数。',
  'integer-range': '格式 {format} 能放从 {min} 到 {max} 的数，放不下 {value}。',
  'integer-octets': '格式 {format} 需要 {needed|octets}，这里有 {found} 个。',

  'message-kind': '这种定界方式的消息是：{wanted}。',
  'message-kind.octets': '这种定界方式的消息只是八位组，没有自己的报头。',
  'message-kind.header': '这种定界方式的消息有报头和正文。',
  'length-over-format': '消息太长：它有 {length|octets}，这个长度放不进格式 {format}，它最大是 {max}。',
  'delimiter-inside': '消息里含有分隔符，在第 {offset} 个八位组：接收方会在那里切开它。',
  'delimiter-across-end':
    '消息的末尾与后面的分隔符连在一起，从第 {offset} 个八位组起提前出现了分隔符：接收方会在那里切开它。',
  'fixed-size': '每条消息都要有 {size|octets}，这一条有 {length} 个。',
  'padding-at-end': '消息以八位组 {padding} 结尾，而它正是填充：接收方会把它也去掉。',
  'size-mismatch': '报头里 {field} 是 {value}，而正文有 {length|octets}。',

  'over-limit': '消息的一部分（{part}）太长：{length|octets}，最多允许 {limit} 个。',
  'over-limit.header': '报头太长：{length|octets}，最多允许 {limit} 个。',
  'over-limit.body': '消息太长：{length|octets}，最多允许 {limit} 个。',
  'header-not-json': '报头不是 JSON。',
  'header-not-object': '报头是 JSON，却不是对象：它应当写在花括号里。',
  'header-too-deep': '报头里的对象和列表互相嵌套，超过了 {deepest} 层。',
  'size-missing': '报头没有说正文多长：缺少 {field}。',
  'size-not-a-count': '报头里 {field} 是 {value}，应当是从 0 开始的整数。',

  'length-negative': '长度是 {length}。没有哪条消息的八位组比没有还少。',
  'length-not-exact': '长度是 {length}，大得无法精确计数。',
  'length-below-prefix': '长度是 {length}。它把自己的 {prefix|octets} 也算在内，不可能比这还小。',
  'varint-unended': '长度没有结束：已经来了 {octets|octets}，每一个都说后面还有。',
  'header-not-utf8': '报头不是 UTF-8 文字。',
  'undelimited-over-limit': '{limit|octets} 之内没有出现分隔符。',
  'octet-unescaped': '八位组 {octet} 是分隔符的开头，后面却不是分隔符，它也没有转义。',
  'escape-unknown': '转义八位组后面是 {octet}，没有哪个发送方会转义它。',

  incomplete: '流在一条消息中间结束（{part}）：已有 {have|octets}，还缺 {missing} 个。',
  'incomplete.prefix': '流在一条消息的长度中间结束：已有 {have|octets}，还缺 {missing} 个。',
  'incomplete.header': '流在一条消息的报头中间结束：已有 {have|octets}，还缺 {missing} 个。',
  'incomplete.body': '流在一条消息中间结束：已有 {have|octets}，还缺 {missing} 个。',
  undelimited: '流在一条消息中间结束：已有 {have|octets}，没有出现分隔符。',
  'after-end': '流结束之后又来了 {octets|octets}。',
};
