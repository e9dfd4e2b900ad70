import { HttpResponse, type Redirect } from '@adonisjs/core/http'

declare module '@adonisjs/core/http' {
  export interface HttpResponse {
    /** Redirects a browser after a form, to a GET whatever method the form used (303). */
    seeOther(): Redirect
  }
}

HttpResponse.macro('seeOther', function (this: HttpResponse) {
  return this.redirect().status(303)
})
