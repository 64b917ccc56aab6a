import { useState, type FormEvent } from 'react';
import { useText } from '../messages/text';
import { Select, TextField } from '../ui/field';
import { Card } from '../ui/page';
import type { RoutingSettings } from './routing-rules';
import { useFieldErrors } from '../ui/problem-text';
import { SaveBar } from '../ui/save-bar';

interface AssignmentCardProps {
  settings: RoutingSettings;
  may: boolean;
  save: { isPending: boolean; isError: boolean; error: unknown };
  onSave: (change: Partial<RoutingSettings>) => void;
}

const modes = ['none', 'round_robin', 'least_busy'] as const;

/** How conversations that go to people are given to them, and how often one may be handed over. */
export function AssignmentCard({ settings, may, save, onSave }: AssignmentCardProps) {
  const { t } = useText();
  const [mode, setMode] = useState<string>(settings.assignment?.mode ?? 'none');
  const [capacity, setCapacity] = useState(settings.assignment?.capacity?.toString() ?? '');
  const [handovers, setHandovers] = useState(settings.maxHandovers?.toString() ?? '3');
  const errors = useFieldErrors(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave({
      assignment: { mode, capacity: capacity === '' ? null : Number(capacity) },
      maxHandovers: Number(handovers),
    });
  };
  return (
    <Card title={t('assignment.title')} text={t('assignment.text')}>
      <form className="form" onSubmit={submit}>
        <div className="form-row">
          <Select
            label={t('assignment.mode')}
            value={mode}
            error={errors['assignment.mode']}
            disabled={!may}
            onChange={(event) => setMode(event.target.value)}
          >
            {modes.map((each) => (
              <option key={each} value={each}>
                {t(`assignment.mode.${each}`)}
              </option>
            ))}
          </Select>
          <TextField
            label={t('assignment.capacity')}
            hint={t('assignment.capacity.hint')}
            type="number"
            min={1}
            value={capacity}
            error={errors['assignment.capacity']}
            disabled={!may}
            onChange={(event) => setCapacity(event.target.value)}
          />
          <TextField
            label={t('assignment.handovers')}
            hint={t('assignment.handovers.hint')}
            type="number"
            min={0}
            value={handovers}
            error={errors['maxHandovers']}
            disabled={!may}
            required
            onChange={(event) => setHandovers(event.target.value)}
          />
        </div>
        <SaveBar save={save} may={may} />
      </form>
    </Card>
  );
}
