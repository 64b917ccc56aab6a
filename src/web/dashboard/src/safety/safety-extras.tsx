import { useText } from '../messages/text';
import { textFor, withText } from '../site/widget-settings';
import { Select, TextArea } from '../ui/field';
import { Card } from '../ui/page';
import { Conduct } from './conduct';
import { EscalationRules } from './escalation-rules';
import { isMasking, labelOf, maskingOf, optionOf, optionsFor, type Masking } from './masking';
import type { SafetySettings } from './safety-settings';

interface SafetyExtrasProps {
  settings: SafetySettings;
  errors: Record<string, string>;
  may: boolean;
  onChange: (change: Partial<SafetySettings>) => void;
}

const texts = ['fallbackText', 'waitingText', 'handoverText'] as const;

/** What visitors are told, what happens to personal data, and when people are called. */
export function SafetyExtras({ settings, errors, may, onChange }: SafetyExtrasProps) {
  const { t, find, locale } = useText();
  const masking = Object.entries(settings.masking ?? {}).filter((entry): entry is [string, Masking] =>
    isMasking(entry[1]),
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
            error={errors[name]}
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
                value={optionOf(value)}
                error={errors[`masking.${kind}`]}
                disabled={!may}
                onChange={(event) =>
                  onChange({ masking: { ...settings.masking, [kind]: maskingOf(event.target.value) } })
                }
              >
                {optionsFor(value).map((each) => (
                  <option key={each} value={each}>
                    {labelOf(each, find)}
                  </option>
                ))}
              </Select>
            ))}
          </div>
        </Card>
      )}
      <Conduct settings={settings} errors={errors} may={may} onChange={onChange} />
      <EscalationRules
        rules={settings.escalationRules ?? []}
        errors={errors}
        may={may}
        onChange={(escalationRules) => onChange({ escalationRules })}
      />
    </>
  );
}
