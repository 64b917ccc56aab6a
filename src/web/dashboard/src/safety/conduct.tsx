import { useText } from '../messages/text';
import { NumberField, Select, TextArea } from '../ui/field';
import { Card } from '../ui/page';
import {
  checkActions,
  checkNames,
  type Closing,
  type ReplyChecks,
  type SafetySettings,
} from './safety-settings';
import { errorUnder } from '../ui/problem-text';

interface ConductProps {
  settings: SafetySettings;
  errors: Record<string, string>;
  may: boolean;
  onChange: (change: Partial<SafetySettings>) => void;
}

/** What replies are checked for beside the lists, and when conversations end. */
export function Conduct({ settings, errors, may, onChange }: ConductProps) {
  const { t } = useText();
  const { replyChecks, closing } = settings;
  const setChecks = (change: Partial<ReplyChecks>) =>
    onChange({ replyChecks: { ...replyChecks, ...change } as ReplyChecks });
  const setClosing = (change: Partial<Closing>) => onChange({ closing: { ...closing, ...change } });
  return (
    <>
      <Card title={t('safety.checks')} text={t('safety.checks.text')}>
        {checkNames.map((name) => (
          <Select
            key={name}
            label={t(`safety.checks.${name}`)}
            value={replyChecks[name]}
            error={errors[`replyChecks.${name}`]}
            disabled={!may}
            onChange={(event) => setChecks({ [name]: event.target.value })}
          >
            {checkActions.map((action) => (
              <option key={action} value={action}>
                {action === 'off' ? t('safety.checks.off') : t(`safety.action.${action}`)}
              </option>
            ))}
          </Select>
        ))}
        <TextArea
          label={t('safety.checks.linkDomains')}
          hint={t('safety.checks.linkDomains.hint')}
          rows={2}
          value={replyChecks.linkDomains.join('\n')}
          error={errorUnder(errors, 'replyChecks.linkDomains')}
          disabled={!may}
          onChange={(event) => setChecks({ linkDomains: event.target.value.split('\n') })}
        />
      </Card>
      <Card title={t('safety.closing')} text={t('safety.closing.text')}>
        <div className="form-row">
          <NumberField
            label={t('safety.closing.assistantHours')}
            min={1}
            max={8760}
            value={closing.assistantHours}
            error={errors['closing.assistantHours']}
            disabled={!may}
            onChange={(number) => setClosing({ assistantHours: number })}
          />
          <NumberField
            label={t('safety.closing.peopleDays')}
            min={1}
            max={365}
            value={closing.peopleDays}
            error={errors['closing.peopleDays']}
            disabled={!may}
            onChange={(number) => setClosing({ peopleDays: number })}
          />
        </div>
      </Card>
    </>
  );
}
