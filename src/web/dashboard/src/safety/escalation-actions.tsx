import { useState } from 'react';
import { useText } from '../messages/text';
import { useList } from '../settings/use-list';
import type { Member } from '../team/team';
import { CheckGroup } from '../ui/check-group';
import { Select, Switch, TextField } from '../ui/field';
import { readWords, type EscalationActions, type HandOver } from './escalation';

interface EscalationActionFieldsProps {
  then: EscalationActions;
  errors: Record<string, string>;
  may: boolean;
  onChange: (change: Partial<EscalationActions>) => void;
}

/** What a rule does; each deed has a switch, and its fields while it is on. */
export function EscalationActionFields({ then, errors, may, onChange }: EscalationActionFieldsProps) {
  const { t } = useText();
  const { handOver, notify } = then;
  const [tags, setTags] = useState(then.tags.join(', '));
  const [emails, setEmails] = useState(notify?.emails.join(', ') ?? '');
  return (
    <>
      <Switch
        label={t('escalation.then.handOver')}
        checked={handOver !== null}
        disabled={!may}
        onChange={(on) => onChange({ handOver: on ? { to: 'people', name: null, userIds: [] } : null })}
      />
      {handOver && (
        <HandOverFields
          handOver={handOver}
          errors={errors}
          may={may}
          onChange={(change) => onChange({ handOver: { ...handOver, ...change } })}
        />
      )}
      <Switch
        label={t('escalation.then.notify')}
        checked={notify !== null}
        disabled={!may}
        onChange={(on) =>
          onChange({ notify: on ? { dashboard: true, webhook: false, emails: readWords(emails) } : null })
        }
      />
      {notify && (
        <div className="form escalation-fields">
          <Switch
            label={t('escalation.notify.dashboard')}
            checked={notify.dashboard}
            disabled={!may}
            onChange={(dashboard) => onChange({ notify: { ...notify, dashboard } })}
          />
          <Switch
            label={t('escalation.notify.webhook')}
            checked={notify.webhook}
            disabled={!may}
            onChange={(webhook) => onChange({ notify: { ...notify, webhook } })}
          />
          <TextField
            label={t('escalation.notify.emails')}
            hint={t('escalation.notify.emails.hint')}
            value={emails}
            error={errors['then.notify.emails']}
            readOnly={!may}
            onChange={(event) => {
              setEmails(event.target.value);
              onChange({ notify: { ...notify, emails: readWords(event.target.value) } });
            }}
          />
        </div>
      )}
      <TextField
        label={t('escalation.tags')}
        hint={t('escalation.tags.hint')}
        value={tags}
        error={errors['then.tags']}
        readOnly={!may}
        onChange={(event) => {
          setTags(event.target.value);
          onChange({ tags: readWords(event.target.value) });
        }}
      />
      <Switch
        label={t('escalation.then.serious')}
        hint={t('escalation.serious.hint')}
        checked={then.serious}
        disabled={!may}
        onChange={(serious) => onChange({ serious })}
      />
      {errors['then'] && <p className="field-error">{errors['then']}</p>}
    </>
  );
}

interface HandOverFieldsProps {
  handOver: HandOver;
  errors: Record<string, string>;
  may: boolean;
  onChange: (change: Partial<HandOver>) => void;
}

function HandOverFields({ handOver, errors, may, onChange }: HandOverFieldsProps) {
  const { t } = useText();
  const members = useList<Member>('users', { staleTime: 60_000, enabled: may }).data ?? [];
  const able = members.filter((member) => member.role !== 'viewer' && !member.invited);
  return (
    <div className="form escalation-fields">
      <Select
        label={t('escalation.handOver.to')}
        value={handOver.to}
        error={errors['then.handOver.to']}
        disabled={!may}
        onChange={(event) =>
          onChange({
            to: event.target.value as HandOver['to'],
            name: null,
            userIds: event.target.value === 'user' ? able.slice(0, 1).map((member) => member.id) : [],
          })
        }
      >
        <option value="people">{t('escalation.handOver.people')}</option>
        <option value="group">{t('escalation.handOver.group')}</option>
        <option value="user">{t('escalation.handOver.user')}</option>
      </Select>
      {handOver.to === 'user' && (
        <Select
          label={t('escalation.handOver.person')}
          value={handOver.userIds[0] ?? ''}
          error={errors['then.handOver.userIds']}
          disabled={!may}
          onChange={(event) =>
            onChange({
              userIds: [event.target.value],
              name: able.find((member) => member.id === event.target.value)?.name ?? null,
            })
          }
        >
          {/* Somebody who left, or whom this reader may not see. */}
          {handOver.userIds[0] && !able.some((member) => member.id === handOver.userIds[0]) && (
            <option value={handOver.userIds[0]}>{handOver.name ?? t('escalation.handOver.gone')}</option>
          )}
          {able.map((member) => (
            <option key={member.id} value={member.id}>
              {member.name}
            </option>
          ))}
        </Select>
      )}
      {handOver.to === 'group' && (
        <>
          <TextField
            label={t('escalation.handOver.groupName')}
            value={handOver.name ?? ''}
            error={errors['then.handOver.name']}
            maxLength={80}
            readOnly={!may}
            onChange={(event) => onChange({ name: event.target.value })}
          />
          <CheckGroup
            legend={t('escalation.handOver.members')}
            error={errors['then.handOver.userIds']}
            options={able.map((member) => ({ value: member.id, label: member.name }))}
            chosen={handOver.userIds}
            disabled={!may}
            onChange={(userIds) => onChange({ userIds })}
          />
        </>
      )}
    </div>
  );
}
