import { useState, type FormEvent } from 'react';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { Select, Switch, TextArea, TextField } from '../ui/field';
import { Card } from '../ui/page';
import type { SettingsCardProps } from './domains-card';
import { ProactiveFields } from './proactive-fields';
import { useWidgetForm } from './use-widget-form';
import { textFor, withText, type FieldMode } from './widget-settings';
import { SaveBar } from '../ui/save-bar';

const modes: readonly FieldMode[] = ['off', 'optional', 'required'];

/** What the widget asks, offers and says before anybody writes. */
export function BehaviourCard({ settings }: SettingsCardProps) {
  const { t } = useText();
  const may = useMay('admin');
  const { form, set, submit, save, errors } = useWidgetForm(settings);
  const [typed, setTyped] = useState<string | null>(null);
  const suggestions = typed ?? form.suggestions.join('\n');
  const asks = form.preChatForm ?? { name: 'off', email: 'off' };
  const renewal = form.renewal ?? { enabled: true, days: 90 };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const lines = suggestions.split('\n').map((line) => line.trim());
    submit({ suggestions: lines.filter(Boolean) }, () => setTyped(null));
  };

  return (
    <Card title={t('behaviour.title')} text={t('behaviour.text')}>
      <form className="form" onSubmit={onSubmit}>
        <fieldset className="checks">
          <legend>{t('behaviour.form')}</legend>
          <div className="form-row">
            {(['name', 'email'] as const).map((field) => (
              <Select
                key={field}
                label={t(`behaviour.form.${field}`)}
                value={asks[field]}
                error={errors[`preChatForm.${field}`]}
                disabled={!may}
                onChange={(event) =>
                  set({ preChatForm: { ...asks, [field]: event.target.value as FieldMode } })
                }
              >
                {modes.map((mode) => (
                  <option key={mode} value={mode}>
                    {t(`behaviour.field.${mode}`)}
                  </option>
                ))}
              </Select>
            ))}
          </div>
        </fieldset>
        <TextArea
          label={t('behaviour.suggestions')}
          hint={t('behaviour.suggestions.hint')}
          rows={3}
          value={suggestions}
          error={errors['suggestions']}
          disabled={!may}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className="form-row">
          <TextField
            label={t('behaviour.contact')}
            hint={t('behaviour.contact.hint')}
            type="email"
            value={form.contactEmail ?? ''}
            error={errors['contactEmail']}
            disabled={!may}
            onChange={(event) => set({ contactEmail: event.target.value.trim() || null })}
          />
          <TextField
            label={t('behaviour.locale')}
            hint={t('behaviour.locale.hint')}
            value={form.locale}
            error={errors['locale']}
            disabled={!may}
            maxLength={35}
            onChange={(event) => set({ locale: event.target.value.trim() })}
          />
        </div>
        <Switch
          label={t('behaviour.consent')}
          checked={form.consent?.required ?? false}
          disabled={!may}
          onChange={(required) =>
            set({ consent: { text: null, privacyUrl: null, ...form.consent, required } })
          }
        />
        {form.consent?.required && (
          <>
            <TextArea
              label={t('behaviour.consent.text')}
              rows={3}
              value={textFor(form.consent.text, form.locale)}
              error={errors['consent.text']}
              disabled={!may}
              onChange={(event) =>
                form.consent &&
                set({
                  consent: {
                    ...form.consent,
                    text: withText(form.consent.text, form.locale, event.target.value),
                  },
                })
              }
            />
            <TextField
              label={t('behaviour.consent.url')}
              type="url"
              value={form.consent.privacyUrl ?? ''}
              error={errors['consent.privacyUrl']}
              disabled={!may}
              onChange={(event) =>
                form.consent &&
                set({ consent: { ...form.consent, privacyUrl: event.target.value.trim() || null } })
              }
            />
          </>
        )}
        <ProactiveFields
          messages={form.proactive ?? []}
          locale={form.locale}
          disabled={!may}
          error={errors['proactive.text'] ?? errors['proactive.value'] ?? errors['proactive']}
          onChange={(proactive) => set({ proactive })}
        />
        <Switch
          label={t('behaviour.renewal')}
          hint={t('behaviour.renewal.hint')}
          checked={renewal.enabled}
          disabled={!may}
          onChange={(enabled) => set({ renewal: { ...renewal, enabled } })}
        />
        <Switch
          label={t('behaviour.sessionKey')}
          hint={t('behaviour.sessionKey.hint')}
          checked={form.requireSessionKey}
          disabled={!may}
          onChange={(requireSessionKey) => set({ requireSessionKey })}
        />
        <SaveBar save={save} may={may} />
      </form>
    </Card>
  );
}
