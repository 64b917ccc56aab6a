import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

interface MenuProps {
  /** What the menu is for; said after the button's visible text. */
  label: string;
  button: ReactNode;
  /** The button shows a picture alone: the label is all of its name, and its tooltip. */
  iconOnly?: boolean;
  buttonClass?: string;
  align?: 'start' | 'end';
  side?: 'below' | 'above';
  /** More than one: the items stand in a grid, and all four arrow keys move. */
  columns?: number;
  children: (close: () => void) => ReactNode;
}

/** A button with a menu: arrow keys move, Escape closes and gives the focus back, so does a click elsewhere. */
export function Menu({
  label,
  button,
  iconOnly = false,
  buttonClass = '',
  align = 'end',
  side = 'below',
  columns = 1,
  children,
}: MenuProps) {
  const [open, setOpen] = useState(false);
  const menuId = useId();
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    items(root.current)[0]?.focus();
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    const button = trigger.current;
    return () => {
      document.removeEventListener('pointerdown', outside);
      // The item that had the focus is gone; a click elsewhere has taken it where it belongs.
      if (document.activeElement === document.body) button?.focus();
    };
  }, [open]);

  const close = () => setOpen(false);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    const all = items(root.current);
    const at = all.findIndex((item) => item === document.activeElement);
    const sideways = columns > 1 ? { ArrowRight: 1, ArrowLeft: -1 } : {};
    const step = ({ ArrowDown: columns, ArrowUp: -columns, ...sideways } as Record<string, number>)[
      event.key
    ];
    if (step) all.at((at + step) % all.length)?.focus();
    else if (event.key === 'Home') all[0]?.focus();
    else if (event.key === 'End') all.at(-1)?.focus();
    else if (event.key === 'Escape') close();
    else if (event.key === 'Tab') return setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="menu-root" ref={root} onKeyDown={onKeyDown}>
      <button
        type="button"
        ref={trigger}
        className={buttonClass}
        title={iconOnly ? label : undefined}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? menuId : undefined}
        onClick={() => setOpen(!open)}
      >
        {button}
        <span className="visually-hidden">{iconOnly ? label : `, ${label}`}</span>
      </button>
      {open && (
        <div id={menuId} role="menu" aria-label={label} className={`menu menu-${align} menu-${side}`}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

interface MenuItemProps {
  icon?: ReactNode;
  children: ReactNode;
  onSelect: () => void;
  checked?: boolean;
  danger?: boolean;
}

export function MenuItem({ icon, children, onSelect, checked, danger = false }: MenuItemProps) {
  return (
    <button
      type="button"
      role={checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={checked}
      tabIndex={-1}
      className={`menu-item ${danger ? 'menu-item-danger' : ''}`}
      onClick={onSelect}
    >
      {icon && <span className="menu-icon">{icon}</span>}
      <span>{children}</span>
      {checked && (
        <span className="menu-check" aria-hidden="true">
          ✓
        </span>
      )}
    </button>
  );
}

function items(root: HTMLElement | null): HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
}
