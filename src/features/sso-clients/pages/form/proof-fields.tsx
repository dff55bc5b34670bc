import { CLIENT_JWT_ALGS } from '../../../../protocol/provider/client-jwt.ts'
import { RadioField } from '../../../../ui/choice-fields.tsx'
import { FormSection, MoreFields } from '../../../../ui/form.tsx'
import { SelectField } from '../../../../ui/text-fields.tsx'
import { clientAlgs } from '../../rules/high-security.ts'
import { type ClientForm, errorOf, isFixed, Line, Lines, stands } from './client-form.tsx'

const METHODS = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'] as const

/** How the app shows at the token endpoint that it is itself, and its keys. */
export function ProofFields({ form }: { form: ClientForm }) {
  const { t, values } = form
  const fixed = isFixed(form, 'token_endpoint_auth_method')
  const method = fixed ? 'private_key_jwt' : values.text.token_endpoint_auth_method
  return (
    <FormSection title={t('ssoClients:section.proof')} hint={t('ssoClients:section.proofHint')}>
      <RadioField
        name="token_endpoint_auth_method"
        label={t('ssoClients:label.token_endpoint_auth_method')}
        value={method}
        error={errorOf(form, 'token_endpoint_auth_method')}
        hint={t(fixed ? 'ssoClients:hint.locked' : 'ssoClients:hint.token_endpoint_auth_method')}
        options={METHODS.map((one) => ({
          value: one,
          label: t(`ssoClients:option.method.${one}`),
          hint: t(`ssoClients:option.method.${one}Hint`),
          disabled: fixed,
        }))}
      />
      <MoreFields
        title={t('ssoClients:more.keys')}
        open={method === 'private_key_jwt' || stands(form, 'jwks', 'jwks_uri', 'token_endpoint_auth_signing_alg')}
      >
        <Lines
          form={form}
          name="jwks"
          mark={t('ui:optional')}
          hint={t('ssoClients:hint.jwks')}
          rows={values.text.jwks === '' ? 3 : 10}
        />
        <Line form={form} name="jwks_uri" mark={t('ui:optional')} hint={t('ssoClients:hint.jwks_uri')} mono />
        <AlgField form={form} name="token_endpoint_auth_signing_alg" />
      </MoreFields>
    </FormSection>
  )
}

/** What the app signs with. */
export function AlgField({
  form,
  name,
}: {
  form: ClientForm
  name: 'token_endpoint_auth_signing_alg' | 'request_object_signing_alg'
}) {
  const { t, values } = form
  const allowed = clientAlgs(values.tick.high_security)
  return (
    <SelectField
      name={name}
      label={t(`ssoClients:label.${name}`)}
      hint={t(`ssoClients:hint.${name}`)}
      value={values.text[name]}
      error={errorOf(form, name)}
      options={[
        { value: '', label: t('ssoClients:option.alg.any') },
        ...CLIENT_JWT_ALGS.map((alg) => ({ value: alg, label: alg, disabled: !allowed.includes(alg) })),
      ]}
    />
  )
}
