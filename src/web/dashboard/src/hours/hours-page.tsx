import { useState, type FormEvent } from 'react';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import '../settings/settings.css';
import { useSettings } from '../settings/use-settings';
import { Card, Page } from '../ui/page';
import { QueryGate } from '../ui/query-gate';
import { useToasts } from '../ui/toast';
import { DayFields } from './day-fields';
import { HolidaysCard } from './holidays-card';
import { dayName, readHours, weekdays, type Hours, type Span } from './hours-rules';
import { TimeZoneField } from './time-zone-field';
import { useFieldErrors } from '../ui/problem-text';
import { SaveBar } from '../ui/save-bar';

/** When the team is there. */
export function HoursPage() {
  const { t } = useText();
  const { query, save } = useSettings<Hours>('hours');
  return (
    <Page title={t('nav.hours')} lead={t('hours.lead')}>
      <QueryGate query={query} skeleton={{ kind: 'form', rows: 7 }}>
        {(answer) => <HoursForm key={answer.etag ?? ''} hours={readHours(answer.data)} save={save} />}
      </QueryGate>
    </Page>
  );
}

interface HoursFormProps {
  hours: Hours;
  save: ReturnType<typeof useSettings<Hours>>['save'];
}

function HoursForm({ hours, save }: HoursFormProps) {
  const { t, format } = useText();
  const toasts = useToasts();
  const may = useMay('admin');
  const [form, setForm] = useState(hours);
  const errors = useFieldErrors(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(form, { onSuccess: () => toasts.done(t('saved')) });
  };
  const setDay = (day: string, spans: Span[]) => setForm({ ...form, days: { ...form.days, [day]: spans } });
  const none = weekdays.every((day) => (form.days[day]?.length ?? 0) === 0);

  return (
    <form className="form" onSubmit={submit}>
      <Card title={t('hours.days')} text={none ? t('hours.always') : undefined}>
        <TimeZoneField
          value={form.timeZone}
          error={errors['timeZone']}
          disabled={!may}
          onChange={(zone) => setForm({ ...form, timeZone: zone.trim() })}
        />
        <div>
          {weekdays.map((day) => (
            <DayFields
              key={day}
              name={dayName(day, format)}
              spans={form.days[day] ?? []}
              empty={none ? t('hours.notSet') : t('hours.closed')}
              error={errors[`days.${day}`]}
              disabled={!may}
              onChange={(spans) => setDay(day, spans)}
            />
          ))}
        </div>
        {errors['days'] && <p className="field-error">{errors['days']}</p>}
      </Card>
      <HolidaysCard
        holidays={form.holidays}
        error={errors['holidays']}
        disabled={!may}
        onChange={(holidays) => setForm({ ...form, holidays })}
      />
      <SaveBar save={save} may={may} />
    </form>
  );
}
