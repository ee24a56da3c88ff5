import type { TraceSlice } from './slices';

/** The looks of a trace with their words. */
export function Legend({
  entries,
}: {
  readonly entries: readonly { readonly look: TraceSlice['look']; readonly word: string }[];
}) {
  return (
    <div className="legend">
      {entries.map(({ look, word }) => (
        <span key={look}>
          <svg aria-hidden="true" viewBox="0 0 18 12">
            <rect
              className={look === 'seen' ? 'sl-review' : `sl-${look}`}
              x="1"
              y="1"
              width="16"
              height="10"
              rx="2.5"
            />
            {look === 'missed' && <path className="sl-x" d="M6.5 3.5l5 5M11.5 3.5l-5 5" />}
            {look === 'hard' && <path className="sl-x" d="M6 6h6" />}
            {look === 'easy' && <circle className="sl-dot" cx="9" cy="6" r="2" />}
          </svg>
          {word}
        </span>
      ))}
    </div>
  );
}
