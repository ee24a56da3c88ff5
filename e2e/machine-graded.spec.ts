import { expect, openReview, test } from './instance';

test.describe('a choice between true and false', () => {
  test.use({ questions: ['rlock-prevents-deadlock'] });

  test('answered wrong is stored as missed at once, says why, and can be taken back', async ({ open, instance }) => {
    await openReview(open, instance);
    await open.keyboard.press('t');
    await expect(open.getByRole('radio', { name: 'True' })).toBeChecked();
    await open.keyboard.press('Space');
    await expect(open.getByText('Graded Missed. Again today, then tomorrow.')).toBeVisible();
    await expect(open.getByText('Your answer')).toBeVisible();
    await expect.poll(instance.events).toMatchObject([{ quality: 1, response: { picked: ['true'] } }]);
    await open.getByRole('button', { name: 'Undo' }).click();
    await expect(open.getByRole('radio', { name: 'True' })).toBeChecked();
    await expect.poll(async () => (await instance.events()).map((event) => event.kind)).toEqual(['answered', 'undone']);
  });

  test('answered right without reasons is proposed as Hard, since half of all guesses are right', async ({
    open,
    instance,
  }) => {
    await openReview(open, instance);
    await open.keyboard.press('f');
    await open.keyboard.press('Space');
    await expect(open.getByText('Hard is proposed')).toBeVisible();
  });
});

test.describe('a program whose output is typed', () => {
  test.use({ questions: ['semaphore-over-release'] });

  test('is compared line by line, and its evidence is what the file says', async ({ open, instance }) => {
    await openReview(open, instance);
    await open.getByLabel('What it prints').fill('True True False\nnothing');
    await open.keyboard.press('Control+Enter');
    await expect(open.getByText('Graded Missed')).toBeVisible();
    await expect(open.getByRole('region', { name: 'It prints' })).toContainText(
      'missing: Semaphore released too many times',
    );
    await expect(open.getByText('Ran on 3.11, 3.12, 3.13')).toBeVisible();
  });

  test('is right with trailing white space, and then Missed is no choice', async ({ open, instance }) => {
    await openReview(open, instance);
    await open.getByLabel('What it prints').fill('True True False  \nSemaphore released too many times\n\n');
    await open.getByRole('button', { name: 'Check' }).click();
    await expect(open.getByText('Good is proposed: the answer is right.')).toBeVisible();
    await expect(open.getByRole('group', { name: 'Grade' }).getByRole('button')).toHaveCount(3);
  });
});

test.describe('a program with a bug', () => {
  test.use({ questions: ['with-lock-acquire'] });

  test('has its line marked by keyboard, then its reasons ticked, and shows the mended program', async ({
    open,
    instance,
  }) => {
    await openReview(open, instance);
    const lines = open.getByRole('listbox');
    await lines.focus();
    for (let step = 1; step < 7; step += 1) await open.keyboard.press('ArrowDown');
    await open.keyboard.press('Space');
    await expect(lines.getByRole('option').nth(6)).toHaveAttribute('aria-selected', 'true');
    await expect(open.getByText('1 of 1 marked')).toBeVisible();
    await open.keyboard.press('Control+Enter');
    await expect(open.getByText(/At fault: line/)).toBeVisible();
    await expect(open.getByText('The program, mended')).toBeVisible();
  });
});
