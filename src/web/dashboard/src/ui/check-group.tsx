import { useId } from 'react';

interface CheckGroupProps<T extends string> {
  legend: string;
  hint?: string;
  error?: string | undefined;
  options: readonly { value: T; label: string }[];
  chosen: readonly T[];
  disabled?: boolean;
  onChange: (chosen: T[]) => void;
}

/** Some of a few: a box each. */
export function CheckGroup<T extends string>({
  legend,
  hint,
  error,
  options,
  chosen,
  disabled,
  onChange,
}: CheckGroupProps<T>) {
  const id = useId();
  return (
    <fieldset className="checks" disabled={disabled} aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{legend}</legend>
      {hint && <p className="field-hint">{hint}</p>}
      <div className="checks-row">
        {options.map(({ value, label }) => (
          <label key={value} className="check">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, value] : chosen.filter((each) => each !== value))
              }
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
