import type { FormEvent } from 'react';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { Select, Switch, TextArea, TextField } from '../ui/field';
import { Card } from '../ui/page';
import type { SettingsCardProps } from './domains-card';
import { useWidgetForm } from './use-widget-form';
import { positions, textFor, widgetThemes, withText } from './widget-settings';
import { WidgetPreview } from './widget-preview';
import { SaveBar } from '../ui/save-bar';

const imageLabels = {
  avatarUrl: 'behaviour.avatar',
  headerLogoUrl: 'behaviour.logo',
  headerWordmarkUrl: 'behaviour.wordmark',
} as const;

export function AppearanceCard({ settings }: SettingsCardProps) {
  const { t } = useText();
  const may = useMay('admin');
  const { form, set, submit, save, errors } = useWidgetForm(settings);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };

  return (
    <Card title={t('appearance.title')} text={t('appearance.text')}>
      <div className="split">
        <form className="form" onSubmit={onSubmit}>
          <TextField
            label={t('appearance.name')}
            value={form.name}
            error={errors['name']}
            disabled={!may}
            maxLength={100}
            onChange={(event) => set({ name: event.target.value })}
          />
          <TextField
            label={t('appearance.company')}
            value={form.companyName ?? ''}
            error={errors['companyName']}
            disabled={!may}
            maxLength={100}
            onChange={(event) => set({ companyName: event.target.value || null })}
          />
          <TextArea
            label={t('appearance.greeting')}
            rows={3}
            value={textFor(form.greeting, form.locale)}
            error={errors['greeting']}
            disabled={!may}
            onChange={(event) => set({ greeting: withText(form.greeting, form.locale, event.target.value) })}
          />
          <div className="form-row">
            <TextField
              label={t('appearance.color')}
              type="color"
              value={form.primaryColor}
              error={errors['primaryColor']}
              disabled={!may}
              onChange={(event) => set({ primaryColor: event.target.value })}
            />
            <Select
              label={t('appearance.position')}
              value={form.position}
              disabled={!may}
              onChange={(event) => set({ position: event.target.value })}
            >
              {positions.map((position) => (
                <option key={position} value={position}>
                  {t(`position.${position}`)}
                </option>
              ))}
            </Select>
            <Select
              label={t('appearance.theme')}
              value={form.theme}
              disabled={!may}
              onChange={(event) => set({ theme: event.target.value })}
            >
              {widgetThemes.map((theme) => (
                <option key={theme} value={theme}>
                  {t(`widgetTheme.${theme}`)}
                </option>
              ))}
            </Select>
          </div>
          {(['avatarUrl', 'headerLogoUrl', 'headerWordmarkUrl'] as const).map((name) => (
            <TextField
              key={name}
              label={t(imageLabels[name])}
              hint={name === 'avatarUrl' ? t('behaviour.image.hint') : undefined}
              type="url"
              value={form[name] ?? ''}
              error={errors[name]}
              disabled={!may}
              onChange={(event) => set({ [name]: event.target.value.trim() || null })}
            />
          ))}
          <Switch
            label={t('appearance.serverCalls')}
            hint={t('appearance.serverCalls.hint')}
            checked={form.allowServerCalls}
            disabled={!may}
            onChange={(allowServerCalls) => set({ allowServerCalls })}
          />
          <SaveBar save={save} may={may} />
        </form>
        <WidgetPreview settings={form} />
      </div>
    </Card>
  );
}
