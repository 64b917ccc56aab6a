import { useText } from '../messages/text';
import { Select, TextField } from '../ui/field';
import type { Assistant } from './assistant';
import type { AssistantForm } from './assistant-dialog';

interface AssistantModelFieldsProps {
  form: AssistantForm;
  others: readonly Assistant[];
  errors: Record<string, string>;
  may: boolean;
  onChange: (change: Partial<AssistantForm>) => void;
}

/** How it speaks, which model answers, and who steps in when that fails. */
export function AssistantModelFields({ form, others, errors, may, onChange }: AssistantModelFieldsProps) {
  const { t } = useText();
  const builtin = form.provider === 'builtin';
  return (
    <>
      <div className="form-row">
        <TextField
          label={t('assistants.language')}
          hint={t('assistants.language.hint')}
          value={form.language ?? ''}
          error={errors['language']}
          maxLength={35}
          readOnly={!may}
          onChange={(event) => onChange({ language: event.target.value.trim() || null })}
        />
        <TextField
          label={t('assistants.tone')}
          hint={t('assistants.tone.hint')}
          value={form.tone ?? ''}
          error={errors['tone']}
          maxLength={80}
          readOnly={!may}
          onChange={(event) => onChange({ tone: event.target.value || null })}
        />
      </div>
      <div className="form-row">
        <Select
          label={t('assistants.provider')}
          value={builtin ? 'builtin' : ''}
          error={errors['provider']}
          disabled={!may}
          onChange={(event) => onChange({ provider: event.target.value || null })}
        >
          <option value="">{t('assistants.provider.own')}</option>
          <option value="builtin">{t('provider.kind.builtin')}</option>
        </Select>
        <Select
          label={t('assistants.fallback')}
          value={form.fallbackAssistantId ?? ''}
          error={errors['fallbackAssistantId']}
          disabled={!may}
          onChange={(event) => onChange({ fallbackAssistantId: event.target.value || null })}
        >
          <option value="">{t('assistants.fallback.none')}</option>
          {others.map((other) => (
            <option key={other.id} value={other.id}>
              {other.name}
            </option>
          ))}
        </Select>
      </div>
      {!builtin && (
        <div className="form-row">
          <TextField
            label={t('provider.model')}
            hint={t('assistants.model.hint')}
            value={form.model ?? ''}
            error={errors['model']}
            maxLength={120}
            readOnly={!may}
            onChange={(event) => onChange({ model: event.target.value.trim() || null })}
          />
          <TextField
            label={t('assistants.temperature')}
            type="number"
            min={0}
            max={2}
            step={0.1}
            value={form.temperature ?? ''}
            error={errors['temperature']}
            readOnly={!may}
            onChange={(event) => onChange({ temperature: numberOrNull(event.target.value) })}
          />
          <TextField
            label={t('assistants.maxTokens')}
            type="number"
            min={16}
            max={8000}
            value={form.maxTokens ?? ''}
            error={errors['maxTokens']}
            readOnly={!may}
            onChange={(event) => onChange({ maxTokens: numberOrNull(event.target.value) })}
          />
        </div>
      )}
    </>
  );
}

function numberOrNull(text: string): number | null {
  return text === '' ? null : Number(text);
}
