import type { HttpContext } from '@adonisjs/core/http'
import type { BrowserSession } from '#auth/browser_session'
import type User from '#models/user'

/** A form whose session had ended before it was sent. It waits in the browser's form cookie until somebody signs in. */
export type LeftForm = {
  /** The id of the account that it was shown to. */
  shownTo: string
  /** The input by field, without secrets. */
  input: Record<string, string | string[]>
}

const LEFT_FORM = 'left-form'

export const keepLeftForm = (session: BrowserSession, form: LeftForm) =>
  session.put(LEFT_FORM, form)

export const leftFormOf = (session: BrowserSession) =>
  session.get(LEFT_FORM) as LeftForm | undefined

const NOT_TYPED = ['form', 'role']

const hasTyped = ({ input }: LeftForm) =>
  Object.keys(input).some((field) => !NOT_TYPED.includes(field))

/** Only to the account that the form was shown to: one person's input is not for the next. */
export function giveBackLeftForm(
  { i18n, session }: Pick<HttpContext, 'i18n' | 'session'>,
  form: LeftForm | undefined,
  { id }: User
) {
  if (form?.shownTo !== String(id)) return
  session.flash(form.input)
  session.flash('warning', i18n.t(`account.flash.${hasTyped(form) ? 'left_form' : 'left_button'}`))
}
