import { ActionMenu, Button, ButtonLink } from '../button.tsx'
import { CheckboxField, ChoiceCards, RadioField, SwitchField } from '../choice-fields.tsx'
import { ConflictNotice } from '../conflict-notice.tsx'
import { Form, FormSection, SaveBar } from '../form.tsx'
import { SearchBox } from '../list-page.tsx'
import { ErrorSummary, Notice } from '../notice.tsx'
import { Section } from '../page-head.tsx'
import { EmailField, PasswordField, SelectField, TextareaField, TextField } from '../text-fields.tsx'
import { sampleLabels, samplePost } from './samples.ts'

export function Buttons() {
  return (
    <Section title="Buttons">
      <div class="flex flex-wrap items-center gap-2">
        <Button type="button" tone="primary">
          Primary
        </Button>
        <Button type="button">Plain</Button>
        <Button type="button" tone="ghost">
          Quiet
        </Button>
        <Button type="button" tone="danger">
          Danger, leads to a preview
        </Button>
        <Button type="button" tone="danger-solid">
          Danger, final
        </Button>
        <Button type="button" disabled>
          Disabled
        </Button>
        <ActionMenu
          label={sampleLabels.moreActions}
          items={[
            { href: '#end', text: 'End all sessions', icon: 'log-out' },
            { href: '#anonymise', text: 'Anonymise, see preview', icon: 'eraser', danger: true },
          ]}
        />
      </div>
      <div class="mt-2 flex flex-wrap items-center gap-2">
        <Button type="button" small tone="primary">
          Small
        </Button>
        <ButtonLink small icon="plus" href="#new">
          Small with icon
        </ButtonLink>
        <ButtonLink small icon="arrow-left">
          Off
        </ButtonLink>
        <a class="link" href="#text">
          Link in text
        </a>
        <a class="link-ink" href="#table">
          Link in a table
        </a>
      </div>
    </Section>
  )
}

const languages = [
  { value: 'de', label: 'Deutsch', lang: 'de' },
  { value: 'en', label: 'English', lang: 'en' },
]

const presets = ['Keycloak', 'Microsoft Entra ID', 'Google', 'authentik', 'ZITADEL', 'Other, by OpenID Connect']

export function Fields() {
  return (
    <Section title="Fields">
      <div class="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
        <TextField name="given_name" label="Text" value="Anna-Lena" />
        <TextField
          name="external_id"
          label="With hint"
          mark={sampleLabels.optional}
          hint="One sentence, below the field."
        />
        <EmailField name="email" label="With error" value="max@gmx" error="The part after the @ is not complete." />
        <PasswordField
          name="password"
          label="Password"
          autocomplete="current-password"
          aside={
            <a class="link text-ui" href="#forgot">
              Forgot password?
            </a>
          }
        />
        <SelectField name="locale" label="Select" options={languages} value="de" />
        <TextField name="identifier" label="Read only" value="SGBTEEW" readonly />
        <TextField name="issuer" label="Code" value="https://idp.example" mono />
        <TextareaField name="notes" label="Note" rows={2} value="Needs a wheelchair seat (row 7)." />
        <div class="field">
          <span class="field-label">Search</span>
          <SearchBox name="query" label="Search customers" placeholder="Name, email or ID" class="" />
        </div>
        <CheckboxField name="terms" label="Checkbox" hint="With a hint" checked />
        <RadioField
          name="consent"
          label="Radio"
          value="once"
          options={[
            { value: 'once', label: 'Once per customer' },
            { value: 'always', label: 'Every time' },
          ]}
        />
        <div class="grid content-start gap-3">
          <SwitchField name="passkeys" label="Switch, on" checked affects="9,377 customers" />
          <SwitchField name="second_step" label="Switch, off" />
        </div>
      </div>
      <ChoiceCards
        class="mt-6"
        name="preset"
        label="Choice cards"
        value="Keycloak"
        options={presets.map((label) => ({ value: label, label }))}
      />
    </Section>
  )
}

export function WholeForm() {
  return (
    <Section title="A form that came back">
      <div class="max-w-3xl">
        <ErrorSummary
          focus={false}
          title="Not saved. Two fields need another look"
          errors={[
            { field: 'form_email', message: 'Email: another customer has this address' },
            { field: 'form_family', message: 'Family name: contains “<”' },
          ]}
        />
        <Form {...samplePost} class="mt-4">
          <ConflictNotice
            title="Priya Raman changed this customer 2 minutes ago, while you were typing"
            text="You both touched one field. Pick the value to keep; her other changes stay."
            heads={{ caption: 'Fields changed by both', field: 'Field', theirs: 'Hers, saved', mine: 'Yours' }}
            conflicts={[{ name: 'phone', label: 'Phone', theirs: '+49 341 555 0148', mine: '+49 341 555 0149' }]}
          />
          <FormSection title="Person" hint="The name on tickets and in emails." columns={2}>
            <TextField name="form_given" label="Given name" value="Anna-Lena" />
            <TextField
              name="form_family"
              label="Family name"
              value="Größwürth <test"
              error="A name cannot contain “<”."
            />
          </FormSection>
          <FormSection title="Contact" hint="A new address ends all sessions.">
            <EmailField
              name="form_email"
              label="Email"
              value="tom@ashworth.co.uk"
              error="Tom Ashworth (QX7PL4D) has this address."
            />
          </FormSection>
          <SaveBar submit="Save changes" cancel={{ href: '#back', text: 'Discard' }} note="2 fields changed" />
        </Form>
      </div>
    </Section>
  )
}

export function Notices() {
  return (
    <Section title="Notices">
      <div class="grid gap-3 lg:grid-cols-2">
        <Notice tone="info" title="Info">
          Something to know, nothing to do.
        </Notice>
        <Notice tone="ok" title="Saved">
          What happened, in the past tense.
        </Notice>
        <Notice tone="warn" title="Warning">
          It works, but you should look.
        </Notice>
        <Notice tone="bad" title="Error">
          What is wrong and how to go on.
        </Notice>
      </div>
    </Section>
  )
}
