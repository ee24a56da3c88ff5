import { describe, expect, it } from 'vitest';
import { focusOf } from '@/lib/browser/key-focus';
import { decideKey, type KeyContext, type KeyPress } from '@/lib/browser/keyboard';

/** The US layout's code for a key, unless the test says otherwise. */
function press(key: string, over: Partial<KeyPress> = {}): KeyPress {
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : key;
  return {
    key,
    code,
    keyCode: 0,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    repeat: false,
    isComposing: false,
    timeStamp: 10_000,
    ...over,
  };
}

function context(over: Partial<KeyContext> = {}): KeyContext {
  return {
    focus: 'page',
    screen: 'asking',
    dialogOpen: false,
    singleKeys: true,
    optionLetters: [],
    revealedAt: null,
    composedAt: null,
    goAt: null,
    ...over,
  };
}

const asking = context({ optionLetters: ['a', 'b', 'c', 'd'] });
const revealed = context({ screen: 'revealed', revealedAt: 9000 });

describe('before the answer', () => {
  it('Space shows it, Enter does nothing', () => {
    expect(decideKey(press(' '), asking)).toEqual({ type: 'show' });
    expect(decideKey(press('Enter'), asking)).toBeNull();
  });

  it('letters choose options, also as capitals under Caps Lock', () => {
    expect(decideKey(press('c'), asking)).toEqual({ type: 'pick', index: 2 });
    expect(decideKey(press('D'), asking)).toEqual({ type: 'pick', index: 3 });
    expect(decideKey(press('e'), asking)).toBeNull();
  });

  it('T and F answer true or false', () => {
    const trueFalse = context({ optionLetters: ['t', 'f'] });
    expect(decideKey(press('t'), trueFalse)).toEqual({ type: 'pick', index: 0 });
    expect(decideKey(press('f'), trueFalse)).toEqual({ type: 'pick', index: 1 });
  });

  it.each([
    ['j', 'guess'],
    ['k', 'fairly'],
    ['l', 'sure'],
  ])('%s says %s', (key, confidence) => {
    expect(decideKey(press(key), asking)).toEqual({ type: 'feel', confidence });
    expect(decideKey(press(key), revealed)).toBeNull();
  });

  it('digits do nothing', () => {
    expect(decideKey(press('3'), asking)).toBeNull();
  });

  it.each([
    ['h', 'hint'],
    ['n', 'note'],
    ['r', 'report'],
    ['o', 'edit'],
    ['u', 'undo'],
  ])('%s is for %s', (key, type) => {
    expect(decideKey(press(key), asking)).toEqual({ type });
  });
});

describe('after the answer', () => {
  it.each([
    ['1', 'missed'],
    ['2', 'hard'],
    ['3', 'good'],
    ['4', 'easy'],
  ])('%s grades %s', (key, button) => {
    expect(decideKey(press(key), revealed)).toEqual({ type: 'grade', button });
    expect(decideKey(press(key, { code: `Numpad${key}` }), revealed)).toEqual({ type: 'grade', button });
  });

  it('Enter accepts the proposal, Space does nothing', () => {
    expect(decideKey(press('Enter'), revealed)).toEqual({ type: 'accept' });
    expect(decideKey(press(' '), revealed)).toBeNull();
  });

  it('no key grades within 250 ms of the reveal', () => {
    const early = context({ screen: 'revealed', revealedAt: 9751 });
    expect(decideKey(press('3'), early)).toBeNull();
    expect(decideKey(press('Enter'), early)).toBeNull();
    const inTime = context({ screen: 'revealed', revealedAt: 9750 });
    expect(decideKey(press('3'), inTime)).toEqual({ type: 'grade', button: 'good' });
  });

  it('a session that comes back revealed after a reload can be graded', () => {
    expect(decideKey(press('3'), context({ screen: 'revealed' }))).toEqual({ type: 'grade', button: 'good' });
  });

  it('a held key never grades', () => {
    expect(decideKey(press('3', { repeat: true }), revealed)).toBeNull();
    expect(decideKey(press('Enter', { repeat: true }), revealed)).toBeNull();
    expect(decideKey(press(' ', { repeat: true }), asking)).toBeNull();
  });

  it('a keypad without Num Lock does not grade', () => {
    expect(decideKey(press('End', { code: 'Numpad1' }), revealed)).toBeNull();
  });

  it('after a wrong machine verdict Space and Enter go on and digits do nothing', () => {
    const graded = context({ screen: 'graded', revealedAt: 9000 });
    expect(decideKey(press(' '), graded)).toEqual({ type: 'next' });
    expect(decideKey(press('Enter'), graded)).toEqual({ type: 'next' });
    expect(decideKey(press('1'), graded)).toBeNull();
    expect(decideKey(press('u'), graded)).toEqual({ type: 'undo' });
  });
});

describe('a focused button, link or checkbox', () => {
  const onControl = { ...revealed, focus: 'control' as const };

  it('keeps Space and Enter for itself', () => {
    expect(decideKey(press(' '), { ...asking, focus: 'control' })).toBeNull();
    expect(decideKey(press('Enter'), onControl)).toBeNull();
  });

  it('lets digits and letters through', () => {
    expect(decideKey(press('4'), onControl)).toEqual({ type: 'grade', button: 'easy' });
    expect(decideKey(press('u'), onControl)).toEqual({ type: 'undo' });
  });
});

describe('a field', () => {
  const inText = { ...asking, focus: 'text' as const };
  const inLine = { ...asking, focus: 'line' as const };

  it.each(['a', '1', ' ', '/', '?', 'u', 'g'])('keeps %j as text', (key) => {
    for (const focus of ['text', 'line', 'choice'] as const) {
      expect(decideKey(press(key), { ...revealed, focus })).toBeNull();
      expect(decideKey(press(key), { ...asking, focus })).toBeNull();
    }
  });

  it('is left by Esc', () => {
    expect(decideKey(press('Escape'), inText)).toEqual({ type: 'leave-field' });
    expect(decideKey(press('Escape'), asking)).toEqual({ type: 'leave' });
  });

  it('of many lines submits with Ctrl or ⌘ and Enter only', () => {
    expect(decideKey(press('Enter'), inText)).toBeNull();
    expect(decideKey(press('Enter', { ctrlKey: true }), inText)).toEqual({ type: 'show' });
    expect(decideKey(press('Enter', { metaKey: true }), inText)).toEqual({ type: 'show' });
    expect(decideKey(press('Enter', { ctrlKey: true, repeat: true }), inText)).toBeNull();
  });

  it('of one line takes Enter', () => {
    expect(decideKey(press('Enter'), inLine)).toEqual({ type: 'field-enter' });
  });
});

describe('an input method', () => {
  const inText = { ...asking, focus: 'text' as const };
  const confirm = press('Enter', { ctrlKey: true });

  it('has its keys to itself while composing', () => {
    expect(decideKey({ ...confirm, isComposing: true }, inText)).toBeNull();
    expect(decideKey({ ...confirm, keyCode: 229 }, inText)).toBeNull();
    expect(decideKey(press('Enter', { isComposing: true }), { ...asking, focus: 'line' })).toBeNull();
    expect(decideKey(press('Escape', { isComposing: true }), inText)).toBeNull();
  });

  it('has the key that comes within 80 ms after its composition', () => {
    expect(decideKey(confirm, { ...inText, composedAt: 9921 })).toBeNull();
    expect(decideKey(confirm, { ...inText, composedAt: 9920 })).toEqual({ type: 'show' });
    expect(decideKey(press('Enter'), { ...asking, focus: 'line', composedAt: 9990 })).toBeNull();
  });

  it('does not stop digits and letters where no field is focused', () => {
    const process = { key: 'Process', keyCode: 229 };
    expect(decideKey(press('3', { ...process, code: 'Digit3' }), revealed)).toEqual({ type: 'grade', button: 'good' });
    expect(decideKey(press('u', { ...process, code: 'KeyU' }), revealed)).toEqual({ type: 'undo' });
    expect(decideKey(press('３', { code: 'Digit3' }), revealed)).toEqual({ type: 'grade', button: 'good' });
  });
});

describe('modifiers, dialogs and settings', () => {
  it.each(['ctrlKey', 'metaKey', 'altKey', 'shiftKey'] as const)(
    '%s makes a letter or digit the browser’s',
    (modifier) => {
      expect(decideKey(press('3', { [modifier]: true }), revealed)).toBeNull();
      expect(decideKey(press('u', { [modifier]: true }), revealed)).toBeNull();
    },
  );

  it('an open dialog has every key', () => {
    for (const key of ['3', 'Enter', ' ', 'u', 'Escape', '?']) {
      expect(decideKey(press(key), { ...revealed, dialogOpen: true })).toBeNull();
    }
  });

  it('single keys can be turned off; Space, Enter and Ctrl K stay', () => {
    const off = { ...revealed, singleKeys: false };
    expect(decideKey(press('3'), off)).toBeNull();
    expect(decideKey(press('?'), off)).toBeNull();
    expect(decideKey(press('Enter'), off)).toEqual({ type: 'accept' });
    expect(decideKey(press('k', { ctrlKey: true }), off)).toEqual({ type: 'commands' });
  });
});

describe('everywhere', () => {
  const elsewhere = context({ screen: 'other' });

  it('Enter starts on Today only', () => {
    expect(decideKey(press('Enter'), context({ screen: 'today' }))).toEqual({ type: 'start' });
    expect(decideKey(press('Enter'), elsewhere)).toBeNull();
  });

  it('?, / and Ctrl K open the list of keys, the search and the commands', () => {
    expect(decideKey(press('?', { shiftKey: true }), elsewhere)).toEqual({ type: 'shortcuts' });
    expect(decideKey(press('/'), elsewhere)).toEqual({ type: 'search' });
    expect(decideKey(press('k', { metaKey: true }), { ...elsewhere, focus: 'line' })).toEqual({ type: 'commands' });
  });

  it.each([
    ['t', 'today'],
    ['p', 'plan'],
    ['l', 'library'],
    ['s', 'progress'],
  ])('G then %s goes to %s', (key, to) => {
    expect(decideKey(press('g'), elsewhere)).toEqual({ type: 'go-first' });
    expect(decideKey(press(key), { ...elsewhere, goAt: 9500 })).toEqual({ type: 'go', to });
    expect(decideKey(press(key), { ...elsewhere, goAt: 8000 })).toBeNull();
  });

  it('U takes back at the end of a session too', () => {
    expect(decideKey(press('u'), context({ screen: 'end' }))).toEqual({ type: 'undo' });
    expect(decideKey(press('u'), elsewhere)).toBeNull();
  });
});

describe('the focus', () => {
  const element = (tagName: string, attributes: Record<string, string> = {}, isContentEditable = false) => ({
    tagName,
    isContentEditable,
    getAttribute: (name: string) => attributes[name] ?? null,
  });

  it.each([
    ['page', null],
    ['page', element('H1', { tabindex: '-1' })],
    ['text', element('TEXTAREA')],
    ['text', element('DIV', {}, true)],
    ['line', element('INPUT')],
    ['line', element('INPUT', { type: 'search' })],
    ['control', element('INPUT', { type: 'checkbox' })],
    ['control', element('INPUT', { type: 'radio' })],
    ['control', element('BUTTON')],
    ['control', element('A', { href: '/' })],
    ['control', element('SUMMARY')],
    ['control', element('LI', { role: 'option' })],
    ['choice', element('SELECT')],
  ] as const)('is %s', (focus, focused) => {
    expect(focusOf(focused)).toBe(focus);
  });
});
