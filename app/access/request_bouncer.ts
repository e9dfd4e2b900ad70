import { Bouncer } from '@adonisjs/bouncer'
import { HttpContext } from '@adonisjs/core/http'
import type User from '#models/user'

const BOUNCER = Symbol('bouncer')

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /** Asks the policies of app/policies in the caller's name. */
    bouncer: Bouncer<User>
    [BOUNCER]?: Bouncer<User>
  }
}

HttpContext.getter('bouncer', function (this: HttpContext) {
  return (this[BOUNCER] ??= new Bouncer<User>(() => this.auth.user ?? null).setContainerResolver(
    this.containerResolver
  ))
})
