import { useState } from 'react';
import { useText } from '../messages/text';
import { CheckGroup } from '../ui/check-group';
import { NumberField, Select, Switch, TextArea } from '../ui/field';
import { verdictActions, verdictLists, type EscalationConditions, type VerdictCondition } from './escalation';
import { readPhrases } from './safety-settings';

interface EscalationConditionFieldsProps {
  when: EscalationConditions;
  errors: Record<string, string>;
  may: boolean;
  onChange: (change: Partial<EscalationConditions>) => void;
}

/** The conditions of a rule; each has a switch, and its fields while it is on. */
export function EscalationConditionFields({ when, errors, may, onChange }: EscalationConditionFieldsProps) {
  const { t } = useText();
  const { keywords, verdict } = when;
  // What is typed stays as it is, empty lines too; the phrases are read from it.
  const [typed, setTyped] = useState(keywords?.phrases.join('\n') ?? '');
  return (
    <>
      <Switch
        label={t('escalation.when.keywords')}
        checked={keywords !== null}
        disabled={!may}
        onChange={(on) =>
          onChange({ keywords: on ? { askingForPerson: true, phrases: readPhrases(typed) } : null })
        }
      />
      {keywords && (
        <div className="form escalation-fields">
          <Switch
            label={t('escalation.askingForPerson')}
            hint={t('escalation.askingForPerson.hint')}
            checked={keywords.askingForPerson}
            disabled={!may}
            onChange={(askingForPerson) => onChange({ keywords: { ...keywords, askingForPerson } })}
          />
          <TextArea
            label={t('escalation.phrases')}
            hint={t('safety.phrases.hint')}
            rows={3}
            value={typed}
            error={errors['when.keywords.phrases']}
            readOnly={!may}
            onChange={(event) => {
              setTyped(event.target.value);
              onChange({ keywords: { ...keywords, phrases: readPhrases(event.target.value) } });
            }}
          />
        </div>
      )}
      <CountCondition
        name="unanswered"
        initial={2}
        most={20}
        value={when.unanswered}
        error={errors['when.unanswered']}
        may={may}
        onChange={(unanswered) => onChange({ unanswered })}
      />
      <CountCondition
        name="warnings"
        initial={3}
        most={100}
        value={when.warnings}
        error={errors['when.warnings']}
        may={may}
        onChange={(warnings) => onChange({ warnings })}
      />
      <Switch
        label={t('escalation.when.verdict')}
        checked={verdict !== null}
        disabled={!may}
        onChange={(on) => onChange({ verdict: on ? { on: 'visitor', lists: [], actions: [] } : null })}
      />
      {verdict && (
        <VerdictFields
          verdict={verdict}
          errors={errors}
          may={may}
          onChange={(change) => onChange({ verdict: { ...verdict, ...change } })}
        />
      )}
      {errors['when'] && <p className="field-error">{errors['when']}</p>}
    </>
  );
}

interface CountConditionProps {
  name: 'unanswered' | 'warnings';
  initial: number;
  most: number;
  value: number | null;
  error: string | undefined;
  may: boolean;
  onChange: (value: number | null) => void;
}

function CountCondition({ name, initial, most, value, error, may, onChange }: CountConditionProps) {
  const { t } = useText();
  return (
    <>
      <Switch
        label={t(`escalation.when.${name}`)}
        checked={value !== null}
        disabled={!may}
        onChange={(on) => onChange(on ? initial : null)}
      />
      {value !== null && (
        <div className="escalation-fields">
          <NumberField
            label={t(`escalation.${name}`)}
            min={1}
            max={most}
            value={value}
            error={error}
            readOnly={!may}
            onChange={onChange}
          />
        </div>
      )}
    </>
  );
}

interface VerdictFieldsProps {
  verdict: VerdictCondition;
  errors: Record<string, string>;
  may: boolean;
  onChange: (change: Partial<VerdictCondition>) => void;
}

function VerdictFields({ verdict, errors, may, onChange }: VerdictFieldsProps) {
  const { t, find } = useText();
  return (
    <div className="form escalation-fields">
      <Select
        label={t('safety.inspects')}
        value={verdict.on}
        error={errors['when.verdict.on']}
        disabled={!may}
        onChange={(event) => onChange({ on: event.target.value as VerdictCondition['on'] })}
      >
        {(['visitor', 'reply', 'both'] as const).map((each) => (
          <option key={each} value={each}>
            {t(`safety.inspects.${each}`)}
          </option>
        ))}
      </Select>
      <CheckGroup
        legend={t('escalation.lists')}
        hint={t('escalation.lists.hint')}
        error={errors['when.verdict.lists']}
        options={verdictLists.map((value) => ({
          value: value as string,
          label: find(`cause.${value}`) ?? value,
        }))}
        chosen={verdict.lists}
        disabled={!may}
        onChange={(lists) => onChange({ lists })}
      />
      <CheckGroup
        legend={t('escalation.outcomes')}
        hint={t('escalation.outcomes.hint')}
        error={errors['when.verdict.actions']}
        options={verdictActions.map((value) => ({
          value: value as string,
          label: t(`escalation.outcome.${value}`),
        }))}
        chosen={verdict.actions}
        disabled={!may}
        onChange={(actions) => onChange({ actions })}
      />
    </div>
  );
}
