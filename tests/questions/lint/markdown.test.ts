import { describe, expect, it } from 'vitest';
import { messagesOf } from '../check-file';

function inBlock(markdown: string): readonly string[] {
  return rules(messagesOf('recall', { 'text.en.why': markdown }));
}

function inline(markdown: string): readonly string[] {
  return rules(messagesOf('recall', { 'text.en.oneLine': markdown }));
}

function rules(messages: readonly string[]): readonly string[] {
  return [...new Set(messages.map((message) => message.replace(/: .*$/s, '')))];
}

describe('Markdown in prompts, answers and explanations', () => {
  it.each([
    ['plain words and `code`, *weight* and **more**'],
    ['a < b, b > a, x<=0 and `<br>` in code'],
    ['```python\nprint("<b>")  # [a](http://x)\n# no heading\n```'],
    ['- a\n- b\n  - c\n\n1. d\n2. e'],
    ['> quoted\n\n| a | b |\n| - | - |\n| 1 | 2 |'],
    ['[docs](https://docs.python.org/3/) and https://peps.python.org/'],
    ['a list[int], a[0]: b, and `f[0](1)` in code'],
    ['2 * 3 - 1 = 5, #5 and C#'],
    ['`__init__` and @decorator, user at example'],
  ])('may say: %s', (markdown) => {
    expect(inBlock(markdown)).toEqual([]);
  });

  it.each([
    ['<b>a</b>', 'markdown/html'],
    ['<!-- a -->', 'markdown/html'],
    ['a\n\n<div>\nb\n</div>', 'markdown/html'],
    ['<script>alert(1)</script>', 'markdown/html'],
    ['![a](https://a.example/b.png)', 'markdown/image'],
    ['![a][b]\n\n[b]: https://a.example/b.png', 'markdown/image'],
    ['## a', 'markdown/heading'],
    ['a\n===', 'markdown/heading'],
    ['a\n---', 'markdown/heading'],
    ['a\n\n---\n\nb', 'markdown/heading'],
    ['- # a', 'markdown/heading'],
    ['> # a', 'markdown/heading'],
    ['a[^1]\n\n[^1]: b', 'markdown/footnote'],
    ['a  \nb', 'markdown/break'],
    ['a\\\nb', 'markdown/break'],
    ['[a](http://a.example)', 'markdown/link'],
    ['[a](javascript:alert(1))', 'markdown/link'],
    ['[a](/settings)', 'markdown/link'],
    ['call f[0](1)', 'markdown/link'],
    ['[a][b]\n\n[b]: data:text/html,x', 'markdown/link'],
    ['<http://a.example>', 'markdown/link'],
    ['www.example.com', 'markdown/link'],
    ['write to ada@example.com', 'markdown/link'],
    ['- a\n  - b\n    - c', 'markdown/nesting'],
    ['- - - a', 'markdown/nesting'],
  ])('may not say: %s', (markdown, rule) => {
    expect(inBlock(markdown)).toContain(rule);
  });
});

describe('Markdown in titles, labels, key points and notes', () => {
  it.each([
    ['`a` and *b*'],
    ['a | b in `x | y`'.replaceAll('|', 'or')],
    ['[a](https://a.example)'],
    ['-1 is left'],
    ['3.14 is new'],
    ['#5'],
  ])('may say: %s', (markdown) => {
    expect(inline(markdown)).toEqual([]);
  });

  it.each([['- a'], ['1. a'], ['> a'], ['a\n\nb'], ['```\na\n```'], ['    a'], ['***'], ['| a |\n| - |\n| b |']])(
    'may not say: %s',
    (markdown) => {
      expect(inline(markdown)).toContain('markdown/block');
    },
  );

  it('is checked in every place where words stand', () => {
    const bad = '<i>a</i>';
    const places = [
      { 'text.en.title': bad },
      { 'text.en.hints': [bad] },
      { 'text.en.pitfall': bad },
      { 'text.en.versionNote': bad },
      { 'text.zh-CN.answer': bad },
      { 'text.en.keyPoints': { first: bad, second: 'b' } },
      { 'text.en.redFlags': { flag: bad } },
      { 'text.en.followUps': { next: { prompt: bad, answer: 'a' } } },
      { 'text.en.followUps': { next: { prompt: 'a', answer: bad } } },
    ];
    for (const place of places) expect(rules(messagesOf('recall', place))).toEqual(['markdown/html']);
  });
});
