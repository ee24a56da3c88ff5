import { reviewSm2, sm2Initial } from './sm2';
import { isPass, type Scheduler, type Sm2State, type Sm2Variant } from './types';

const schedulers: Readonly<Record<Sm2Variant, Scheduler<Sm2State>>> = {
  text1990: make('text1990'),
  delphi: make('delphi'),
};

/**
 * SM-2 where its text is silent; these rules are ours, not Wozniak's.
 * Late: the lateness is ignored, the interval counts from the day of the answer.
 * Early (before the due day and before the interval is over): a pass holds, that is, the state stays and the due day becomes
 * answer day + interval; a fail is an ordinary fail. Without it four daily cram sessions would push a card 38 days away.
 * A card whose due day the cap or the spread moved forward is not early on that day.
 */
export function sm2Scheduler(variant: Sm2Variant): Scheduler<Sm2State> {
  return schedulers[variant];
}

function make(variant: Sm2Variant): Scheduler<Sm2State> {
  return {
    initial: sm2Initial,
    answer(state, { quality, elapsedDays, scheduledDays, drill }) {
      if (drill) return state;
      const isEarly = elapsedDays < Math.min(state.intervalDays, scheduledDays);
      return isEarly && isPass(quality) ? state : reviewSm2(state, quality, variant);
    },
    intervalDays: (state) => state.intervalDays,
  };
}
