import { Plus, X } from 'lucide-react';
import { useText } from '../messages/text';
import { Button, IconButton } from '../ui/button';
import { Select, TextField } from '../ui/field';
import { textFor, triggers, withText, type ProactiveMessage, type Trigger } from './widget-settings';

interface ProactiveFieldsProps {
  messages: readonly ProactiveMessage[];
  locale: string;
  disabled: boolean;
  error: string | undefined;
  onChange: (messages: ProactiveMessage[]) => void;
}

const most = 10;

/** What the widget says by itself, and when. */
export function ProactiveFields({ messages, locale, disabled, error, onChange }: ProactiveFieldsProps) {
  const { t } = useText();
  const put = (index: number, change: Partial<ProactiveMessage>) =>
    onChange(messages.map((message, at) => (at === index ? { ...message, ...change } : message)));
  return (
    <fieldset className="checks">
      <legend>{t('behaviour.proactive')}</legend>
      <p className="field-hint">{t('behaviour.proactive.hint')}</p>
      {messages.map((message, index) => (
        <div className="form-row proactive" key={index}>
          <Select
            label={t('behaviour.trigger')}
            value={message.trigger}
            disabled={disabled}
            onChange={(event) => put(index, { trigger: event.target.value as Trigger })}
          >
            {triggers.map((trigger) => (
              <option key={trigger} value={trigger}>
                {t(`behaviour.trigger.${trigger}`)}
              </option>
            ))}
          </Select>
          {message.trigger !== 'exit' && (
            <TextField
              label={t('behaviour.value')}
              type="number"
              min={0}
              max={message.trigger === 'scroll' ? 100 : 3600}
              value={message.value}
              disabled={disabled}
              onChange={(event) => put(index, { value: Number(event.target.value) })}
            />
          )}
          <TextField
            label={t('behaviour.message')}
            value={textFor(message.text, locale)}
            disabled={disabled}
            maxLength={500}
            onChange={(event) => put(index, { text: withText(message.text, locale, event.target.value) })}
          />
          {!disabled && (
            <IconButton
              label={t('behaviour.proactive.remove', { n: index + 1 })}
              icon={<X aria-hidden="true" />}
              onClick={() => onChange(messages.filter((_, at) => at !== index))}
            />
          )}
        </div>
      ))}
      {error && <p className="field-error">{error}</p>}
      {!disabled && messages.length < most && (
        <div>
          <Button
            size="small"
            icon={<Plus aria-hidden="true" />}
            onClick={() => onChange([...messages, { trigger: 'time', value: 20, text: null }])}
          >
            {t('behaviour.proactive.add')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
