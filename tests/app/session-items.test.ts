import { describe, expect, it } from 'vitest';
import { placeFirst, withinMinutes } from '@/app/(study)/review/_components/session-items';
import type { StudyKind } from '@/lib/api/study';
import { aRecall, aStudyItem } from '@/tests/factories/study-item';

function item(id: string, kind: StudyKind, expectedSeconds = 240) {
  return aStudyItem({ question: aRecall(id), kind, expectedSeconds });
}

describe('only ten minutes', () => {
  it('takes what comes back as long as it fits, and nothing new', () => {
    const items = [item('q-1', 'due'), item('q-2', 'new'), item('q-3', 'due'), item('q-4', 'drill')];
    expect(withinMinutes(items, 10).map((one) => one.questionId)).toEqual(['q-1', 'q-3']);
  });

  it('takes new questions where there is nothing else, and at least one', () => {
    expect(withinMinutes([item('q-1', 'new', 900), item('q-2', 'new', 60)], 10)).toHaveLength(1);
  });
});

describe('the question on screen before a reload', () => {
  const items = [item('q-1', 'due'), item('q-2', 'due'), item('q-3', 'due')];

  it('comes first', () => {
    expect(placeFirst(items, 'q-3').map((one) => one.questionId)).toEqual(['q-3', 'q-1', 'q-2']);
  });

  it('changes nothing once it is answered', () => {
    expect(placeFirst(items, 'q-9')).toEqual(items);
    expect(placeFirst(items, null)).toEqual(items);
  });
});
