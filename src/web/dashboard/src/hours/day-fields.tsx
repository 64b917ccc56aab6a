import { Plus, X } from 'lucide-react';
import { useText } from '../messages/text';
import { IconButton } from '../ui/button';
import { endTime, fieldTime, type Span } from './hours-rules';

interface DayFieldsProps {
  name: string;
  spans: readonly Span[];
  /** What a day without times means. */
  empty: string;
  error: string | undefined;
  disabled: boolean;
  onChange: (spans: Span[]) => void;
}

/** One weekday: its stretches from a time to a time, at most three. */
export function DayFields({ name, spans, empty, error, disabled, onChange }: DayFieldsProps) {
  const { t } = useText();
  const put = (index: number, change: Partial<Span>) =>
    onChange(spans.map((span, at) => (at === index ? { ...span, ...change } : span)));
  return (
    <div className="hours-day" role="group" aria-label={name}>
      <span>{name}</span>
      <div className="hours-spans">
        {spans.length === 0 && <span className="muted">{empty}</span>}
        {spans.map((span, index) => (
          <div key={index} className="hours-span">
            <input
              type="time"
              className="input input-small"
              aria-label={t('hours.from', { day: name })}
              value={span.from}
              disabled={disabled}
              required
              onChange={(event) => put(index, { from: event.target.value })}
            />
            <span aria-hidden="true">–</span>
            <input
              type="time"
              className="input input-small"
              aria-label={t('hours.to', { day: name })}
              value={fieldTime(span.to)}
              disabled={disabled}
              required
              onChange={(event) => put(index, { to: endTime(event.target.value) })}
            />
            {!disabled && (
              <IconButton
                label={t('hours.remove', { day: name })}
                icon={<X aria-hidden="true" />}
                onClick={() => onChange(spans.filter((_, at) => at !== index))}
              />
            )}
          </div>
        ))}
        {error && <p className="field-error">{error}</p>}
        {!disabled && spans.length < 3 && (
          <div>
            <IconButton
              label={t('hours.add', { day: name })}
              icon={<Plus aria-hidden="true" />}
              onClick={() =>
                onChange([
                  ...spans,
                  spans.length > 0 ? { from: '13:00', to: '17:00' } : { from: '09:00', to: '17:00' },
                ])
              }
            />
          </div>
        )}
      </div>
    </div>
  );
}
