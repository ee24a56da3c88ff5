import type { Problem } from './finding';
import type { Rule } from './subject';

/** Each accepted order uses every item once, and no two are equal. (Repeats within one are refused by the schema.) */
export const orderSequences: Rule = ({ question }) => {
  if (question.type !== 'order') return [];
  const items = question.items.map((item) => item.key);
  const earlier = new Map<string, string>();
  return question.orders.flatMap((order, index) => {
    const pointer = ['orders', index, 'sequence'];
    const left = items.filter((key) => !order.sequence.includes(key));
    const unknown = order.sequence.filter((key) => !items.includes(key));
    const first = earlier.get(order.sequence.join(' '));
    earlier.set(order.sequence.join(' '), order.key);
    return [
      ...left.map((key): Problem => ({ message: 'order/incomplete', pointer, params: { order: order.key, key } })),
      ...unknown.map((key): Problem => ({ message: 'order/unknown', pointer, params: { order: order.key, key } })),
      ...(first === undefined
        ? []
        : [{ message: 'order/same', pointer, params: { first, second: order.key } } satisfies Problem]),
    ];
  });
};
