/** What a key press says, as a KeyboardEvent has it. */
export type KeyPress = {
  readonly key: string;
  readonly code: string;
  readonly keyCode: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly repeat: boolean;
  readonly isComposing: boolean;
  /** Milliseconds on the clock of performance.now(). */
  readonly timeStamp: number;
};

/**
 * Where the focus is. `control`: what Space and Enter work on by themselves · `line`: a single-line field · `text`: a text box ·
 * `choice`: a select or another field that takes keys.
 */
export type Focus = 'page' | 'control' | 'line' | 'text' | 'choice';

export type KeyContext = {
  readonly focus: Focus;
  readonly screen: 'today' | 'asking' | 'revealed' | 'graded' | 'end' | 'other';
  readonly dialogOpen: boolean;
  /** The learner may turn single keys off. */
  readonly singleKeys: boolean;
  /** The letter of each option in the order shown: a to f, or t and f. */
  readonly optionLetters: readonly string[];
  /** When the answer was shown; null if it was not, or was so before this page was loaded. */
  readonly revealedAt: number | null;
  /** When a composition last ended in the focused field; null if none did. */
  readonly composedAt: number | null;
  /** When G was last pressed as the first key of two; null if another key came since. */
  readonly goAt: number | null;
};

export type KeyAction =
  | { readonly type: 'start' | 'show' | 'accept' | 'next' | 'undo' | 'hint' | 'note' | 'report' | 'edit' }
  | { readonly type: 'grade'; readonly button: 'missed' | 'hard' | 'good' | 'easy' }
  | { readonly type: 'pick'; readonly index: number }
  | { readonly type: 'feel'; readonly confidence: 'guess' | 'fairly' | 'sure' }
  | { readonly type: 'leave-field' | 'leave' | 'field-enter' }
  | { readonly type: 'search' | 'commands' | 'shortcuts' | 'go-first' }
  | { readonly type: 'go'; readonly to: 'today' | 'plan' | 'library' | 'progress' };

/** A held or doubled Space must not grade what it has just shown. */
const GRADE_GUARD_MS = 250;
/** Safari sends the Enter that confirms a word after the composition has ended. */
const COMPOSITION_GUARD_MS = 80;
const GO_WINDOW_MS = 1500;

/** What a key does here, or null: then it is the browser's. The rules are those of the design's section on the keyboard. */
export function decideKey(press: KeyPress, context: KeyContext): KeyAction | null {
  if (context.dialogOpen || belongsToInputMethod(press, context)) return null;
  if ((press.ctrlKey || press.metaKey) && !press.altKey && !press.shiftKey) return withControl(press, context);
  if (press.ctrlKey || press.metaKey || press.altKey || press.repeat) return null;
  if (press.key === 'Escape') return escape(context);
  if (isField(context.focus)) {
    return context.focus === 'line' && press.key === 'Enter' ? { type: 'field-enter' } : null;
  }
  if (press.key === ' ' || press.key === 'Enter') {
    return press.shiftKey || context.focus === 'control' ? null : largeKey(press, context);
  }
  return context.singleKeys ? singleKey(press, context) : null;
}

/** Whether an input method is using the key; outside fields it has nothing to compose, so there only the press itself counts. */
function belongsToInputMethod(press: KeyPress, { focus, composedAt }: KeyContext): boolean {
  if (press.isComposing) return true;
  if (!isField(focus)) return false;
  return press.keyCode === 229 || (composedAt !== null && press.timeStamp - composedAt < COMPOSITION_GUARD_MS);
}

function isField(focus: Focus): boolean {
  return focus === 'line' || focus === 'text' || focus === 'choice';
}

function withControl(press: KeyPress, context: KeyContext): KeyAction | null {
  if (press.repeat) return null;
  if (letterOf(press) === 'k') return { type: 'commands' };
  return press.key === 'Enter' && context.screen === 'asking' ? { type: 'show' } : null;
}

function escape(context: KeyContext): KeyAction | null {
  if (isField(context.focus)) return { type: 'leave-field' };
  return isReview(context) || context.screen === 'end' ? { type: 'leave' } : null;
}

function largeKey(press: KeyPress, context: KeyContext): KeyAction | null {
  const isEnter = press.key === 'Enter';
  switch (context.screen) {
    case 'today':
      return isEnter ? { type: 'start' } : null;
    case 'asking':
      return isEnter ? null : { type: 'show' };
    case 'revealed':
      return isEnter && mayGrade(press, context) ? { type: 'accept' } : null;
    case 'graded':
      return mayGrade(press, context) ? { type: 'next' } : null;
    case 'end':
    case 'other':
      return null;
  }
}

function singleKey(press: KeyPress, context: KeyContext): KeyAction | null {
  if (press.key === '?') return { type: 'shortcuts' };
  if (press.key === '/') return { type: 'search' };
  if (press.shiftKey) return null;
  const digit = digitOf(press);
  if (digit !== null) return gradeKey(digit, press, context);
  const letter = letterOf(press);
  if (letter === null) return null;
  if (context.goAt !== null && press.timeStamp - context.goAt < GO_WINDOW_MS) return goTo(letter);
  if (letter === 'g') return { type: 'go-first' };
  return isReview(context) || context.screen === 'end' ? reviewLetter(letter, context) : null;
}

function gradeKey(digit: number, press: KeyPress, context: KeyContext): KeyAction | null {
  if (context.screen !== 'revealed' || !mayGrade(press, context)) return null;
  const button = (['missed', 'hard', 'good', 'easy'] as const)[digit - 1];
  return button === undefined ? null : { type: 'grade', button };
}

/** By place, since an input method or a layout may type something else there; a keypad without Num Lock moves the page. */
function digitOf(press: KeyPress): number | null {
  const digit = /^(Digit|Numpad)(\d)$/.exec(press.code);
  if (digit === null || (digit[1] === 'Numpad' && press.key.length > 1 && press.key !== 'Process')) return null;
  return Number(digit[2]);
}

function mayGrade(press: KeyPress, { revealedAt }: KeyContext): boolean {
  return revealedAt === null || press.timeStamp - revealedAt >= GRADE_GUARD_MS;
}

function reviewLetter(letter: string, context: KeyContext): KeyAction | null {
  if (letter === 'u') return { type: 'undo' };
  if (context.screen === 'end') return null;
  if (letter === 'n') return { type: 'note' };
  if (letter === 'r') return { type: 'report' };
  if (letter === 'o') return { type: 'edit' };
  if (context.screen !== 'asking') return null;
  const index = context.optionLetters.indexOf(letter);
  if (index !== -1) return { type: 'pick', index };
  if (letter === 'h') return { type: 'hint' };
  if (letter === 'j') return { type: 'feel', confidence: 'guess' };
  if (letter === 'k') return { type: 'feel', confidence: 'fairly' };
  return letter === 'l' ? { type: 'feel', confidence: 'sure' } : null;
}

function goTo(letter: string): KeyAction | null {
  if (letter === 't') return { type: 'go', to: 'today' };
  if (letter === 'p') return { type: 'go', to: 'plan' };
  if (letter === 'l') return { type: 'go', to: 'library' };
  return letter === 's' ? { type: 'go', to: 'progress' } : null;
}

function isReview({ screen }: KeyContext): boolean {
  return screen === 'asking' || screen === 'revealed' || screen === 'graded';
}

/** The letter by what the key types; by its place on the keyboard when an input method hides that. */
function letterOf(press: KeyPress): string | null {
  const typed = press.key === 'Process' ? press.code.replace(/^Key/, '') : press.key;
  return /^[a-z]$/i.test(typed) ? typed.toLowerCase() : null;
}
