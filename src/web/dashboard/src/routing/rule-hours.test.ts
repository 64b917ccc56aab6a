import { describe, expect, it } from 'vitest';
import { likelyHours, readRuleHours, writeRuleHours } from './rule-hours';

const stored = {
  timeZone: 'Europe/Berlin',
  days: [
    { day: 'mon', from: '09:00', to: '12:00' },
    { day: 'mon', from: '13:00', to: '24:00' },
    { day: 'sun', from: '22:00', to: '02:00' },
  ],
  outside: true,
};

describe('the hours of a rule', () => {
  it('come back as they were', () => {
    expect(writeRuleHours(readRuleHours(stored))).toEqual(stored);
    expect(readRuleHours(stored)?.days.monday).toHaveLength(2);
  });

  it('are none where none were set', () => {
    expect(readRuleHours(null)).toBeNull();
    expect(readRuleHours(undefined)).toBeNull();
    expect(writeRuleHours(null)).toBeNull();
  });

  it('begin with something that can be saved', () => {
    expect(writeRuleHours(likelyHours())).toMatchObject({ outside: false, days: { length: 5 } });
  });
});
