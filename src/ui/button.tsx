import type { Child, PropsWithChildren } from 'hono/jsx'
import { classNames } from './class-names.ts'
import { CsrfField } from './csrf-field.tsx'
import { Icon, type IconName } from './icon.tsx'
import type { PostTarget } from './page-frame.ts'

/** primary: the one next step. danger: leads to a preview. danger-solid: does it. ghost: leave, discard. */
export type ButtonTone = 'plain' | 'primary' | 'ghost' | 'danger' | 'danger-solid'

type Look = {
  tone?: ButtonTone | undefined
  small?: boolean | undefined
  icon?: IconName | undefined
  iconEnd?: IconName | undefined
  /** Draws only the icon; the children become its hidden name. */
  iconOnly?: boolean | undefined
  class?: string | undefined
}

export type ButtonProps = PropsWithChildren<
  Look & {
    type?: 'submit' | 'button' | undefined
    name?: string | undefined
    value?: string | undefined
    disabled?: boolean | undefined
    /** id of the form, for a button that stands outside of it */
    form?: string | undefined
    formaction?: string | undefined
    /** Name of the frame that shows the answer. */
    formtarget?: string | undefined
    /** Sends the form although required fields are empty. */
    formnovalidate?: boolean | undefined
  }
>

const tones: Record<ButtonTone, string | undefined> = {
  plain: undefined,
  primary: 'btn-primary',
  ghost: 'btn-ghost',
  danger: 'btn-danger',
  'danger-solid': 'btn-danger-solid',
}

export function buttonClass({ tone = 'plain', small, iconOnly, class: extra }: Look): string | undefined {
  return classNames('btn', tones[tone], small && 'btn-sm', iconOnly && 'btn-icon', extra)
}

function Face({ icon, iconEnd, iconOnly, children }: PropsWithChildren<Look>) {
  return (
    <>
      {icon && <Icon name={icon} />}
      {iconOnly ? <span class="sr-only">{children}</span> : children}
      {iconEnd && <Icon name={iconEnd} />}
    </>
  )
}

export function Button(props: ButtonProps) {
  const { type = 'submit', name, value, disabled, form, formaction, formtarget, formnovalidate } = props
  return (
    <button
      class={buttonClass(props)}
      type={type}
      name={name}
      value={value}
      disabled={disabled}
      form={form}
      formaction={formaction}
      formtarget={formtarget}
      formnovalidate={formnovalidate}
    >
      <Face {...props} />
    </button>
  )
}

export type ButtonLinkProps = PropsWithChildren<
  Look & {
    /** Unset: drawn as a switched-off button, "Newer" on the first page for example. */
    href?: string | undefined
    rel?: string | undefined
    lang?: string | undefined
    /** Opens in a new tab, which knows nothing of this one; the text says so. */
    newTab?: boolean | undefined
  }
>

export function ButtonLink(props: ButtonLinkProps) {
  const { href, lang, newTab } = props
  const rel = newTab ? 'noopener' : props.rel
  if (href === undefined) {
    return (
      <span class={buttonClass(props)} aria-disabled="true">
        <Face {...props} />
      </span>
    )
  }
  return (
    <a
      class={buttonClass(props)}
      href={href}
      target={newTab ? '_blank' : undefined}
      rel={rel}
      lang={lang}
      hreflang={lang}
    >
      <Face {...props} />
    </a>
  )
}

type PostButtonProps = ButtonProps & {
  post: PostTarget
  fields?: Record<string, string> | undefined
  formClass?: string | undefined
}

/** A form that is nothing but its button, for actions that change something. */
export function PostButton({ post, fields = {}, formClass, ...button }: PostButtonProps) {
  return (
    <form method="post" action={post.action} class={formClass}>
      <CsrfField token={post.csrf} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Button {...button} />
    </form>
  )
}

export type MenuItem = { href: string; text: Child; icon?: IconName | undefined; danger?: boolean | undefined }

/** Links behind three dots, or behind a button with `text`. Opens without a script. */
export function ActionMenu({ label, text, items }: { label: string; text?: string | undefined; items: MenuItem[] }) {
  return (
    <details class="dropdown dropdown-end">
      <summary class={text ? 'btn' : 'btn btn-icon'} aria-label={text ? undefined : label}>
        {text ?? <Icon name="ellipsis" />}
        {text && <Icon name="chevron-down" />}
      </summary>
      <ul class="dropdown-content menu panel z-20 mt-1 w-60 p-1 shadow-lg">
        {items.map((item) => (
          <li>
            <a class={item.danger ? 'text-error' : undefined} href={item.href}>
              {item.icon && <Icon name={item.icon} />}
              {item.text}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}
