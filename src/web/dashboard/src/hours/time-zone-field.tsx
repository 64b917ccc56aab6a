import { useId } from 'react';
import { useText } from '../messages/text';
import { TextField } from '../ui/field';

interface TimeZoneFieldProps {
  value: string;
  error?: string | undefined;
  disabled?: boolean;
  readOnly?: boolean;
  onChange: (zone: string) => void;
}

/** An IANA name, with the browser's list to pick from. */
export function TimeZoneField({ onChange, ...rest }: TimeZoneFieldProps) {
  const { t } = useText();
  const id = useId();
  return (
    <>
      <TextField
        label={t('hours.timeZone')}
        hint={t('hours.timeZone.hint')}
        list={id}
        required
        {...rest}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={id}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
