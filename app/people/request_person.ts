import { HttpContext } from '@adonisjs/core/http'
import type User from '#models/user'
import { findPerson } from '#people/find'

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /**
     * The person that the address names, on a route of the super user.
     * @throws Problem not_found
     */
    person(): Promise<User>
  }
}

HttpContext.macro('person', function (this: HttpContext) {
  return findPerson(this.params.id)
})

/** To the page of the person that something was done about, which says so. */
export function backToPerson({ response, session }: HttpContext, { id }: User, said: string) {
  session.flash('success', said)
  response.seeOther().toRoute('admin.people.show', { id })
}
