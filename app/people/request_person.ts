import { HttpContext } from '@adonisjs/core/http'
import type User from '#models/user'
import { findPerson } from '#people/find'

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /**
     * The person in the address, on a route for the super user.
     * @throws Problem not_found
     */
    person(): Promise<User>
  }
}

HttpContext.macro('person', function (this: HttpContext) {
  return findPerson(this.params.id)
})

/** Redirects to the page of the person that was changed, with one of the messages in admin.flash. */
export function backToPerson(ctx: HttpContext, { id, username, email }: User, said: string) {
  const { i18n, response, session } = ctx
  session.flash('success', i18n.t(`admin.flash.${said}`, { username, email }))
  response.seeOther().toRoute('admin.people.show', { id })
}
