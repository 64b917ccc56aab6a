import { ChevronsUpDown } from 'lucide-react';
import { useText } from '../messages/text';
import { useGrant, useSession } from '../session/use-session';
import { Menu, MenuItem } from '../ui/menu';
import { useToasts } from '../ui/toast';

/** The tenant's name; a menu where the person works for several. */
export function TenantSwitch() {
  const { t } = useText();
  const session = useSession();
  const toasts = useToasts();
  const { tenantId, tenants } = useGrant();
  const current = tenants.find((tenant) => tenant.id === tenantId);
  const name = current?.name ?? tenantId;
  const face = (
    <>
      <span className="tenant-mark" aria-hidden="true">
        {[...name][0]?.toUpperCase()}
      </span>
      <span className="tenant-name">{name}</span>
    </>
  );
  if (tenants.length < 2) return <div className="tenant">{face}</div>;
  return (
    <Menu
      label={t('tenant.switch')}
      align="start"
      buttonClass="tenant tenant-button"
      button={
        <>
          {face}
          <ChevronsUpDown aria-hidden="true" className="tenant-arrows" />
        </>
      }
    >
      {(close) =>
        tenants.map((tenant) => (
          <MenuItem
            key={tenant.id}
            checked={tenant.id === tenantId}
            onSelect={() => {
              close();
              if (tenant.id !== tenantId) session.switchTenant(tenant.id).catch(toasts.failed);
            }}
          >
            {tenant.name}
          </MenuItem>
        ))
      }
    </Menu>
  );
}
