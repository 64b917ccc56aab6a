import { useText } from '../messages/text';
import { NumberField, Select, Switch } from '../ui/field';
import { expiryOutcomes, type ReviewTerms as Terms } from './safety-settings';

interface ReviewTermsProps {
  terms: Terms;
  errors: Record<string, string>;
  may: boolean;
  onChange: (terms: Terms) => void;
}

/** How long a held reply waits for a colleague, and what then. */
export function ReviewTerms({ terms, errors, may, onChange }: ReviewTermsProps) {
  const { t } = useText();
  return (
    <>
      <div className="form-row">
        <NumberField
          label={t('safety.review.minutes')}
          min={1}
          max={1440}
          value={terms.minutes}
          error={errors['review.minutes']}
          disabled={!may}
          onChange={(number) => onChange({ ...terms, minutes: number })}
        />
        <Select
          label={t('safety.review.onExpiry')}
          value={terms.onExpiry}
          error={errors['review.onExpiry']}
          disabled={!may}
          onChange={(event) => onChange({ ...terms, onExpiry: event.target.value as Terms['onExpiry'] })}
        >
          {expiryOutcomes.map((each) => (
            <option key={each} value={each}>
              {t(`safety.review.onExpiry.${each}`)}
            </option>
          ))}
        </Select>
      </div>
      <Switch
        label={t('safety.review.wait')}
        hint={t('safety.review.wait.hint')}
        checked={terms.waitWhenNobodyOnline}
        disabled={!may}
        onChange={(waitWhenNobodyOnline) => onChange({ ...terms, waitWhenNobodyOnline })}
      />
      <Switch
        label={t('safety.review.serious')}
        checked={terms.allWhenSerious}
        disabled={!may}
        onChange={(allWhenSerious) => onChange({ ...terms, allWhenSerious })}
      />
    </>
  );
}
