import { CalendarOff, X } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../messages/text';
import { Button, IconButton } from '../ui/button';
import { TextField } from '../ui/field';
import { Card } from '../ui/page';
import type { Holiday } from './hours-rules';

interface HolidaysCardProps {
  holidays: readonly Holiday[];
  error: string | undefined;
  disabled: boolean;
  onChange: (holidays: Holiday[]) => void;
}

export function HolidaysCard({ holidays, error, disabled, onChange }: HolidaysCardProps) {
  const { t, format } = useText();
  const [date, setDate] = useState('');
  const [name, setName] = useState('');
  const say = (at: string) =>
    new Date(`${at}T00:00:00Z`).toLocaleDateString(format, { dateStyle: 'full', timeZone: 'UTC' });
  const add = () => {
    if (!date || holidays.some((each) => each.date === date)) return;
    const added = { date, ...(name.trim() ? { name: name.trim() } : {}) };
    onChange([...holidays, added].sort((a, b) => a.date.localeCompare(b.date)));
    setDate('');
    setName('');
  };
  return (
    <Card title={t('hours.holidays')} text={t('hours.holidays.text')}>
      {holidays.length > 0 && (
        <ul className="lines">
          {holidays.map((holiday) => (
            <li key={holiday.date} className="line">
              <CalendarOff aria-hidden="true" className="line-icon" />
              <span className="line-main">
                <span className="line-title">{holiday.date ? say(holiday.date) : ''}</span>
                {holiday.name && <span className="line-text">{holiday.name}</span>}
              </span>
              {!disabled && (
                <IconButton
                  label={t('hours.holiday.remove', { date: holiday.date })}
                  icon={<X aria-hidden="true" />}
                  onClick={() => onChange(holidays.filter((each) => each !== holiday))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {error && <p className="field-error">{error}</p>}
      {!disabled && (
        <div className="toolbar">
          <TextField
            label={t('hours.holiday.date')}
            type="date"
            value={date}
            onChange={(event) => setDate(event.target.value)}
          />
          <TextField
            label={t('hours.holiday.name')}
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.target.value)}
          />
          <Button disabled={!date} onClick={add}>
            {t('hours.holiday.add')}
          </Button>
        </div>
      )}
    </Card>
  );
}
