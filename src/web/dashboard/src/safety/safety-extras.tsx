import { useText } from '../messages/text';
import { textFor, withText } from '../site/widget-settings';
import { Select, TextArea } from '../ui/field';
import { Card } from '../ui/page';
import { EscalationRules } from './escalation-rules';
import type { SafetySettings } from './safety-settings';

interface SafetyExtrasProps {
  settings: SafetySettings;
  errors: Record<string, string[]>;
  may: boolean;
  onChange: (change: Partial<SafetySettings>) => void;
}

const texts = ['fallbackText', 'waitingText', 'handoverText'] as const;
const maskings = ['ignore', 'provider', 'storage', 'block'] as const;

/** What visitors are told, what happens to personal data, and when people are called. */
export function SafetyExtras({ settings, errors, may, onChange }: SafetyExtrasProps) {
  const { t, find, locale } = useText();
  const masking = Object.entries(settings.masking ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return (
    <>
      <Card title={t('safety.texts')} text={t('safety.texts.text')}>
        {texts.map((name) => (
          <TextArea
            key={name}
            label={t(`safety.${name}`)}
            rows={2}
            value={textFor(settings[name], locale)}
            error={errors[name]?.[0]}
            disabled={!may}
            onChange={(event) => onChange({ [name]: withText(settings[name], locale, event.target.value) })}
          />
        ))}
      </Card>
      {masking.length > 0 && (
        <Card title={t('safety.masking')} text={t('safety.masking.text')}>
          <div className="form-row">
            {masking.map(([kind, value]) => (
              <Select
                key={kind}
                label={find(`safety.masking.${kind}`) ?? kind}
                value={value}
                error={errors[`masking.${kind}`]?.[0]}
                disabled={!may}
                onChange={(event) =>
                  onChange({ masking: { ...settings.masking, [kind]: event.target.value } })
                }
              >
                {[...new Set([...maskings, value])].map((each) => (
                  <option key={each} value={each}>
                    {find(`safety.mask.${each}`) ?? each}
                  </option>
                ))}
              </Select>
            ))}
          </div>
        </Card>
      )}
      <EscalationRules
        rules={settings.escalationRules ?? []}
        errors={errors}
        may={may}
        onChange={(escalationRules) => onChange({ escalationRules })}
      />
    </>
  );
}
