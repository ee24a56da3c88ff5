/** Arrow keys go from one checkbox of a group to the next; Space ticks, as everywhere. */
export function moveWithin(event: {
  readonly key: string;
  readonly target: EventTarget;
  readonly currentTarget: HTMLElement;
  preventDefault(): void;
}): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const boxes = [...event.currentTarget.querySelectorAll('input')];
  const next = boxes[boxes.findIndex((box) => box === event.target) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
