import { Volume2 } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../messages/text';
import {
  askPermission,
  notificationPermission,
  switchAlert,
  useAlertOn,
} from '../notifications/alert-settings';
import { chime } from '../notifications/chime';
import { Button } from '../ui/button';
import { Switch } from '../ui/field';
import { Card } from '../ui/page';

export function AlertsCard() {
  const { t } = useText();
  const notify = useAlertOn('notify');
  const sound = useAlertOn('sound');
  const [permission, setPermission] = useState(notificationPermission);
  const refused = permission === 'denied' || permission === 'impossible';

  const switchNotify = async (on: boolean) => {
    if (!on) return switchAlert('notify', false);
    const answer = await askPermission();
    setPermission(answer);
    switchAlert('notify', answer === 'granted');
  };
  return (
    <Card title={t('account.alerts')} text={t('account.alerts.text')}>
      <Switch
        label={t('account.notify')}
        hint={
          permission === 'denied'
            ? t('account.notify.denied')
            : permission === 'impossible'
              ? t('account.notify.impossible')
              : t('account.notify.hint')
        }
        checked={notify && !refused}
        disabled={refused}
        onChange={(on) => void switchNotify(on)}
      />
      <div className="form-row">
        <Switch
          label={t('account.sound')}
          hint={t('account.sound.hint')}
          checked={sound}
          onChange={(on) => {
            switchAlert('sound', on);
            if (on) chime();
          }}
        />
        {sound && (
          <div>
            <Button size="small" icon={<Volume2 aria-hidden="true" />} onClick={chime}>
              {t('account.sound.try')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
