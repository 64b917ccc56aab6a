import { useMemo } from 'react';
import { useText } from '../messages/text';

/** How figures and their times are written in the reader's language. */
export function useFigures() {
  const { t, format } = useText();
  return useMemo(() => {
    const number = new Intl.NumberFormat(format, { maximumFractionDigits: 1 });
    const percent = new Intl.NumberFormat(format, { style: 'percent', maximumFractionDigits: 0 });
    return {
      number: (value: number) => number.format(value),
      percent: (value: number) => percent.format(value),
      seconds: (value: number) =>
        value < 120
          ? t('analytics.seconds', { n: number.format(value) })
          : t('analytics.minutes', { n: number.format(value / 60) }),
      column: (at: string, by: 'day' | 'hour') => {
        const date = new Date(at);
        if (Number.isNaN(date.getTime())) return at;
        return by === 'hour'
          ? date.toLocaleString(format, {
              day: 'numeric',
              month: 'short',
              hour: '2-digit',
              minute: '2-digit',
            })
          : date.toLocaleDateString(format, { day: 'numeric', month: 'short', timeZone: 'UTC' });
      },
    };
  }, [t, format]);
}
