import { DayFields } from '../hours/day-fields';
import { dayName, weekdays } from '../hours/hours-rules';
import { TimeZoneField } from '../hours/time-zone-field';
import { useText } from '../messages/text';
import { Switch } from '../ui/field';
import { likelyHours, type RuleHours } from './rule-hours';

interface RuleHoursFieldsProps {
  hours: RuleHours | null;
  error: string | undefined;
  may: boolean;
  onChange: (hours: RuleHours | null) => void;
}

/** When a rule holds: always, or at certain times of the week. */
export function RuleHoursFields({ hours, error, may, onChange }: RuleHoursFieldsProps) {
  const { t, format } = useText();
  return (
    <>
      <Switch
        label={t('routing.hours')}
        checked={hours !== null}
        disabled={!may}
        onChange={(on) => onChange(on ? likelyHours() : null)}
      />
      {hours && (
        <>
          <TimeZoneField
            value={hours.timeZone}
            readOnly={!may}
            onChange={(timeZone) => onChange({ ...hours, timeZone })}
          />
          <div>
            {weekdays.map((day) => (
              <DayFields
                key={day}
                empty={t('hours.closed')}
                name={dayName(day, format)}
                spans={hours.days[day] ?? []}
                error={undefined}
                disabled={!may}
                onChange={(spans) => onChange({ ...hours, days: { ...hours.days, [day]: spans } })}
              />
            ))}
          </div>
          <Switch
            label={t('routing.hours.outside')}
            hint={t('routing.hours.outside.hint')}
            checked={hours.outside}
            disabled={!may}
            onChange={(outside) => onChange({ ...hours, outside })}
          />
        </>
      )}
      {error && <p className="field-error">{error}</p>}
    </>
  );
}
