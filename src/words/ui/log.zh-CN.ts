// 操作记录与手工故障的文字。
import type { UiTexts } from '../uiText.ts';

export const log: UiTexts = {
  'log.words': '撤销其中一项，整个过程就会在没有它的情况下重新发生。',
  'log.go': '转到 {at} 秒：{what}',
  'log.go.what': '转到这一时刻',
  'log.scripted': '实验文件自带',
  'log.refused': '被拒绝',
  'log.undo': '撤销',
  'log.undo.which': '撤销：{what}',
  'log.undone': '已撤销：{what}。过程已在没有它的情况下重新发生。',
  'log.cut.short': '连同之后全部',
  'log.cut.which': '撤销 {at} 秒的这一项，连同之后全部',
  'log.cut': '已撤销从 {at} 秒起的 {count} 项操作。',
  'log.copy.lab': '复制为实验文件的行',
  'log.copy.json': '复制为 JSON',

  'strike.title': '让这个帧遇到什么？',
  'strike.drop': '丢弃',
  'strike.delay': '延迟',
  'strike.by': '延迟时间（带单位）',
  'strike.duplicate': '复制一份',
  'strike.corrupt': '损坏',
  'strike.name.drop': '丢弃 {of} 的 {what}',
  'strike.name.delay': '延迟 {of} 的 {what}',
  'strike.name.duplicate': '复制 {of} 的 {what}',
  'strike.name.corrupt': '损坏 {of} 的 {what}',
  'strike.done': '“{name}”已写入操作记录。过程已从该帧发出之前重新发生。',
  'strike.none': '这个帧没有经过任何网线。',
};
