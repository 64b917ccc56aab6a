import { Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useText } from '../messages/text';
import { Button, IconButton } from '../ui/button';
import { NumberField, TextField } from '../ui/field';
import { mostPrices, rowErrors, type PriceRow } from './prices';

interface PricesFieldsProps {
  currency: string;
  rows: readonly PriceRow[];
  /** The model that a new row is likely for. */
  likelyModel: string;
  /** Of the whole form, by field. */
  errors: Record<string, string>;
  onCurrency: (currency: string) => void;
  onRows: (rows: PriceRow[]) => void;
}

/** What the provider charges for each model, so that tokens can be counted in money. */
export function PricesFields({ currency, rows, likelyModel, errors, onCurrency, onRows }: PricesFieldsProps) {
  const { t } = useText();
  const add = useRef<HTMLButtonElement>(null);
  const [fresh, setFresh] = useState<number | null>(null);
  const change = (key: number, part: Partial<PriceRow>) =>
    onRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const number = { min: 0, max: 1_000_000, step: 'any', inputMode: 'decimal' } as const;

  return (
    <fieldset className="prices">
      <legend>{t('prices.title')}</legend>
      <p className="muted">{t('prices.text')}</p>
      {rows.length > 0 && (
        <TextField
          label={t('prices.currency')}
          hint={t('prices.currency.hint')}
          value={currency}
          error={errors['prices.currency']}
          maxLength={3}
          spellCheck={false}
          autoCapitalize="characters"
          onChange={(event) => onCurrency(event.target.value)}
        />
      )}
      {rows.map((row, index) => {
        const found = rowErrors(errors, index);
        return (
          <div key={row.key} className="price-row" role="group" aria-label={row.model || t('prices.new')}>
            <TextField
              label={t('provider.model')}
              value={row.model}
              error={found.model}
              maxLength={120}
              spellCheck={false}
              ref={row.key === fresh ? focusOnce : undefined}
              onChange={(event) => change(row.key, { model: event.target.value })}
            />
            <NumberField
              {...number}
              label={t('prices.input')}
              value={row.inputPerMillion}
              error={found.numbers}
              onChange={(inputPerMillion) => change(row.key, { inputPerMillion })}
            />
            <NumberField
              {...number}
              label={t('prices.output')}
              value={row.outputPerMillion}
              onChange={(outputPerMillion) => change(row.key, { outputPerMillion })}
            />
            <IconButton
              label={t('prices.remove', { model: row.model || t('prices.new') })}
              icon={<X aria-hidden="true" />}
              onClick={() => {
                onRows(rows.filter((each) => each !== row));
                // The pressed button is gone; focus must not fall to the top of the page.
                add.current?.focus();
              }}
            />
          </div>
        );
      })}
      {errors['prices.models'] && <p className="field-error">{errors['prices.models']}</p>}
      {rows.length < mostPrices && (
        <div>
          <Button
            ref={add}
            icon={<Plus aria-hidden="true" />}
            onClick={() => {
              const key = Math.max(0, ...rows.map((row) => row.key)) + 1;
              const taken = rows.some((row) => row.model === likelyModel);
              onRows([
                ...rows,
                { key, model: taken ? '' : likelyModel, inputPerMillion: NaN, outputPerMillion: NaN },
              ]);
              setFresh(key);
            }}
          >
            {t('prices.add')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

// A stable function, so that it runs when the field appears and not again.
const focusOnce = (input: HTMLInputElement | null) => input?.focus();
