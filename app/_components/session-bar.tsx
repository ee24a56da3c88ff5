import type { Quality } from '@/lib/scheduler/types';
import { layOutBar, lookOf } from './slices';

type Props = {
  readonly slices: readonly { readonly expectedSeconds: number; readonly outcome: Quality | null }[];
  readonly position: number;
  readonly label: string;
  readonly text: string;
};

/** The trace folded to one line. Hard and Missed are lower as well as of another colour. */
export function SessionBar({ slices, position, label, text }: Props) {
  const places = layOutBar(slices.map((slice) => slice.expectedSeconds));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={slices.length}
      aria-valuenow={position}
      aria-valuetext={text}
    >
      <svg className="rv-bar" aria-hidden="true">
        {slices.map((slice, index) => (
          <rect
            key={index}
            {...shape(slice.outcome, index === position)}
            x={`${(places[index]?.x ?? 0).toFixed(2)}%`}
            width={`${(places[index]?.width ?? 0).toFixed(2)}%`}
          />
        ))}
      </svg>
    </div>
  );
}

function shape(
  outcome: Quality | null,
  current: boolean,
): { className: string; y: number; height: number; rx: number } {
  if (current) return { className: 'sl-now', y: -2, height: 14, rx: 2.5 };
  if (outcome === null) return { className: 'sl-todo', y: 3.75, height: 2.5, rx: 1.25 };
  const look = lookOf(outcome);
  if (look === 'missed') return { className: 'sl-missed', y: 5, height: 4, rx: 2 };
  if (look === 'hard') return { className: 'sl-hard', y: 3, height: 6, rx: 2.5 };
  return { className: `sl-${look}`, y: 1, height: 8, rx: 2.5 };
}
