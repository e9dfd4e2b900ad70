import { HttpResponse, type Redirect } from '@adonisjs/core/http'

declare module '@adonisjs/core/http' {
  export interface HttpResponse {
    /** Where a browser goes on after a form, by GET whatever the form was sent with (303). */
    seeOther(): Redirect
  }
}

HttpResponse.macro('seeOther', function (this: HttpResponse) {
  return this.redirect().status(303)
})
