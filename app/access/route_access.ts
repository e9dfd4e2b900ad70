import type { HttpContext } from '@adonisjs/core/http'
import type { Scope } from '#access/scopes'

export type Route = NonNullable<HttpContext['route']>

export type Guard = 'web' | 'api'

/** What middleware.auth() is told: a route that takes tokens says what a personal token needs for it. */
export type AuthOptions = {
  guards?: Guard[]
  scope?: Scope
  /** Whether a signed link opens it too, to anyone. The route's `:id` is a file's. */
  link?: boolean
  /** Whether it is the super user's alone: for everyone else there is nothing here (super_user_middleware.ts). */
  superUser?: boolean
  /** Why an endpoint takes one of the two credentials only. */
  because?: string
}

/** What middleware.anyone() is told. */
export type AnyoneOptions = {
  /** Whether it is a page with a form for visitors. */
  form?: boolean
  /** Whether it is an endpoint for the scripts of our own pages, which sign a browser in, and for nothing else. */
  browser?: boolean
}

/** What middleware.confirmed() is told. */
export type ConfirmationOptions = {
  /** Asked only where the request changes this of the account. */
  when?: 'email'
  /** Whether the password is to come with each request, however lately it was shown: for forms with a field for it. */
  always?: boolean
  /** Whether the session goes on under a new id once it is done, although no password was sent. */
  renew?: boolean
}

/** What middleware.upload() is told. */
export type UploadOptions = {
  /** Whether it is a picture of whoever sends it: one file, which counts in no quota and keeps no name. */
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

/** A middleware as a route keeps it: named ones are objects with the arguments they were given. */
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

/** The middleware that a route or its groups name, in the order they run. Those of start/kernel.ts have no arguments. */
export const middlewareOf = (route: Route) =>
  [...route.middleware.all()].filter(
    (middleware) => typeof middleware === 'function' || 'args' in middleware
  ) as RouteMiddleware[]

/** Whether a middleware says who may call, rather than what else is asked of them. */
export const isDeclaration = ({ name }: RouteMiddleware) => DECLARATIONS.has(name)

/** All that a route says about who may call it. One is right; none or several are faults. */
export const declarationsOf = (route: Route) =>
  middlewareOf(route)
    .filter(isDeclaration)
    .map(({ name, args }) => DECLARATIONS.get(name)!((args ?? {}) as Options))

/** Reads it from the route's own middleware, so that there is nothing beside the route to keep in step. */
export function accessOf(route: Route | undefined): RouteAccess {
  if (!route) return UNDECLARED
  const access = known.get(route) ?? declarationsOf(route)[0] ?? UNDECLARED
  known.set(route, access)
  return access
}

/** Whether it is a page with a form for visitors. */
export const holdsForm = (access: RouteAccess) => 'holdsForm' in access && access.holdsForm

/** Whether it is an endpoint for the scripts of our own pages alone. */
export const isForBrowsers = (access: RouteAccess) => 'forBrowsers' in access && access.forBrowsers

/** Whether a visitor has a session there too, and its CSRF token is asked for: else any site could sign them in. */
export const opensSession = (access: RouteAccess) => holdsForm(access) || isForBrowsers(access)

/** Whether it is there for the super user only. */
export const isForSuperUser = (access: RouteAccess): access is SignedInAccess =>
  access.who === 'signed-in' && access.superUser

/** Whether a signed link opens it. */
export const takesLink = (access: RouteAccess) => access.who === 'signed-in' && access.link

export const isConfirmation = ({ name }: RouteMiddleware) => name === 'confirmed'

/** Whether, and when, the caller must have shown the password lately. */
export function confirmationOf(route: Route): ConfirmationOptions | undefined {
  const asked = middlewareOf(route).find(isConfirmation)
  return asked && ((asked.args ?? {}) as ConfirmationOptions)
}

const uploadOf = (route: Route | undefined) =>
  route && middlewareOf(route).find(({ name }) => name === 'upload')

/** Whether it takes a file, sent multipart. */
export const takesUploads = (route: Route | undefined) => uploadOf(route) !== undefined

/** Whether that is a picture of whoever sends it. */
export const takesPicture = (route: Route | undefined) =>
  (uploadOf(route)?.args as UploadOptions | undefined)?.picture === true
