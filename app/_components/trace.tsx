import { Fragment } from 'react';
import { axisMinutes, layOutTrace, type PlacedSlice, type TraceSlice } from './slices';

type Props = {
  readonly slices: readonly TraceSlice[];
  /** The whole picture in a sentence. */
  readonly label: string;
  /** What each slice is, in words, for those who do not see it. */
  readonly words: readonly string[];
  readonly otherTopics: string;
  /** `18 min`, for the end of the axis. */
  readonly lastMinute: (minutes: number) => string;
};

/** A session drawn as a scheduler's timeline: rows are topics, time runs to the right. A picture, not a control. */
export function Trace({ slices, label, words, otherTopics, lastMinute }: Props) {
  const lanes = layOutTrace(slices, otherTopics);
  const ticks = axisMinutes(slices.reduce((sum, slice) => sum + slice.seconds, 0));
  return (
    <>
      <div className="trace" role="img" aria-label={label}>
        {lanes.map(({ topic, slices: placed }) => (
          <Fragment key={topic}>
            <span className="lane">{topic}</span>
            <svg aria-hidden="true">
              <rect className="bed" x="0" y="42%" width="100%" height="16%" rx="1.5" />
              {placed.map((slice) => (
                <TraceMark key={slice.x} slice={slice} />
              ))}
            </svg>
          </Fragment>
        ))}
        <div className="axis">
          {ticks.map((minute, index) => (
            <span key={minute}>{index === ticks.length - 1 ? lastMinute(minute) : minute}</span>
          ))}
        </div>
      </div>
      <ol className="sr">
        {words.map((word, index) => (
          <li key={index}>{word}</li>
        ))}
      </ol>
    </>
  );
}

function TraceMark({ slice: { x, width, look } }: { readonly slice: PlacedSlice }) {
  const [left, wide, middle] = [percent(x), percent(width), percent(x + width / 2)];
  if (look === 'new') return <rect className="sl-new" x={left} width={wide} y="1" height="91%" rx="3" />;
  return (
    <>
      <rect className={look === 'seen' ? 'sl-review' : `sl-${look}`} x={left} width={wide} y="0" height="100%" rx="3" />
      {look === 'missed' && (
        <svg x={middle} y="50%" overflow="visible">
          <path className="sl-x" d="M-3.5-3.5L3.5 3.5M3.5-3.5L-3.5 3.5" />
        </svg>
      )}
      {look === 'hard' && (
        <svg x={middle} y="50%" overflow="visible">
          <path className="sl-x" d="M-4 0H4" />
        </svg>
      )}
      {look === 'easy' && <circle className="sl-dot" cx={middle} cy="50%" r="3" />}
    </>
  );
}

function percent(value: number): string {
  return `${value.toFixed(2)}%`;
}
