import { DayFields } from '../hours/day-fields';
import { dayName, weekdays } from '../hours/hours-rules';
import { useText } from '../messages/text';
import { Switch, TextField } from '../ui/field';
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
          <TextField
            label={t('hours.timeZone')}
            hint={t('hours.timeZone.hint')}
            list="rule-time-zones"
            value={hours.timeZone}
            required
            readOnly={!may}
            onChange={(event) => onChange({ ...hours, timeZone: event.target.value })}
          />
          <datalist id="rule-time-zones">
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
          <div>
            {weekdays.map((day) => (
              <DayFields
                key={day}
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
