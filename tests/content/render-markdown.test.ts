import { parseFragment } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, it } from 'vitest';
import { renderBlock, renderCloze, renderInline } from '@/lib/server/content/render-markdown';
import { attacks } from './attacks';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Every element of some HTML, as a browser would build it. */
function elementsIn(html: string): readonly Element[] {
  const below = (nodes: readonly Node[]): readonly Element[] =>
    nodes.flatMap((node) => ('tagName' in node ? [node, ...below(node.childNodes)] : []));
  return below(parseFragment(html).childNodes);
}

const harmless = new Set('em strong code a table thead tbody tr th td p br ul ol li blockquote pre span'.split(' '));
const attributes: Readonly<Record<string, RegExp>> = {
  href: /^(https?:\/\/|mailto:|#)/,
  rel: /^noopener noreferrer$/,
  target: /^_blank$/,
  start: /^\d+$/,
  class: /^tk-[a-z]+$/,
  lang: /^en$/,
  translate: /^no$/,
  tabindex: /^0$/,
  'data-gap': /^[a-z0-9-]*$/,
};

/** What is in some HTML and must not be. */
function dangersIn(html: string): readonly string[] {
  return elementsIn(html).flatMap((element) => {
    const wrongTag = harmless.has(element.tagName) ? [] : [`<${element.tagName}>`];
    const wrong = element.attrs.filter(({ name, value }) => !(attributes[name]?.test(value) ?? false));
    return [...wrongTag, ...wrong.map(({ name, value }) => `${element.tagName} ${name}=${value}`)];
  });
}

describe('an attack in Markdown', () => {
  it('is one of at least 60', () => {
    expect(new Set(attacks).size).toBeGreaterThanOrEqual(60);
  });

  it.each(attacks.map((attack) => [attack]))('leaves nothing of itself: %s', async (attack) => {
    for (const markdown of [attack, `a ${attack} b`, `- ${attack}`, `> ${attack}`, `| a |\n| - |\n| ${attack} |`]) {
      for (const render of [renderBlock, renderInline, renderCloze]) {
        expect(dangersIn(await render(markdown))).toEqual([]);
      }
    }
  });

  it('inside code is shown as text', async () => {
    for (const attack of attacks) {
      for (const markdown of [
        `\`\`\`\` ${attack} \`\`\`\``,
        `~~~~html\n${attack}\n~~~~`,
        `~~~~python\n${attack}\n~~~~`,
      ]) {
        expect(dangersIn(await renderBlock(markdown))).toEqual([]);
      }
    }
  });
});

describe('blocks', () => {
  it('are paragraphs, lists, quotes and tables', async () => {
    expect(await renderBlock('a *b* **c** `d`\n\n- e\n- f\n\n3. g\n\n> h')).toBe(
      [
        '<p>a <em>b</em> <strong>c</strong> <code>d</code></p>',
        '<ul>\n<li>e</li>\n<li>f</li>\n</ul>',
        '<ol start="3">\n<li>g</li>\n</ol>',
        '<blockquote>\n<p>h</p>\n</blockquote>',
      ].join('\n'),
    );
    const table = await renderBlock('| a | b |\n| - | -: |\n| 1 | 2 |');
    expect(table.replaceAll('\n', '')).toBe(
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
    );
  });

  it('colour fenced code by class and keep its text', async () => {
    expect(await renderBlock('```python\ndef f(): return 1 < 2 # "x"\n```')).toBe(
      '<pre tabindex="0"><code lang="en" translate="no"><span class="tk-kw">def</span> <span class="tk-fn">f</span>' +
        '<span class="tk-op">():</span> <span class="tk-kw">return</span> <span class="tk-num">1</span> ' +
        '<span class="tk-op">&#x3C;</span> <span class="tk-num">2</span> <span class="tk-com"># "x"</span></code></pre>',
    );
    const html = await renderBlock('```\na <b>\n  c\n```');
    expect(html).toBe('<pre tabindex="0"><code lang="en" translate="no">a &#x3C;b>\n  c</code></pre>');
  });

  it('open links apart from the application, and only where they lead out', async () => {
    expect(await renderBlock('[a](https://a.example/b?c=d&e)')).toBe(
      '<p><a href="https://a.example/b?c=d&#x26;e" rel="noopener noreferrer" target="_blank">a</a></p>',
    );
    for (const address of [
      '/settings',
      '//evil.example',
      'settings',
      '../x',
      '?a=b',
      'ftp://a.example',
      'JAVASCRIPT:alert(1)',
    ]) {
      expect(await renderBlock(`[a](${address})`)).toBe('<p><a>a</a></p>');
    }
  });
});

describe('inline text', () => {
  it('has no blocks', async () => {
    expect(await renderInline('`recv()` *blocks*')).toBe('<code>recv()</code> <em>blocks</em>');
    expect(await renderInline('# a')).toBe('a');
    expect(await renderInline('- a')).not.toContain('<');
  });
});

describe('a passage with gaps', () => {
  it('has an empty span for each', async () => {
    expect(await renderCloze('It is {{count}} ms, *the {{word}}* and `{{in-code}}`.')).toBe(
      '<p>It is <span data-gap="count"></span> ms, <em>the <span data-gap="word"></span></em> and ' +
        '<code><span data-gap="in-code"></span></code>.</p>',
    );
  });

  it('may be a program: then it stays plain', async () => {
    expect(await renderCloze('```python\nwith {{what}}:\n    x = {{value}}\n```')).toBe(
      '<pre tabindex="0"><code lang="en" translate="no">with <span data-gap="what"></span>:\n    x = ' +
        '<span data-gap="value"></span></code></pre>',
    );
    expect(await renderCloze('{{a}}\n\n```python\nimport x\n```')).toContain('<span class="tk-kw">import</span>');
  });

  it('cannot be put into an attribute', async () => {
    const html = await renderCloze('[a](https://a.example/{{onclick}}"x)');
    expect(dangersIn(html)).toEqual([]);
    expect(await renderBlock('{{count}}')).toBe('<p>{{count}}</p>');
  });
});

describe('text beyond all reason', () => {
  it.each([
    ['long', 'a '.repeat(5_000)],
    ['nested', '> '.repeat(500) + 'a'],
    ['of brackets', '['.repeat(4_000)],
    ['of stars', '*a '.repeat(1_300)],
    ['of lines', '- a\n'.repeat(1_000)],
    ['indented', Array.from({ length: 60 }, (_, depth) => `${' '.repeat(depth * 2)}- a`).join('\n')],
  ])('is shown as it was typed: %s', async (_what, markdown) => {
    const html = await renderBlock(`${markdown}<b>`);
    expect(html.startsWith('<p>')).toBe(true);
    expect(html).toContain('&lt;b&gt;');
    expect(elementsIn(html).map(({ tagName }) => tagName)).toEqual(['p']);
  });
});
