import { SIGNING_ALGS } from '../../../../protocol/keys/types.ts'
import { RadioField } from '../../../../ui/choice-fields.tsx'
import { FormSection, MoreFields } from '../../../../ui/form.tsx'
import { SelectField } from '../../../../ui/text-fields.tsx'
import { AmountField } from './amount-field.tsx'
import { type ClientForm, errorOf, Line, Lines, stands, Tick } from './client-form.tsx'
import { AlgField } from './proof-fields.tsx'

/** What hardly any app needs, closed unless something in it was changed. */
export function AdvancedFields({ form }: { form: ClientForm }) {
  const { t } = form
  return (
    <FormSection title={t('ssoClients:section.advanced')} hint={t('ssoClients:section.advancedHint')}>
      <TokenFields form={form} />
      <SubjectFields form={form} />
      <RequestFields form={form} />
    </FormSection>
  )
}

const TOKEN_FIELDS = [
  'id_token_alg',
  'userinfo_signed_response_alg',
  'access_token_lifetime',
  'id_token_lifetime',
  'refresh_idle_lifetime',
  'refresh_absolute_lifetime',
  'default_max_age',
] as const

function TokenFields({ form }: { form: ClientForm }) {
  const { t, values } = form
  const isOff = (alg: string) => values.tick.high_security && alg === 'RS256'
  const shown = (alg: string, without: string) => (isOff(alg) ? without : alg)
  return (
    <MoreFields title={t('ssoClients:more.tokens')} open={stands(form, ...TOKEN_FIELDS)}>
      <div class="grid gap-4 sm:grid-cols-2">
        <AmountField form={form} name="access_token_lifetime" />
        <AmountField form={form} name="id_token_lifetime" />
        <AmountField form={form} name="refresh_idle_lifetime" hint={t('ssoClients:hint.refresh_idle_lifetime')} />
        <AmountField
          form={form}
          name="refresh_absolute_lifetime"
          hint={t('ssoClients:hint.refresh_absolute_lifetime')}
        />
        <SelectField
          name="id_token_alg"
          label={t('ssoClients:label.id_token_alg')}
          value={shown(values.text.id_token_alg, 'ES256')}
          error={errorOf(form, 'id_token_alg')}
          options={SIGNING_ALGS.map((alg) => ({
            value: alg,
            label: t(`ssoClients:option.alg.${alg}`),
            disabled: isOff(alg),
          }))}
        />
        <SelectField
          name="userinfo_signed_response_alg"
          label={t('ssoClients:label.userinfo_signed_response_alg')}
          hint={t('ssoClients:hint.userinfo_signed_response_alg')}
          value={shown(values.text.userinfo_signed_response_alg, 'ES256')}
          error={errorOf(form, 'userinfo_signed_response_alg')}
          options={[
            { value: '', label: t('ssoClients:option.alg.plain') },
            ...SIGNING_ALGS.map((alg) => ({
              value: alg,
              label: t('ssoClients:option.alg.signed', { alg }),
              disabled: isOff(alg),
            })),
          ]}
        />
      </div>
      <AmountField
        form={form}
        name="default_max_age"
        mark={t('ui:optional')}
        hint={t('ssoClients:hint.default_max_age')}
      />
    </MoreFields>
  )
}

function SubjectFields({ form }: { form: ClientForm }) {
  const { t, values } = form
  return (
    <MoreFields title={t('ssoClients:more.subject')} open={stands(form, 'subject_type', 'sector_identifier_uri')}>
      <RadioField
        name="subject_type"
        label={t('ssoClients:label.subject_type')}
        value={values.text.subject_type}
        error={errorOf(form, 'subject_type')}
        hint={t('ssoClients:hint.subject_type')}
        options={(['public', 'pairwise'] as const).map((type) => ({
          value: type,
          label: t(`ssoClients:option.subject_type.${type}`),
          hint: t(`ssoClients:option.subject_type.${type}Hint`),
        }))}
      />
      <Line
        form={form}
        name="sector_identifier_uri"
        mark={t('ui:optional')}
        hint={t('ssoClients:hint.sector_identifier_uri')}
        mono
      />
    </MoreFields>
  )
}

const REQUEST_FIELDS = [
  'request_uris',
  'request_object_signing_alg',
  'require_signed_request_object',
  'require_pushed_authorization_requests',
  'dpop_bound_access_tokens',
] as const

function RequestFields({ form }: { form: ClientForm }) {
  const { t } = form
  return (
    <MoreFields title={t('ssoClients:more.requests')} open={stands(form, ...REQUEST_FIELDS)}>
      <Tick
        form={form}
        name="require_pushed_authorization_requests"
        hint={t('ssoClients:hint.require_pushed_authorization_requests')}
      />
      <Tick form={form} name="dpop_bound_access_tokens" hint={t('ssoClients:hint.dpop_bound_access_tokens')} />
      <Tick
        form={form}
        name="require_signed_request_object"
        hint={t('ssoClients:hint.require_signed_request_object')}
      />
      <AlgField form={form} name="request_object_signing_alg" />
      <Lines form={form} name="request_uris" mark={t('ui:optional')} hint={t('ssoClients:hint.request_uris')} />
    </MoreFields>
  )
}
