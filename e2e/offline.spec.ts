import { expect, openReview, test } from './instance';

test.use({ questions: ['explain-the-gil', 'stop-a-thread', 'three-start-methods'] });

test('answers given without a network are kept, survive a new page, and are sent once it is back', async ({
  open,
  context,
  instance,
}) => {
  await openReview(open, instance);
  await expect(open.getByText('1 of 3')).toBeVisible();
  await context.setOffline(true);
  for (const count of ['One answer is kept here and will be sent.', '2 answers are kept here and will be sent.']) {
    await open.keyboard.press('Space');
    await expect(open.getByText('In one line')).toBeVisible();
    await open.waitForTimeout(260);
    await open.keyboard.press('3');
    await expect(open.getByText(`Offline. ${count}`)).toBeVisible();
  }
  await expect(open.getByText('3 of 3')).toBeVisible();
  expect(await instance.events()).toEqual([]);

  await open.close();
  const next = await context.newPage();
  await context.setOffline(false);
  await next.goto(`${instance.origin}/today`);
  await expect.poll(async () => (await instance.events()).length).toBe(2);
  await expect(next.getByRole('heading', { level: 1 })).toHaveText(/One question,/);
});

test('a refused answer is said, named with its reason, exported and discarded only when asked', async ({
  open,
  instance,
}) => {
  await open.route('**/api/reviews', async (route) => {
    const { events } = route.request().postDataJSON() as { events: { id: string }[] };
    const results = events.map(({ id }, index) => ({ id, index, status: 'rejected', code: 'question-unknown' }));
    await route.fulfill({ json: { epoch: 'e', results } });
  });
  await openReview(open, instance);
  await open.keyboard.press('Space');
  await open.waitForTimeout(260);
  await open.keyboard.press('3');
  await expect(open.getByText('One answer was not accepted.')).toBeVisible();
  await open.getByRole('button', { name: 'See why' }).click();
  await expect(open.getByText('the question is no longer there')).toBeVisible();

  const download = open.waitForEvent('download');
  await open.getByRole('button', { name: 'Export' }).click();
  expect((await download).suggestedFilename()).toBe('timeslice-refused-answers.jsonl');

  await open.getByRole('button', { name: 'Discard' }).click();
  await expect(open.getByText('It cannot be undone.')).toBeVisible();
  await open.getByRole('button', { name: 'Discard' }).click();
  await expect(open.getByText('One answer was not accepted.')).toBeHidden();
});
