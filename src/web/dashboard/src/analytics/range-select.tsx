import { useText } from '../messages/text';
import { Select } from '../ui/field';

const ranges = [7, 30, 90] as const;

interface RangeSelectProps {
  days: number;
  onChange: (days: number) => void;
}

/** How many days a page of figures covers, today as the last. */
export function RangeSelect({ days, onChange }: RangeSelectProps) {
  const { t } = useText();
  return (
    <Select
      label={t('analytics.range')}
      value={days}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      {ranges.map((range) => (
        <option key={range} value={range}>
          {t(`analytics.range.${range}`)}
        </option>
      ))}
    </Select>
  );
}
