import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { readSearch } from '../inbox/conversation-filter';
import { useText } from '../messages/text';
import { useRealtimeAlerts } from '../realtime/realtime-provider';
import { plainLine } from '../ui/markdown-parser';
import { useToasts } from '../ui/toast';
import type { Alert } from './alert-rules';
import { alertOn, notificationPermission } from './alert-settings';
import { chime } from './chime';
import { isAnyInFront, isInFront, tellWhileInFront } from './in-front';

const longest = 140;

/** Turns the feed's alerts into notifications and sound, for who asked for them; one tab of several does it. */
export function Alerts() {
  const { t } = useText();
  const navigate = useNavigate();
  const subscribe = useRealtimeAlerts();
  const toasts = useToasts();

  useEffect(tellWhileInFront, []);
  useEffect(() => {
    const tell = (alert: Alert) => {
      const name = alert.name ?? t('visitor.unnamed');
      if (isInFront()) {
        // What is on the screen needs no interruption, but somebody forgotten does.
        if (alert.kind === 'overdue' || alert.kind === 'escalated')
          toasts.done(t(`alert.${alert.kind}`, { name, rule: alert.text }));
        return;
      }
      void asOnlyTab(alert, () => {
        if (alertOn('sound')) chime();
        if (!alertOn('notify') || notificationPermission() !== 'granted') return;
        const notification = new Notification(t(`alert.${alert.kind}`, { name, rule: alert.text }), {
          body: plainLine(alert.text).slice(0, longest),
          // The next one of the same conversation takes its place.
          tag: `livechat-${alert.conversationId}`,
        });
        notification.onclick = () => {
          window.focus();
          notification.close();
          void navigate({
            to: '/inbox/$conversationId',
            params: { conversationId: alert.conversationId },
            search: readSearch,
          });
        };
      });
    };
    return subscribe(tell);
  }, [subscribe, navigate, toasts, t]);
  return null;
}

/**
 * Nobody is told who looks at another tab. Else the first tab to take the lock tells; the others find it taken for as
 * long as their own copy takes to arrive.
 */
async function asOnlyTab(alert: Alert, tell: () => void): Promise<void> {
  if (!navigator.locks) return tell();
  if (await isAnyInFront()) return;
  await navigator.locks.request(
    `livechat.alert.${alert.conversationId}`,
    { ifAvailable: true },
    async (lock) => {
      if (!lock) return;
      tell();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    },
  );
}
