import { useState } from 'react';
import { useText } from '../messages/text';
import { TextArea } from '../ui/field';
import { Card } from '../ui/page';

interface EscalationRulesProps {
  rules: readonly unknown[];
  error: string | undefined;
  may: boolean;
  onChange: (rules: unknown[]) => void;
}

/** The rules as the API has them: conditions and actions grow with the platform, and none is hidden here. */
export function EscalationRules({ rules, error, may, onChange }: EscalationRulesProps) {
  const { t } = useText();
  const [typed, setTyped] = useState(() => (rules.length > 0 ? JSON.stringify(rules, null, 2) : ''));
  const [broken, setBroken] = useState(false);
  const read = (text: string) => {
    setTyped(text);
    try {
      const value: unknown = text.trim() === '' ? [] : JSON.parse(text);
      setBroken(!Array.isArray(value));
      if (Array.isArray(value)) onChange(value);
    } catch {
      setBroken(true);
    }
  };
  return (
    <Card title={t('safety.escalation')} text={t('safety.escalation.text')}>
      {rules.length === 0 && typed === '' && <p className="muted">{t('safety.escalation.none')}</p>}
      <TextArea
        label={t('safety.escalation')}
        hint={t('safety.escalation.hint')}
        rows={typed === '' ? 2 : 10}
        value={typed}
        error={broken ? t('safety.escalation.broken') : error}
        spellCheck={false}
        disabled={!may}
        className="input mono"
        onChange={(event) => read(event.target.value)}
      />
    </Card>
  );
}
