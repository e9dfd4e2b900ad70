import type { HttpContext } from '@adonisjs/core/http'
import type { Scope } from '#access/scopes'

export type Route = NonNullable<HttpContext['route']>

export type Guard = 'web' | 'api'

/** The arguments of middleware.auth(). A route that accepts tokens says which scope a personal token needs. */
export type AuthOptions = {
  guards?: Guard[]
  scope?: Scope
  /** Whether a signed link opens it as well, for anyone. The route's `:id` is that of a file. */
  link?: boolean
  /** Whether only the super user may call it; everyone else gets 404 (super_user_middleware.ts). */
  superUser?: boolean
  /** Why an endpoint accepts only one of the two credentials. */
  because?: string
}

/** The arguments of middleware.anyone(). */
export type AnyoneOptions = {
  /** Whether it is a page with a form for visitors. */
  form?: boolean
  /** Whether it is an endpoint only for the scripts of our own pages, which sign a browser in. */
  browser?: boolean
}

/** The arguments of middleware.confirmed(). */
export type ConfirmationOptions = {
  /** Ask only if the request changes this field of the account. */
  when?: 'email'
  /**
   * Whether every request must bring the password, however recently it was entered: for forms that have a field for it.
   */
  always?: boolean
  /**
   * A field to be sent again with the password although it has the name of a secret: one that is worth nothing without a
   * sign-in, and not for long.
   */
  holds?: string
  /** Whether the session gets a new id afterwards even if no password was sent. */
  renew?: boolean
}

/** The arguments of middleware.upload(). */
export type UploadOptions = {
  /** Whether it is the sender's own picture: one file, which counts towards no quota and keeps no name. */
  picture?: boolean
}

export type SignedInAccess = {
  who: 'signed-in'
  guards: Guard[]
  scope?: Scope
  link: boolean
  superUser: boolean
  because?: string
}

/** What a route says about who may call it. */
export type RouteAccess =
  | SignedInAccess
  | { who: 'anyone'; holdsForm: boolean; forBrowsers: boolean }
  | { who: 'guest'; holdsForm: true }
  | { who: 'undeclared' }

/** A middleware as the route stores it. Named ones are objects with their arguments. */
export type RouteMiddleware = { name?: string; args?: unknown }

type Options = AuthOptions & AnyoneOptions

const UNDECLARED: RouteAccess = { who: 'undeclared' }

const DECLARATIONS = new Map<string | undefined, (options: Options) => RouteAccess>([
  [
    'auth',
    ({ guards = ['web'], scope, link = false, superUser = false, because }) => ({
      who: 'signed-in',
      guards,
      scope,
      link,
      superUser,
      because,
    }),
  ],
  ['guest', () => ({ who: 'guest', holdsForm: true })],
  [
    'anyone',
    ({ form = false, browser = false }) => ({
      who: 'anyone',
      holdsForm: form,
      forBrowsers: browser,
    }),
  ],
])

const known = new WeakMap<Route, RouteAccess>()

/** The middleware of a route and its groups, in the order they run. Those of start/kernel.ts have no arguments. */
export const middlewareOf = (route: Route) =>
  [...route.middleware.all()].filter(
    (middleware) => typeof middleware === 'function' || 'args' in middleware
  ) as RouteMiddleware[]

/** Whether a middleware declares who may call, rather than what else is required. */
export const isDeclaration = ({ name }: RouteMiddleware) => DECLARATIONS.has(name)

/** Everything a route declares about who may call it. There must be exactly one declaration. */
export const declarationsOf = (route: Route) =>
  middlewareOf(route)
    .filter(isDeclaration)
    .map(({ name, args }) => DECLARATIONS.get(name)!((args ?? {}) as Options))

/** Reads the access from the route's own middleware, so that there is no second list to keep in sync. */
export function accessOf(route: Route | undefined): RouteAccess {
  if (!route) return UNDECLARED
  const access = known.get(route) ?? declarationsOf(route)[0] ?? UNDECLARED
  known.set(route, access)
  return access
}

/** Whether it is a page with a form for visitors. */
export const holdsForm = (access: RouteAccess) => 'holdsForm' in access && access.holdsForm

/** Whether it is an endpoint only for the scripts of our own pages. */
export const isForBrowsers = (access: RouteAccess) => 'forBrowsers' in access && access.forBrowsers

/**
 * Whether visitors have a session there as well, and must send its CSRF token. Otherwise any site could sign them in.
 */
export const opensSession = (access: RouteAccess) => holdsForm(access) || isForBrowsers(access)

export const isForSuperUser = (access: RouteAccess): access is SignedInAccess =>
  access.who === 'signed-in' && access.superUser

export const takesLink = (access: RouteAccess) => access.who === 'signed-in' && access.link

export const isConfirmation = ({ name }: RouteMiddleware) => name === 'confirmed'

/** Whether, and when, the caller must have entered the password recently. */
export function confirmationOf(route: Route): ConfirmationOptions | undefined {
  const asked = middlewareOf(route).find(isConfirmation)
  return asked && ((asked.args ?? {}) as ConfirmationOptions)
}

const uploadOf = (route: Route | undefined) =>
  route && middlewareOf(route).find(({ name }) => name === 'upload')

/** Whether it accepts a multipart upload. */
export const takesUploads = (route: Route | undefined) => uploadOf(route) !== undefined

/** Whether the upload is the sender's own picture. */
export const takesPicture = (route: Route | undefined) =>
  (uploadOf(route)?.args as UploadOptions | undefined)?.picture === true
