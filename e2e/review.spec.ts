import { expect, openReview, test, untilLive } from './instance';

test.use({ questions: ['explain-the-gil', 'stop-a-thread', 'three-start-methods'] });

test('the first question is answered by keyboard alone, stored, and the next one shows', async ({ open, instance }) => {
  await expect(open.getByRole('heading', { level: 1 })).toHaveText(/Three questions,\s*about three minutes\./);
  await open.keyboard.press('Enter');
  await expect(open).toHaveURL(/\/review$/);
  await untilLive(open);
  const first = await open.getByRole('heading', { level: 1 }).innerText();

  await open.keyboard.press('l');
  await expect(open.getByRole('radio', { name: 'Sure' })).toBeChecked();
  await open.keyboard.press('Space');
  await expect(open.getByText('In one line')).toBeVisible();
  await expect(open.getByText('Tick what you said, or grade directly.')).toBeVisible();
  await open.waitForTimeout(260);
  await open.keyboard.press('3');

  await expect(open.getByText('Graded Good.')).toBeVisible();
  await expect(open.getByText('2 of 3')).toBeVisible();
  await expect(open.getByRole('heading', { level: 1 })).not.toHaveText(first);
  await expect.poll(instance.events).toMatchObject([{ kind: 'answered', quality: 4, confidence: 'sure' }]);
});

test('a held Space shows the answer and grades nothing', async ({ open, instance }) => {
  await openReview(open, instance);
  await open.keyboard.press('Space');
  await open.keyboard.press('3');
  await expect(open.getByText('In one line')).toBeVisible();
  await expect(open.getByText('1 of 3')).toBeVisible();
});

test('ticks propose the grade and Enter accepts it', async ({ open, instance }) => {
  await openReview(open, instance);
  await open.keyboard.press('Space');
  const points = open.getByRole('group', { name: 'Tick what you said' }).getByRole('checkbox');
  await points.first().check();
  await expect(open.getByText('is proposed:')).toBeVisible();
  for (const point of await points.all()) await point.check();
  await expect(open.getByText('Good is proposed: every must-have')).toBeVisible();
  await open.getByRole('heading', { level: 1 }).focus();
  await open.keyboard.press('Enter');
  await expect(open.getByText('2 of 3')).toBeVisible();
  await expect.poll(instance.events).toMatchObject([{ quality: 4, proposedQuality: 4 }]);
});

test('an answer taken back brings the question back revealed, with its ticks, and leaves no trace in the schedule', async ({
  open,
  instance,
}) => {
  await openReview(open, instance);
  const first = await open.getByRole('heading', { level: 1 }).innerText();
  await open.getByLabel('Say it aloud, or write notes').fill('one lock');
  await open.keyboard.press('Control+Enter');
  const point = open.getByRole('group', { name: 'Tick what you said' }).getByRole('checkbox').first();
  await point.check();
  await open.getByRole('button', { name: /^Hard/ }).click();
  await expect(open.getByText('2 of 4')).toBeVisible();

  await open.keyboard.press('u');
  await expect(open.getByRole('heading', { level: 1 })).toHaveText(first);
  await expect(open.getByText('1 of 3')).toBeVisible();
  await expect(point).toBeChecked();
  await expect(open.getByText('one lock')).toBeVisible();
  await expect.poll(async () => (await instance.events()).map((event) => event.kind)).toEqual(['answered', 'undone']);
  const [answered, undone] = await instance.events();
  expect(undone?.targetEventId).toBe(answered?.id);
});

test('a reload goes on at the same question in the same state, and undo reaches back over it', async ({
  open,
  instance,
}) => {
  await openReview(open, instance);
  const first = await open.getByRole('heading', { level: 1 }).innerText();
  await open.keyboard.press('Space');
  await open.waitForTimeout(260);
  await open.keyboard.press('4');
  await expect(open.getByText('2 of 3')).toBeVisible();
  const second = await open.getByRole('heading', { level: 1 }).innerText();
  await open.getByLabel('Say it aloud, or write notes').fill('half a thought');
  await open.keyboard.press('Control+Enter');
  await expect(open.getByText('You wrote')).toBeVisible();
  await expect.poll(async () => (await instance.events()).length).toBe(1);

  await open.reload();
  await untilLive(open);
  await expect(open.getByRole('heading', { level: 1 })).toHaveText(second);
  await expect(open.getByText('half a thought')).toBeVisible();
  await expect(open.getByText('2 of 3')).toBeVisible();
  await open.getByRole('heading', { level: 1 }).focus();
  await open.keyboard.press('u');
  await expect(open.getByRole('heading', { level: 1 })).toHaveText(first);
  await expect(open.getByText('1 of 3')).toBeVisible();
});

test('what was missed comes back before the session ends, and the end says what to take along', async ({
  open,
  instance,
}) => {
  await openReview(open, instance);
  for (const key of ['1', '3', '4', '3']) {
    await open.keyboard.press('Space');
    await expect(open.getByText('In one line')).toBeVisible();
    await open.waitForTimeout(260);
    await open.keyboard.press(key);
  }
  await expect(open.getByRole('heading', { name: 'Done for today.' })).toBeFocused();
  await expect(open.getByText('Two came back to you, one did not come easily.')).toBeVisible();
  const missed = open.getByRole('region', { name: 'Take these with you' }).getByRole('listitem');
  await expect(missed).toHaveCount(1);
  await expect(missed).toContainText('Missed');
  await open.keyboard.press('Enter');
  await expect(open).toHaveURL(/\/today$/);
  await expect(open.getByRole('heading', { name: 'Done for today.' })).toBeVisible();
  await expect.poll(async () => (await instance.events()).length).toBe(4);
});
