import { describe, expect, it } from 'vitest';
import { endTime, fieldTime, readHours } from './hours-rules';

describe('hours', () => {
  it('read every weekday, whatever was left out', () => {
    const hours = readHours({
      timeZone: 'Europe/Zurich',
      days: { monday: [{ from: '09:00', to: '24:00' }] },
    });
    expect(hours.timeZone).toBe('Europe/Zurich');
    expect(Object.keys(hours.days)).toHaveLength(7);
    expect(hours.days['monday']).toEqual([{ from: '09:00', to: '24:00' }]);
    expect(hours.days['sunday']).toEqual([]);
    expect(hours.holidays).toEqual([]);
  });

  it('end a day at midnight in a field that knows no 24:00', () => {
    expect(fieldTime('24:00')).toBe('00:00');
    expect(endTime('00:00')).toBe('24:00');
    expect(endTime('17:30')).toBe('17:30');
  });
});
