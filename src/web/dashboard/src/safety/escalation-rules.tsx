import { Plus, Siren } from 'lucide-react';
import { useRef, useState } from 'react';
import { useText } from '../messages/text';
import { Button } from '../ui/button';
import { Card } from '../ui/page';
import { EmptyState } from '../ui/states';
import { errorsOf, freeName, mostRules, newRule, type EscalationRule } from './escalation';
import { EscalationRuleFields } from './escalation-rule';
import './escalation.css';

interface EscalationRulesProps {
  rules: readonly EscalationRule[];
  /** Of the whole safety form, by field. */
  errors: Record<string, string>;
  may: boolean;
  onChange: (rules: EscalationRule[]) => void;
}

/** When a conversation needs people, and what happens then: a form for each rule, saved with the page. */
export function EscalationRules({ rules, errors, may, onChange }: EscalationRulesProps) {
  const { t } = useText();
  const [open, setOpen] = useState<string | null>(null);
  const add = useRef<HTMLButtonElement>(null);
  const list = errors['escalationRules'];
  return (
    <Card
      title={t('safety.escalation')}
      text={t('safety.escalation.text')}
      actions={
        may &&
        rules.length < mostRules && (
          <Button
            ref={add}
            icon={<Plus aria-hidden="true" />}
            onClick={() => {
              const rule = newRule(freeName(t('escalation.newName'), rules));
              onChange([...rules, rule]);
              setOpen(rule.id);
            }}
          >
            {t('escalation.add')}
          </Button>
        )
      }
    >
      {rules.length === 0 && (
        <EmptyState
          icon={<Siren aria-hidden="true" />}
          title={t('safety.escalation.none')}
          text={t('escalation.none.text')}
        />
      )}
      {rules.length > 0 && (
        <ol className="escalation-rules">
          {rules.map((rule, index) => {
            const found = errorsOf(errors, index);
            return (
              <EscalationRuleFields
                key={rule.id}
                rule={rule}
                errors={found}
                open={open === rule.id || Object.keys(found).length > 0}
                fresh={open === rule.id}
                may={may}
                onToggle={() => setOpen(open === rule.id ? null : rule.id)}
                onChange={(change) =>
                  onChange(rules.map((each) => (each.id === rule.id ? { ...each, ...change } : each)))
                }
                onRemove={() => {
                  onChange(rules.filter((each) => each.id !== rule.id));
                  // The pressed button is gone; focus must not fall to the top of the page.
                  add.current?.focus();
                }}
              />
            );
          })}
        </ol>
      )}
      {list && <p className="field-error">{list}</p>}
    </Card>
  );
}
