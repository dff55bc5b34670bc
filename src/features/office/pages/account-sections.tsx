import type { Child } from 'hono/jsx'
import {
  displayName,
  isNameSchemeKey,
  NAME_SCHEME_KEYS,
  TITLE_GROUP_KEYS,
  TITLE_GROUPS,
} from '../../../core/person-names.ts'
import { PROFILE_FIELDS } from '../../../core/profile-fields.ts'
import { Affects, CheckboxField, SwitchField } from '../../../ui/choice-fields.tsx'
import { anchorId } from '../../../ui/field.tsx'
import { FormSection } from '../../../ui/form.tsx'
import { SelectField, TextareaField, TextField } from '../../../ui/text-fields.tsx'
import { type AccountField, asksFor, type Switch } from '../settings-form.ts'
import { type AffectedTexts, affectedTexts } from './affected-texts.ts'
import type { SectionProps } from './section-props.ts'

const CHALLENGES = ['off', 'suspicion', 'always'] as const
const SECOND_STEPS = ['off', 'optional', 'required'] as const

/** A person with every part of a name, to show a format. */
const SAMPLE = {
  salutation: 'Ms',
  title: 'Dr.',
  given_name: 'Łucja',
  middle_name: 'Maria',
  family_name: 'Wiśniewska',
  calling_name: 'Łucja',
  full_name: 'Łucja Wiśniewska',
  latin_transcription: 'Lucja Wisniewska',
  degree: 'M.A.',
}

/** "Customer accounts": how people register, log in and find their orders. */
export function AccountSections(props: SectionProps) {
  const { t, values, label } = props
  const affects = affectedTexts(props)
  const part = (name: PartName, children: Child) => (
    <FormSection title={t(`office:part.${name}`)} hint={t(`office:part.${name}Hint`)} nested>
      {children}
    </FormSection>
  )
  const flip = (name: Switch) => <Flip {...props} name={name} affects={affects[name]} />
  const number = (name: AccountField) => <NumberField {...props} name={name} affects={affects[name]} />
  const title = t('office:settings.accounts')
  const id = anchorId(`section ${title}`)
  return (
    <section aria-labelledby={id}>
      <div class="border-t border-line pb-4 pt-8">
        <h2 id={id}>{title}</h2>
        <p class="hint mt-1">{t('office:settings.accountsHint')}</p>
      </div>
      {part('accounts', [flip('customer_accounts'), flip('customer_accounts_registration')])}
      {part('ways', [
        flip('customer_accounts_native'),
        flip('customer_accounts_login_code'),
        flip('customer_accounts_passkeys'),
        flip('customer_accounts_sso_direct'),
      ])}
      {part('second', <Choices {...props} name="customer_accounts_second_step" of={SECOND_STEPS} affects={affects} />)}
      {part('passwords', [
        number('customer_accounts_password_min_length'),
        flip('customer_accounts_password_letter_and_digit'),
      ])}
      {part('sessions', [number('customer_accounts_session_days'), flip('customer_accounts_new_device_mail')])}
      {part(
        'protection',
        <Choices {...props} name="customer_accounts_registration_challenge" of={CHALLENGES} affects={affects} />,
      )}
      {part('orders', [
        flip('customer_accounts_link_by_email'),
        flip('customer_accounts_require_login_for_order_access'),
      ])}
      <Names {...props} />
      {part(
        'optional',
        <fieldset class="field" aria-labelledby="optional-fields">
          <legend class="field-label mb-1.5" id="optional-fields">
            {label('customer_accounts_profile_fields', t('office:settings.profileFields'))}
          </legend>
          <div class="grid gap-2 sm:grid-cols-2">
            {PROFILE_FIELDS.map((field) => (
              <CheckboxField
                name="customer_accounts_profile_fields"
                id={`f-optional-${field}`}
                value={field}
                label={t(`customers:profile.${field}`)}
                checked={asksFor(values, field)}
              />
            ))}
          </div>
        </fieldset>,
      )}
      {part('memberships', number('customer_accounts_membership_reminder_days'))}
      {part(
        'popup',
        <TextareaField
          name="customer_accounts_popup_origins"
          rows={3}
          label={label('customer_accounts_popup_origins', t('office:settings.customer_accounts_popup_origins'))}
          hint={t('office:settings.customer_accounts_popup_originsHint')}
          value={values.customer_accounts_popup_origins}
          error={props.error('customer_accounts_popup_origins')}
        />,
      )}
    </section>
  )
}

type PartName =
  | 'accounts'
  | 'ways'
  | 'second'
  | 'passwords'
  | 'sessions'
  | 'protection'
  | 'orders'
  | 'optional'
  | 'memberships'
  | 'popup'

type FieldOf<Name> = SectionProps & { name: Name; affects: string | undefined }

function Flip({ t, values, label, error, name, affects }: FieldOf<Switch>) {
  return (
    <SwitchField
      name={name}
      label={label(name, t(`office:settings.${name}`))}
      hint={t(`office:settings.${name}Hint`)}
      affects={affects}
      checked={values[name] === 'true'}
      error={error(name)}
    />
  )
}

function NumberField({ t, values, label, error, name, affects }: FieldOf<AccountField>) {
  return (
    <div>
      <TextField
        name={name}
        inputmode="numeric"
        maxlength={6}
        class="max-w-sm"
        label={label(name, t(`office:settings.${name}`))}
        hint={t(`office:settings.${name}Hint`)}
        value={values[name]}
        error={error(name)}
      />
      {affects !== undefined && <Affects>{affects}</Affects>}
    </div>
  )
}

type ChoiceName = 'customer_accounts_second_step' | 'customer_accounts_registration_challenge'
type ChoicesProps = SectionProps & { name: ChoiceName; of: readonly string[]; affects: AffectedTexts }

function Choices({ t, values, label, error, name, of, affects }: ChoicesProps) {
  const words: Readonly<Record<string, string>> = {
    'customer_accounts_second_step off': t('office:choice.secondOff'),
    'customer_accounts_second_step optional': t('office:choice.secondOptional'),
    'customer_accounts_second_step required': t('office:choice.secondRequired'),
    'customer_accounts_registration_challenge off': t('office:choice.challengeOff'),
    'customer_accounts_registration_challenge suspicion': t('office:choice.challengeSuspicion'),
    'customer_accounts_registration_challenge always': t('office:choice.challengeAlways'),
  }
  return (
    <div>
      <SelectField
        name={name}
        class="max-w-sm"
        label={label(name, t(`office:settings.${name}`))}
        hint={t(`office:settings.${name}Hint`)}
        value={values[name]}
        error={error(name)}
        options={of.map((value) => ({ value, label: words[`${name} ${value}`] ?? value }))}
      />
      {affects[name] !== undefined && <Affects>{affects[name]}</Affects>}
    </div>
  )
}

function Names({ t, values, label, error }: SectionProps) {
  const { name_scheme: scheme } = values
  const shown = isNameSchemeKey(scheme)
    ? t('office:settings.shownAs', { name: displayName({ ...SAMPLE, _scheme: scheme }) })
    : undefined
  return (
    <FormSection title={t('office:settings.names')} hint={t('office:settings.namesHint')} columns={2} nested>
      <SelectField
        name="name_scheme"
        label={label('name_scheme', t('office:settings.name_scheme'))}
        hint={shown}
        value={scheme}
        error={error('name_scheme')}
        options={NAME_SCHEME_KEYS.map((value) => ({ value, label: t(`words:nameScheme.${value}`) }))}
      />
      <SelectField
        name="name_scheme_titles"
        label={label('name_scheme_titles', t('office:settings.name_scheme_titles'))}
        value={values.name_scheme_titles}
        error={error('name_scheme_titles')}
        options={[
          { value: '', label: t('office:settings.freeText') },
          ...TITLE_GROUP_KEYS.map((value) => ({ value, label: TITLE_GROUPS[value].join(', ') })),
        ]}
      />
    </FormSection>
  )
}
