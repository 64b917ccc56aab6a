import { useState } from 'react';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import type { Assistant } from '../settings/assistant';
import { Select, Switch, TextArea, TextField } from '../ui/field';
import { FormDialog } from '../ui/form-dialog';
import { readRuleHours, writeRuleHours } from './rule-hours';
import { RuleHoursFields } from './rule-hours-fields';
import { readAttributes, readKeywords, writeAttributes, type RoutingRule } from './routing-rules';
import { useFieldErrors } from '../ui/problem-text';

interface RuleDialogProps {
  rule: RoutingRule;
  isNew: boolean;
  assistants: readonly Assistant[];
  save: { isPending: boolean; isError: boolean; error: unknown };
  onSave: (rule: RoutingRule) => void;
  onDelete: () => void;
  onClose: () => void;
}

export function RuleDialog({ rule, isNew, assistants, save, onSave, onDelete, onClose }: RuleDialogProps) {
  const { t } = useText();
  const may = useMay('admin');
  const [form, setForm] = useState(rule);
  const set = (change: Partial<RoutingRule>) => setForm((current) => ({ ...current, ...change }));
  // What is typed stays as it is until it is sent.
  const [keywords, setKeywords] = useState(rule.keywords.join(', '));
  const [attributes, setAttributes] = useState(writeAttributes(rule.attributes));
  const [hours, setHours] = useState(() => readRuleHours(rule['hours']));
  // The rule's own place in the list is the server's business: its objection names it.
  const errors = useFieldErrors(save.error);
  const errorOf = (field: string) =>
    Object.entries(errors).find(([path]) => path.endsWith(`].${field}`) || path.includes(`].${field}[`))?.[1];
  const intent = typeof form['intent'] === 'string' ? form['intent'] : '';
  const opening = typeof form['openingHours'] === 'string' ? form['openingHours'] : '';

  const submit = () =>
    onSave({
      ...form,
      name: form.name.trim(),
      keywords: readKeywords(keywords),
      attributes: readAttributes(attributes),
      hours: writeRuleHours(hours),
      assistantId: form.target === 'assistant' ? form.assistantId : null,
    });

  return (
    <FormDialog
      kind="drawer"
      title={isNew ? t('routing.new') : rule.name}
      onClose={onClose}
      may={may}
      save={{ ...save, mutate: submit }}
      remove={
        isNew
          ? undefined
          : {
              mutate: onDelete,
              isPending: false,
              title: t('routing.delete.title'),
              text: t('routing.delete.text'),
            }
      }
    >
      <TextField
        label={t('routing.name')}
        error={errorOf('name')}
        value={form.name}
        maxLength={80}
        required
        readOnly={!may}
        onChange={(event) => set({ name: event.target.value })}
      />
      <div className="form-row">
        <TextField
          label={t('routing.priority')}
          error={errorOf('priority')}
          hint={t('routing.priority.hint')}
          type="number"
          min={0}
          max={100}
          value={form.priority}
          readOnly={!may}
          onChange={(event) => set({ priority: Number(event.target.value) })}
        />
        <Select
          label={t('routing.target')}
          error={errorOf('assistantId')}
          value={form.target === 'people' ? 'people' : (form.assistantId ?? '')}
          disabled={!may}
          onChange={(event) =>
            event.target.value === 'people'
              ? set({ target: 'people', assistantId: null })
              : set({ target: 'assistant', assistantId: event.target.value })
          }
        >
          <option value="people">{t('routing.people')}</option>
          {assistants.map((assistant) => (
            <option key={assistant.id} value={assistant.id}>
              {assistant.name}
            </option>
          ))}
        </Select>
      </div>
      <Switch
        label={t('routing.active')}
        checked={form.active}
        disabled={!may}
        onChange={(active) => set({ active })}
      />
      <TextArea
        label={t('routing.keywords')}
        error={errorOf('keywords')}
        hint={t('routing.keywords.hint')}
        rows={2}
        value={keywords}
        readOnly={!may}
        onChange={(event) => setKeywords(event.target.value)}
      />
      <TextField
        label={t('routing.intent')}
        error={errorOf('intent')}
        hint={t('routing.intent.hint')}
        value={intent}
        maxLength={80}
        readOnly={!may}
        onChange={(event) => set({ intent: event.target.value.trim() || null })}
      />
      <TextField
        label={t('routing.page')}
        error={errorOf('page')}
        hint={t('routing.page.hint')}
        value={form.page ?? ''}
        readOnly={!may}
        onChange={(event) => set({ page: event.target.value.trim() || null })}
      />
      <div className="form-row">
        <TextField
          label={t('routing.locale')}
          error={errorOf('locale')}
          hint={t('routing.locale.hint')}
          value={form.locale ?? ''}
          maxLength={35}
          readOnly={!may}
          onChange={(event) => set({ locale: event.target.value.trim() || null })}
        />
        <TextField
          label={t('routing.channel')}
          error={errorOf('channel')}
          hint={t('routing.channel.hint')}
          value={form.channel ?? ''}
          maxLength={32}
          readOnly={!may}
          onChange={(event) => set({ channel: event.target.value.trim() || null })}
        />
      </div>
      <Select
        label={t('routing.openingHours')}
        value={opening}
        disabled={!may}
        onChange={(event) => set({ openingHours: event.target.value || null })}
      >
        <option value="">{t('routing.openingHours.any')}</option>
        <option value="within">{t('routing.openingHours.within')}</option>
        <option value="outside">{t('routing.openingHours.outside')}</option>
      </Select>
      <RuleHoursFields hours={hours} error={errorOf('hours')} may={may} onChange={setHours} />
      <TextArea
        label={t('routing.attributes')}
        error={errorOf('attributes')}
        hint={t('routing.attributes.hint')}
        rows={2}
        value={attributes}
        readOnly={!may}
        onChange={(event) => setAttributes(event.target.value)}
      />
    </FormDialog>
  );
}
