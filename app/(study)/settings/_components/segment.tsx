'use client';

type Props<V extends string> = {
  readonly name: string;
  readonly value: V;
  readonly choices: readonly { readonly value: V; readonly label: string; readonly lang?: string }[];
  readonly onChoose: (value: V) => void;
};

/** A few choices side by side: a radio group. */
export function Segment<V extends string>({ name, value, choices, onChoose }: Props<V>) {
  return (
    <div className="seg">
      {choices.map((choice) => (
        <label key={choice.value} lang={choice.lang}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => {
              onChoose(choice.value);
            }}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  );
}
