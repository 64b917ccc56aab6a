import { ChevronDown, Trash2 } from 'lucide-react';
import { useId } from 'react';
import { useText } from '../messages/text';
import { IconButton } from '../ui/button';
import { Select, Switch, TextField } from '../ui/field';
import { partsOf, type EscalationRule } from './escalation';
import { EscalationActionFields } from './escalation-actions';
import { EscalationConditionFields } from './escalation-conditions';

interface EscalationRuleFieldsProps {
  rule: EscalationRule;
  /** By the path within the rule, such as `when.warnings`. */
  errors: Record<string, string>;
  open: boolean;
  /** It was opened by hand, or has just been added: its name has the focus. */
  fresh: boolean;
  may: boolean;
  onToggle: () => void;
  onChange: (change: Partial<EscalationRule>) => void;
  onRemove: () => void;
}

/** One rule: a line that says what it does, and below it the form. */
export function EscalationRuleFields({
  rule,
  errors,
  open,
  fresh,
  may,
  onToggle,
  onChange,
  onRemove,
}: EscalationRuleFieldsProps) {
  const { t, find, format } = useText();
  const id = useId();
  const parts = partsOf(rule);
  const say = (names: string[], kind: 'when' | 'then', type: 'conjunction' | 'disjunction') =>
    new Intl.ListFormat(format, { type }).format(
      names.map((name) => find(`escalation.${kind}.${name}.short`) ?? name),
    );
  const name = rule.name.trim() || t('escalation.unnamed');
  return (
    <li className="escalation-rule">
      <div className="escalation-head">
        <button
          type="button"
          className="escalation-toggle"
          aria-expanded={open}
          aria-controls={id}
          onClick={onToggle}
        >
          <ChevronDown aria-hidden="true" />
          <span className="line-main">
            <span className="line-title">{name}</span>
            <span className="line-text">
              {t('escalation.summary', {
                when:
                  say(parts.when, 'when', rule.match === 'all' ? 'conjunction' : 'disjunction') ||
                  t('escalation.nothing'),
                then: say(parts.then, 'then', 'conjunction') || t('escalation.nothing'),
              })}
            </span>
          </span>
          {!rule.active && <span className="tag">{t('routing.inactive')}</span>}
        </button>
        {may && (
          <IconButton
            label={t('escalation.remove', { name })}
            icon={<Trash2 aria-hidden="true" />}
            onClick={onRemove}
          />
        )}
      </div>
      {open && (
        <div id={id} className="form escalation-body" role="group" aria-label={name}>
          {errors['id'] && <p className="field-error">{errors['id']}</p>}
          <TextField
            label={t('routing.name')}
            value={rule.name}
            error={errors['name']}
            maxLength={80}
            readOnly={!may}
            autoFocus={fresh && may}
            onChange={(event) => onChange({ name: event.target.value })}
          />
          <Switch
            label={t('escalation.active')}
            checked={rule.active}
            disabled={!may}
            onChange={(active) => onChange({ active })}
          />
          <fieldset className="escalation-part">
            <legend>{t('escalation.when')}</legend>
            <Select
              label={t('escalation.match')}
              value={rule.match}
              error={errors['match']}
              disabled={!may}
              onChange={(event) => onChange({ match: event.target.value as EscalationRule['match'] })}
            >
              <option value="any">{t('escalation.match.any')}</option>
              <option value="all">{t('escalation.match.all')}</option>
            </Select>
            <EscalationConditionFields
              when={rule.when}
              errors={errors}
              may={may}
              onChange={(change) => onChange({ when: { ...rule.when, ...change } })}
            />
          </fieldset>
          <fieldset className="escalation-part">
            <legend>{t('escalation.then')}</legend>
            <EscalationActionFields
              then={rule.then}
              errors={errors}
              may={may}
              onChange={(change) => onChange({ then: { ...rule.then, ...change } })}
            />
          </fieldset>
        </div>
      )}
    </li>
  );
}
