import { useMemo } from 'react';
import { useText } from '../messages/text';

/** How tokens and sums are written in the reader's language; a call costs parts of a cent, so small sums keep their places. */
export function useMoney() {
  const { format } = useText();
  return useMemo(() => {
    const tokens = new Intl.NumberFormat(format);
    const short = new Intl.NumberFormat(format, { notation: 'compact', maximumFractionDigits: 1 });
    return {
      tokens: (value: number) => tokens.format(value),
      shortTokens: (value: number) => short.format(value),
      money: (currency: string) => (value: number) =>
        value.toLocaleString(format, {
          style: 'currency',
          currency,
          maximumFractionDigits: value !== 0 && Math.abs(value) < 1 ? 6 : 2,
        }),
      shortMoney: (currency: string) => (value: number) =>
        value.toLocaleString(format, {
          style: 'currency',
          currency,
          currencyDisplay: 'narrowSymbol',
          notation: 'compact',
          maximumSignificantDigits: 2,
        }),
    };
  }, [format]);
}
