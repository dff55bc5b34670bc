// A form: a user name and a password that another service checks.
// [auth.company] url = "https://directory.company.example/check"
export default class CompanyBackend {
  identifier = 'company'
  verboseName = { en: 'Company account', de: 'Firmenkonto' }
  hint = { en: 'The user name and password of your computer.', de: 'Benutzername und Passwort Ihres Rechners.' }
  loginFormFields = {
    username: { label: { en: 'User name', de: 'Benutzername' }, type: 'text', autocomplete: 'username' },
    password: { label: { en: 'Password', de: 'Passwort' }, type: 'password', autocomplete: 'current-password' },
  }

  // Any validator that speaks Standard Schema does, such as one of zod; this one is written by hand.
  configSchema = {
    '~standard': {
      version: 1,
      vendor: 'company',
      validate: (section) =>
        URL.canParse(section.url)
          ? { value: section }
          : { issues: [{ message: 'must be the address of the directory', path: ['url'] }] },
    },
  }

  async formAuthenticate(request, { username, password }) {
    if (username === '' || password === '') return null
    const answer = await fetch(request.config.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
      signal: AbortSignal.timeout(10_000),
    })
    if (answer.status === 401) return null
    if (!answer.ok) throw new Error(`the directory answers with ${answer.status}`)
    const person = await answer.json()
    if (!person.groups.includes('ticketing')) {
      throw request.refuse({
        en: 'You are not in the group “ticketing”. Your IT department adds you.',
        de: 'Sie sind nicht in der Gruppe „ticketing“. Ihre IT-Abteilung nimmt Sie auf.',
      })
    }
    return request.users.getOrCreateForBackend({
      identifier: person.id,
      email: person.email,
      setAlways: { fullname: person.name, isAdmin: person.groups.includes('ticketing-admins') },
    })
  }
}
