import { describe, expect, it } from 'vitest';
import { classFor, renderCode } from '@/lib/server/content/render-code';
import dark from '@/lib/server/content/themes/timeslice-dark.json' with { type: 'json' };
import light from '@/lib/server/content/themes/timeslice-light.json' with { type: 'json' };

describe('a program', () => {
  it('is one string of HTML a line, coloured by class alone', async () => {
    const lines = await renderCode('import threading\n\n# note\nlock = threading.Lock()  # "x" < 3\n', 'python');
    expect(lines).toEqual([
      '<span class="tk-kw">import</span> threading',
      '',
      '<span class="tk-com"># note</span>',
      'lock <span class="tk-op">=</span> threading<span class="tk-op">.</span><span class="tk-fn">Lock</span><span class="tk-op">()</span>  <span class="tk-com"># &quot;x&quot; &lt; 3</span>',
    ]);
  });

  it('keeps every character, whatever it is', async () => {
    const source =
      's = """<b>&amp;\n\t中文 🧵\n"""\nclass A(B): x: int = 0x1F\nwith open("f") as f: print(f"{f!r:>10}")\n';
    const text = (await renderCode(source, 'python'))
      .join('\n')
      .replace(/<\/?span[^>]*>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&');
    expect(`${text}\n`).toBe(source);
  });

  it('in a language that is not known, or beyond all reason, is plain', async () => {
    expect(await renderCode('import <x>', 'text')).toEqual(['import &lt;x&gt;']);
    expect(await renderCode('import x', 'constructor')).toEqual(['import x']);
    expect((await renderCode(`x = 1\n`.repeat(4_000), 'python'))[0]).toBe('x = 1');
    expect((await renderCode(`x = ${'1'.repeat(500)}`, 'python'))[0]).not.toContain('<');
  });

  it('of the shell is coloured too', async () => {
    expect((await renderCode('# run\npython -X gil=0 app.py\n', 'sh'))[0]).toBe('<span class="tk-com"># run</span>');
  });
});

describe('the two themes', () => {
  const pairs = light.tokenColors.map(({ scope, settings }, index) => {
    return { scope: scope?.join(' ') ?? 'plain', light: settings.foreground, dark: dark.tokenColors[index] };
  });

  it('give colours to the same scopes', () => {
    expect(pairs.map((pair) => pair.dark?.scope?.join(' ') ?? 'plain')).toEqual(pairs.map(({ scope }) => scope));
  });

  it('divide code in the same way, so one class stands for a colour of each', () => {
    for (const a of pairs) {
      for (const b of pairs) {
        expect(a.light === b.light, `${a.scope} and ${b.scope}`).toBe(
          a.dark?.settings.foreground === b.dark?.settings.foreground,
        );
      }
    }
  });

  it('have a class for each colour but those of plain and of faulty code', () => {
    const without = pairs.filter((pair) => classFor('x', pair.light) === null).map(({ scope }) => scope);
    expect(without).toEqual(['plain', 'invalid']);
  });
});
